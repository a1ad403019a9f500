/** T2 and T7 of safety.md: the whole matrix with real sessions and links, and no trace of what was refused. */

import { describe, expect, test, vi } from 'vitest'
import { dumpOf } from '../fixtures/store.ts'
import { coverageOf } from './coverage.ts'
import { decisionsOf, formOf } from './decisions.ts'
import { ROWS } from './matrix-rows.ts'
import { ask, deviationOf, tracesOf } from './requests.ts'
import { openAccessWorld } from './world.ts'

// Several hundred requests a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const world = await openAccessWorld()
const before = dumpOf(world.app.raw)
const decisions = Map.groupBy(decisionsOf(world), (decision) => decision.route)

describe('whoever asks gets what the matrix says, and what was refused left no trace:', () => {
  test.for([...decisions])('%s', async ([, asked]) => {
    const deviations: (string | null)[] = []
    for (const decision of asked) deviations.push(await deviationOf(world.app, decision))
    expect(deviations.filter((deviation) => deviation !== null)).toEqual([])
  })
})

test('at least 2,000 decisions were taken, about every address', () => {
  const all = [...decisions.values()].flat()
  expect(all.length).toBeGreaterThanOrEqual(2000)
  expect([...decisions.keys()].sort()).toEqual(coverageOf(world.app).routes)
})

test('an empty instance is set up by its one-time link, and by no other', async () => {
  const row = ROWS.find(({ route }) => route === 'POST /setup/:token')
  const form = row ? formOf(world, row, world.own) : null
  const setUp = (token: string) =>
    ask(world.empty, { method: 'POST', path: `/setup/${token}`, cookie: '', form })
  const guessed = await setUp('guessed')
  expect({ status: guessed.status, traces: tracesOf('/setup', guessed) }).toEqual({ status: 404, traces: [] })
  const { status, location, changes } = await setUp(world.own.setupToken)
  expect({ status, location }).toEqual({ status: 303, location: '/?said=welcome' })
  expect(changes.map(({ table }) => table)).toContain('accounts')
})

test('every request was put back, so that each began from the same rows, and none was an error of ours', () => {
  expect(dumpOf(world.app.raw)).toBe(before)
  expect(world.app.log).toEqual([])
})
