/** The writes by which the outbox forgets a person: for the batch that erases them, and just before it. */

import type { Id } from '../kernel/id.ts'
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

/** Empties all mail to a person; what waited does not go out any more. */
export function forgottenReader(
  store: Store,
  person: { readonly id: Id; readonly email: string },
): Statement[] {
  const { db } = store
  const own = db.selectFrom('outbox').select('id').where('person_id', '=', person.id)
  return [
    db.updateTable('mail_attempts').set({ reply: '' }).where('outbox_id', 'in', own),
    db
      .updateTable('outbox')
      .set({ state: 'skipped', last_reply: 'withdrawn', settled_at: store.now })
      .where('person_id', '=', person.id)
      .where('state', 'in', ['queued', 'retry']),
    db
      .updateTable('outbox')
      .set({ ...NOBODY, last_reply: '' })
      .where('person_id', '=', person.id),
    ...(person.email === ''
      ? []
      : [
          db.updateTable('outbox').set(NOBODY).where('to_address', '=', person.email),
          db.deleteFrom('suppressions').where('address', '=', person.email),
        ]),
  ]
}

/** One spelling of a name and what stands there from now on. */
interface Respelling {
  readonly from: string
  readonly to: string
}

/**
 * Writes the new spelling into the settled mails to others that name the person, or that went out in their name;
 * those lose their calendar entry, which carries the name folded. Upkeep of rows that will not be sent again, one
 * by one: it may be repeated, and comes before the names themselves go.
 */
export async function respellMails(store: Store, spellings: readonly Respelling[]): Promise<void> {
  for (const { from, to } of spellings) {
    await store.tidy(
      store.db
        .updateTable('outbox')
        .set({ from_name: to, calendar: null })
        .where('from_name', '=', from)
        .where('settled_at', 'is not', null),
    )
  }
  for (const id of await mailsNaming(store, spellings)) await respell(store, id, spellings)
}

async function mailsNaming(store: Store, spellings: readonly Respelling[]): Promise<Id[]> {
  if (spellings.length === 0) return []
  const rows = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('settled_at', 'is not', null)
    .where((eb) =>
      eb.or(
        spellings.flatMap(({ from }) => [
          holdsWord('subject', from),
          holdsWord('body_text', from),
          holdsWord('body_html', asInHtml(from)),
        ]),
      ),
    )
    .execute()
  return rows.map((row) => row.id)
}

async function respell(store: Store, id: Id, spellings: readonly Respelling[]): Promise<void> {
  const mail = await store.db
    .selectFrom('outbox')
    .select(['subject', 'body_text', 'body_html'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  let { subject, body_text, body_html } = mail
  for (const { from, to } of spellings) {
    subject = subject.replaceAll(from, to)
    body_text = body_text.replace(acrossLines(from), to)
    body_html = body_html.replaceAll(asInHtml(from), asInHtml(to))
  }
  await store.tidy(store.db.updateTable('outbox').set({ subject, body_text, body_html }).where('id', '=', id))
}

/** Plain texts are wrapped: a name may stand at the end of one line and the beginning of the next. */
function acrossLines(name: string): RegExp {
  const words = name.split(' ').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('\\s+'), 'g')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as hono/jsx writes it. */
function asInHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
