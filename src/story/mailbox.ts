/** What arrived at the mail server, read as a mail program reads it, and kept byte by byte. */

import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import type { Received, Sink } from '../platform/sink.ts'
import { type Entry, readEntry } from './calendar.ts'

/** One message as its reader sees it. */
export interface Letter {
  /** The name of its file. */
  readonly file: string
  /** From the Message-ID, such as `calendar_request`. */
  readonly kind: string
  /** The one recipient of the envelope. */
  readonly to: string
  readonly from: string
  readonly subject: string
  readonly lang: string
  readonly messageId: string
  readonly inReplyTo: string
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly html: string
  /** Null for mail that is no calendar entry. */
  readonly entry: Entry | null
  readonly calendar: string
  /** Addresses of pages named in the letter, each once. */
  readonly links: readonly string[]
}

export class Mailbox {
  private readonly sink: Sink
  private readonly folder: string
  private read = 0

  constructor(sink: Sink, folder: string) {
    this.sink = sink
    this.folder = folder
  }

  /**
   * The messages that came since the last time, each written to its file. Several connections deliver at once,
   * so that the order of arrival is chance: they are put in the order of their kinds and recipients.
   */
  async fetch(): Promise<Letter[]> {
    const fresh = this.sink.messages.slice(this.read)
    const opened = await Promise.all(fresh.map(open))
    opened.sort((a, b) => (a.name < b.name ? -1 : 1))
    return opened.map((one) => this.keep(one))
  }

  private keep({ received, email, kind, to, name }: Opened): Letter {
    this.read += 1
    const file = `${String(this.read).padStart(3, '0')}-${name}.eml`
    writeFileSync(join(this.folder, file), received.raw)
    const calendar = calendarIn(email)
    return {
      file,
      kind,
      to,
      from: email.from?.address ?? '',
      subject: email.subject ?? '',
      messageId: email.messageId ?? '',
      inReplyTo: email.inReplyTo ?? '',
      headers: new Map(email.headers.map(({ key, value }) => [key, value])),
      lang: email.headers.find(({ key }) => key === 'content-language')?.value ?? '',
      text: email.text ?? '',
      html: email.html ?? '',
      entry: calendar ? readEntry(calendar) : null,
      calendar,
      links: linksOf(email.text ?? '', email.html ?? ''),
    }
  }
}

interface Opened {
  readonly received: Received
  readonly email: Email
  readonly kind: string
  readonly to: string
  /** Kind and local part of the recipient, fit for a file name. */
  readonly name: string
}

async function open(received: Received): Promise<Opened> {
  const email = await PostalMime.parse(received.raw)
  const to = onlyRecipient(received, email)
  const kind = /^<([a-z_]+)\./.exec(email.messageId ?? '')?.[1] ?? 'unknown'
  const local = (to.split('@')[0] ?? '').replace(/[^\w.+-]/g, '_')
  return { received, email, kind, to, name: `${kind}-${local}` }
}

/** Mails of an earlier play would mix with those of this one. */
export function clearMails(folder: string): void {
  for (const name of readdirSync(folder)) if (/^\d{3}-[a-z_]+-.*\.eml$/.test(name)) rmSync(join(folder, name))
}

function onlyRecipient(received: Received, email: Email): string {
  const [to, second] = received.envelope.to
  const shown = [...(email.to ?? []), ...(email.cc ?? []), ...(email.bcc ?? [])].map(({ address }) => address)
  if (!to || second || shown.length !== 1 || shown[0] !== to)
    throw new Error(`a mail has the recipients ${received.envelope.to} and shows ${shown}`)
  return to
}

/** The calendar of the text/calendar part; the attached copy must hold the same bytes. */
function calendarIn(email: Email): string {
  const contents = email.attachments
    .filter(({ mimeType }) => mimeType === 'text/calendar' || mimeType === 'application/ics')
    .map(({ content }) => (typeof content === 'string' ? content : new TextDecoder().decode(content)))
  if (new Set(contents).size > 1) throw new Error(`${email.messageId} carries two different calendars`)
  return contents[0] ?? ''
}

function linksOf(text: string, html: string): string[] {
  const written = text.match(/https?:\/\/[^\s<>")\]]+/g) ?? []
  const linked = [...html.matchAll(/href="(https?:[^"]+)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )
  return [...new Set([...written, ...linked])]
}
