/** Episode (c): a relay that fails in every way of T67 and T70 at every point, and one that is away for a day (T69). */

import { type Instant, plus } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import type { Message, SendOutcome, Transport } from '../../src/mail/transport.ts'
import { type FaultPoint, type Sink, type SinkFault, startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, smtpTransport } from '../../src/platform/smtp.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, send } from '../mail/mails.ts'
import type { InvariantName } from './invariants.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'

const POINTS: readonly FaultPoint[] = ['connect', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'dot']
const CODES = [421, 450, 451, 452, 550, 552, 554]
/** Before the message the relay itself refuses us, so that no mail is to blame. */
const BEFORE_MAIL: ReadonlySet<FaultPoint> = new Set(['connect', 'EHLO'])
const MAILS = 4
/** Where a relay says nothing or says it in the wrong place, only our own patience ends it. */
const SHORT = { silenceTimeout: 500, messageTimeout: 1_500 }
const LONG = { silenceTimeout: 10_000, messageTimeout: 20_000 }

/** One way for a relay to fail, and how many of the mails may end undelivered by it. */
interface Failure {
  readonly name: string
  readonly fault: SinkFault
  readonly refused: number
}

function failures(): Failure[] {
  const replies = POINTS.flatMap((at) =>
    CODES.map((reply): Failure => {
      const forGood = reply >= 550 && reply !== 552 && !BEFORE_MAIL.has(at)
      return { name: `${reply} at ${at}`, fault: { at, reply, times: 2 }, refused: forGood ? 2 : 0 }
    }),
  )
  const points: readonly FaultPoint[] = [...POINTS, 'body']
  const plain = (name: string, fault: (at: FaultPoint) => SinkFault, at = points) =>
    at.map((point) => ({ name: `${name} at ${point}`, fault: fault(point), refused: 0 }))
  return [
    ...replies,
    ...plain('dropped', (at) => ({ at, drop: true, times: 2 })),
    ...plain('silent', (at) => ({ at, stall: true, times: 2 })),
    ...plain('a byte at a time', (at) => ({ at, dripMs: 20, times: 2 })),
    ...plain('late', (at) => ({ at, waitMs: 80, times: 2 })),
    ...plain('out of turn', (at) => ({ at, disorder: true, times: 2 })),
    { name: 'greylisting', fault: { greylist: true }, refused: 0 },
  ]
}

/** Runs every way to fail, a few at a time; what remains afterwards must be delivered or refused for good. */
export async function relayFaults(report: Report): Promise<void> {
  const left = failures()
  const runner = async () => {
    for (let next = left.pop(); next; next = left.pop()) await runFailure(report, next)
  }
  await Promise.all(Array.from({ length: 8 }, runner))
}

async function runFailure(report: Report, { name, fault, refused }: Failure): Promise<void> {
  const open = openTestStore()
  const sink = await startSink()
  const settings = readSmtpUrl(`smtp://127.0.0.1:${sink.port}`)
  const limits = /^(silent|a byte|out of turn)/.test(name) ? SHORT : LONG
  const transport = smtpTransport({ settings, name: 'example.org', ...limits })
  let now: Instant = NOW
  const worker = openDelivery({
    openStore: () => open.at(now),
    transport,
    random: () => 0.5,
    concurrency: 2,
  })
  try {
    await send(open.store, ...Array.from({ length: MAILS }, (_, n) => mailTo(`p${n}@example.org`)))
    sink.setFault(fault)
    report.injected(name.replace(/^\d+ at .*/, 'a reply code').replace(/ at .*/, ''))
    for (let round = 0; round < 8; round++) {
      await worker.deliverDue()
      // The third round finds a relay that is well again.
      if (round === 1 && !('greylist' in fault)) sink.setFault(null)
      now = plus(now, { minutes: 20 })
    }
    judge(report, { name, open, sink, refused })
  } finally {
    await transport.close()
    await sink.close()
    await open.close()
  }
}

interface Judged {
  readonly name: string
  readonly open: TestStore
  readonly sink: Sink
  readonly refused: number
}

function judge(report: Report, { name, open, sink, refused }: Judged): void {
  const rows = open.raw.prepare('select * from outbox').all() as OutboxTable[]
  const blame = (invariant: InvariantName, what: string) =>
    report.violated([{ invariant, world: `relay: ${name}`, what }])
  const ids = sink.messages.map(({ raw }) => messageIdIn(raw.toString()))
  const arrived = new Set(ids)
  const failed = rows.filter((row) => row.state === 'failed')
  for (const row of rows)
    if (!arrived.has(row.message_id) && row.state !== 'failed')
      blame('I2', `a mail is ${row.state} (${row.last_reply}) and never arrived`)
  if (failed.length !== refused)
    blame('I2', `${failed.length} mails failed, ${refused} were refused for good`)
  if (failed.some((row) => row.attempts !== 1)) blame('I3', 'a mail refused for good was tried again')
  if ([...arrived].some((id) => !rows.some((row) => row.message_id === id)))
    blame('I3', 'a second Message-ID')
  const hidden = sink.messages.filter(({ answered }) => !answered).length
  // A relay out of turn says yes to one message and means another: what it hides cannot be known.
  if (ids.length - arrived.size > hidden && !name.startsWith('out of turn'))
    blame('I3', `${ids.length - arrived.size} copies, ${hidden} hidden answers`)
}

