/**
 * The entry on Cloudflare Workers: pages, the minute's tick and mail coming in (docs/workers.md).
 *
 * What an isolate keeps is what never changes: settings, the application's routes, that the migrations are
 * there. Stores, transports and their sockets are made anew for each invocation.
 */

import { createApp } from '../app.ts'
import { stopMail } from '../digests/preference-commands.ts'
import { staleReminders } from '../digests/recheck.ts'
import { MAX_MESSAGE } from '../inbound/bounds.ts'
import type { TakenMail } from '../inbound/mail.ts'
import { tick } from '../jobs/tick.ts'
import { openDelivery } from '../mail/delivery.ts'
import type { Fonts } from '../printing/pdf.ts'
import { refuseOtherSecret } from '../store/secret-mark.ts'
import { openStore, type Store, Unavailable } from '../store/store.ts'
import type { Routes } from '../web/context.ts'
import { openD1 } from './d1.ts'
import { openHealth } from './health.ts'
import { discreetLog } from './log.ts'
import { systemClock } from './process.ts'
import { instanceOf } from './secret.ts'
import type { InboundEmail, WorkerContext, WorkerEnv } from './workers-bindings.ts'
import { fontsBehind } from './workers-fonts.ts'
import { openTransport } from './workers-mail.ts'
import { missingMigration } from './workers-schema.ts'
import { readSettings, type WorkerSettings } from './workers-settings.ts'

/** What stays the same for the life of an isolate. */
interface Isolate {
  readonly settings: WorkerSettings
  readonly app: Routes
  openStore(): Store
}

let isolate: Isolate | undefined

/** Opens the isolate on its first invocation. @returns what the operator must put right, if anything. */
async function ready(env: WorkerEnv): Promise<Isolate | { readonly faults: readonly string[] }> {
  if (isolate) return isolate
  const read = readSettings(env)
  if ('faults' in read) return read
  const missing = await missingMigration(read.settings.database)
  if (missing) return { faults: [missing] }
  const opened = openIsolate(read.settings, fontsBehind(env.ASSETS))
  const fault = await wrongSecret(opened)
  if (fault) return { faults: [fault] }
  isolate ??= opened
  return isolate
}

async function wrongSecret({ settings, openStore }: Isolate): Promise<string | null> {
  try {
    await refuseOtherSecret(openD1(settings.database), openStore().instance)
    return null
  } catch (error) {
    if (error instanceof Unavailable) throw error
    return error instanceof Error ? error.message : String(error)
  }
}

function openIsolate(settings: WorkerSettings, fonts: Fonts): Isolate {
  const { config, database, setupToken, mail } = settings
  const secret = Buffer.from(config.instanceSecret, 'hex')
  const instance = instanceOf(secret, config.baseUrl, config.mailDomain)
  const open = () => openStore(openD1(database), instance, systemClock.now())
  const app = createApp({
    openStore: open,
    // The runtime serves `public/` before it calls us.
    assets: new Map(),
    fonts,
    keepsMail: mail.by === 'keep',
    // As base64 in one batch, beside an isolate's other work in 128 MB.
    largestFile: 4_000_000,
    // Set by the edge itself, which takes away what a client wrote there.
    clientOf: (request) => request.headers.get('cf-connecting-ip') ?? '',
    authserv: config.authservId ?? '',
    ready: () => openHealth({ engine: openD1(database), migrations: [], openStore: open, log }).look(),
    // Never printed here, where logs are kept: without a token of the operator nobody can know this one.
    setupToken: setupToken ?? instance.seal('setup'),
    // No example: it takes ten thousand queries, and an invocation may make one thousand.
    log,
  })
  return { settings, app, openStore: open }
}

/** How long delivery may begin new mails, how long one may take, and how many are claimed at once. */
interface Turn {
  readonly millis: number
  readonly messageMillis: number
  readonly batch: number
}

// The runtime ends what runs on thirty seconds after an answer, and after fifteen minutes for a cron.
const AFTER_REQUEST: Turn = { millis: 8_000, messageMillis: 15_000, batch: 10 }
const BY_CRON: Turn = { millis: 45_000, messageMillis: 60_000, batch: 100 }

