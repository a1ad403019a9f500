/** Sending the same letter again by hand, and what is done about mail that came back: load, decide, commit. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayEditDirectory } from '../people/may.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { findBounce, settledReports, stoppedBy } from './bounces.ts'
import { hindrancesOf } from './hindrance-queries.ts'
import { findMail, lineOf } from './queries.ts'
import { mailScope, mayRepeat } from './record.ts'
import { lifting } from './suppression-statements.ts'
import { allowed, type SettlingChannel } from './undelivered.ts'
import { findSettlement, isLost, listUndelivered } from './undelivered-queries.ts'

/**
 * Puts a mail that failed, is not certain, was kept back or came back into the queue: the same bytes with the same
 * Message-ID, so that a mail program which has it already shows it once.
 * @returns `not_found` out of reach, `conflict` (`mail.not_to_repeat`) while it is waiting or once it was sent, or
 *   {@link allowed} of what stands against it.
 */
export async function sendAgain(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const row = await findMail(store, asked.id, mailScope(asked.actor))
  if (!row) return refuse('not_found', 'forms.unknown')
  const cameBack = row.state === 'sent' && (await isLost(store, row.id))
  if (!mayRepeat(lineOf(row), cameBack)) return refuse('conflict', 'mail.not_to_repeat')
  const free = allowed((await hindrancesOf(store, row.id)).same)
  if (!free.ok) return free
  return store.commit([repeated(store, row, asked.actor), requeued(store, [row.id])], row.id)
}

// The fence grows with it and with every claim, so of two people who press at once one is told so.
function repeated(store: Store, { id, fence }: { id: Id; fence: number }, actor: Actor): FactStatement {
  return recordFact(store, { id, version: fence }, { kind: 'mail.repeated', actorId: actor.personId })
}

const KNOWN_ATTEMPTS = sql<number>`(select coalesce(max(attempt), 0) from mail_attempts
  where mail_attempts.outbox_id = outbox.id)`

function requeued(store: Store, ids: readonly Id[]): Statement {
  return (
    store.db
      .updateTable('outbox')
      // Attempts that nobody told the end of are forgiven: they were looked at.
      .set({
        state: 'queued',
        settled_at: null,
        not_before: store.now,
        // Also of what ends without being claimed: kept, or left again.
        fence: sql<number>`fence + 1`,
        attempts: KNOWN_ATTEMPTS,
        // A mail that was given up is tried as often as any.
        attempts_before: KNOWN_ATTEMPTS,
      })
      .where(inList('outbox.id', ids))
      .where('settled_at', 'is not', null)
  )
}

/** So many at once: each is a fact of the batch. */
const REPEATED_AT_ONCE = 100

/** Which mails go out again together, and what a person saw of them. */
interface AskedRepetition {
  readonly actor: Actor
  readonly reason: string
  /** From {@link repetitionOf}. */
  readonly seen: string
}

/** What would be repeated for one reason: those that can, those that cannot, and a seal over the former. */
export async function repetitionOf(store: Store, actor: Actor, reason: string) {
  const list = async (hindered: boolean) => {
    const which = { show: 'open', reason, hindered } as const
    return (await listUndelivered(store, mailScope(actor), which, { size: REPEATED_AT_ONCE })).lines
  }
  const [able, unable] = await Promise.all([list(false), list(true)])
  const seen = store.instance.digest(able.map((line) => `${line.id}:${line.attempts}`).join())
  return { able, unable, seen }
}

/**
 * Sends all again that did not arrive for one reason, but for those that something stands against.
 * @returns how many; `conflict` (`mail.list_changed`) when they are not those that were shown, or none.
 */
export async function repeatAll(store: Store, asked: AskedRepetition): Promise<Outcome<number>> {
  const { able, seen } = await repetitionOf(store, asked.actor, asked.reason)
  const ids = able.map((line) => line.id)
  if (seen !== asked.seen) return refuse('conflict', 'mail.list_changed')
  const rows = await store.db.selectFrom('outbox').select(['id', 'fence']).where(inList('id', ids)).execute()
  const [first, ...rest] = rows.map((row) => repeated(store, row, asked.actor))
  if (!first) return refuse('conflict', 'mail.list_changed')
  return store.commit([first, rest, requeued(store, ids)], rows.length)
}

/** How somebody was told of what a mail could not tell them. */
export interface AskedSettlement {
  readonly actor: Actor
  readonly id: Id
  readonly channel: SettlingChannel
  readonly on: LocalDate
  readonly note: string
  readonly version: number
  /** Whose days count. */
  readonly zone: Zone
}

/**
 * Records that the reader of a lost mail was told by other means; recorded again, it is corrected.
 * @returns `not_found` out of reach, `conflict` (`mail.not_lost`) for a mail of which nobody says that it did not
 *   arrive, `invalid` (`mail.not_yet`, field `on`) for a day to come, or `forms.changed_meanwhile`.
 */
export async function settleMail(store: Store, asked: AskedSettlement): Promise<Outcome<Id>> {
  const row = await findMail(store, asked.id, mailScope(asked.actor))
  if (!row) return refuse('not_found', 'forms.unknown')
  if (!(await maySettle(store, row))) return refuse('conflict', 'mail.not_lost')
  if (asked.on > dateOf(store.now, asked.zone)) return refuse('invalid', 'mail.not_yet', 'on')
  const known = await findSettlement(store, row.id)
  if ((known?.version ?? 0) !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const { channel, on, note, version, actor } = asked
  const fact = recordFact(
    store,
    { id: `settlement:${row.id}`, version },
    { kind: 'mail.settled', actorId: actor.personId, details: { mail: row.id, channel, on } },
  )
  const recorded = {
    ...{ channel, settled_on: on, note, recorded_by: actor.personId },
    ...{ recorded_at: store.now, version: version + 1 },
  }
  const save = store.db
    .insertInto('mail_settlements')
    .values({ outbox_id: row.id, ...recorded })
    .onConflict((conflict) => conflict.column('outbox_id').doUpdateSet(recorded))
  return store.commit([fact, save], row.id)
}

/** Can a mail be settled by other means: it did not arrive, or there is no server that could have sent it? */
export async function maySettle(store: Store, row: OutboxTable): Promise<boolean> {
  return row.to_address !== '' && (row.state === 'kept' || (await isLost(store, row.id)))
}

/**
 * Settles a report that a mail came back. Of an address that does not work, or is full: all reports about it but
 * complaints, and it is written to again, lifted as by `liftSuppression` on the ground that it works. Any other is
 * only marked as seen, with its like.
 * @returns `not_found` out of reach, `conflict` `forms.changed_meanwhile` once it is settled, `forbidden` without the
 *   right to change the directory when it lets an address be written to again.
 */
export async function settleBounce(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const bounce = await findBounce(store, asked.id, mailScope(asked.actor))
  if (!bounce) return refuse('not_found', 'forms.unknown')
  if (bounce.lifted_at !== null) return refuse('conflict', 'forms.changed_meanwhile')
  const stopped = await stoppedBy(store, bounce)
  if (stopped.length > 0 && !mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const { personId } = asked.actor
  const fact = recordFact(store, bounce, { kind: 'mail.bounce_settled', actorId: personId })
  const lifted = stopped.map((one) => lifting(store, one, { personId, basis: 'works', note: '' }))
  return store.commit([fact, settledReports(store, bounce, personId), lifted.flat()], bounce.id)
}
