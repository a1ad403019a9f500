/** What is kept in memory: given again while nothing it was read from has changed, and never afterwards. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { kept, openReadings } from '../../src/store/readings.ts'
import type { Store } from '../../src/store/store.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

/** What the settings hold; `about` is only told. */
async function settingsOf(
  { db }: Store,
  about: unknown = null,
): Promise<{ about: unknown; values: string[] }> {
  const rows = await db.selectFrom('settings').select('value').orderBy('name').execute()
  return { about, values: rows.map(({ value }) => value) }
}

async function sectorsOf({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('sectors').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

async function both(store: Store): Promise<unknown> {
  return [await kept(store, settingsOf), await kept(store, sectorsOf)]
}

async function hourOf(store: Store): Promise<string> {
  await settingsOf(store)
  return store.now
}

let facts = 0
function change(store: Store, value: string, name = 'one') {
  const fact = recordFact(
    store,
    { id: `s${facts++}`, version: 0 },
    { kind: 'thing.changed', actorId: 'somebody', details: {} },
  )
  const setting = store.db
    .insertInto('settings')
    .values({ name, value, version: 1 })
    .onConflict((on) => on.column('name').doUpdateSet({ value }))
  return store.commit([fact, setting], null)
}

const addSector = (store: Store, id: string) =>
  store.tidy(
    store.db
      .insertInto('sectors')
      .values({ id: id as Id, code: id, class: 'state_health', position: 1, version: 1 }),
  )

const askedFor = (work: () => Promise<unknown>) => open.queriesOf(work, 'warm')

describe('a reading', () => {
  test('is given again without a query while nothing changes', async () => {
    const first = await kept(open.store, settingsOf)
    expect(await askedFor(async () => expect(await kept(open.store, settingsOf)).toBe(first))).toEqual([])
  })

  test('is another one for each thing it is told', async () => {
    expect((await kept(open.store, settingsOf, { a: [1] })).about).toEqual({ a: [1] })
    expect((await kept(open.store, settingsOf, { a: [2] })).about).toEqual({ a: [2] })
    expect((await kept(open.store, settingsOf)).about).toBe(null)
  })

  test('is made anew after a write to a table it asked for, and only then', async () => {
    await kept(open.store, settingsOf)
    await kept(open.store, sectorsOf)
    await change(open.store, 'new')
    expect((await kept(open.store, settingsOf)).values).toEqual(['new'])
    expect(await askedFor(() => kept(open.store, sectorsOf))).toEqual([])
  })

  test('is made anew after upkeep in one statement', async () => {
    await kept(open.store, sectorsOf)
    await addSector(open.store, 'health')
    expect(await kept(open.store, sectorsOf)).toContain('health')
  })

  test('is made anew when somebody wrote past the engine', async () => {
    await kept(open.store, settingsOf)
    open.raw.prepare("insert into settings (name, value, version) values ('x', 'past', 1)").run()
    expect((await kept(open.store, settingsOf)).values).toEqual(['past'])
  })

  test('notices a write past the engine also when a write of its own follows', async () => {
    await kept(open.store, settingsOf)
    open.raw.prepare("insert into settings (name, value, version) values ('x', 'past', 1)").run()
    await addSector(open.store, 'health')
    expect((await kept(open.store, settingsOf)).values).toEqual(['past'])
  })

  test('is made anew when another process wrote to the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'intersession-readings-'))
    const file = openTestStore(open.store.now, join(folder, 'data.sqlite'))
    const other = openSqlite(join(folder, 'data.sqlite'))
    try {
      expect((await kept(file.store, settingsOf)).values).toEqual([])
      other.raw.prepare("insert into settings (name, value, version) values ('x', 'theirs', 1)").run()
      expect((await kept(file.store, settingsOf)).values).toEqual(['theirs'])
    } finally {
      await Promise.all([file.close(), other.engine.close()])
      rmSync(folder, { recursive: true })
    }
  })

  test('is not kept when one of its tables was written while it read', async () => {
    const slow = async (store: Store) => {
      const { values } = await settingsOf(store)
      await change(open.store, 'meanwhile')
      return values
    }
    expect(await kept(open.store, slow)).toEqual([])
    expect(await kept(open.store, slow)).toEqual(['meanwhile'])
  })

  test('made of readings goes with each of them, also with one that came from memory', async () => {
    await kept(open.store, settingsOf)
    await kept(open.store, both)
    await change(open.store, 'inner')
    expect(await kept(open.store, both)).toEqual([{ about: null, values: ['inner'] }, []])
  })

  test('lasts a minute where it asked for the time, and longer where it did not', async () => {
    const later = open.at('2026-01-15T04:01:00Z')
    await kept(open.store, hourOf)
    await kept(open.store, settingsOf)
    expect(await askedFor(() => kept(open.at('2026-01-15T04:00:59Z'), hourOf))).toEqual([])
    expect(await kept(later, hourOf)).toBe(later.now)
    expect(await askedFor(() => kept(later, settingsOf))).toEqual([])
  })

  test('made of a timely one lasts no longer than that', async () => {
    const around = async (store: Store) => [await kept(store, hourOf)]
    await kept(open.store, hourOf)
    await kept(open.store, around)
    const later = open.at('2026-01-15T04:01:00Z')
    expect(await kept(later, around)).toEqual([later.now])
  })

  test('made of ones that never ask for the time lasts as long as they do', async () => {
    const first = await kept(open.store, both)
    expect(await kept(open.at('2026-01-15T04:01:00Z'), both)).toBe(first)
  })

  test('weighs as much as all that it holds, come from memory or not', async () => {
    const weights: number[] = []
    const { readings } = open.store
    if (!readings) throw new Error('this engine keeps nothing')
    const weighed = {
      ...readings,
      keep: (...[asked, reading, turn]: Parameters<typeof readings.keep>) => {
        weights.push(reading.weight)
        readings.keep(asked, reading, turn)
      },
    }
    const store = { ...open.store, readings: weighed }
    const long = 'x'.repeat(1000)
    const around = async (inner: Store, _: string) => [await kept(inner, settingsOf, long)]
    const twice = async (inner: Store) => [
      await kept(inner, around, 'a'),
      await kept(inner, settingsOf, long),
    ]
    await kept(store, around, 'a')
    await kept(store, around, 'b')
    await kept(store, twice)
    const [one = 0, first = 0, second = 0, third = 0] = weights
    expect(one).toBeGreaterThan(2000)
    expect([first > one, second === first, third > first + one]).toEqual([true, true, true])
  })

  test('is forgotten with the scrub that follows an erasure, since it may hold what it was told', async () => {
    const told = await kept(open.store, settingsOf, 'a name')
    await open.store.scrub()
    expect(await kept(open.store, settingsOf, 'a name')).not.toBe(told)
  })

  test('cannot be changed by whoever got it', async () => {
    const { values } = await kept(open.store, settingsOf)
    expect(() => values.push('mine')).toThrow(TypeError)
    const mapped = async (store: Store) => new Map([['all', await settingsOf(store)]])
    const map = await kept(open.store, mapped)
    expect(() => map.delete('all')).toThrow(TypeError)
    expect(() => map.get('all')?.values.pop()).toThrow(TypeError)
  })

  test('does not write', async () => {
    const writing = (store: Store) => change(store, 'written')
    await expect(kept(open.store, writing)).rejects.toThrow('only reads')
    expect((await settingsOf(open.store)).values).toEqual([])
  })

  test('is told plain data only, of which a key can be made', async () => {
    await expect(kept(open.store, settingsOf, new Map([['a', 1]]))).rejects.toThrow('plain data')
    await expect(kept(open.store, settingsOf, { in: () => 1 })).rejects.toThrow('plain data')
    await expect(kept(open.store, settingsOf, Number.POSITIVE_INFINITY)).rejects.toThrow('plain data')
  })

  test('that failed is not kept', async () => {
    let times = 0
    const failing = async () => {
      times += 1
      if (times === 1) throw new Error('lost')
      return times
    }
    await expect(kept(open.store, failing)).rejects.toThrow('lost')
    expect(await kept(open.store, failing)).toBe(2)
  })
})

test('whatever is written by whomever, what is kept is what stands there', async () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('commit'), name: fc.constantFrom('a', 'b'), value: fc.string() }),
    fc.record({ kind: fc.constant('raw'), name: fc.constantFrom('a', 'b'), value: fc.string() }),
    fc.record({
      kind: fc.constant('sector'),
      name: fc.nat().map((n) => `${n}-${facts++}`),
      value: fc.constant(''),
    }),
    fc.record({ kind: fc.constant('look'), name: fc.constant(''), value: fc.constant('') }),
  )
  const put = open.raw.prepare('insert or replace into settings (name, value, version) values (?, ?, 1)')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      for (const { kind, name, value } of acts) {
        if (kind === 'commit') await change(open.store, value, name)
        if (kind === 'raw') put.run(name, value)
        if (kind === 'sector') await addSector(open.store, name)
        expect(await kept(open.store, both)).toEqual([
          await settingsOf(open.store),
          await sectorsOf(open.store),
        ])
      }
    }),
    { numRuns: 100 },
  )
})

