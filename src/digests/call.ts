/** Where reminders end with a person: whom the coordinator has to phone, and whom no reminder reaches. Pure. */

import type { CallNote } from '../calls/call-note.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { isPaused, needsCall, occurrencesOf, type Remindable, remindable } from '../commitments/reminders.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'
import { bySoonest, ladderOf, type OwedShare, promiseOf } from '../recurring/asked.ts'
import type { Share } from '../recurring/share.ts'

/** One line of the call list; `Person` is an id until it is known whose names are needed. */
export interface Call<Person = PersonCard> {
  readonly commitment: Commitment
  /** Whose word is missing: that of the lead, or of whoever owes a period or a part. */
  readonly institutionId: Id
  /** Its silent periods and part, soonest due first; none where the commitment itself is silent. */
  readonly shares: readonly Share[]
  readonly owners: readonly Person[]
  /** `exhausted`: the ladder ended without an answer; `unreachable`: it began and nobody is there. */
  readonly reason: 'exhausted' | 'unreachable'
  /** When the first of the owners is back, if all of them pause: nobody waits for an answer before that. */
  readonly pausedUntil: LocalDate | null
  /** The last call about it, if it was looked up. */
  readonly note: CallNote | null
}

/**
 * Why a kind of mail does not reach somebody. `off`, `paused` until a day: the person's own choice; `suppressed`: the
 * address does not take mail.
 */
export type Unreached =
  | { readonly reason: 'off' | 'suppressed'; readonly pausedUntil: null }
  | { readonly reason: 'paused'; readonly pausedUntil: LocalDate }

/** Somebody who answers for commitments and gets no reminders about them. */
export type Stopped<Person = PersonCard> = Unreached & {
  readonly person: Person
  /** For which they owe the first of it: not the lead where that is a part of another one. */
  readonly institutionId: Id
  readonly commitments: readonly Commitment[]
}

/** What is owed, by whom, and who can be reminded of it. */
interface Owed {
  readonly promises: readonly Commitment[]
  readonly owners: ReadonlyMap<Id, readonly Id[]>
  readonly movedAt: ReadonlyMap<Id, Instant>
  readonly unreached: ReadonlyMap<Id, Unreached>
}

/** Whom to phone about commitments, soonest due first; days are those of each dialogue's zone. */
export function callsAmong(owed: Owed, now: Instant): Call<Id>[] {
  return owed.promises.flatMap((commitment): Call<Id>[] => {
    const { id, leadId, zone } = commitment
    const owners = owed.owners.get(id) ?? []
    const promise = remindable(commitment, owed.movedAt.get(id) ?? null, zone)
    const reason = reasonFor(promise, owners, dateOf(now, zone))
    if (!reason) return []
    const pausedUntil = backOn(owners, owed.unreached)
    return [{ commitment, institutionId: leadId, shares: [], owners, reason, pausedUntil, note: null }]
  })
}

/** Why somebody has to be phoned, or null. */
function reasonFor(promise: Remindable, owners: readonly Id[], today: LocalDate): Call['reason'] | null {
  if (needsCall(promise, today)) return 'exhausted'
  if (owners.length > 0 || isPaused(promise, today)) return null
  return occurrencesOf(promise).some((rung) => rung.on <= today) ? 'unreachable' : null
}

/** What is owed by period or in part, and by whom. */
interface OwedShares extends Pick<Owed, 'owners' | 'unreached'> {
  readonly owed: readonly OwedShare[]
}

/** Whom to phone about periods and parts: what an institution owes within one commitment is one line. */
export function shareCallsAmong({ owed, owners, unreached }: OwedShares, now: Instant): Call<Id>[] {
  const silent = owed.flatMap(({ share, commitment }) => {
    const { zone } = commitment
    const who = owners.get(share.id) ?? []
    const reason = reasonFor(ladderOf(share, commitment, zone), who, dateOf(now, zone))
    return reason ? [{ share, commitment, who, reason }] : []
  })
  const lines = Map.groupBy(silent, ({ share }) => `${share.commitmentId}/${share.institutionId}`)
  return [...lines.values()].flatMap((line): Call<Id>[] => {
    const [first] = line
    if (!first) return []
    const { commitment, share, who } = first
    const shares = bySoonest(
      line.map((one) => one.share),
      commitment,
    )
    const reason = line.some((one) => one.reason === 'exhausted') ? 'exhausted' : 'unreachable'
    const pausedUntil = backOn(who, unreached)
    const about = { commitment, institutionId: share.institutionId, shares }
    return [{ ...about, owners: who, reason, pausedUntil, note: null }]
  })
}

/** What is told of a line: the commitment, or with its own words and date what is due first within it. */
export function silentIn({ commitment, shares }: Pick<Call<unknown>, 'commitment' | 'shares'>): Commitment {
  const [first] = shares
  if (!first) return commitment
  const told = promiseOf(first, commitment)
  return first.text ? { ...told, text: first.text } : told
}

function backOn(owners: readonly Id[], unreached: Owed['unreached']): LocalDate | null {
  const days = owners.flatMap((id) => unreached.get(id)?.pausedUntil ?? [])
  return days.length === owners.length ? (days.sort()[0] ?? null) : null
}

/**
 * The owners whom no reminder reaches, each with the commitments of which they owe all, a period or a part; no
 * commitment twice.
 */
export function stoppedAmong(owed: Owed, shares: OwedShares): Stopped<Id>[] {
  const found = new Map<Id, Stopped<Id> & { commitments: Commitment[] }>()
  const add = (commitment: Commitment, institutionId: Id, person: Id, why: Unreached | undefined) => {
    if (!why) return
    const entry = found.get(person) ?? { person, institutionId, ...why, commitments: [] }
    if (!entry.commitments.some(({ id }) => id === commitment.id)) entry.commitments.push(commitment)
    found.set(person, entry)
  }
  for (const commitment of owed.promises)
    for (const person of owed.owners.get(commitment.id) ?? [])
      add(commitment, commitment.leadId, person, owed.unreached.get(person))
  for (const { share, commitment } of shares.owed)
    for (const person of shares.owners.get(share.id) ?? [])
      add(commitment, share.institutionId, person, shares.unreached.get(person))
  return [...found.values()]
}
