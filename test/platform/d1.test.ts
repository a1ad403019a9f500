/** The D1 engine on a real D1 in workerd: batches, the lock, limits, what is stored, what goes wrong. */

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { done, refuse } from '../../src/kernel/outcome.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { type D1Binding, openD1 } from '../../src/platform/d1.ts'
import { statementsIn } from '../../src/platform/d1-local.ts'
import { insertRows } from '../../src/store/limits.ts'
import { inList } from '../../src/store/lists.ts'
import { openStore, type Store, Unavailable } from '../../src/store/store.ts'
import { openTestD1, type TestD1 } from '../fixtures/d1.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'

let open: TestD1
beforeAll(async () => {
  open = await openTestD1()
})
beforeEach(() => open.empty())
afterAll(() => open.close())

const setting = (store: Store, value: string, version = 1) =>
  store.db.insertInto('settings').values({ name: value, value, version })
const fact = (store: Store, version: number, id = 'subject') =>
  recordFact(store, { id, version }, { kind: 'thing.changed', actorId: 'somebody' })
const namesIn = async (store: Store) =>
  (await store.db.selectFrom('settings').select('name').orderBy('name').execute()).map(({ name }) => name)

describe('a commit on D1', () => {
  test('is one batch: what fails in the middle leaves nothing behind', async () => {
    const { store } = open
    const work = store.commit([fact(store, 0), setting(store, 'a'), setting(store, 'a')], null)
    await expect(work).rejects.toThrow('settings.name')
    expect(await namesIn(store)).toEqual([])
    expect(await store.db.selectFrom('facts').selectAll().execute()).toEqual([])
  })

  test('refuses a second decision taken from the same version', async () => {
    const { store } = open
    expect(await store.commit([fact(store, 0), setting(store, 'first')], 1)).toEqual(done(1))
    expect(await store.commit([fact(store, 0), setting(store, 'second')], 2)).toEqual(
      refuse('conflict', 'forms.changed_meanwhile'),
    )
    expect(await namesIn(store)).toEqual(['first'])
  })

  test('lets exactly one of twelve racing decisions win, round after round', async () => {
    const { store } = open
    for (let round = 0; round < 5; round++) {
      const race = Array.from({ length: 12 }, (_, i) =>
        store.commit([fact(store, round), setting(store, `${round}: racer ${i}`)], i),
      )
      const outcomes = await Promise.all(race)
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      expect(await namesIn(store)).toHaveLength(round + 1)
    }
  })

  test('keeps foreign keys', async () => {
    const { store } = open
    const orphan = store.db.insertInto('dialogue_texts').values({
      dialogue_id: 'nobody',
      lang: 'en',
      title: 'Orphan',
      mandate: '',
    })
    await expect(store.commit([fact(store, 0), orphan], null)).rejects.toThrow('FOREIGN KEY')
  })
})

describe('one conditional statement on D1', () => {
  test('gives the rows that it changed, and to one of ten racers only', async () => {
    const { store } = open
    await store.commit([fact(store, 0), setting(store, 'token')], null)
    const use = () =>
      store.tidy<{ version: number }>(
        store.db
          .updateTable('settings')
          .set((eb) => ({ version: eb('version', '+', 1), value: 'used' }))
          .where('name', '=', 'token')
          .where('value', '=', 'token')
          .returning('version'),
      )
    const rows = await Promise.all(Array.from({ length: 10 }, use))
    expect(rows.flat()).toEqual([{ version: 2 }])
  })
})

describe('what D1 stores', () => {
  test('is integers in columns of numbers, though it binds numbers as REAL', async () => {
    const { store } = open
    await store.commit([fact(store, 41), setting(store, 'a', 7)], null)
    const types = await sql<{ version: string; fact: string }>`select
      (select typeof(version) from settings) as version,
      (select typeof(subject_version) from facts) as fact`.execute(store.db)
    expect(types.rows).toEqual([{ version: 'integer', fact: 'integer' }])
    expect(await store.db.selectFrom('facts').select('subject_version').execute()).toEqual([
      { subject_version: 42 },
    ])
  })

  test('is text in three alphabets, quotes and nothing else', async () => {
    const { store } = open
    const value = 'Қазақстан «жиналыс» — Совещание "O\'Brien"; -- 100%'
    await store.commit([fact(store, 0), setting(store, value)], null)
    expect(await namesIn(store)).toEqual([value])
  })

  test('is never a boolean, a date or a fraction', async () => {
    const { store } = open
    for (const wrong of [true, new Date(0), 0.5, undefined])
      await expect(
        store.db
          .selectFrom('settings')
          .where('name', '=', wrong as never)
          .execute(),
      ).rejects.toThrow('cannot be bound')
  })
})

