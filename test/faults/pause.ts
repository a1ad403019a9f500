/** Episode (d): a worker is stopped in mid-mail for longer than its lease, another takes over, the first wakes up. */

import type { Strike } from '../../src/platform/sink.ts'
import { type Child, startChild } from './child.ts'
import { sendOneLot } from './clients.ts'
import { inWorld, type Killing, pause } from './kills.ts'
import type { Report } from './report.ts'
import type { World } from './world.ts'

const MAILS = 5

/**
 * SIGSTOP past the lease, twice: once the relay refuses what the sleeper had sent, once it had accepted it.
 * Whatever the sleeper learns when it wakes up, its fence is old and its outcome must not count.
 */
export async function pauseEpisodes(killing: Killing): Promise<void> {
  for (const verdict of ['refused', 'accepted'] as const) await oversleep(killing, verdict)
  await besides(killing)
}

/** One of them. */
export async function oversleep(killing: Killing, verdict: Verdict): Promise<void> {
  const place = { name: `paused, ${verdict}`, institutions: MAILS }
  await inWorld(killing, place, (world) => sleepOver(killing, world, verdict))
}

type Verdict = 'refused' | 'accepted'

async function sleepOver(killing: Killing, world: World, verdict: Verdict): Promise<void> {
  const { report } = killing
  const cookie = await world.signIn()
  const sleeper = startChild(world.start)
  const gate = openGate()
  world.relay = holdAll(gate, verdict)
  const origin = await sleeper.ready
  if (!origin) throw new Error(`no start: ${sleeper.said()}`)
  await sendOneLot(world, { origin, cookie, random: world.random.fork() })
  await until('the mails are in flight', () => gate.held() === MAILS)
  sleeper.kill('SIGSTOP')
  world.passMinutes(16)
  world.relay = null
  const other = startChild(world.start)
  await until('the other worker has sent them', () => arrivedFreely(world) >= MAILS)
  await settled(world)
  gate.open()
  sleeper.kill('SIGCONT')
  // The sleeper reads its answers and tries to write them down; then everybody looks for mail again.
  await pause(1_500)
  world.passMinutes(61)
  await pause(2_500)
  await endAll([sleeper, other])
  report.note(`paused, ${verdict}: copies of ${MAILS} mails`, world.recorder.arrivals.length - MAILS)
  allowCopies(report, world, verdict === 'refused' ? 1 : 2)
}

// What the relay did not answer may come again for the invariants of `invariants.ts`; here it is known better.
function allowCopies(report: Report, world: World, allowed: number): void {
  const copies = [...Map.groupBy(world.recorder.arrivals, ({ messageId }) => messageId).values()]
  const most = Math.max(0, ...copies.map((some) => some.length))
  if (most <= allowed) return
  const what = `a mail arrived ${most} times, ${allowed} at most`
  report.violated([{ invariant: 'I3', world: world.name, what }])
}

/** How long another process looks for mail while one has it in flight: ten looks of its delivery. */
const LOOKS_MS = 6_000

/**
 * One process has mails in flight, well within their lease, and another comes and looks for mail: it must leave them
 * alone. Nobody dies here, so nothing excuses a copy.
 */
export async function besides(killing: Killing): Promise<void> {
  await inWorld(killing, { name: 'in flight', institutions: MAILS }, async (world) => {
    const cookie = await world.signIn()
    const first = startChild(world.start)
    const gate = openGate()
    world.relay = holdAll(gate, 'accepted')
    const origin = await first.ready
    if (!origin) throw new Error(`no start: ${first.said()}`)
    await sendOneLot(world, { origin, cookie, random: world.random.fork() })
    await until('the mails are in flight', () => gate.held() === MAILS)
    world.relay = null
    const other = startChild(world.start)
    await other.ready
    for (const end = Date.now() + LOOKS_MS; Date.now() < end && arrivedFreely(world) === 0; ) await pause(20)
    gate.open()
    await pause(1_500)
    for (const child of [first, other]) child.kill('SIGTERM')
    await Promise.all([first.gone, other.gone])
    allowCopies(killing.report, world, 1)
  })
}

interface Gate {
  readonly opened: Promise<void>
  open(): void
  /** How many have come to it. */
  held(): number
  came(): void
}

function openGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  let held = 0
  return {
    opened: promise,
    open: () => resolve(),
    held: () => held,
    came: () => {
      held += 1
    },
  }
}

function holdAll(gate: Gate, verdict: Verdict): (at: string) => Strike | null {
  return (at) => {
    if (at !== 'dot') return null
    gate.came()
    return verdict === 'refused' ? { reply: 451, until: gate.opened } : { acceptedAfter: gate.opened }
  }
}

function arrivedFreely(world: World): number {
  return world.recorder.arrivals.filter(({ answered }) => answered).length
}

async function settled(world: World): Promise<void> {
  const count = () =>
    world.look(async ({ db }) =>
      db.selectFrom('outbox').select('id').where('settled_at', 'is', null).execute(),
    )
  for (let tries = 0; tries < 50 && (await count()).length > 0; tries++) await pause(50)
}

async function until(what: string, ready: () => boolean): Promise<void> {
  const end = Date.now() + 15_000
  while (!ready()) {
    if (Date.now() > end) throw new Error(`in fifteen seconds it did not come about that ${what}`)
    await pause(20)
  }
}

async function endAll(children: readonly Child[]): Promise<void> {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map(({ gone }) => gone))
}
