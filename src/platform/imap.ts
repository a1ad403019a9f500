/**
 * A mailbox that is read over IMAP, for those whose mail server can neither pipe nor speak LMTP. One process at a
 * time looks into it whenever the server tells of new mail (IDLE), and every minute anyway.
 */

import { randomBytes } from 'node:crypto'
import { setTimeout as pausing } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { type Held, holdMailbox, IMAP_JOB, releaseMailbox } from '../inbound/mailboxes.ts'
import { beginRun, endRun } from '../jobs/heartbeat.ts'
import { connectMailbox, type Trust, wordsOf } from './imap-client.ts'
import { Lost, type Reader, readNew } from './imap-reading.ts'
import type { ImapSettings } from './imap-url.ts'
import type { Incoming, Way } from './incoming.ts'

interface MailboxOptions extends Way {
  readonly settings: ImapSettings
  readonly moves: boolean
  readonly trust?: Trust
  /** Milliseconds between looks, and the first pause after a failure. */
  readonly everyMs?: number
  readonly pauseMs?: number
}

const EVERY_MS = 60_000
const PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 5 * 60_000
/** How long a message under way may still take once the server was told to stop. */
const ENDS_MS = 10_000

interface Loop extends MailboxOptions {
  readonly held: Held
  readonly ending: AbortController
  /** Failures since the last good look. */
  failures: number
  /** The server does not want us: asked again and again it would lock the account. */
  refused: boolean
  /** What was told last, so that a server that is away all night is told of once. */
  told: string
  client: ImapFlow | null
}

/** Starts to read. Whatever fails is tried again, with pauses from a second to five minutes. */
export function startMailbox(options: MailboxOptions): Incoming {
  const { host, user, folder } = options.settings
  const id = options.openStore().instance.digest(`mailbox:${JSON.stringify([host, user, folder])}`)
  const loop: Loop = {
    ...options,
    held: { id, holder: randomBytes(8).toString('hex') },
    ending: new AbortController(),
    failures: 0,
    refused: false,
    told: '',
    client: null,
  }
  const running = run(loop)
  return {
    async stop() {
      loop.ending.abort()
      await Promise.race([running, pausing(ENDS_MS, null, { ref: false })])
      loop.client?.close()
    },
  }
}

async function run(loop: Loop): Promise<void> {
  const { openStore, held, ending } = loop
  while (!ending.signal.aborted) {
    await session(loop).catch((error: unknown) => failed(loop, error))
    loop.client?.close()
    loop.client = null
    await pause(loop, loop.failures > 0 ? backoff(loop) : (loop.everyMs ?? EVERY_MS))
  }
  await releaseMailbox(openStore(), held).catch(() => {})
}

// Ends when another process has the mailbox, or when told to.
async function session(loop: Loop): Promise<void> {
  if (!(await holdMailbox(loop.openStore(), loop.held))) return
  const client = await connectMailbox(loop.settings, loop.trust)
  loop.client = client
  const bell = bellOf(client, loop.ending.signal)
  while (!loop.ending.signal.aborted) {
    bell.rung = false
    const cursor = await holdMailbox(loop.openStore(), loop.held)
    if (!cursor) return
    const { more } = await look(loop, client, cursor)
    if (!more) await waitFor(loop, client, bell)
  }
  await client.logout()
}

async function look(loop: Loop, client: ImapFlow, cursor: Parameters<typeof readNew>[2]) {
  const store = loop.openStore()
  await beginRun(store, IMAP_JOB)
  const reader: Reader = {
    ...loop,
    folder: loop.settings.folder,
    stopping: () => loop.ending.signal.aborted,
  }
  const looked = await readNew(client, reader, cursor)
  await endRun(store, IMAP_JOB, `done ${looked.taken}`)
  if (loop.told) loop.log('mailbox: it is read again')
  loop.failures = 0
  loop.told = ''
  return looked
}

interface Bell {
  /** Something came while nobody waited. */
  rung: boolean
  ring(): void
}

// Rung by new mail, by the end of the connection, and by whoever stops us.
function bellOf(client: ImapFlow, ending: AbortSignal): Bell {
  const bell: Bell = { rung: false, ring: () => {} }
  const ring = () => {
    bell.rung = true
    bell.ring()
  }
  client.on('exists', ring)
  client.on('close', ring)
  ending.addEventListener('abort', ring)
  client.on('close', () => ending.removeEventListener('abort', ring))
  return bell
}

async function waitFor({ everyMs = EVERY_MS }: Loop, client: ImapFlow, bell: Bell): Promise<void> {
  if (bell.rung) return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, everyMs)
    bell.ring = () => {
      clearTimeout(timer)
      resolve()
    }
    // Ended by the next command; where the server does not know IDLE, the timer is all.
    void client.idle().catch(() => {})
  })
  bell.ring = () => {}
}

async function failed(loop: Loop, error: unknown): Promise<void> {
  // It goes on elsewhere.
  if (error instanceof Lost || loop.ending.signal.aborted) return
  loop.failures += 1
  loop.refused = error instanceof Error && 'authenticationFailed' in error
  const words = wordsOf(error)
  if (words !== loop.told) loop.log(`mailbox: not read: ${words}`)
  loop.told = words
  const store = loop.openStore()
  await beginRun(store, IMAP_JOB)
    .then(() => endRun(store, IMAP_JOB, 'failed'))
    .catch(() => {})
}

function backoff({ failures, refused, pauseMs = PAUSE_MS }: Loop): number {
  if (refused) return LONGEST_PAUSE_MS
  return Math.min(LONGEST_PAUSE_MS, pauseMs * 2 ** Math.min(failures - 1, 20))
}

async function pause({ ending }: Loop, millis: number): Promise<void> {
  await pausing(millis, null, { signal: ending.signal }).catch(() => {})
}
