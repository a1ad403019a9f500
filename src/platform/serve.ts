/** A running server: the application on a port, mail going out and the tick, all with one clock. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../app.ts'
import { isNewInstance } from '../auth/accounts.ts'
import { staleReminders } from '../digests/recheck.ts'
import { type TickReport, tick } from '../jobs/tick.ts'
import type { Clock } from '../kernel/clock.ts'
import { parseInstant } from '../kernel/instant.ts'
import { type Delivered, openDelivery } from '../mail/delivery.ts'
import { keepingTransport } from '../mail/transport.ts'
import { type Engine, openStore, type Store } from '../store/store.ts'
import { readAssets } from './assets.ts'
import type { Config } from './config.ts'
import { openInstance, packageFolder } from './instance.ts'
import { readSmtpUrl, smtpTransport } from './smtp.ts'

const TICK_EVERY_MS = 60_000
const LOOK_FOR_MAIL_EVERY_MS = 1_000

interface ServerOptions {
  readonly config: Config
  readonly clock: Clock
  /** Deliver and tick by themselves; a story does both by hand. */
  readonly background: boolean
  log(line: string): void
}

export interface RunningServer {
  readonly url: string
  /** Makes the first organiser; worthless once there is one. */
  readonly setupUrl: string
  readonly keepsMail: boolean
  readonly engine: Engine
  /** A store frozen now, or at an instant in the past. */
  openStore(at?: string): Store
  isNew(): Promise<boolean>
  /** Sends what is due. */
  deliver(): Promise<Delivered>
  tick(): Promise<TickReport>
  close(): Promise<void>
}

/** Opens the data folder and listens. Port 0 takes any free one, and the base URL follows it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, clock, log } = options
  const listener: { fetch: (request: Request) => Response | Promise<Response> } = {
    fetch: () => new Response('starting', { status: 503 }),
  }
  const server = await listen(config, (request) => listener.fetch(request))
  const url =
    config.port === 0 ? `http://localhost:${(server.address() as AddressInfo).port}` : config.baseUrl
  const { engine, instance } = await openInstance(config, url, clock.now())
  const transport = config.smtpUrl
    ? smtpTransport({ settings: readSmtpUrl(config.smtpUrl), name: config.mailDomain })
    : keepingTransport()
  const open = (at?: string) => openStore(engine, instance, (at && parseInstant(at)) || clock.now())
  const setupToken = instance.seal('setup')
  const app = createApp({
    openStore: () => open(),
    assets: readAssets(packageFolder('public')),
    keepsMail: transport.keeps,
    setupToken,
    // Loaded only when asked for: most instances never need the invented data.
    loadExample: async (personId) => {
      const { loadExample } = await import('../example/commands.ts')
      await loadExample(open, personId)
    },
    log,
  })
  listener.fetch = app.fetch
  const delivery = openDelivery({
    openStore: () => open(),
    transport,
    random: Math.random,
    staleAmong: staleReminders,
  })
  const deliver = () => delivery.deliverDue()
  const tickNow = async () => {
    const report = await tick(open())
    for (const act of report.acts) if (act.outcome === 'failed') log(`tick: ${act.name} failed: ${act.error}`)
    return report
  }
  const loops = options.background ? startLoops({ deliver, tick: tickNow, log }) : null
  return {
    url,
    setupUrl: `${url}/setup/${setupToken}`,
    keepsMail: transport.keeps,
    engine,
    openStore: open,
    isNew: () => isNewInstance(open()),
    deliver,
    tick: tickNow,
    close: async () => {
      await Promise.all([delivery.stop(), loops?.stop(), closeServer(server)])
      await transport.close()
      await engine.close()
    },
  }
}

/** The limits of safety.md §1.15: slow and huge requests end, everybody else goes on. */
async function listen(
  config: Config,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Server> {
  const server = createServer(
    { headersTimeout: 20_000, requestTimeout: 60_000, maxHeaderSize: 16_384 },
    getRequestListener(fetch),
  )
  server.maxConnections = 2_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  return server
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), 10_000).unref()
  })
}

interface Work {
  deliver(): Promise<Delivered>
  tick(): Promise<TickReport>
  log(line: string): void
}

/** Mail and tick each in a loop of their own: one that hangs does not hold up the other. */
function startLoops({ deliver, tick, log }: Work): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const loop = async (name: string, pause: number, work: () => Promise<unknown>): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work().catch((error: Error) => log(`${name} failed: ${error.stack ?? error.message}`))
      await sleep(pause, stopping.signal)
    }
  }
  const running = [loop('mail', LOOK_FOR_MAIL_EVERY_MS, deliver), loop('tick', TICK_EVERY_MS, tick)]
  return {
    stop: async () => {
      stopping.abort()
      await Promise.all(running)
    },
  }
}

function sleep(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
