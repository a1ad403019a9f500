/**
 * From a row of the outbox to the exact bytes of its message (RFC 5322; calendar-mail.md §3.1, §3.2).
 * Everything that could differ between two attempts stands in the row, so equal rows give equal bytes.
 */

import type { OutboxTable } from '../store/followup-schema.ts'
import type { Instance } from '../store/store.ts'
import { parseAddress } from './address.ts'
import { bounceAddress } from './mail.ts'
import type { Message } from './transport.ts'

/** The columns of a row that end up in the message. */
type ComposedRow = Pick<
  OutboxTable,
  | 'id'
  | 'to_address'
  | 'to_name'
  | 'from_name'
  | 'from_mailbox'
  | 'lang'
  | 'languages'
  | 'subject'
  | 'body_text'
  | 'body_html'
  | 'calendar'
  | 'calendar_method'
  | 'list_id'
  | 'unsubscribe_token'
  | 'message_id'
  | 'in_reply_to'
  | 'mail_date'
>

/** A file of a mail with its content (`attachments.ts` loads them). */
export interface AttachedFile {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/**
 * The message with its envelope: one recipient, our own bounce address as sender.
 * @throws RangeError if the row's address is not what `parseAddress` gives, or the composer's own error.
 */
export async function composeMail(
  instance: Instance,
  row: ComposedRow,
  files: readonly AttachedFile[] = [],
): Promise<Message> {
  const address = parseAddress(row.to_address)
  if (!address.ok || address.value !== row.to_address) throw new RangeError('not a plain mail address')
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const composer = new MailComposer({
    from: { name: row.from_name, address: `${row.from_mailbox}@${instance.mailDomain}` },
    to: { name: row.to_name, address: row.to_address },
    subject: row.subject,
    messageId: row.message_id,
    date: new Date(row.mail_date),
    ...(row.in_reply_to ? { inReplyTo: row.in_reply_to, references: row.in_reply_to } : {}),
    headers: headersOf(instance, row),
    text: withCrlf(row.body_text),
    html: withCrlf(row.body_html),
    ...alternativesOf(row),
    attachments: [...invitationFile(row), ...files.map(attachmentOf)],
    // Without these, content given as an object could name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: row.id,
  })
  return {
    outboxId: row.id,
    envelope: { from: bounceAddress(instance, row.id), to: row.to_address },
    raw: await composer.compile().build(),
  }
}

// Cheaper than the composer's `newline`, which sends the whole message through one more stream.
function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n')
}

// No `Reply-To`, no `Precedence`; `OOF, AutoReply` stops holiday notices and keeps bounces coming.
function headersOf(instance: Instance, row: ComposedRow): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'Content-Language': row.languages || row.lang,
    ...listHeaders(instance, row),
  }
}

// nodemailer's own `list` option writes a header for each address, which RFC 2369 §2 forbids.
function listHeaders(instance: Instance, row: ComposedRow): Record<string, string> {
  if (!row.list_id || !row.unsubscribe_token) return {}
  const { baseUrl, mailDomain } = instance
  const token = row.unsubscribe_token
  return {
    'List-Id': `<${row.list_id}.${mailDomain}>`,
    'List-Unsubscribe': `<${baseUrl}/u/${token}>, <mailto:unsubscribe+${token}@${mailDomain}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

// Outlook reads only the alternative in the first child; some gateways strip that and leave the attachment.
function alternativesOf({ calendar, calendar_method: method }: ComposedRow) {
  if (!calendar || !method) return {}
  const contentType = `text/calendar; charset=utf-8; method=${method}; component=VEVENT`
  return { alternatives: [{ contentType, content: calendar, contentTransferEncoding: 'base64' as const }] }
}

function invitationFile({ calendar, calendar_method: method }: ComposedRow) {
  if (!calendar || !method) return []
  return [{ filename: 'invite.ics', contentType: 'application/ics', content: calendar }]
}

function attachmentOf({ name, mediaType, bytes }: AttachedFile) {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { filename: name, contentType: mediaType, content, contentTransferEncoding: 'base64' as const }
}
