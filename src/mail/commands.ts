/** Sending again by hand, and writing again to an address that did not work: load, decide, commit. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { letAddressBe } from './bounces.ts'
import { attemptsOf, findMail, lineOf } from './queries.ts'
import { mailScope, mayRepeat } from './record.ts'

/**
 * Puts a mail that failed, is not certain or was kept back into the queue: the same bytes with the same
 * Message-ID, so that a mail program which has it already shows it once.
 * @returns `not_found` out of reach, `conflict` (`mail.not_to_repeat`) while it is waiting or once it was
 *   sent, `gone` (`mail.too_late`) when its time is over,
 *   or (`mail.letter_gone`) once retention took its text.
 */
export async function sendAgain(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const row = await findMail(store, asked.id, mailScope(asked.actor))
  if (!row) return refuse('not_found', 'forms.unknown')
  if (!mayRepeat(lineOf(row))) return refuse('conflict', 'mail.not_to_repeat')
  if (row.not_after && row.not_after < store.now) return refuse('gone', 'mail.too_late')
  // Retention took the letter, or the links out of it: what is left must not go out.
  if (row.body_text === '' || row.body_text.includes('/p/…')) return refuse('gone', 'mail.letter_gone')
  const attempts = await attemptsOf(store, row.id)
  const update = store.db
    .updateTable('outbox')
    // Attempts that nobody told the end of are forgiven: they were looked at.
    .set({
      state: 'queued',
      settled_at: null,
      not_before: store.now,
      attempts: attempts.at(-1)?.attempt ?? 0,
    })
    .where('id', '=', row.id)
    .where('state', '=', row.state)
  // The fence grows with every claim, so of two people who press at once one is told so.
  const fact = recordFact(
    store,
    { id: row.id, version: row.fence },
    { kind: 'mail.repeated', actorId: asked.actor.personId },
  )
  return store.commit([fact, update], row.id)
}

/**
 * Settles a report that a mail came back, with all others about its address, which is written to again.
 * @returns `not_found` out of reach, `conflict` `forms.changed_meanwhile` once it is settled.
 */
export async function settleBounce(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const bounce = await store.db
    .selectFrom('bounces')
    .selectAll()
    .where('id', '=', asked.id)
    .executeTakeFirst()
  const mail = bounce && (await findMail(store, bounce.outbox_id, mailScope(asked.actor)))
  if (!mail) return refuse('not_found', 'forms.unknown')
  if (bounce.lifted_at !== null) return refuse('conflict', 'forms.changed_meanwhile')
  const { personId } = asked.actor
  const fact = recordFact(store, bounce, { kind: 'mail.bounce_settled', actorId: personId })
  return store.commit([fact, letAddressBe(store, bounce.address, personId)], bounce.id)
}