function messageIdIn(raw: string): string {
  return /^Message-ID:\s+(<[^>]+>)/im.exec(raw.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? ''
}

/** A day without a relay, in simulated time, with `count` mails waiting. */
export async function relayAway(report: Report, random: Random, count = 5_000): Promise<void> {
  const open = openTestStore()
  const relay = new AwayRelay()
  let now: Instant = NOW
  const worker = openDelivery({
    openStore: () => open.at(now),
    transport: relay,
    random: () => random.next(),
  })
  try {
    const mortal = await queue(open, random, count)
    for (let second = 0; second < 24 * 3_600; second += 20) {
      now = plus(NOW, { minutes: second / 60 })
      relay.now = now
      await worker.deliverDue()
    }
    judgeProbes(report, relay)
    relay.away = false
    now = plus(NOW, { hours: 24, minutes: 1 })
    await drainInOrder(worker)
    judgeDay(report, { open, relay, mortal, count })
  } finally {
    await open.close()
  }
}

/** The port to the outside, not code of ours: nobody answers until `away` is false. */
class AwayRelay implements Transport {
  readonly keeps = false
  away = true
  now: string = NOW
  readonly probes: string[] = []
  readonly taken: string[] = []

  async send({ outboxId }: Message): Promise<SendOutcome> {
    if (this.away) {
      this.probes.push(this.now)
      return { outcome: 'retry', reply: 'connect ECONNREFUSED', relayDown: true }
    }
    this.taken.push(outboxId)
    return { outcome: 'sent', code: 250, reply: '250 OK' }
  }

  async close(): Promise<void> {}
}

/** @returns how many of them are worth nothing after a day. */
async function queue(open: TestStore, random: Random, count: number): Promise<number> {
  const kinds = ['invitation_letter', 'reminder', 'digest', 'calendar_update'] as const
  let mortal = 0
  for (let made = 0; made < count; made += 250) {
    const mails = Array.from({ length: Math.min(250, count - made) }, (_, n) => {
      const dies = random.chance(0.1)
      if (dies) mortal += 1
      const life = dies ? { notAfter: plus(NOW, { minutes: random.int(1, 23 * 60) }) } : {}
      return mailTo(`p${made + n}@example.org`, { kind: random.pick(kinds), ...life })
    })
    await send(open.store, ...mails)
  }
  return mortal
}

async function drainInOrder(worker: Delivery): Promise<void> {
  for (let round = 0; round < 5; round++) await worker.deliverDue()
}

// The first five go out together, before anybody knows; then one a minute.
function judgeProbes(report: Report, { probes }: AwayRelay): void {
  const perMinute = Map.groupBy(probes.slice(5), (at) => at.slice(0, 16))
  const most = Math.max(...[...perMinute.values()].map((some) => some.length))
  report.note('relay away for 24 h: probes', probes.length)
  if (most > 1 || probes.length > 24 * 60 + 5)
    report.violated([{ invariant: 'I7', world: 'relay away', what: `${most} probes in a minute` }])
}

interface Day {
  readonly open: TestStore
  readonly relay: AwayRelay
  readonly mortal: number
  readonly count: number
}

function judgeDay(report: Report, { open, relay, mortal, count }: Day): void {
  const rows = open.raw.prepare('select * from outbox').all() as OutboxTable[]
  const blame = (invariant: InvariantName, what: string) =>
    report.violated([{ invariant, world: 'relay away', what }])
  const sent = rows.filter(({ state }) => state === 'sent').length
  const expired = rows.filter(
    ({ state, last_reply }) => state === 'skipped' && last_reply === 'expired',
  ).length
  report.note(
    'relay away for 24 h: mails',
    `${count} queued, ${sent} sent, ${expired} expired, ${count - sent - expired} lost`,
  )
  if (expired !== mortal || sent !== count - mortal)
    blame('I2', `${sent} sent, ${expired} of ${mortal} expired`)
  if (new Set(relay.taken).size !== relay.taken.length) blame('I3', 'a mail was sent twice')
  const priorities = new Map(rows.map(({ id, priority }) => [id, priority]))
  const order = relay.taken.map((id) => priorities.get(id) ?? 0)
  if (order.some((priority, at) => priority < (order[at - 1] ?? 0))) blame('I7', 'not drained in order')
}
