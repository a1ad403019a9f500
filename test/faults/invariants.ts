/** The invariants I1 to I8 of safety.md §4.2: what the recorder knows, held against the database and the relay. */

import type { Id } from '../../src/kernel/id.ts'
import type { Engine, Store } from '../../src/store/store.ts'
import { chainFaults, profileOf } from './integrity.ts'
import { halves, missingWrites } from './presence.ts'
import type { Arrival } from './recorder.ts'
import type { World } from './world.ts'

/** Their names in the report. */
export const INVARIANTS = {
  I1: 'every acknowledged write is there, nothing is half there',
  I2: 'every mail that is due arrived or ended with a reason',
  I3: 'one Message-ID for one reason, every copy explained',
  I4: 'no mail after its reason ceased, beyond one in flight',
  I5: 'no mail to anybody but its reader',
  I6: 'the database is whole',
  I7: 'the service answers within 5 s of the fault, the backlog drains',
  I8: 'the SEQUENCE of a calendar entry never goes back',
} as const
export type InvariantName = keyof typeof INVARIANTS

export interface Violation {
  readonly invariant: InvariantName
  readonly world: string
  readonly what: string
}

/** Numbers that a check brings along. */
export interface Counts {
  acknowledged: number
  lostWrites: number
  mails: number
  arrived: number
  lostMails: number
  ended: number
  messageIds: number
  dedupeKeys: number
  reasonsWithTwoIds: number
  copies: number
  copiesHidden: number
  copiesKilled: number
  copiesUnexplained: number
}

/** What one check found; `ended` counts the mails that never set out by their reasons. */
export interface Checked {
  readonly violations: readonly Violation[]
  readonly counts: Counts
  readonly ended: readonly string[]
}

/** What the checks read of a row of the outbox. */
export interface MailRow {
  readonly id: Id
  readonly dedupe_key: string
  readonly message_id: string
  readonly to_address: string
  readonly subject_id: Id
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly last_reply: string
  readonly settled_at: string | null
}

/** What one check looks at. */
export interface Seen {
  readonly world: World
  readonly store: Store
  readonly engine: Engine
  readonly rows: readonly MailRow[]
  readonly arrivals: ReadonlyMap<string, readonly Arrival[]>
}

type Find = (seen: Seen) => Promise<string[]> | string[]

const FINDERS: Readonly<Record<Exclude<InvariantName, 'I2' | 'I7'>, Find>> = {
  I1: async (seen) => [...(await missingWrites(seen)), ...(await halves(seen))],
  I3: (seen) => [...secondIds(seen), ...unexplained(seen)],
  I4: (seen) => afterTheEnd(seen),
  I5: (seen) => strangers(seen),
  I6: async ({ engine, store }) => [...(await profileOf(engine)), ...(await chainFaults(store))],
  I8: (seen) => steppedBack(seen),
}

/** Checks a world whose processes are dead or at rest; `drained` also demands that all mail has ended. */
export async function check(world: World, drained: boolean): Promise<Checked> {
  return world.look(async (store, engine) => {
    const rows = await store.db
      .selectFrom('outbox')
      .select(['id', 'dedupe_key', 'message_id', 'to_address', 'subject_id', 'kind', 'state', 'attempts'])
      .select(['last_reply', 'settled_at'])
      .execute()
    const arrivals = Map.groupBy(world.recorder.arrivals, ({ messageId }) => messageId)
    const seen: Seen = { world, store, engine, rows, arrivals }
    const violations: Violation[] = []
    for (const [invariant, find] of Object.entries(FINDERS) as [InvariantName, Find][])
      for (const what of await find(seen)) violations.push({ invariant, world: world.name, what })
    if (drained)
      for (const what of undelivered(seen)) violations.push({ invariant: 'I2', world: world.name, what })
    const ended = rows.filter((row) => !arrivals.has(row.message_id) && hasReason(row))
    return { violations, counts: countsOf(seen, violations), ended: ended.map((row) => row.last_reply) }
  })
}

/** Mail that did not reach the relay and has no reason for it either. */
function undelivered({ rows, arrivals }: Seen): string[] {
  return rows
    .filter((row) => !arrivals.has(row.message_id) && !hasReason(row))
    .map((row) => `${row.kind} ${row.id} is ${row.state} after ${row.attempts} attempts and never arrived`)
}

function hasReason({ state, settled_at, last_reply }: MailRow): boolean {
  return settled_at !== null && state !== 'sent' && last_reply !== ''
}

function secondIds({ rows, arrivals }: Seen): string[] {
  const known = new Map(rows.map((row) => [row.message_id, row.dedupe_key]))
  const twice = [...Map.groupBy(rows, ({ dedupe_key }) => dedupe_key)].filter(([, some]) => some.length > 1)
  const unknown = [...arrivals.keys()].filter((id) => !known.has(id))
  return [
    ...twice.map(([key]) => `${key} has two Message-IDs`),
    ...unknown.map((id) => `${id} arrived and is in no row`),
  ]
}

