/** The port: Node's HTTP server with limits on slow and huge requests, and the address a request comes from. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { clientBehind } from '../limits/network.ts'

/** Answers a request; `env` is what Node knows of its connection. */
type Fetch = (request: Request, env: unknown) => Response | Promise<Response>

interface Pace {
  readonly every: number
  readonly atLeast: number
}

/** Milliseconds and bytes; see {@link LIMITS}. */
interface Limits {
  readonly headersTimeout: number
  readonly requestTimeout: number
  /** How much of a body must come at least, and in which time. */
  readonly pace: Pace
  readonly connectionsCheckingInterval: number
  readonly maxHeaderSize: number
  readonly maxConnections: number
}

/**
 * The limits of safety.md §1.15: slow and huge requests end, everybody else goes on. A telephone that sends its report
 * with a photo steadily has half an hour; what drips or stops ends within two minutes.
 */
export const LIMITS: Limits = {
  headersTimeout: 20_000,
  requestTimeout: 1_800_000,
  pace: { every: 60_000, atLeast: 120_000 },
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  maxConnections: 2_000,
}

/** Listens on an address; port 0 takes any free one. */
export async function listen(
  where: { readonly host: string; readonly port: number },
  fetch: Fetch,
  { maxConnections, pace, ...limits }: Limits = LIMITS,
): Promise<Server> {
  const answer = getRequestListener(fetch)
  const server = createServer(limits, (incoming, outgoing) => {
    if (hasBody(incoming)) endIfSlow(incoming, outgoing, pace)
    if (hasOneHost(incoming)) return answer(incoming, outgoing)
    // Before any page: whichever of two hosts a proxy believed, we might believe the other (RFC 9112 §3.2).
    outgoing.writeHead(400, { 'content-type': 'text/plain', connection: 'close' }).end('One Host, please.\n')
  })
  server.maxConnections = maxConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(where.port, where.host, resolve)
  })
  return server
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Ends a request whose body comes slower than the pace, as Node ends one that is over `requestTimeout`. */
function endIfSlow(incoming: IncomingMessage, outgoing: ServerResponse, { every, atLeast }: Pace): void {
  const { socket } = incoming
  let before = socket.bytesRead
  const timer = setInterval(() => {
    if (incoming.complete) return clearInterval(timer)
    if (socket.bytesRead - before < atLeast) {
      if (!outgoing.headersSent) socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n')
      socket.destroy()
    }
    before = socket.bytesRead
  }, every)
  incoming.once('close', () => clearInterval(timer))
}

/** `headers.host` keeps the first of several; only the raw list shows that there were more. */
function hasOneHost({ rawHeaders }: IncomingMessage): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0)
  return names.filter((name) => name.toLowerCase() === 'host').length <= 1
}

/** The client's address on Node, for `createApp`. @param proxies the setting TRUSTED_PROXIES. */
export function clientOnNode(proxies: number): (request: Request, env: unknown) => string {
  return (request, env) => {
    const { incoming } = env as Partial<HttpBindings>
    const socket = incoming?.socket.remoteAddress ?? ''
    return clientBehind({ socket, forwarded: request.headers.get('x-forwarded-for') ?? '', proxies })
  }
}
