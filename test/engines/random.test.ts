/**
 * Any list of commands gives the same answers and leaves the same rows on all three engines (P15 of safety.md): what
 * people send, what they are refused, ticks of the clock between them.
 */

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tick } from '../../src/jobs/tick.ts'
import { plus } from '../../src/kernel/instant.ts'
import { type Decision, decisionsOf } from '../access/decisions.ts'
import { sentAs } from '../access/requests.ts'
import { openAccessWorld } from '../access/world.ts'
import { NOW } from '../fixtures/store.ts'
import {
  type Archive,
  archiveOf,
  contentOf,
  openEngines,
  type Running,
  refill,
  restore,
  runOn,
  send,
  type Tested,
  textOf,
} from './engines.ts'

const RUNS = Number(process.env.ENGINE_RUNS ?? 5)
const STEPS = 12

let engines: Tested[]
let running: Running[]
let content: Archive
let allowed: readonly Decision[]
let refused: readonly Decision[]

beforeAll(async () => {
  const world = await openAccessWorld()
  const commands = decisionsOf(world).filter(({ route }) => route.startsWith('POST'))
  allowed = commands.filter(({ expected }) => expected === 'yes')
  refused = commands.filter(({ expected }) => expected !== 'yes')
  content = await contentOf(world.app.engine)
  await world.app.close()
  engines = await openEngines()
  running = engines.map(({ engine }) => runOn(engine))
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}, 120_000)

afterAll(() => Promise.all(engines.map((tested) => tested.close())))

/** One step: hours that pass before it, and what is sent; null lets the recurring acts run. */
interface Step {
  readonly hours: number
  readonly command: Decision | null
}

function steps(): fc.Arbitrary<readonly Step[]> {
  const command = fc.oneof(
    { weight: 8, arbitrary: fc.nat(allowed.length - 1).map((at) => allowed[at] ?? null) },
    { weight: 1, arbitrary: fc.nat(refused.length - 1).map((at) => refused[at] ?? null) },
    { weight: 2, arbitrary: fc.constant(null) },
  )
  const hours = fc.constantFrom(0, 0, 0, 0, 1, 30)
  return fc.array(fc.record({ hours, command }), { minLength: STEPS, maxLength: STEPS })
}

/** What one engine answers to all of it, and what it holds afterwards. */
async function play(app: Running, list: readonly Step[]): Promise<string[]> {
  app.rewind()
  let now = NOW
  const seen: string[] = []
  for (const { hours, command } of list) {
    now = plus(now, { hours })
    app.setNow(now)
    if (command) {
      const sent = sentAs(command.path, command.form)
      const answer = await send(app, { method: 'POST', path: command.path, cookie: command.cookie, ...sent })
      seen.push(`${command.route} ${answer.status} ${answer.location}`)
    } else {
      const { acts } = await tick(app.store())
      seen.push(JSON.stringify(acts))
    }
  }
  return seen
}

test('a random list of commands gives the same rows everywhere', { timeout: 300_000 }, async () => {
  const seed = Number(process.env.ENGINE_SEED ?? 20_261_122)
  await fc.assert(
    fc.asyncProperty(steps(), async (list) => {
      const answers = await Promise.all(running.map((app) => play(app, list)))
      const texts = await Promise.all(engines.map(({ engine }) => textOf(engine)))
      await Promise.all(engines.map(({ engine }, at) => restore(engine, content, archiveOf(texts[at] ?? ''))))
      for (const other of answers) expect(other).toEqual(answers[0])
      const lines = texts.map((text) => text.split('\n').slice(0, -2))
      for (const other of lines) expect(other.filter((line, at) => line !== lines[0]?.[at])).toEqual([])
      for (const other of lines) expect(other).toEqual(lines[0])
    }),
    { seed, numRuns: RUNS, endOnFailure: true },
  )
})
