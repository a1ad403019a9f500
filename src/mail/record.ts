/** Mail as the pages show it: who may read it, what stays hidden even then. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Actor, may, type Scope } from '../people/may.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { AttachmentLine } from './attachments.ts'
import type { Bounce } from './bounces.ts'
import type { MailState } from './filter.ts'
import type { MailKind } from './mail.ts'
import { type Hindrance, LEFT, type Settlement } from './undelivered.ts'

/** One line of a list of mail. */
export interface MailLine {
  readonly id: Id
  readonly kind: MailKind
  readonly to: { readonly personId: Id | null; readonly name: string; readonly address: string }
  readonly subject: string
  readonly lang: Locale
  readonly state: MailState
  /** False while it will still be tried (again). */
  readonly settled: boolean
  readonly attempts: number
  readonly createdAt: Instant
  readonly settledAt: Instant | null
  /** When its turn is or was. */
  readonly notBefore: Instant
  readonly code: number | null
  /** The relay's words, or for a skipped mail its `SkipReason`. */
  readonly reply: string
}

/** One attempt to hand a mail over. */
export interface MailAttempt {
  readonly attempt: number
  readonly at: Instant
  readonly outcome: string
  readonly code: number | null
  readonly reply: string
}

/** A mail with all that its page shows, as far as its reader may see it. */
export interface MailRecord extends MailLine {
  readonly from: { readonly name: string; readonly address: string }
  readonly messageId: string
  readonly notAfter: Instant | null
  readonly text: string
  readonly calendar: string | null
  /**
   * `links`: personal links are replaced by `…`. `all`: its sign-in link would let the reader in as somebody
   * else, so nothing of the letter is shown. `gone`: retention or an erasure took the letter.
   */
  readonly hidden: 'nothing' | 'links' | 'all' | 'gone'
  readonly tries: readonly MailAttempt[]
  /** What other servers reported of it after ours had taken it. */
  readonly bounces: readonly Bounce[]
  /** What its reader can do about it now. */
  readonly may: {
    readonly repeat: boolean
    readonly renew: boolean
    readonly settle: boolean
    /** Why it may not be repeated, although it did not arrive. */
    readonly hindrance: Hindrance | null
  }
  /** How the person was told by other means. */
  readonly settlement: Settlement | null
  readonly files: readonly AttachmentLine[]
}

/** What a job wrote about its last run. */
export interface Heartbeat {
  readonly job: string
  readonly startedAt: Instant
  readonly finishedAt: Instant | null
  readonly outcome: string
  readonly runs: number
}

/** Whose mail somebody may read: all, or that of some dialogues, and always what went to themselves. */
export interface MailScope {
  readonly dialogues: Scope
  readonly personId: Id
}

/** Administrators read all mail; organisers and coordinators that of their dialogues. */
export function mailScope(actor: Actor): MailScope {
  const dialogues =
    actor.rank === 'administrator'
      ? 'all'
      : Object.keys(actor.roles).filter((dialogueId) => may(actor, 'coordinate', dialogueId))
  return { dialogues, personId: actor.personId }
}

/**
 * May `actor` see the personal links in a mail? Only an administrator, and only in mail that was kept: there
 * is no other way to hand it to its reader. Mail that went out belongs to whom it went to.
 */
function maySeeLinks(actor: Actor, state: MailState): boolean {
  return actor.rank === 'administrator' && state === 'kept'
}

/** What of a mail is hidden from `actor`; see {@link MailRecord}. */
export function hiddenFrom(actor: Actor, row: OutboxTable): MailRecord['hidden'] {
  if (row.body_text === '') return 'gone'
  if (maySeeLinks(actor, row.state)) return 'nothing'
  if (row.kind === 'sign_in') return 'all'
  return row.unsubscribe_token || row.body_text.search(SECRET) >= 0 ? 'links' : 'nothing'
}

// Everything that works without signing in: personal links, sign-in links, one-click unsubscribing.
const SECRET = /(\/(?:p|u|sign-in)\/)[A-Za-z0-9_-]{16,}/g

/** A text without the tokens of the links in it. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1…')
}

/** The row as `actor` may see it: tokens replaced by `…`, the texts of a sign-in letter left out. */
export function shownTo(actor: Actor, row: OutboxTable): OutboxTable {
  const hidden = hiddenFrom(actor, row)
  if (hidden === 'nothing' || hidden === 'gone') return row
  const show = (text: string) => (hidden === 'all' ? '' : withoutSecrets(text))
  return {
    ...row,
    body_text: show(row.body_text),
    body_html: show(row.body_html),
    unsubscribe_token: row.unsubscribe_token && 'hidden',
  }
}

/**
 * May the same letter be sent once more by hand? What failed or is not certain, what was kept, what was left although
 * its reason holds, and what came back.
 */
export function mayRepeat(mail: Pick<MailLine, 'state' | 'settled' | 'reply'>, cameBack: boolean): boolean {
  if (!mail.settled) return false
  if (mail.state === 'skipped') return LEFT.some((reason) => reason === mail.reply)
  if (mail.state === 'sent') return cameBack
  return mail.state === 'failed' || mail.state === 'uncertain' || mail.state === 'kept'
}

/** Mail that is made anew each time, or is good once only: nobody needs a copy of it. */
const NEVER_ANEW: readonly MailKind[] = [
  'sign_in',
  'account',
  'reminder',
  'stock_reminder',
  'plan_report_reminder',
  'digest',
]

/** May the same words go out as a new mail? Whatever was sent or might have been, of letters that stand for long. */
export function mayRenew(mail: Pick<MailLine, 'kind' | 'state' | 'settled' | 'reply'>): boolean {
  if (NEVER_ANEW.includes(mail.kind)) return false
  return mayRepeat(mail, true)
}
