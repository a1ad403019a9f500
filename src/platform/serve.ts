/** A running server: the application on a port, mail going out and the tick, all with one clock. */

import type { AddressInfo } from 'node:net'
import { createApp } from '../app.ts'
import { isNewInstance } from '../auth/accounts.ts'
import { staleReminders } from '../digests/recheck.ts'
import { type TickReport, tick } from '../jobs/tick.ts'
import type { Clock } from '../kernel/clock.ts'
import { parseInstant } from '../kernel/instant.ts'
import { type Delivered, type Delivery, openDelivery } from '../mail/delivery.ts'
import { keepingTransport, type Transport } from '../mail/transport.ts'
import { type Engine, openStore, type Store } from '../store/store.ts'
import type { Routes } from '../web/context.ts'
import { fontsAmong, readAssets } from './assets.ts'
import { startLoops } from './background.ts'
import { type Config, hasUntoldProxy } from './config.ts'
import { signingTransport } from './dkim.ts'
import { readDkimKeys } from './dkim-key.ts'
import { drained } from './drain.ts'
import type { Faults } from './failpoints.ts'
import { type Health, openHealth } from './health.ts'
import { type Incoming, startIncoming } from './incoming.ts'
import { openInstance, packageFolder } from './instance.ts'
import { clientOnNode, listen } from './listen.ts'
import { discreetLog } from './log.ts'
import { readMigrations } from './migrate.ts'
import { readSmtpUrl, smtpTransport } from './smtp.ts'

interface ServerOptions {
  readonly config: Config
  readonly clock: Clock
  /** Deliver and tick by themselves; a story does both by hand. */
  readonly background: boolean
  /** Open and migrated already, instead of the one that the settings name; closed with the server. */
  readonly engine?: Engine
  /** In development only. */
  readonly previews?: Routes | undefined
  /** Only while the fault harness watches. */
  readonly faults?: Faults | null
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
  /** `/readyz` says 503 from now on; everything else goes on. */
  retire(): void
  /** Lets requests (10 s) and mails (30 s) in flight end, then closes the database. */
  close(): Promise<void>
}

/** Opens the data folder and listens. Port 0 takes any free one, and the base URL follows it. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, clock, faults } = options
  const log = discreetLog(options.log)
  if (hasUntoldProxy(config)) log(UNTOLD_PROXY)
  const listener: { fetch: (request: Request, env: unknown) => Response | Promise<Response> } = {
    fetch: () => new Response('starting', { status: 503 }),
  }
  const server = await listen(config, (request, env) => listener.fetch(request, env))
  const url =
    config.port === 0 ? `http://localhost:${(server.address() as AddressInfo).port}` : config.baseUrl
  const opened = await openInstance(config, url, clock.now(), options.engine)
  const { instance } = opened
  const engine = faults?.engine(opened.engine) ?? opened.engine
  const transport = transportOf(config, faults)
  const open = (at?: string) => openStore(engine, instance, (at && parseInstant(at)) || clock.now())
  const openNow = () => open()
  const setupToken = instance.seal('setup')
  const migrations = readMigrations(packageFolder('migrations'))
  const health = openHealth({ engine, migrations, openStore: openNow, mailbox: Boolean(config.imap), log })
  const assets = readAssets(packageFolder('public'))
  const app = createApp({
    openStore: openNow,
    assets,
    fonts: fontsAmong(assets),
    keepsMail: transport.keeps,
    clientOf: clientOnNode(config.trustedProxies),
    authserv: config.authservId ?? '',
    ready: health.look,
    setupToken,
    ...(options.previews ? { previews: options.previews } : {}),
    loadExample: (personId) => fillWithExample(open, personId),
    log,
  })
  listener.fetch = app.fetch
  const delivery = openDelivery({ ...delivering(config, health), openStore: openNow, transport })
  const deliver = () => delivery.deliverDue()
  const tickNow = () => tickOnce(open(), log)
  const loops = options.background ? startLoops({ deliver, tick: tickNow, engine, log }) : null
  const drain = drained(server)
  const incoming = options.background ? await startIncoming(config, { openStore: openNow, log }) : null
  const parts = { health, delivery, loops, incoming, drain, transport, engine }
  return {
    url,
    setupUrl: `${url}/setup/${setupToken}`,
    keepsMail: transport.keeps,
    engine,
    openStore: open,
    isNew: () => isNewInstance(open()),
    deliver,
    tick: tickNow,
    retire: health.stopping,
    close: () => closeAll(parts),
  }
}

const UNTOLD_PROXY =
  'TRUSTED_PROXIES is 0, so limits on attempts count all visitors as one network: set it to the number of your proxies'

interface Parts {
  readonly health: Health
  readonly delivery: Delivery
  readonly loops: { stop(): Promise<void> } | null
  readonly incoming: Incoming | null
  drain(): Promise<void>
  readonly transport: Transport
  readonly engine: Engine
}

async function closeAll(parts: Parts): Promise<void> {
  const { health, delivery, loops, incoming, drain, transport, engine } = parts
  health.stopping()
  // Claims nothing more; the loop that runs it ends with it. A run that failed was told to whoever began it.
  const stopped = delivery.stop().catch(() => {})
  await Promise.all([loops ? loops.stop() : stopped, incoming?.stop(), drain()])
  await transport.close()
  await engine.close()
}

/** How mail goes out of a process of its own. */
function delivering({ pace }: Config, { mayClaim }: Health) {
  return { random: Math.random, staleAmong: staleReminders, mayClaim, pace }
}

function transportOf(config: Config, faults: Faults | null | undefined): Transport {
  const relay = config.smtpUrl ? signedTransport(config) : keepingTransport()
  return faults?.transport(relay) ?? relay
}

function signedTransport(config: Config): Transport {
  const read = readDkimKeys(config)
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  const relay = smtpTransport({ settings: readSmtpUrl(config.smtpUrl), name: config.mailDomain })
  return signingTransport(relay, config.mailDomain, read.keys)
}

async function tickOnce(store: Store, log: (line: string) => void): Promise<TickReport> {
  const report = await tick(store)
  for (const act of report.acts) if (act.outcome === 'failed') log(`tick: ${act.name} failed: ${act.error}`)
  return report
}

// Loaded only when asked for: most instances never need the invented data.
async function fillWithExample(open: (at?: string) => Store, personId: string): Promise<void> {
  const { loadExample } = await import('../example/commands.ts')
  await loadExample(open, personId)
}