/** A copy is explained by an answer that the relay hid, or by a kill after the copy before it. */
export function explain(
  copies: readonly Arrival[],
  kills: readonly number[],
): ('hidden' | 'killed' | null)[] {
  return copies.slice(1).map((copy, at) => {
    const before = copies[at]
    if (!before) return null
    if (!before.answered) return 'hidden'
    // What lay in the socket is taken after the kill; the outcome is written after 40 ms, later where it is busy.
    return kills.some((kill) => kill >= before.at - 250 && kill <= Math.min(before.at + 1_500, copy.at))
      ? 'killed'
      : null
  })
}

function unexplained({ world, arrivals }: Seen): string[] {
  return [...arrivals].flatMap(([id, copies]) =>
    explain(copies, world.recorder.kills)
      .filter((reason) => reason === null)
      .map(
        () =>
          `${id} arrived ${copies.length} times without a reason: ${storyOf(copies, world.recorder.kills)}`,
      ),
  )
}

// When its copies and the kills nearest to them happened, in milliseconds after the first copy.
function storyOf(copies: readonly Arrival[], kills: readonly number[]): string {
  const first = copies[0]?.at ?? 0
  const near = kills.map((kill) => kill - first).filter((kill) => kill > -2_000 && kill < 10_000)
  return `copies ${copies.map(({ at }) => at - first).join(', ')}; kills ${near.join(', ')}`
}

/** Letters of invitations that were withdrawn: what was in flight may land, nothing may set out later. */
function afterTheEnd({ world, rows, arrivals }: Seen): string[] {
  return world.recorder.writes.flatMap((write) => {
    if (write.kind !== 'withdrawal') return []
    const letters = rows.filter(
      (row) => row.subject_id === write.invitationId && row.kind === 'invitation_letter',
    )
    return letters
      .flatMap((row) => arrivals.get(row.message_id) ?? [])
      .filter(({ at }) => !wasInFlight(world, { since: write.at, at }))
      .map(({ messageId, at }) => `${messageId} came ${at - write.at} ms after its invitation was withdrawn`)
  })
}

// Nothing stays in flight over the death of its process; what is in the socket still lands.
function wasInFlight(world: World, { since, at }: { since: number; at: number }): boolean {
  const LANDING_MS = 250
  const SENDING_MS = 5_000
  const died = world.recorder.kills.some((kill) => kill > since && kill + LANDING_MS < at)
  return at <= since + SENDING_MS && !died
}

function strangers({ world, rows }: Seen): string[] {
  const intended = new Map(rows.map((row) => [row.message_id, row.to_address]))
  return world.recorder.arrivals
    .filter(({ messageId, to }) => to.length !== 1 || to[0] !== intended.get(messageId))
    .map(({ messageId, to }) => `${messageId} went to ${to.join(', ')}`)
}

function steppedBack({ world }: Seen): string[] {
  const highest = new Map<string, number>()
  return world.recorder.arrivals.flatMap(({ uid, to, sequence, messageId }) => {
    if (sequence === null || !uid) return []
    const key = `${uid} ${to[0]}`
    const before = highest.get(key) ?? 0
    highest.set(key, Math.max(before, sequence))
    return sequence < before ? [`${messageId}: SEQUENCE ${sequence} after ${before}`] : []
  })
}

function countsOf(seen: Seen, violations: readonly Violation[]): Counts {
  const { world, rows, arrivals } = seen
  const reasons = [...arrivals.values()].flatMap((copies) => explain(copies, world.recorder.kills))
  const missing = (name: InvariantName, pattern: RegExp) =>
    violations.filter(({ invariant, what }) => invariant === name && pattern.test(what)).length
  return {
    acknowledged: world.recorder.writes.length,
    lostWrites: missing('I1', /was acknowledged/),
    mails: rows.length,
    arrived: rows.filter(({ message_id }) => arrivals.has(message_id)).length,
    lostMails: missing('I2', /./),
    ended: rows.filter((row) => !arrivals.has(row.message_id) && hasReason(row)).length,
    messageIds: new Set(rows.map(({ message_id }) => message_id)).size,
    dedupeKeys: new Set(rows.map(({ dedupe_key }) => dedupe_key)).size,
    reasonsWithTwoIds: missing('I3', /two Message-IDs|in no row/),
    copies: reasons.length,
    copiesHidden: reasons.filter((reason) => reason === 'hidden').length,
    copiesKilled: reasons.filter((reason) => reason === 'killed').length,
    copiesUnexplained: reasons.filter((reason) => reason === null).length,
  }
}
