/** The one visible list of recurring acts. Whoever runs them how often, late or twice: each gives the same. */

import { sendDigests } from '../digests/digest-sending.ts'
import { sendReminders } from '../digests/reminder-sending.ts'
import { flushGathered } from '../invitations/calendar-mails.ts'
import type { Store } from '../store/store.ts'
import { beginRun, endRun, restingActs } from './heartbeat.ts'
import { tidyLinks, tidySessions, tidySignIns } from './tidying.ts'

/** One recurring act. */
export interface Act {
  readonly name: string
  /** Looked at no more often than this; to save work, not to keep a time. */
  readonly everyMinutes: number
  /** Does what is due by `store.now` and says how much that was. */
  run(store: Store): Promise<number>
}

/** In the order in which they run. Mail is delivered elsewhere: it needs a transport (`mail/delivery.ts`). */
export const ACTS: readonly Act[] = [
  { name: 'flush_gathered', everyMinutes: 0, run: flushGathered },
  { name: 'reminders', everyMinutes: 5, run: sendReminders },
  { name: 'digests', everyMinutes: 5, run: sendDigests },
  { name: 'tidy_sessions', everyMinutes: 60, run: tidySessions },
  { name: 'tidy_sign_ins', everyMinutes: 60, run: tidySignIns },
  { name: 'tidy_links', everyMinutes: 60, run: tidyLinks },
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
  const reports: ActReport[] = []
  for (const act of acts) {
    reports.push(rests(act) ? { name: act.name, outcome: 'rested' } : await perform(store, act))
  }
  return { acts: reports }
}

async function perform(store: Store, act: Act): Promise<ActReport> {
  await beginRun(store, act.name)
  try {
    const count = await act.run(store)
    await endRun(store, act.name, `done ${count}`)
    return { name: act.name, outcome: 'done', count }
  } catch (error) {
    await endRun(store, act.name, 'failed')
    return { name: act.name, outcome: 'failed', error }
  }
}
