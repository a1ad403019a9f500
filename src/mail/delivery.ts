/**
 * Delivery: takes what is due from the outbox, sends a few at a time, writes down what became of it
 * (safety.md §3.4, calendar-mail.md §5). Killing the process at any moment costs at most a repetition with
 * the same Message-ID.
 */

import type { Id } from '../kernel/id.ts'
import { type Instant, millisOf, plus } from '../kernel/instant.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { type Store, Unavailable } from '../store/store.ts'
import { attachedFiles } from './attachments.ts'
import { composeMail } from './compose.ts'
import { claim, keep, nextCandidates, skip } from './leases.ts'
import { type OutcomeBook, openBook } from './outcomes.ts'
import { isPaused, type Pace, UNLIMITED } from './pace.ts'
import { openPacer, type Pacer } from './pacer.ts'
import { type Claimed, openQueue, type Queue } from './queue.ts'
import { type Candidate, verdictOn } from './settlement.ts'
import type { Message, SendOutcome, Transport } from './transport.ts'

interface DeliveryOptions {
  /** A store frozen at this instant; called again and again. */
  openStore(): Store
  readonly transport: Transport
  /** From 0 up to 1, for the jitter between tries. */
  random(): number
  /** What relay and domains take; default as much as five connections can send. */
  readonly pace?: Pace | undefined
  /** Mails under way at once, where that is not for the pace to say. */
  readonly concurrency?: number
  /** Of these mails, those whose reason ceased since they were written: they are skipped as `withdrawn`. */
  staleAmong?(store: Store, ids: readonly Id[]): Promise<ReadonlySet<Id>>
  /** May mail be claimed? Not while an outcome might not be written down: it would be sent again. */
  mayClaim?(): Promise<boolean>
  /** Rows claimed at once; default 100. */
  readonly batch?: number
}

/** What one run did, in mails. */
export interface Delivered {
  readonly sent: number
  readonly kept: number
  readonly retried: number
  readonly failed: number
  readonly uncertain: number
  readonly skipped: number
  /** Why the relay could not be reached, in its words; null while it answers. */
  readonly relayDown: string | null
}

export interface Delivery {
  /** Sends all that is due now; a call during a run waits for that run. @throws what the store threw. */
  deliverDue(): Promise<Delivered>
  /** Claims nothing more, lets what is under way end and gives the rest back. */
  stop(): Promise<void>
}

type Tally = { -readonly [K in keyof Delivered]: Delivered[K] }

/** One run with what a delivery remembers between runs; `down` is set while the relay does not answer. */
interface Run extends DeliveryOptions {
  readonly pacer: Pacer
  readonly relay: { down: { readonly reply: string; readonly probeAt: Instant } | null; stopping: boolean }
  readonly tally: Tally
  /** How many processes died with the mails whose turn it is: none, one, or more; and the most seen of all due. */
  readonly deaths: { turn: 0 | 1 | 2; most: number }
  /**
   * Claimed here and not written down yet. When the clock jumps over their leases they look like nobody's,
   * but this very process is sending them.
   */
  readonly hands: Set<Id>
}

/** No message is started with less than this left of its lease: a transport takes three minutes at most. */
const MARGIN_MS = 4 * 60_000

/**
 * A delivery that remembers whether the relay is down: then it tries one mail a minute, counting no attempt,
 * and goes on with all of them as soon as that one is answered.
 */
export function openDelivery(options: DeliveryOptions): Delivery {
  const relay: Run['relay'] = { down: null, stopping: false }
  const pacer = openPacer(options.pace ?? UNLIMITED, options.random)
  let running: Promise<Delivered> | null = null
  return {
    deliverDue() {
      running ??= deliver({ ...options, pacer, relay, ...freshRun() }).finally(() => {
        running = null
      })
      return running
    },
    async stop() {
      relay.stopping = true
      await running
    },
  }
}

function freshRun(): Pick<Run, 'tally' | 'deaths' | 'hands'> {
  return {
    tally: { sent: 0, kept: 0, retried: 0, failed: 0, uncertain: 0, skipped: 0, relayDown: null },
    deaths: { turn: 0, most: 0 },
    hands: new Set(),
  }
}

// One mail of a hundred may have brought the process down. What a dead process held goes last and a few at a
// time, what two held one at a time: so the third death shows which it was, and no other is given up with it.
async function deliver(run: Run): Promise<Delivered> {
  const book = openBook(run)
  const ends: PromiseSettledResult<void>[] = []
  for (const turn of [0, 1, 2] as const) {
    run.deaths.turn = turn
    if (turn > run.deaths.most) break
    const queue = queueOf(run, book)
    const senders = Array.from({ length: turn === 2 ? 1 : few(run) }, () => sendAll(run, book, queue))
    ends.push(...(await Promise.allSettled(senders)))
  }
  count(run.tally, await book.close())
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return { ...run.tally, relayDown: run.relay.down?.reply ?? null }
}

function few(run: Run): number {
  return run.concurrency ?? (run.pace ?? UNLIMITED).relay.atOnce
}

function queueOf(run: Run, book: OutcomeBook): Queue {
  return openQueue({
    claim: async () => (run.relay.stopping || !(await book.sound()) ? null : turn(run)),
    start: ({ row }) => run.pacer.start(row),
    end: ({ row }) => run.pacer.end(row),
    isCrowded: () => run.pacer.closed(run.openStore().now).length > 0,
    prepare: (soon) => {
      for (const mail of soon.slice(0, few(run))) void make(run, mail)
    },
  })
}

