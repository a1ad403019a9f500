/** This process: its clock and its end. */

import { setTimeout as pausing } from 'node:timers/promises'
import type { Clock } from '../kernel/clock.ts'
import { instantOfMillis } from '../kernel/instant.ts'

/** The machine's clock; nothing outside the platform reads it. */
export const systemClock: Clock = { now: () => instantOfMillis(Date.now()) }

/** Something that serves until it is closed. */
interface Stoppable {
  /** Answers probes with 503 from now on, and everything else as before. */
  retire(): void
  close(): Promise<void>
}

/** So long a proxy may take to hear that we are not ready; nobody waits for that at a terminal. */
const HEARD_MS = 1_000

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Waits for SIGTERM or SIGINT, then lets requests and mails in flight end. A second signal ends the process at once,
 * which costs no more than a crash does: nothing that was acknowledged. @returns the exit code.
 */
export async function untilStopped(server: Stoppable): Promise<number> {
  const signal = await new Promise<string>((resolve) => {
    for (const name of SIGNALS) process.once(name, () => resolve(name))
  })
  for (const name of SIGNALS) process.once(name, () => process.exit(1))
  server.retire()
  if (signal === 'SIGTERM') await pausing(HEARD_MS)
  await server.close()
  // A socket that nobody waits for must not keep the process.
  setTimeout(() => process.exit(0), HEARD_MS).unref()
  return 0
}
