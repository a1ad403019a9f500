/** Asking three hundred sites at once: what one request of D1 bears, and who takes the rest. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { addMedicine, addPlaces } from '../../src/supply/commands.ts'
import { askNow, setAsking } from '../../src/supply/request-commands.ts'
import { handMailings } from '../../src/supply/request-preview-queries.ts'
import { askForStock } from '../../src/supply/request-sending.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { value } from '../meetings/world.ts'
import { DRAFT } from './sample.ts'

/** D1: queries of one invocation, less what comes before and after: session, form, receipt (docs/workers.md). */
const D1_QUERIES = 1000 - 30
const SITES = 300
const AT = '2025-12-05T04:00:00Z'
const TODAY = localDate('2025-12-05')

let w: World
let admin: Actor
let medicine: Id

beforeAll(async () => {
  w = await openWorld()
  w.setNow('2025-11-10T05:00:00Z')
  admin = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const ids: Id[] = []
  for (let at = 0; at < SITES; at++)
    ids.push(
      await w.institution({ name: `Центр ${at}`, precedence: at, focal: [`site${at}@region.example`] }),
    )
  const store = w.now()
  medicine = value(await addMedicine(store, { actor: admin, dialogueId: w.dialogueId, draft: DRAFT }))
  value(await addPlaces(store, { actor: admin, id: medicine, institutionIds: ids, level: 'site' }))
  const draft = { asked: true, dueDays: 5, contacts: new Map(), version: 2 }
  value(await setAsking(store, { actor: admin, id: medicine, draft }))
})
afterAll(() => w.close())

const asked = () => ({ actor: admin, id: medicine, today: TODAY })
const told = () =>
  w.raw.prepare("select to_address from outbox where kind = 'stock_request'").pluck().all() as string[]

test('takes more than one press where a request may make a thousand queries, and nobody is asked twice', async () => {
  const presses: string[] = []
  for (let press = 0; press < 5 && presses.at(-1) !== 'done'; press++) {
    const before = told().length
    const statements = await w.queriesOf(async () => {
      const outcome = await askNow({ ...w.at(AT), largeBatches: 1 }, asked())
      presses.push(outcome.ok ? 'done' : outcome.messageKey)
      if (!outcome.ok) expect(outcome.params).toEqual({ sent: told().length - before, all: SITES - before })
    })
    expect(statements.length).toBeLessThan(D1_QUERIES)
  }
  expect(presses).toEqual(['stock.partly_asked', 'done'])
  expect([told().length, new Set(told()).size]).toEqual([SITES, SITES])
  const { mailings, hadToday } = await handMailings(w.at(AT), medicine, TODAY)
  expect([mailings, hadToday]).toEqual([[], SITES])
})

test('is one press where a request takes more', async () => {
  const later = w.at('2025-12-06T04:00:00Z')
  expect(await askNow(later, asked())).toEqual({ ok: true, value: SITES })
  expect(told().length).toBe(2 * SITES)
})

describe('the job, on the day on which all of them are due', () => {
  const DUE = '2026-01-05T04:00:00Z'

  test('leaves the rest to the next ticks where an invocation may make a thousand queries', async () => {
    const before = told().length
    const runs: boolean[] = []
    for (let run = 0; run < 10 && runs.at(-1) !== false; run++) {
      const statements = await w.queriesOf(async () => {
        runs.push((await askForStock({ ...w.at(DUE), largeBatches: 1 })).more)
      })
      expect(statements.length).toBeLessThan(D1_QUERIES / 3)
    }
    expect(runs).toEqual([true, true, true, true, true, false])
    expect(told().length - before).toBe(SITES)
    expect(new Set(told().slice(before)).size).toBe(SITES)
    expect(await askForStock(w.at(DUE))).toEqual({ count: 0, more: false })
  })

  test('is one run where it takes more', async () => {
    expect(await askForStock(w.at('2026-02-02T04:00:00Z'))).toEqual({ count: SITES, more: false })
  })
})