test('no more are kept than there is room for, and the one asked for longest ago goes', () => {
  const readings = openReadings({ watched: () => open.store.db, strangers: () => false }, 250)
  const asked = (told: string) => ({ read: settingsOf, told })
  const one = { value: 1, tables: new Set(['settings']), minute: null, weight: 100 }
  for (const told of ['a', 'b']) readings.keep(asked(told), one, readings.turn())
  readings.find(asked('a'))
  readings.keep(asked('c'), one, readings.turn())
  const there = () => ['a', 'b', 'c', 'd'].filter((told) => readings.find(asked(told)) !== null)
  expect(there()).toEqual(['a', 'c'])
  readings.keep(asked('d'), { ...one, weight: 300 }, readings.turn())
  expect(there()).toEqual(['a', 'c'])
  for (const told of ['b', 'b', 'b', 'c']) readings.keep(asked(told), one, readings.turn())
  expect(there()).toEqual(['b', 'c'])
})

test('a batch looks through what is kept once a table, not once a statement', () => {
  const readings = openReadings({ watched: () => open.store.db, strangers: () => false })
  let looked = 0
  class Looked extends Set<string> {
    override has(table: string): boolean {
      looked += 1
      return super.has(table)
    }
  }
  const one = { value: 1, tables: new Looked(['settings', 'sectors']), minute: null, weight: 100 }
  const other = { ...one, tables: new Looked(['sectors']) }
  readings.keep({ read: settingsOf, told: 'a' }, one, readings.turn())
  readings.keep({ read: settingsOf, told: 'b' }, other, readings.turn())
  for (let statement = 0; statement < 100; statement++) readings.wrote(['settings', 'outbox'])
  expect(looked).toBe(2)
  expect(readings.find({ read: settingsOf, told: 'a' })).toBe(null)
  expect(readings.find({ read: settingsOf, told: 'b' })).toBe(other)
})

test('no table changes another one behind the engine, and none is read under another name', () => {
  const schema = open.raw
    .prepare('select sql from sqlite_master where sql is not null')
    .pluck()
    .all() as string[]
  // A write would have to drop the readings of what it changes by itself, and of the views that show it.
  const behind = /create\s+(?:trigger|view)|on\s+(?:delete|update)\s+(?:cascade|set)/i
  expect(schema.filter((sql) => behind.test(sql))).toEqual([])
})
