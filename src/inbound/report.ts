/** Delivery reports (RFC 3464) and complaints (RFC 5965), and what mail servers send instead of them. Pure. */

import { cleanLine } from '../kernel/text.ts'
import { UNWANTED } from '../mail/refusal.ts'

/** What became of a mail, by its status code (calendar-mail.md §7). */
export type BounceClass = 'hard' | 'soft' | 'policy' | 'delayed' | 'delivered'

/** What a report says; it is believed only about a mail whose sealed address it came to. */
export interface DeliveryReport {
  readonly bounce: BounceClass
  /** `5.1.1`, or empty when no code was given. */
  readonly status: string
  /** The words of the other server. */
  readonly words: string
}

const MAX_WORDS = 300
const MAX_FIELDS = 50_000

/** Reads the fields of a `message/delivery-status`: the worst of its recipients counts, as we write to one. */
export function readDeliveryStatus(text: string): DeliveryReport {
  const fields = text.slice(0, MAX_FIELDS)
  const action = field(fields, 'Action').toLowerCase()
  const words = field(fields, 'Diagnostic-Code') || field(fields, 'Status')
  const status = statusIn(field(fields, 'Status')) || statusIn(words)
  // Exchange says 5.0.0 or 5.2.0 beside the true code in its words.
  const inWords = statusIn(words)
  const exact = /^\d\.\d\.0$/.test(status) && inWords ? inWords : status
  return { bounce: classOf(action, exact, words), status: exact, words: words.slice(0, MAX_WORDS) }
}

/**
 * Reads a report that follows no standard: the first status code in its text, or the first reply code of SMTP.
 * @returns null if there is none, so that a letter is not taken for a report.
 */
export function readLooseReport(text: string): DeliveryReport | null {
  const shown = text.slice(0, MAX_FIELDS)
  const status = statusIn(shown) || replyCodeIn(shown)
  if (!status) return null
  const at = shown.search(CODE)
  const words = cleanLine(shown.slice(Math.max(0, at - 40), at + 200)).slice(0, MAX_WORDS)
  return { bounce: classOf('', status, words), status, words }
}

/** What a complaint is about (`Feedback-Type`), such as `abuse`; empty when it says nothing. */
export function feedbackType(text: string): string {
  return field(text.slice(0, MAX_FIELDS), 'Feedback-Type').toLowerCase().slice(0, 40)
}

function field(text: string, name: string): string {
  const found = new RegExp(`^${name}:[ \\t]*((?:[^\\r\\n]|\\r?\\n[ \\t]+)*)`, 'im').exec(text)?.[1] ?? ''
  return cleanLine(found)
}

const CODE = /\b([245]\.\d{1,3}\.\d{1,3})\b|\b(?:4[25]\d|5[05]\d)[ -]/

function statusIn(text: string): string {
  return /\b([245]\.\d{1,3}\.\d{1,3})(?![.\d])\b/.exec(text)?.[1] ?? ''
}

const REPLY_CODES: Readonly<Record<string, string>> = {
  '550': '5.1.1',
  '551': '5.1.6',
  '552': '5.2.2',
  '553': '5.1.3',
  '554': '5.7.0',
  '450': '4.2.0',
  '451': '4.3.0',
  '452': '4.2.2',
}

function replyCodeIn(text: string): string {
  return REPLY_CODES[/\b(45[012]|55[01234])[ -]/.exec(text)?.[1] ?? ''] ?? ''
}

function classOf(action: string, status: string, words: string): BounceClass {
  if (/^(delivered|relayed|expanded)$/.test(action) || status.startsWith('2.')) return 'delivered'
  if (action === 'delayed') return 'delayed'
  const [kind, subject, detail] = status.split('.')
  if (subject === '7') return 'policy'
  if (kind === '5' && status !== '5.2.2') {
    const gone = (subject === '1' && detail !== '8') || status === '5.4.4' || status === '5.2.1'
    return gone && !UNWANTED.test(words) ? 'hard' : UNWANTED.test(words) ? 'policy' : 'soft'
  }
  return 'soft'
}
