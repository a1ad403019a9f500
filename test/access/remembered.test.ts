/**
 * Nothing kept is older than the database: whatever command of the whole application runs, every reading that the
 * pages keep is given only while it is what would be read anew (docs/decisions/0020-readings-in-memory.md).
 */

import { afterAll, describe, expect, test } from 'vitest'
import { type Asked, kept, type Readings } from '../../src/store/readings.ts'
import type { Store } from '../../src/store/store.ts'
import { runOn, send } from '../engines/engines.ts'
import { undone } from '../fixtures/undone.ts'
import { type Decision, decisionsOf } from './decisions.ts'
import { sentAs } from './requests.ts'
import { openAccessWorld } from './world.ts'

/** One who sees most, and everybody with a link. */
const WITHOUT = /^(administrator|stale|foreign.*|later.*|other.*|viewer|reader)$/

// Made here, not in a hook: the tests are named after the routes.
const world = await openAccessWorld()
const { raw, engine } = world.app
const readings = readingsOf(engine.readings)
const { readings: _, ...forgetting } = engine
const asked = new Map<string, Asked>()
const remembering = runOn({ ...engine, readings: { ...readings, find: noted } })
const forgetful = runOn(forgetting)

const allowed = decisionsOf(world).filter(
  ({ expected, yes, object, who }) =>
    expected === 'yes' && object === 'own' && (yes === 'yes' || yes === '200') && !WITHOUT.test(who),
)
const pages = allowed.filter(({ route }) => route.startsWith('GET'))
const commands = [
  ...new Map(
    allowed.filter(({ route }) => route.startsWith('POST')).map((command) => [command.route, command]),
  ).values(),
]

for (const { path, cookie } of pages) await send(remembering, { method: 'GET', path, cookie, body: null })

afterAll(() => world.app.close())

test('the pages keep readings of many kinds', () => {
  expect(new Set([...asked.values()].map(({ read }) => read)).size).toBeGreaterThan(40)
})

describe('after it every reading is gone or as if read for the first time', () => {
  test.each(commands.map((command) => [command.route, command] as const))('%s', (_, command) =>
    undone(raw, async () => {
      for (const one of asked.values()) await kept(remembering.store(), functionOf(one), ...argumentsOf(one))
      expect(await statusOf(command)).toBeLessThan(400)
      for (const one of asked.values()) {
        const found = readings.find(one)
        if (found) expect(found.value).toEqual(await functionOf(one)(forgetful.store(), ...argumentsOf(one)))
      }
    }),
  )
})

function readingsOf(given: Readings | undefined): Readings {
  if (!given) throw new Error('this engine keeps nothing')
  return given
}

function noted(one: Asked) {
  asked.set(`${(one.read as { name: string }).name} ${one.told}`, one)
  return readings.find(one)
}

function functionOf({ read }: Asked): (store: Store, ...args: unknown[]) => Promise<unknown> {
  return read as never
}

function argumentsOf({ told }: Asked): unknown[] {
  return (JSON.parse(told) as [string, unknown[]])[1]
}

async function statusOf({ path, form, cookie }: Decision): Promise<number> {
  const { headers, body } = sentAs(path, form)
  return (await send(remembering, { method: 'POST', path, cookie, headers, body })).status
}
