/** Load data: mails that were rendered and kept long ago. */

import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { type MailKind, PRIORITY } from '../src/mail/mail.ts'
import type { Store } from '../src/store/store.ts'
import type { Insert } from './rows.ts'

const TEXT = 'Срок исполнения обязательства истекает, просим сообщить о ходе исполнения.\n'.repeat(15)
const HTML = `<p>${TEXT.replaceAll('\n', '</p><p>')}</p>`

interface Kept {
  readonly kind: MailKind
  readonly subjectId: Id
  readonly meetingId: Id | null
  readonly personId: Id | null
  readonly failed?: boolean
  readonly minutesAgo?: number
}

/** One mail of the past. @returns its Message-ID. */
export function loadMail(insert: Insert, store: Store, mail: Kept): string {
  const id = store.newId()
  const messageId = `<${id}@example.org>`
  const at = plus(store.now, { minutes: -(mail.minutesAgo ?? 0) })
  insert('outbox', {
    id,
    kind: mail.kind,
    dedupe_key: id,
    subject_id: mail.subjectId,
    meeting_id: mail.meetingId,
    person_id: mail.personId,
    institution_id: null,
    to_address: `${id}@example.org`,
    to_name: 'Серикова Айгуль',
    from_name: 'Секретариат',
    from_mailbox: mail.kind === 'reminder' ? 'digest' : 'rsvp',
    lang: 'ru',
    subject: 'Ваши обязательства на этой неделе',
    body_text: TEXT,
    body_html: HTML,
    calendar: null,
    calendar_method: mail.kind === 'calendar_request' ? 'REQUEST' : null,
    calendar_sequence: mail.kind === 'calendar_request' ? 0 : null,
    list_id: null,
    unsubscribe_token: null,
    message_id: messageId,
    in_reply_to: null,
    mail_date: at,
    priority: PRIORITY[mail.kind],
    not_before: at,
    not_after: null,
    state: mail.failed ? 'failed' : 'kept',
    attempts: mail.failed ? 1 : 0,
    fence: 0,
    lease_until: null,
    lease_holder: null,
    last_code: mail.failed ? 550 : null,
    last_reply: mail.failed ? '550 5.1.1 no such user' : '',
    settled_at: at,
    created_at: at,
    attachments: 0,
    attempts_before: 0,
    languages: '',
  })
  return messageId
}
