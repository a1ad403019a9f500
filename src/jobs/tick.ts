/** The one visible list of recurring acts. Whoever runs them how often, late or twice: each gives the same. */

import { sendDigests } from '../digests/digest-sending.ts'
import { sendReminders } from '../digests/reminder-sending.ts'
import { flushGathered } from '../invitations/calendar-mails.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { sealFacts } from '../ledger/seals.ts'
import { tidyLimits } from '../limits/limits.ts'
import { heldSince } from '../mail/hold.ts'
import { tidyPace } from '../mail/pace-statements.ts'
import { heartbeats } from '../mail/queries.ts'
import { findClockChanges } from '../meetings/zone-finding.ts'
import { tellMonitors } from '../plans/notice-sending.ts'
import { remindOfPlans } from '../plans/reminder-sending.ts'
import { remindOfRequests } from '../plans/request-sending.ts'
import { askForPeriods } from '../recurring/asking.ts'
import { applyRetention } from '../retention/nightly.ts'
import type { Part } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { askSuccessors } from '../succession/asking.ts'
import { tellNamed } from '../succession/telling.ts'
import { askForStock } from '../supply/request-sending.ts'
import { beginRun, endRun, restingActs } from './heartbeat.ts'
import { tidyLinks, tidyReceipts, tidySessions, tidySignIns } from './tidying.ts'

/** One recurring act. */
export interface Act {
  readonly name: string
  /** Looked at no more often than this; to save work, not to keep a time. */
  readonly everyMinutes: number
  /** Decides mail: rests while mail is held after a restore. */
  readonly mails?: true
  /** Does what is due by `store.now` and says how much that was, and whether it must go on with the next tick. */
  run(store: Store): Promise<number | Part>
}

/** In the order in which they run. Mail is delivered elsewhere: it needs a transport (`mail/delivery.ts`). */
export const ACTS: readonly Act[] = [
  { name: 'clock_changes', everyMinutes: 60, run: findClockChanges },
  { name: 'flush_gathered', everyMinutes: 0, mails: true, run: flushGathered },
  // Mails nothing, but what it opens is reminded of: after a restore both are decided anew together.
  { name: 'ask_for_periods', everyMinutes: 15, mails: true, run: askForPeriods },
  { name: 'successors', everyMinutes: 60, mails: true, run: askSuccessors },
  { name: 'named_people', everyMinutes: 1, mails: true, run: tellNamed },
  { name: 'reminders', everyMinutes: 5, mails: true, run: sendReminders },
  { name: 'stock_requests', everyMinutes: 5, mails: true, run: askForStock },
  { name: 'plan_reminders', everyMinutes: 15, mails: true, run: remindOfPlans },
  { name: 'plan_requests', everyMinutes: 15, mails: true, run: remindOfRequests },
  { name: 'plan_notices', everyMinutes: 15, mails: true, run: tellMonitors },
  { name: 'digests', everyMinutes: 5, mails: true, run: sendDigests },
  { name: 'tidy_sessions', everyMinutes: 60, run: tidySessions },
  { name: 'tidy_sign_ins', everyMinutes: 60, run: tidySignIns },
  { name: 'tidy_links', everyMinutes: 60, run: tidyLinks },
  { name: 'tidy_limits', everyMinutes: 60, run: tidyLimits },
  { name: 'tidy_receipts', everyMinutes: 60, run: tidyReceipts },
  { name: 'tidy_pace', everyMinutes: 60, run: tidyPace },
  { name: 'seal_facts', everyMinutes: 10, run: sealFacts },
  { name: 'retention', everyMinutes: 24 * 60, run: applyRetention },
]

/** What one act did; `failed` with the reason for the operator's log, `rested` when it ran just before. */
type ActReport =
  | { readonly name: string; readonly outcome: 'done'; readonly count: number }
  | { readonly name: string; readonly outcome: 'rested' }
  | { readonly name: string; readonly outcome: 'failed'; readonly error: unknown }

export interface TickReport {
  readonly acts: readonly ActReport[]
}

/** Runs what is due. An act that fails is reported and does not hold up the others. */
export async function tick(store: Store, acts: readonly Act[] = ACTS): Promise<TickReport> {
  const rests = await restingActs(store)
  const held = (await heldSince(store)) !== null
  const reports: ActReport[] = []
  for (const act of acts) {
    reports.push(
      rests(act) || (held && act.mails) ? { name: act.name, outcome: 'rested' } : await perform(store, act),
    )
  }
  return { acts: reports }
}

/** Hours looked back at most: nobody restores a database that is older. */
const LOOKED_BACK = 14 * 24

/**
 * After a restore: decides the reminders and digests that the lost database had decided since the backup, hour by
 * hour as its ticks did, so that a release can leave them out (`mail/hold.ts`). @param open a store at an instant.
 */
export async function decideMailUntil(open: (at: Instant) => Store, until: Instant): Promise<void> {
  const beat = (await heartbeats(open(until))).find(({ job }) => job === 'reminders')
  const since = beat?.startedAt ?? plus(until, { hours: -24 })
  for (let hours = LOOKED_BACK; hours >= 0; hours--) {
    const at = plus(until, { hours: -hours })
    if (at < since) continue
    for (const act of ACTS) if (act.mails) await runWhole(act, open(at))
  }
}

async function runWhole(act: Act, store: Store): Promise<void> {
  for (let more = true; more; ) {
    const ran = await act.run(store)
    more = typeof ran !== 'number' && ran.more
  }
}

async function perform(store: Store, act: Act): Promise<ActReport> {
  await beginRun(store, act.name)
  try {
    const ran = await act.run(store)
    const { count, more } = typeof ran === 'number' ? { count: ran, more: false } : ran
    await endRun(store, act.name, `${more ? 'part' : 'done'} ${count}`)
    return { name: act.name, outcome: 'done', count }
  } catch (error) {
    await endRun(store, act.name, 'failed')
    return { name: act.name, outcome: 'failed', error }
  }
}
