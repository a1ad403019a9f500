/** A mail that came in, read within limits: who wrote, what it answers, what is in it. Never throws. */

import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'
import { type Excess, excessOf, PARSER_LIMITS } from './bounds.ts'
import { decodeText } from './charset.ts'

/** What the rest of the room knows of a mail. */
export interface Message {
  /** Lower case; empty when there is none or it is no address. */
  readonly from: string
  readonly fromName: string
  readonly subject: string
  readonly messageId: string
  /** The Date header; null when missing or unreadable. */
  readonly date: Instant | null
  /** Message-IDs that it answers, In-Reply-To first. */
  readonly answers: readonly string[]
  /** Addresses it was delivered to or written to, as they stand. */
  readonly recipients: readonly string[]
  /** Written by a machine (RFC 3834), by whatever header says so. */
  readonly automatic: boolean
  /** The first `Authentication-Results`, as it stands. */
  readonly authentication: string
  /** Plain words, at most {@link MAX_WORDS} characters. */
  readonly text: string
  /** Calendars, best place first. */
  readonly calendars: readonly string[]
  /** `message/delivery-status`; null when there is none. */
  readonly deliveryStatus: string | null
  /** `message/feedback-report`; null when there is none. */
  readonly feedback: string | null
  /** The header of the mail that a report is about. */
  readonly about: string
}

export type Unread = Excess | 'broken'

const MAX_WORDS = 20_000
const MAX_CALENDARS = 5
const MAX_RECIPIENTS = 50
const MAX_ANSWERS = 50
const MAX_ABOUT = 100_000

/** Reads the bytes of one mail. @returns the mail, or why it cannot be read. */
export async function readMessage(raw: Uint8Array): Promise<{ message: Message } | { unread: Unread }> {
  const excess = excessOf(raw)
  if (excess) return { unread: excess }
  try {
    const email = await PostalMime.parse(raw, PARSER_LIMITS)
    if (email.headers.length === 0) return { unread: 'broken' }
    const message = messageOf(email)
    if (!message.calendars.some((text) => text.includes('\ufffd'))) return { message }
    // Not in the letters it claims: read once more as bytes, and the letters are found out.
    const again = messageOf(await PostalMime.parse(asFiles(raw), PARSER_LIMITS))
    return { message: { ...message, calendars: again.calendars } }
  } catch {
    return { unread: 'broken' }
  }
}

function messageOf(email: Email): Message {
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? ''
  const from = mailboxes([email.from])[0]
  const partOf = (pattern: RegExp) => email.attachments.find(({ mimeType }) => pattern.test(mimeType))
  const status = partOf(/^message\/(global-)?delivery-status$/)
  const feedback = partOf(/^message\/feedback-report$/)
  const about = partOf(/^(message\/(global|rfc822)|text\/rfc822-headers)/)
  return {
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    subject: cleanLine(email.subject ?? '').slice(0, 300),
    messageId: idsIn(email.messageId ?? '')[0] ?? '',
    date: parseInstant(email.date ?? ''),
    answers: [...idsIn(email.inReplyTo ?? ''), ...idsIn(email.references ?? '')].slice(0, MAX_ANSWERS),
    recipients: recipientsOf(email),
    automatic: isAutomatic(header),
    authentication: cleanLine(header('authentication-results')).slice(0, 4_000),
    text: cleanText((email.text ?? email.html ?? '').slice(0, MAX_WORDS)),
    calendars: calendarsOf(email.attachments),
    deliveryStatus: status ? textOf(status) : null,
    feedback: feedback ? textOf(feedback) : null,
    about: about ? textOf(about).slice(0, MAX_ABOUT) : '',
  }
}

function mailboxes(addresses: readonly (Address | undefined)[]): { name: string; address: string }[] {
  return addresses
    .flatMap((one) => (one === undefined ? [] : (one.group ?? [one])))
    .flatMap(({ name, address }) => {
      const plain = cleanLine(address ?? '').toLowerCase()
      const good = /^[^\s<>"]+@[^\s<>"]+$/.test(plain) && plain.length <= 254
      return good ? [{ name: cleanLine(name).slice(0, 200), address: plain }] : []
    })
}

// What the mail server noted stands before what the sender wrote.
const NOTED = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to']

function recipientsOf(email: Email): string[] {
  const noted = email.headers.filter(({ key }) => NOTED.includes(key)).map(({ value }) => value)
  const written = [...(email.to ?? []), ...(email.cc ?? [])].flatMap((one) => one.address ?? [])
  const all = [...noted.map((value) => cleanLine(value).replace(/[<>]/g, '')), ...written]
  return [...new Set(all)].slice(0, MAX_RECIPIENTS)
}

/** RFC 3834 §2, and the older headers that mean the same. */
function isAutomatic(header: (name: string) => string): boolean {
  const submitted = header('auto-submitted').trim().toLowerCase()
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    /^\s*(bulk|junk|list|auto_reply)\s*$/i.test(header('precedence')) ||
    header('x-autoreply') !== '' ||
    header('x-autorespond') !== '' ||
    header('list-id') !== '' ||
    header('return-path').trim() === '<>' ||
    /\b(OOF|AutoReply)\b/i.test(header('x-auto-response-suppress'))
  )
}

/** Message-IDs in a header, angle brackets included. */
export function idsIn(text: string): string[] {
  return text.slice(0, 20_000).match(/<[^<>\s]{3,250}>/g) ?? []
}

// text/calendar wherever it stands, then what gateways made of it, then files that only their name tells.
function calendarsOf(parts: readonly Attachment[]): string[] {
  const ranked = parts
    .map((part) => ({ part, rank: rankOf(part) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank)
  return [...new Set(ranked.slice(0, MAX_CALENDARS).map(({ part }) => textOf(part)))]
}

/** The same mail with its calendars as files, whose bytes the parser leaves alone. */
function asFiles(raw: Uint8Array): Uint8Array {
  const chunk = 8_192
  let text = ''
  for (let at = 0; at < raw.length; at += chunk) text += String.fromCharCode(...raw.subarray(at, at + chunk))
  const renamed = text.replace(
    /^(content-type:\s*)(?:text\/calendar|application\/ics)/gim,
    `$1${CALENDAR_FILE}`,
  )
  return Uint8Array.from(renamed, (letter) => letter.charCodeAt(0))
}

const CALENDAR_FILE = 'application/x-ics'

function rankOf({ mimeType, filename }: Attachment): number {
  if (mimeType === 'text/calendar' || mimeType === CALENDAR_FILE) return 1
  if (mimeType === 'application/ics' || mimeType === 'text/x-vcalendar') return 2
  return /\.ics$/i.test(filename ?? '') ? 3 : 0
}

function textOf({ content }: Attachment): string {
  if (typeof content === 'string') return content
  return decodeText(content instanceof Uint8Array ? content : new Uint8Array(content))
}
