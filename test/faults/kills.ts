/** Episodes (a) and (b): kill -9 at random moments, during start, at the relay's dot and at every failpoint. */

import { FAILPOINTS } from '../../src/platform/failpoints.ts'
import type { Strike } from '../../src/platform/sink.ts'
import { type Child, startChild } from './child.ts'
import { work } from './clients.ts'
import { type Checked, check } from './invariants.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'
import { openWorld, type World } from './world.ts'

/** What a run of kills needs. */
export interface Killing {
  readonly report: Report
  readonly random: Random
  readonly kills: number
  /** Worlds side by side. */
  readonly worlds: number
  /** Servers at work on one database at the same time. */
  readonly processes: number
  readonly broken?: string
  /** Gives the address of a fresh database; the empty text for SQLite. */
  database(): Promise<string>
}

const INSTITUTIONS = 80
const KILLS_A_WORLD = 60
const KILLS_A_CHECK = 5
const KILLS_A_DRAIN = 20
const LIFE_MS = 900
const CLIENTS = 2
/** Looks of a server for mail after which a backlog that does not move will never. */
const ROUNDS = 10
/** A failpoint that is not passed in this time is given up for a kill from outside. */
const PATIENCE_MS = 2_500
/** Lives spent on one failpoint before it counts as never passed. */
const TRIES = 12

/** One way to die. */
type Death =
  | { readonly how: 'moment'; readonly afterMs: number }
  | { readonly how: 'start'; readonly afterMs: number }
  | { readonly how: 'dot'; readonly messages: number }
  | { readonly how: 'failpoint'; readonly name: string; readonly count: number }

/** Kills until there were enough, in worlds side by side, each of them checked and emptied now and then. */
export async function killAtRandom(killing: Killing): Promise<void> {
  let left = killing.kills
  const worker = async (name: string, random: Random) => {
    for (let generation = 1; left > 0; generation++) {
      const asked = { name: `${name}.${generation}`, random: random.fork() }
      await inWorld(killing, asked, async (world) => {
        for (let nth = 1; left > 0 && nth <= KILLS_A_WORLD; nth++) {
          left -= 1
          await live(killing, world, randomDeath(world.random))
          if (nth % KILLS_A_DRAIN === 0) await drain(killing.report, world)
          else if (nth % KILLS_A_CHECK === 0) killing.report.violated((await check(world, false)).violations)
        }
      })
    }
  }
  const names = Array.from({ length: killing.worlds }, (_, at) => `kill ${at + 1}`)
  await Promise.all(names.map((name) => worker(name, killing.random.fork())))
}

/** Dies once at every failpoint at least; one that is never passed fails the run too. */
export async function killAtFailpoints(
  killing: Killing,
  names: readonly string[] = FAILPOINTS,
): Promise<void> {
  await inWorld(killing, { name: 'failpoints', random: killing.random.fork() }, async (world) => {
    // A calm life first: then the chores of a first start are done, and it is commands that come to the points.
    await drain(killing.report, world)
    for (const name of names) {
      const before = killing.report.passed(name)
      for (let tries = 0; tries < TRIES && killing.report.passed(name) === before; tries++) {
        await live(killing, world, { how: 'failpoint', name, count: countFor(name, world.random) })
      }
      killing.report.violated((await check(world, false)).violations)
    }
    killing.report.missed(names.filter((name) => killing.report.passed(name) === 0))
  })
}

// Before the first statement of a batch nothing is half there yet.
function countFor(name: string, random: Random): number {
  if (name === 'command.within') return random.int(2, 6)
  // Few mails lose their reason while they wait, so their first skip must do.
  return /^(start|skip)/.test(name) ? 1 : random.int(1, 3)
}

interface Place {
  readonly name: string
  readonly random?: Random
  readonly institutions?: number
}

/** Runs episodes in a world of their own, lets it come to rest, counts and closes it. */
export async function inWorld(
  killing: Killing,
  place: Place,
  episodes: (world: World) => Promise<void>,
): Promise<void> {
  const { broken } = killing
  const databaseUrl = await killing.database()
  const asked = { institutions: INSTITUTIONS, random: killing.random.fork(), ...place }
  const world = await openWorld({ ...asked, databaseUrl, ...(broken ? { broken } : {}) })
  try {
    await episodes(world)
    killing.report.count(await drain(killing.report, world))
  } finally {
    await world.close()
  }
}

function randomDeath(random: Random): Death {
  const kind = random.next()
  if (kind < 0.15) return { how: 'start', afterMs: random.int(0, 450) }
  if (kind < 0.35)
    return { how: 'failpoint', name: random.pick(FAILPOINTS.slice(1)), count: random.int(1, 8) }
  if (kind < 0.5) return { how: 'dot', messages: random.int(1, 40) }
  return { how: 'moment', afterMs: random.int(0, LIFE_MS) }
}

