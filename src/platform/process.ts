/** This process: its clock and its end. */

import type { Clock } from '../kernel/clock.ts'
import { instantOfMillis } from '../kernel/instant.ts'

/** The machine's clock; nothing outside the platform reads it. */
export const systemClock: Clock = { now: () => instantOfMillis(Date.now()) }

/** Waits for SIGTERM or SIGINT, then lets requests and mails in flight end. @returns the exit code. */
export async function untilStopped(server: { close(): Promise<void> }): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  await server.close()
  return 0
}
