/** Words and cells that all pages of mail share. */

import { formatDate, formatInstant } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailState } from '../../src/mail/filter.ts'
import type { MailLine } from '../../src/mail/record.ts'
import type { Settlement, UndeliveredReason } from '../../src/mail/undelivered.ts'
import type { Cell } from '../parts/cell.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<MailState, Tone>> = {
  queued: 'neutral',
  sending: 'neutral',
  sent: 'good',
  kept: 'warn',
  retry: 'warn',
  uncertain: 'warn',
  failed: 'bad',
  skipped: 'quiet',
}

/** The shape of a state. */
export function mailTone(state: MailState): Tone {
  return TONES[state]
}

/** A state as a cell. */
export function stateCell(reader: Reader, { state }: Pick<MailLine, 'state'>): Cell {
  return { tone: mailTone(state), text: reader.t.mail.states[state] }
}

/** An instant in the reader's zone. */
export function timeCell(reader: Reader, at: Instant, zone: Zone): Cell {
  return { time: at, text: formatInstant(reader.locale, at, zone) }
}

/** When a mail was done with; until then, when it was written. */
export function lastMoment(line: MailLine): Instant {
  return line.settledAt ?? line.createdAt
}

/** Why it stands as it stands: a reason of ours in words, or what the mail server said. */
export function replyOf(t: Messages, line: Pick<MailLine, 'reply' | 'code'>): string {
  const reasons: Readonly<Record<string, string>> = t.mail.reasons
  return Object.hasOwn(reasons, line.reply) ? (reasons[line.reply] ?? '') : line.reply
}

/** How and when somebody was told by other means, and what was noted. */
export function settlementText({ locale, t }: Reader, { channel, on, note }: Settlement): string {
  const { channels, done } = t.mail.room.settlement
  return `${done(channels[channel], formatDate(locale, on))}: ${note}`
}

/** Why a mail did not arrive. */
export function reasonText({ t }: Reader, reason: UndeliveredReason): string {
  const { reasons, code } = t.mail.room.undelivered
  const known: Readonly<Record<string, string>> = reasons
  return Object.hasOwn(known, reason) ? (known[reason] ?? '') : code(reason)
}

/** When it is tried next; null for what is done with or only waits for its turn. */
export function nextTryOf(line: MailLine): Instant | null {
  const later = line.state === 'retry' || (line.state === 'uncertain' && !line.settled)
  return later || (line.state === 'queued' && line.notBefore > line.createdAt) ? line.notBefore : null
}
