/**
 * The outbox: one row is one logical mail, rendered when it is decided and committed with its cause
 * (architecture.md "Letters are rows of the same batch"). Returns statements, never executes.
 */

import { type SqlBool, sql } from 'kysely'
import { type LetterBody, letterHtml, letterText } from '../../views/letters/letter.tsx'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import { parseAddress } from './address.ts'
import { type MailKind, mailboxFor, messageIdOf, PRIORITY, SIGN_IN_LIFE } from './mail.ts'

export type { MailKind } from './mail.ts'

/** A letter to one person, with the reason that makes it unique. */
export interface Mail {
  readonly kind: MailKind
  /** Reason, subject, revision and person: the same twice is one mail. */
  readonly dedupeKey: string
  readonly subjectId: Id
  readonly meetingId?: Id
  readonly institutionId?: Id
  readonly to: { readonly personId: Id | null; readonly address: string; readonly name: string }
  /** The human organiser or the secretariat; the address is always ours. */
  readonly fromName: string
  readonly lang: Locale
  readonly letter: LetterBody
  readonly calendar?: {
    readonly method: 'REQUEST' | 'CANCEL'
    readonly sequence: number
    readonly content: string
  }
  /** Files that are kept already, or in the same batch before this mail; in this order, after the calendar. */
  readonly attachments?: readonly MailAttachment[]
  readonly inReplyTo?: string
  /** Only for convenience mail: what one click stops (RFC 8058). */
  readonly list?: { readonly id: 'digest' | 'reminders'; readonly unsubscribeToken: string }
  readonly notBefore?: Instant
  readonly notAfter?: Instant
}

/** A file that goes with a mail. */
export interface MailAttachment {
  readonly documentId: Id
  /** The name it has in the mail. */
  readonly name: string
}

/** What the batch needs, and the Message-ID by which later mails can refer to this one. */
export interface Enqueued {
  readonly id: Id
  readonly messageId: string
  readonly statements: Statement[]
}

/**
 * Renders the letter now and gives the statement that queues it; inserting the same `dedupeKey` again does
 * nothing. A sign-in link is worth nothing after ten minutes; other mail waits until it can be sent.
 * @throws RangeError if the address is not what `parseAddress` gives: the form let it in, which is a bug.
 */
export function enqueue(store: Store, mail: Mail): Enqueued {
  const address = parseAddress(mail.to.address)
  if (!address.ok) throw new RangeError('not a plain mail address')
  const id = store.newId()
  const messageId = messageIdOf(store.instance, {
    kind: mail.kind,
    id,
    sequence: mail.calendar?.sequence ?? 0,
  })
  const insert = store.db
    .insertInto('outbox')
    .values({
      id,
      message_id: messageId,
      ...reasonOf(mail),
      ...lettersOf(mail),
      ...calendarOf(mail),
      to_address: address.value,
      to_name: cleanLine(mail.to.name),
      from_name: cleanLine(mail.fromName),
      from_mailbox: mailboxFor(mail.kind),
      list_id: mail.list?.id ?? null,
      unsubscribe_token: mail.list?.unsubscribeToken ?? null,
      in_reply_to: mail.inReplyTo ?? null,
      mail_date: store.now,
      priority: PRIORITY[mail.kind],
      not_before: mail.notBefore ?? store.now,
      not_after: mail.notAfter ?? (mail.kind === 'sign_in' ? plus(store.now, SIGN_IN_LIFE) : null),
      ...UNSENT,
      created_at: store.now,
      attachments: mail.attachments?.length ?? 0,
    })
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
  return { id, messageId, statements: [insert, ...attachedTo(store, id, mail.attachments ?? [])] }
}

// Selected from the mail itself: one that was not inserted, because its like is there already, gets no files.
function attachedTo(store: Store, outboxId: Id, attachments: readonly MailAttachment[]): Statement[] {
  const columns = ['outbox_id', 'position', 'document_id', 'name', 'media_type'] as const
  return attachments.map(({ documentId, name }, position) =>
    store.db
      .insertInto('outbox_attachments')
      .columns(columns)
      .expression((eb) =>
        eb
          .selectFrom('outbox')
          .innerJoin('documents', (join) => join.on('documents.id', '=', documentId))
          .select([
            'outbox.id as outbox_id',
            sql<number>`cast(${position} as integer)`.as('position'),
            'documents.id as document_id',
            sql<string>`cast(${cleanLine(name)} as text)`.as('name'),
            'documents.media_type',
          ])
          .where('outbox.id', '=', outboxId),
      ),
  )
}

/** What every mail begins with. */
export const UNSENT = {
  state: 'queued',
  attempts: 0,
  attempts_before: 0,
  fence: 0,
  lease_until: null,
  lease_holder: null,
  last_code: null,
  last_reply: '',
  settled_at: null,
} as const

function reasonOf(mail: Mail) {
  return {
    kind: mail.kind,
    dedupe_key: mail.dedupeKey,
    subject_id: mail.subjectId,
    meeting_id: mail.meetingId ?? null,
    person_id: mail.to.personId,
    institution_id: mail.institutionId ?? null,
  }
}

function lettersOf(mail: Mail) {
  return {
    lang: mail.lang,
    languages: mail.letter.parts.map((part) => part.lang).join(', '),
    subject: cleanLine(mail.letter.subject),
    // Cleaned as a whole: no control character, bare CR or bidi override leaves us, whatever a room let in.
    body_text: `${cleanText(letterText(mail.letter))}\n`,
    body_html: `${cleanText(letterHtml(mail.letter))}\n`,
  }
}

function calendarOf({ calendar }: Mail) {
  return {
    calendar: calendar?.content ?? null,
    calendar_method: calendar?.method ?? null,
    calendar_sequence: calendar?.sequence ?? null,
  }
}

/** Which unsent mails lost their reason: all about a subject, or only of some kind, or to one person. */
interface Withdrawn {
  readonly subjectId: Id
  readonly kind?: MailKind
  readonly personId?: Id
}

/**
 * The statement that keeps unsent mails from going out because their reason ceased (product.md rule 8).
 * What is being sent at this moment still goes, but only once: whatever becomes of it, it is not tried again.
 */
export function withdrawUnsent(store: Store, which: Withdrawn): Statement {
  const waits = sql<SqlBool>`state in ('queued', 'retry')`
  const { now } = store
  const all = store.db
    .updateTable('outbox')
    .set({
      state: sql<OutboxTable['state']>`case when ${waits} then 'skipped' else state end`,
      last_reply: sql<string>`case when ${waits} then 'withdrawn' else last_reply end`,
      settled_at: sql<Instant | null>`case when ${waits} then cast(${now} as text) else settled_at end`,
      not_after: sql<Instant | null>`case when ${waits} then not_after else cast(${now} as text) end`,
    })
    .where('subject_id', '=', which.subjectId)
    .where('settled_at', 'is', null)
  const ofKind = which.kind ? all.where('kind', '=', which.kind) : all
  return which.personId ? ofKind.where('person_id', '=', which.personId) : ofKind
}
