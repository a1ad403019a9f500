/** Mail that did not arrive, as far as anybody knows: what it is to the secretariat, and what may be done. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import type { MailSettlementsTable } from '../store/mail-room-schema.ts'
import type { BounceClass } from './bounce.ts'
import { MAIL_KINDS, type MailKind } from './mail.ts'
import type { MailLine } from './record.ts'
import type { SkipReason } from './settlement.ts'

/** Mail for convenience, or between ourselves: if it is lost nobody has to be told by other means. */
const CONVENIENCE: readonly MailKind[] = [
  'sign_in',
  'account',
  'forwarded',
  'invitation_reminder',
  'reminder',
  'stock_reminder',
  'plan_report_reminder',
  'digest',
]

/** Kinds whose loss is a task for the secretariat: letters, entries, withdrawals, requests to report. */
export const OFFICIAL: readonly MailKind[] = MAIL_KINDS.filter((kind) => !CONVENIENCE.includes(kind))

/** Reports that say that a mail did not arrive: a complaint says that it did, `delayed` nothing yet. */
export const LOST: readonly BounceClass[] = ['hard', 'soft', 'policy']

/** Why a mail was left that should have gone, or that may have gone. */
export const LEFT: readonly SkipReason[] = ['suppressed', 'crashed', 'restored']

/** How else somebody was told; `needless`: nothing has to be told any more. */
export type SettlingChannel = MailSettlementsTable['channel']

export const SETTLING_CHANNELS: readonly SettlingChannel[] = [
  'courier',
  'phone',
  'read_out',
  'other',
  'needless',
]

/** What was recorded in place of a delivery. */
export interface Settlement {
  readonly channel: SettlingChannel
  readonly on: LocalDate
  readonly note: string
  readonly recordedAt: Instant
  readonly version: number
}

/** One mail that did not arrive. */
export interface UndeliveredMail extends MailLine {
  readonly meetingId: Id | null
  readonly institutionId: Id | null
  readonly reason: UndeliveredReason
  /** The latest report about it, if it came back. */
  readonly bounce: { readonly class: BounceClass; readonly status: string; readonly words: string } | null
  readonly settlement: Settlement | null
  readonly hindrance: Hindrance | null
}

/** `tasks`: official and nobody was told yet; `other`: what needs no act any more; `settled` by other means. */
export type ShowUndelivered = 'tasks' | 'other' | 'settled'

export const SHOW_UNDELIVERED: readonly ShowUndelivered[] = ['tasks', 'other', 'settled']

/** `bounced`, `uncertain`, a reason of ours, the code of the refusal, or `other`: also in the address of the list. */
export type UndeliveredReason = string

/** Reads a reason from an address; null for anything that is none. */
export function readReason(text: string | undefined): UndeliveredReason | null {
  const known = ['bounced', 'uncertain', 'other', ...LEFT] as readonly string[]
  return text && (known.includes(text) || /^[2-5]\d\d$/.test(text)) ? text : null
}

/**
 * What keeps a letter from going out once more: it is on its way, kept no longer, its time is over, its reason ceased, a
 * newer one says it all, its address does not work, its reader stopped such mail, has another address by now, or has
 * answered the entry since.
 */
export type Hindrance =
  | 'busy'
  | 'gone'
  | 'over'
  | 'ceased'
  | 'overtaken'
  | 'dead'
  | 'stopped'
  | 'moved'
  | 'answered'

const AGAINST: Readonly<Record<Hindrance, Refusal>> = {
  busy: refuse('conflict', 'mail.not_to_repeat'),
  gone: refuse('gone', 'mail.letter_gone'),
  over: refuse('gone', 'mail.too_late'),
  ceased: refuse('conflict', 'mail.ceased'),
  overtaken: refuse('conflict', 'mail.overtaken'),
  dead: refuse('conflict', 'mail.address_dead'),
  stopped: refuse('conflict', 'mail.stopped'),
  moved: refuse('conflict', 'mail.address_moved'),
  answered: refuse('conflict', 'mail.answered'),
}

/** @returns `done` without a hindrance; else its refusal: `conflict`, or `gone` for what time took. */
export function allowed(hindrance: Hindrance | null): Outcome<null> {
  return hindrance === null ? done(null) : AGAINST[hindrance]
}

/** The address of a list; defaults are left out. */
export function undeliveredPath(
  { show, reason }: { readonly show: ShowUndelivered; readonly reason: UndeliveredReason | null },
  page = 1,
): string {
  const query = new URLSearchParams()
  if (show !== 'tasks') query.set('show', show)
  if (reason) query.set('reason', reason)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `/mail/undelivered${text && `?${text}`}`
}
