/** What a mail is, by what is in it and never by what its words mean (calendar-mail.md §6). Never throws. */

import { type CalendarObject, readCalendar } from './calendar.ts'
import { type Message, readMessage, type Unread } from './message.ts'
import { type DeliveryReport, feedbackType, readDeliveryStatus, readLooseReport } from './report.ts'

/** A mail with what it turned out to be. */
export type Reading =
  | { readonly verdict: 'unreadable'; readonly reason: Unread }
  | { readonly verdict: 'calendar'; readonly message: Message; readonly calendar: CalendarObject }
  | { readonly verdict: 'report'; readonly message: Message; readonly report: DeliveryReport }
  | { readonly verdict: 'complaint'; readonly message: Message; readonly feedback: string }
  | { readonly verdict: 'automatic'; readonly message: Message }
  | { readonly verdict: 'words'; readonly message: Message }

export type Verdict = Reading['verdict']

/** Who handed the mail over and for whom, as the mail server knows it; empty texts where it does not say. */
export interface Envelope {
  /** `<>` for a mail without a sender, which is never answered. */
  readonly from: string
  readonly to: string
}

/** Reads one mail. An automatic mail with an answer of a calendar counts: Google's answers are such mails. */
export async function readMail(raw: Uint8Array, envelope: Envelope): Promise<Reading> {
  const read = await readMessage(raw)
  if ('unread' in read) return { verdict: 'unreadable', reason: read.unread }
  const { message } = read
  if (message.feedback !== null)
    return { verdict: 'complaint', message, feedback: feedbackType(message.feedback) }
  if (message.deliveryStatus !== null)
    return { verdict: 'report', message, report: readDeliveryStatus(message.deliveryStatus) }
  const calendar = calendarIn(message)
  if (calendar) return { verdict: 'calendar', message, calendar }
  const fromMachine = isFromMachine(message, envelope)
  const report = fromMachine && /^bounce\+/i.test(envelope.to) ? readLooseReport(message.text) : null
  if (report) return { verdict: 'report', message, report }
  return { verdict: fromMachine || message.automatic ? 'automatic' : 'words', message }
}

function calendarIn(message: Message): CalendarObject | null {
  for (const text of message.calendars) {
    const calendar = readCalendar(text)
    if (calendar && calendar.events.length > 0) return calendar
  }
  return null
}

const MACHINES = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply)(@|\+)/

function isFromMachine({ from }: Message, envelope: Envelope): boolean {
  return envelope.from === '<>' || from === '' || MACHINES.test(from)
}
