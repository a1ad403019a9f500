/** What a server does by itself beside answering: mail, the tick, the upkeep of its engine. */

import { setTimeout as pausing } from 'node:timers/promises'
import type { TickReport } from '../jobs/tick.ts'
import type { Delivered } from '../mail/delivery.ts'
import type { Engine } from '../store/store.ts'

const TICK_EVERY_MS = 60_000
const LOOK_FOR_MAIL_EVERY_MS = 1_000

/** How long mails under way may still take once the server was told to stop. */
const ENDS_MS = 30_000

interface Work {
  deliver(): Promise<Delivered>
  tick(): Promise<TickReport>
  readonly engine: Engine
  log(line: string): void
}

/**
 * Each in a loop of its own: one that hangs does not hold up the others. `stop` begins nothing more and waits for
 * what is under way, at most {@link ENDS_MS}: a mail that takes longer keeps its lease, and whoever comes next
 * repeats it under the same Message-ID.
 */
export function startLoops({ deliver, tick, engine, log }: Work): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const loop = async (name: string, pause: number, work: () => Promise<unknown>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch((error: Error) => log(`${name} failed: ${error.stack ?? error.message}`))
      await pausing(pause, null, { signal: stopping.signal }).catch(() => null)
    }
  }
  const running = [
    loop('mail', LOOK_FOR_MAIL_EVERY_MS, deliver),
    loop('tick', TICK_EVERY_MS, tick),
    loop('upkeep', TICK_EVERY_MS, async () => engine.upkeep?.()),
  ]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.race([Promise.all(running), pausing(ENDS_MS, null, { ref: false })])
    },
  }
}
