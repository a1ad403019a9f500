/** The writes by which mail forgets a person: for the batch that erases them. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Statement, Store } from '../store/store.ts'

/** What is left of a mail whose reader is nobody any more: its kind, subject, Message-ID and fate. */
export const NOBODY = {
  to_address: '',
  to_name: '',
  body_text: '',
  body_html: '',
  calendar: null,
  unsubscribe_token: null,
} as const

/** Somebody who is erased. */
export interface Forgotten {
  readonly id: Id
  /** By which they alone were known: an office's mailbox belongs to others too. */
  readonly ownAddresses: readonly string[]
}

/** Empties all mail to a person; what waited does not go out any more. */
export function forgottenReader(store: Store, person: Forgotten): Statement[] {
  const { db } = store
  const own = db.selectFrom('outbox').select('id').where('person_id', '=', person.id)
  return [
    db.updateTable('mail_attempts').set({ reply: '' }).where('outbox_id', 'in', own),
    db.updateTable('mail_settlements').set({ note: '' }).where('outbox_id', 'in', own),
    db
      .updateTable('outbox')
      .set({ state: 'skipped', last_reply: 'withdrawn', settled_at: store.now })
      .where('person_id', '=', person.id)
      .where('state', 'in', ['queued', 'retry']),
    db
      .updateTable('outbox')
      .set({ ...NOBODY, last_reply: '' })
      .where('person_id', '=', person.id),
    db
      .updateTable('outbox')
      .set(NOBODY)
      .where('person_id', 'is', null)
      .where('settled_at', 'is not', null)
      .where(inList('to_address', person.ownAddresses)),
    db.deleteFrom('suppressions').where(inList('address', person.ownAddresses)),
    db
      .updateTable('suppression_liftings')
      .set({ address: '', note: '' })
      .where(inList('address', person.ownAddresses)),
    db.updateTable('bounces').set({ address: '', words: '' }).where(inList('address', person.ownAddresses)),
    // What the person wrote to us, and we passed on.
    ...person.ownAddresses.map((address) =>
      db
        .updateTable('outbox')
        .set(NOBODY)
        .where('kind', '=', 'forwarded')
        .where(holdsWord('body_text', address)),
    ),
    ...forgottenWriter(store, person),
  ]
}

/** Mail that came from a person, or was about them: what it was and what was decided stays, not who wrote what. */
function forgottenWriter(store: Store, person: Forgotten): Statement[] {
  const { db } = store
  const seats = db.selectFrom('delegates').select('id').where('person_id', '=', person.id)
  const words = { from_address: '', from_name: '', attendee_address: '', comment: '', proposed: '' }
  return [
    db.updateTable('inbound_answers').set(words).where('delegate_id', 'in', seats),
    db.updateTable('inbound_answers').set(words).where(inList('from_address', person.ownAddresses)),
    db
      .updateTable('inbound_mails')
      .set({ from_address: '' })
      .where(inList('from_address', person.ownAddresses)),
  ]
}
