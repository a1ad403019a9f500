/**
 * How far the mail of one act came: a lot of letters or reminders, an announcement, an update, a postponement, a
 * cancellation. All mail of an act is committed at once, so that its rows share their instant, which names it. Pure.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { MailKind } from '../mail/mail.ts'
import type { OutboxTable } from '../store/followup-schema.ts'

/** What became of a mail so far. `left`: its reason ceased before it was sent. */
export type Progress = 'sent' | 'waiting' | 'failed' | 'uncertain' | 'kept' | 'left'

export const PROGRESS: readonly Progress[] = ['sent', 'waiting', 'failed', 'uncertain', 'kept', 'left']

/** Rows of the outbox counted by kind, state and whether they are done with. */
export interface ActRow {
  readonly kind: MailKind
  readonly state: OutboxTable['state']
  readonly settled: boolean
  readonly number: number
}

/** One act in numbers. */
export interface ActProgress {
  readonly at: Instant
  readonly kinds: readonly MailKind[]
  readonly counts: Readonly<Record<Progress, number>>
  readonly all: number
  /** How many are done with, well or not. */
  readonly settled: number
}

const STATES: Readonly<Record<OutboxTable['state'], Progress>> = {
  queued: 'waiting',
  sending: 'waiting',
  retry: 'waiting',
  sent: 'sent',
  kept: 'kept',
  failed: 'failed',
  uncertain: 'uncertain',
  skipped: 'left',
}

/** Adds the rows up. */
export function progressOf(at: Instant, rows: readonly ActRow[]): ActProgress {
  const sum = (some: readonly ActRow[]) => some.reduce((total, { number }) => total + number, 0)
  const counted = (progress: Progress) => sum(rows.filter(({ state }) => STATES[state] === progress))
  return {
    at,
    kinds: [...new Set(rows.map(({ kind }) => kind))].sort(),
    counts: Object.fromEntries(PROGRESS.map((one) => [one, counted(one)])) as Record<Progress, number>,
    all: sum(rows),
    settled: sum(rows.filter(({ settled }) => settled)),
  }
}

/** The page of one act; of the latest when no instant is given. */
export function sendingPath(meetingId: Id, at?: Instant): string {
  const path = `/meetings/${meetingId}/sending`
  return at ? `${path}?at=${encodeURIComponent(at)}` : path
}