// Six connections may be open at once, those to the database included.
const CONCURRENCY = 3

/** Sends what is due. Another invocation may be doing the same: the lease on each mail keeps them apart. */
async function deliver({ settings, openStore }: Isolate, turn: Turn): Promise<void> {
  const transport = openTransport(settings.mail, settings.config.mailDomain, turn.messageMillis)
  const delivery = openDelivery({
    openStore,
    transport,
    random: Math.random,
    staleAmong: staleReminders,
    concurrency: CONCURRENCY,
    pace: settings.config.pace,
    batch: turn.batch,
  })
  const timer = setTimeout(() => void delivery.stop().catch(() => {}), turn.millis)
  try {
    await delivery.deliverDue()
  } finally {
    clearTimeout(timer)
    await transport.close()
  }
}

const log = discreetLog((line) => console.error(line))

/** What is wrong stands in the log alone: it names settings and their values, and anybody may ask. */
function unready(faults: readonly string[]): Response {
  for (const fault of faults) log(`not ready: ${fault}`)
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '60',
  }
  return new Response('not ready\n', { status: 503, headers })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Answers a request; what it put into the outbox goes out behind the answer. */
async function answer(request: Request, env: WorkerEnv, context: WorkerContext): Promise<Response> {
  const opened = await ready(env).catch((error: Error) => {
    log(`the database cannot be reached: ${error.message}`)
    return { faults: ['the database cannot be reached'] }
  })
  if ('faults' in opened) return unready(opened.faults)
  const response = await opened.app.fetch(request, env)
  if (!SAFE.has(request.method)) {
    const sent = deliver(opened, AFTER_REQUEST)
    context.waitUntil(sent.catch((error: Error) => log(`mail failed: ${error.stack ?? error.message}`)))
  }
  return response
}

/** The minute's tick, then delivery. @throws Error so that the runtime counts the run as failed. */
async function everyMinute(env: WorkerEnv): Promise<void> {
  const opened = await ready(env)
  if ('faults' in opened) throw new Error(`not ready: ${opened.faults.join('; ')}`)
  const report = await tick(opened.openStore())
  for (const act of report.acts) if (act.outcome === 'failed') log(`tick: ${act.name} failed: ${act.error}`)
  await deliver(opened, BY_CRON)
}

/**
 * Mail coming in: what a calendar or a mail server wrote is taken; what nobody here has a use for goes on to the
 * secretariat, or back to its sender with a reason. Never swallowed. @throws Error while the database cannot be reached, so that
 * the sender's server tries again.
 */
async function receive(message: InboundEmail, env: WorkerEnv): Promise<void> {
  const opened = await ready(env)
  if ('faults' in opened) throw new Error(`not ready: ${opened.faults.join('; ')}`)
  const taken = message.rawSize > MAX_MESSAGE ? null : await take(opened, message)
  const unread = taken === null || taken.verdict === 'words' || taken.verdict === 'unreadable'
  if (unread && (taken === null || taken.outcome === 'nothing')) await passOn(message, env)
}

async function take({ settings, openStore }: Isolate, message: InboundEmail): Promise<TakenMail> {
  const raw = new Uint8Array(await new Response(message.raw).arrayBuffer())
  const envelope = { from: message.from === '' ? '<>' : message.from, to: message.to }
  const { takeMail } = await import('../inbound/commands.ts')
  return takeMail(openStore(), { raw, envelope }, { authserv: settings.config.authservId ?? '', stopMail })
}

async function passOn(message: InboundEmail, env: WorkerEnv): Promise<void> {
  if (!env.FORWARD_TO) return message.setReject(NOBODY_READS)
  try {
    await message.forward(env.FORWARD_TO)
  } catch (error) {
    log(`mail was not forwarded: ${error instanceof Error ? error.name : 'unknown error'}`)
    message.setReject(CANNOT_FORWARD)
  }
}

const NOBODY_READS =
  'Nobody reads mail to this address. Please answer by the link in our letter, or write to the secretariat.'
const CANNOT_FORWARD = 'Your mail could not be passed on to the secretariat. Please write to it directly.'

export default {
  fetch: answer,
  scheduled: (_: unknown, env: WorkerEnv) => everyMinute(env),
  email: receive,
}
