/**
 * What machines ask to know whether this process serves: `/healthz` and `/readyz` (safety.md §3.5). Both answer
 * before the guards: a probe comes by IP address, under no host of ours, and learns only the words below.
 */

import { newRoutes, type Routes } from './context.ts'

/** Whether an instance can be relied on, in words that say nothing about whom it serves. */
export interface Readiness {
  /** While there is one, nobody should be sent here. */
  readonly faults: readonly ('stopping' | 'database' | 'migrations')[]
  /** Pages are well, the operator is wanted. */
  readonly concerns: readonly ('mail_late' | 'mail_held' | 'mailbox_unread')[]
}

/** All is well. */
export const READY: Readiness = { faults: [], concerns: [] }

/** `/healthz`: this process answers, no more. `/readyz`: 200 `ready`, or 503 with what is wrong. */
export function probeRoutes(ready: () => Promise<Readiness>): Routes {
  const routes = newRoutes()
  routes.get('/healthz', (c) => c.text('ok'))
  routes.get('/readyz', async (c) => {
    const { faults, concerns } = await ready()
    const words = faults.length > 0 ? ['not ready', ...faults] : ['ready']
    return c.text(`${[...words, ...concerns].join('\n')}\n`, faults.length > 0 ? 503 : 200, {
      'cache-control': 'no-store',
    })
  })
  return routes
}