/** One life: start, write, die. */
async function live(killing: Killing, world: World, death: Death): Promise<void> {
  const { report } = killing
  const { random } = world
  world.relay = random.chance(0.5) ? faultyRelay(random, report) : null
  const cookie = await world.signIn()
  const failpoint = death.how === 'failpoint' ? { failpoint: `${death.name}:${death.count}` } : {}
  const children = Array.from({ length: killing.processes }, () =>
    startChild({ ...world.start, ...failpoint }),
  )
  for (const { gone } of children) void gone.then(() => world.recorder.killed())
  if (death.how === 'start') await pause(death.afterMs)
  else await workUntilDeath(report, world, { children, death, cookie })
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map(({ gone }) => gone))
  world.onTaken = null
  report.killed(
    death.how,
    children.map((child) => child.startMs()),
  )
  // Half of the time the next process finds the leases of the dead one still running.
  if (random.chance(0.5)) world.passMinutes(16)
}

interface Lives {
  readonly children: readonly Child[]
  readonly death: Death
  readonly cookie: string
}

async function workUntilDeath(
  report: Report,
  world: World,
  { children, death, cookie }: Lives,
): Promise<void> {
  const [first] = children
  const origins = await Promise.all(children.map(({ ready }) => ready))
  const killAll = () => {
    for (const child of children) child.kill('SIGKILL')
  }
  const wait = death.how === 'moment' ? death.afterMs : PATIENCE_MS
  const timer = setTimeout(killAll, wait)
  if (death.how === 'dot') {
    let left = death.messages
    world.onTaken = () => {
      left -= 1
      if (left <= 0) killAll()
    }
  }
  // A failpoint kills one of the processes; the others go with it.
  const until = () => children.some((child) => child.isGone())
  const clients = origins.flatMap((origin) => (origin ? Array.from({ length: CLIENTS }, () => origin) : []))
  const worked = await Promise.all(
    clients.map((origin) => work(world, { origin, cookie, random: world.random.fork(), until })),
  )
  if (clients.length === 0 && death.how !== 'failpoint')
    report.violated([
      { invariant: 'I7', world: world.name, what: `no start: ${first?.said().slice(-2_000)}` },
    ])
  const alone = !timerFired(timer)
  clearTimeout(timer)
  if (death.how === 'failpoint' && until() && alone) report.passedPoint(death.name)
  report.worked(worked)
}

function timerFired(timer: NodeJS.Timeout): boolean {
  return (timer as { _destroyed?: boolean })._destroyed === true
}

/** A relay with a bad day: one point in ten goes wrong, never for long. */
function faultyRelay(random: Random, report: Report): (at: string) => Strike | null {
  return (at) => {
    if (!random.chance(at === 'connect' || at === 'EHLO' ? 0.03 : 0.02)) return null
    report.injected(at)
    if (at === 'connect') return { drop: true }
    if (random.chance(0.4)) return { drop: true }
    return { reply: random.pick([421, 450, 451, 452]), text: '4.3.0 not now' }
  }
}

/** Lets a world come to rest without faults: everything must arrive or end, and nothing else happen. */
export async function drain(report: Report, world: World): Promise<Checked> {
  world.relay = null
  const child = startChild(world.start)
  const origin = await child.ready
  const answered = origin ? await answers(origin) : false
  if (!origin || !answered || child.startMs() > 5_000)
    report.violated([
      { invariant: 'I7', world: world.name, what: `did not serve: ${child.said().slice(-2_000)}` },
    ])
  let waiting = await unsettled(world)
  for (let idle = 0; waiting > 0 && idle < ROUNDS; idle++) {
    world.passMinutes(61)
    const before = waiting
    const stop = Date.now() + 1_300
    while (Date.now() < stop && waiting > 0) {
      await pause(100)
      waiting = await unsettled(world)
    }
    // A long backlog may take its time as long as it gets shorter.
    if (waiting < before) idle = 0
  }
  if (waiting > 0)
    report.violated([{ invariant: 'I7', world: world.name, what: `${waiting} mails are not settled` }])
  child.kill('SIGTERM')
  await child.gone
  const checked = await check(world, true)
  report.violated(checked.violations)
  return checked
}

async function answers(origin: string): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000)
  return fetch(`${origin}/readyz`, { signal }).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function unsettled(world: World): Promise<number> {
  return world.look(async ({ db }) => {
    const rows = await db
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('settled_at', 'is', null)
      .execute()
    return Number(rows[0]?.count ?? 0)
  })
}

export function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis))
}
