/** The end of an HTTP server: requests in flight are answered, connections are not kept, nobody new comes in. */

import type { Server, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'

/** How long requests in flight may still take. */
const LIMIT_MS = 10_000

/** A request that has come as far as this machine is read within this time. */
const READ_MS = 200

/**
 * Watches a server from its start, so that its end can be orderly. @returns what ends it: nobody new is taken in, and
 * it is over once all requests were answered, or {@link LIMIT_MS} are.
 */
export function drained(server: Server): () => Promise<void> {
  const open = new Set<ServerResponse>()
  let retired = false
  server.prependListener('request', (_, response: ServerResponse) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (retired) closeAfter(response)
  })
  return async () => {
    // Not the HTTP server's own: that closes at once what it takes for idle, requests not yet read among them.
    const closed = new Promise<void>((resolve) => {
      NetServer.prototype.close.call(server, () => resolve())
    })
    // Only now: a client told sooner would come back on a new connection, and be among those not yet taken in.
    retired = true
    for (const response of open) closeAfter(response)
    const idle = setInterval(() => server.closeIdleConnections(), READ_MS)
    const limit = setTimeout(() => server.closeAllConnections(), LIMIT_MS)
    await closed
    clearInterval(idle)
    clearTimeout(limit)
  }
}

// A client that keeps its connection would send the next request into a process that ends.
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.shouldKeepAlive = false
}
