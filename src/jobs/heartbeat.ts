/** The heartbeat of each recurring act, so that a job that died is seen and not found out years later. */

import { plus } from '../kernel/instant.ts'
import { heartbeats } from '../mail/queries.ts'
import type { Store } from '../store/store.ts'

/**
 * Which acts ended well so lately that they may rest now. One that failed or died is run again at once, and so
 * is one whose last run lies in the future: then the clock was wrong.
 */
export async function restingActs(
  store: Store,
): Promise<(act: { readonly name: string; readonly everyMinutes: number }) => boolean> {
  const beats = new Map((await heartbeats(store)).map((beat) => [beat.job, beat]))
  return ({ name, everyMinutes }) => {
    const beat = beats.get(name)
    if (!beat?.outcome.startsWith('done') || beat.finishedAt === null) return false
    const { startedAt, finishedAt } = beat
    const next = plus(startedAt, { minutes: everyMinutes })
    return finishedAt >= startedAt && startedAt <= store.now && store.now < next
  }
}

/** Notes that an act begins. */
export async function beginRun(store: Store, job: string): Promise<void> {
  const row = { job, started_at: store.now, finished_at: null, outcome: '', runs: 1 }
  await store.tidy(
    store.db
      .insertInto('heartbeats')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('job').doUpdateSet((eb) => ({
          started_at: store.now,
          finished_at: null,
          outcome: '',
          runs: eb('heartbeats.runs', '+', 1),
        })),
      ),
  )
}

/** Notes how it ended. */
export async function endRun(store: Store, job: string, outcome: string): Promise<void> {
  await store.tidy(
    store.db
      .updateTable('heartbeats')
      .set({ finished_at: store.now, outcome })
      .where('job', '=', job)
      .where('started_at', '=', store.now),
  )
}