async function sendAll(run: Run, book: OutcomeBook, queue: Queue): Promise<void> {
  for (let mail = await queue.next(); mail; mail = await queue.next()) {
    try {
      const result = (await book.sound()) ? await sendOne(run, mail) : givenBack(mail.row.last_reply)
      book.note({ row: mail.row, before: mail.before, result })
      await run.pacer.hear(() => run.openStore(), mail.row, result)
    } finally {
      queue.end(mail)
    }
  }
}

function make(run: Run, mail: Claimed): Promise<Message | SendOutcome> {
  mail.made ??= compose(run.openStore(), mail.row)
  return mail.made
}

// A row that cannot be made into a message never will be.
async function compose(store: Store, row: OutboxTable): Promise<Message | SendOutcome> {
  try {
    const files = await attachedFiles(store, row)
    if (!files) return { outcome: 'rejected', reply: 'not composed: an attached file was removed' }
    return await composeMail(store.instance, row, files)
  } catch (error) {
    if (error instanceof Unavailable) return givenBack(row.last_reply)
    return { outcome: 'rejected', reply: `not composed: ${error instanceof Error ? error.message : error}` }
  }
}

// The mails of one window of due rows; null when there is nothing more to do now.
async function turn(run: Run): Promise<Claimed[] | null> {
  const store = run.openStore()
  const { down } = run.relay
  if (down && isPaused(down.probeAt, store.now)) return null
  const limit = down ? 1 : (run.batch ?? 100)
  const waiting = await nextCandidates(store, limit, run.pacer.closed(store.now))
  const candidates = waiting.filter((mail) => !run.hands.has(mail.id))
  const { ready: due, skipped } = await leaveOut(run, store, candidates)
  run.tally.skipped += skipped
  const ready = whoseTurn(run, due)
  if (ready.length === 0) return skipped > 0 ? [] : null
  if (run.mayClaim && !(await run.mayClaim())) return null
  if (run.transport.keeps) return keepAll(run, store, ready)
  const admitted = await run.pacer.admit(store, ready)
  return admitted.length > 0 ? claimAll(run, store, admitted) : null
}

function whoseTurn(run: Run, due: readonly Candidate[]): readonly Candidate[] {
  const { deaths } = run
  deaths.most = Math.max(0, ...due.map((mail) => mail.crashes))
  const mails = due.filter(({ crashes }) => Math.min(Math.max(crashes, 0), 2) === deaths.turn)
  return mails.slice(0, [mails.length, few(run), 1][deaths.turn])
}

// Ends what must not go any more. A mail that waits for the one before it is simply not ready.
async function leaveOut(run: Run, store: Store, candidates: readonly Candidate[]) {
  const stale = await run.staleAmong?.(store, idsOf(candidates))
  const verdicts = Map.groupBy(candidates, (mail) =>
    stale?.has(mail.id) ? 'withdrawn' : verdictOn(mail, store.now),
  )
  let skipped = 0
  for (const [verdict, mails] of verdicts) {
    if (verdict === 'send' || verdict === 'wait') continue
    skipped += (await skip(store, idsOf(mails), verdict)).length
  }
  return { ready: verdicts.get('send') ?? [], skipped }
}

async function keepAll(run: Run, store: Store, ready: readonly Candidate[]): Promise<Claimed[]> {
  run.tally.kept += (await keep(store, idsOf(ready))).length
  return []
}

// None when another worker was faster with all of them: then the next window is ours.
async function claimAll(run: Run, store: Store, ready: readonly Candidate[]): Promise<Claimed[]> {
  const rows = new Map((await claim(store, idsOf(ready), store.newId())).map((row) => [row.id, row]))
  for (const id of rows.keys()) run.hands.add(id)
  return ready.flatMap((before) => {
    const row = rows.get(before.id)
    return row ? [{ row, before }] : []
  })
}

async function sendOne(run: Run, mail: Claimed): Promise<SendOutcome> {
  const message = await make(run, mail)
  if ('outcome' in message) return message
  const { now } = run.openStore()
  const { lease_until: until, last_reply: reply } = mail.row
  const late = until === null || millisOf(until) - millisOf(now) < MARGIN_MS
  if (late || run.relay.stopping) return givenBack(reply)
  if (run.relay.down && isPaused(run.relay.down.probeAt, now)) return givenBack(run.relay.down.reply)
  const refusal = run.pacer.refusal(mail.row, now)
  if (refusal !== null) return givenBack(refusal)
  const result = await run.transport.send(message)
  const unreachable = result.outcome === 'retry' && result.relayDown === true
  run.relay.down = unreachable ? { reply: result.reply, probeAt: plus(now, { minutes: 1 }) } : null
  return result
}

// Untried: no attempt is counted.
function givenBack(reply: string): SendOutcome {
  return { outcome: 'retry', reply, relayDown: true }
}

function count(tally: Tally, counts: ReadonlyMap<OutboxTable['state'], number>): void {
  tally.sent += counts.get('sent') ?? 0
  tally.retried += counts.get('retry') ?? 0
  tally.failed += counts.get('failed') ?? 0
  tally.uncertain += counts.get('uncertain') ?? 0
}

function idsOf(mails: readonly Candidate[]): string[] {
  return mails.map(({ id }) => id)
}