describe('the limits of D1', () => {
  test('101 values in a list make one parameter, 101 rows several statements', async () => {
    const { store } = open
    const rows = Array.from({ length: 101 }, (_, i) => ({ name: `n${i}`, value: '', version: 1 }))
    const inserts = insertRows(store.db, 'settings', rows)
    expect(inserts.map((one) => one.compile().parameters.length)).toEqual([99, 99, 99, 6])
    expect(await store.commit([fact(store, 0), inserts], null)).toEqual(done(null))
    const names = rows.map(({ name }) => name)
    const found = await store.db.selectFrom('settings').select('name').where(inList('name', names)).execute()
    expect(found).toHaveLength(101)
  })

  test('what it refuses itself, our own check refuses before', async () => {
    const { store, binding } = open
    const marks = Array.from({ length: 101 }, () => '?').join(', ')
    const asked = binding.prepare(`select name from settings where name in (${marks})`)
    await expect(asked.bind(...Array.from({ length: 101 }, String)).all()).rejects.toThrow('too many SQL')
    const names = Array.from({ length: 101 }, String)
    await expect(store.db.selectFrom('settings').where('name', 'in', names).execute()).rejects.toThrow(
      'binds 101 parameters, over 100',
    )
  })
})

describe('when D1 does not work', () => {
  const failing = (text: string): D1Binding => {
    const statement = { bind: () => statement, all: () => Promise.reject(new Error(text)) }
    return { prepare: () => statement, batch: () => Promise.reject(new Error(text)) }
  }
  const storeOver = (text: string) => openStore(openD1(failing(text)), INSTANCE, NOW)

  test.each([
    'D1_ERROR: Network connection lost.',
    'D1_ERROR: D1 DB storage caused object to be reset.',
    'D1_ERROR: D1 DB reset because its code was updated.',
    'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
    'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
    'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
    'D1_ERROR: Exceeded maximum DB size',
  ])('%s: the form may be sent again', async (text) => {
    const store = storeOver(text)
    await expect(store.commit([fact(store, 0)], null)).rejects.toBeInstanceOf(Unavailable)
    await expect(store.tidy(setting(store, 'a'))).rejects.toBeInstanceOf(Unavailable)
    await expect(store.db.selectFrom('settings').selectAll().execute()).rejects.toBeInstanceOf(Unavailable)
  })

  test('a fault of ours stays one', async () => {
    const store = storeOver('D1_ERROR: no such table: nowhere: SQLITE_ERROR')
    await expect(store.commit([fact(store, 0)], null)).rejects.not.toBeInstanceOf(Unavailable)
  })

  test('readiness says so, and otherwise leaves nothing behind', async () => {
    expect(await openD1(failing('D1_ERROR: Network connection lost.')).faults()).toEqual([
      'D1 does not take writes: Error: D1_ERROR: Network connection lost.',
    ])
    expect(await open.engine.faults()).toEqual([])
    expect(await open.store.db.selectFrom('heartbeats').selectAll().execute()).toEqual([])
  })
})

describe('the statements of a migration file', () => {
  test('end at semicolons, but not in quotes, comments or triggers', () => {
    const text = `-- a; comment
      create table a (b text default 'x;''y'); insert into a values ('--');
      create trigger t after insert on a begin delete from a; end;
      select "odd;name" from a -- the end;`
    expect(statementsIn(text)).toEqual([
      "create table a (b text default 'x;''y')",
      "insert into a values ('--')",
      'create trigger t after insert on a begin delete from a; end',
      'select "odd;name" from a',
    ])
  })

  test('come back after emptying: the holidays are there', async () => {
    const days = await open.store.db.selectFrom('holidays').select('day').execute()
    expect(days.length).toBeGreaterThan(30)
  })
})
