/** The PostgreSQL engine: the ledger as the lock, what a query means there, and a server that goes away. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { done, refuse } from '../../src/kernel/outcome.ts'
import { sortKey } from '../../src/kernel/text.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { openPostgres } from '../../src/platform/postgres.ts'
import { openConnections } from '../../src/platform/postgres-connections.ts'
import { inList } from '../../src/store/lists.ts'
import { holdsWord } from '../../src/store/search.ts'
import { type Store, Unavailable } from '../../src/store/store.ts'
import { dumpOf } from '../../src/story/dump.ts'
import { openTestPostgres, type TestPostgres, testServer } from '../fixtures/postgres.ts'

const server = await testServer()
let open: TestPostgres
beforeEach(async () => {
  open = await openTestPostgres()
})
afterEach(() => open.close())

const setting = (store: Store, name: string, value = name) =>
  store.db.insertInto('settings').values({ name, value, version: 1 })
const fact = (store: Store, version: number, id = 'subject') =>
  recordFact(store, { id, version }, { kind: 'thing.changed', actorId: 'somebody' })
const settings = (store: Store) => store.db.selectFrom('settings').select('name').orderBy('name').execute()

describe('commit', () => {
  test('writes the fact and everything it accounts for', async () => {
    const { store } = open
    expect(await store.commit([fact(store, 0), setting(store, 'a')], 'value')).toEqual(done('value'))
    expect(await settings(store)).toEqual([{ name: 'a' }])
  })

  test('refuses a second decision taken from the same version and writes nothing of it', async () => {
    const { store, engine } = open
    await store.commit([fact(store, 0), setting(store, 'first')], null)
    const before = await dumpOf(engine)
    expect(await store.commit([fact(store, 0), setting(store, 'second')], null)).toEqual(
      refuse('conflict', 'forms.changed_meanwhile'),
    )
    expect(await dumpOf(engine)).toEqual(before)
  })

  test('lets exactly one of six racing closures win, forty times', async () => {
    const { store } = open
    for (let round = 0; round < 40; round++) {
      const race = Array.from({ length: 6 }, (_, i) =>
        store.commit([fact(store, round), setting(store, `round ${round} racer ${i}`)], i),
      )
      expect((await Promise.all(race)).filter((outcome) => outcome.ok)).toHaveLength(1)
    }
    expect(await settings(store)).toHaveLength(40)
  })

  test('waits for nobody crosswise when batches name the same subjects in another order', async () => {
    const { store } = open
    const began = performance.now()
    const crossed = Array.from({ length: 8 }, (_, i) => {
      const ids = i % 2 === 0 ? ['one', 'other'] : ['other', 'one']
      return store.commit([fact(store, 0, ids[0]), fact(store, 0, ids[1]), setting(store, `racer ${i}`)], i)
    })
    expect((await Promise.all(crossed)).filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await settings(store)).toHaveLength(1)
    // A deadlock is noticed after a second at the earliest.
    expect(performance.now() - began).toBeLessThan(900)
  })

  test.skipIf(!server)('runs a batch again that met another one in a deadlock', async () => {
    const { store } = open
    await store.commit([fact(store, 0), setting(store, 'a'), setting(store, 'b')], null)
    const touch = (name: string) =>
      store.db.updateTable('settings').set({ value: 'x' }).where('name', '=', name)
    const pause = { compile: () => sql`select pg_sleep(0.3)`.compile(store.db) }
    const crossed = await Promise.all([
      store.commit([fact(store, 0, 'one'), touch('a'), pause, touch('b')], null),
      store.commit([fact(store, 0, 'other'), touch('b'), pause, touch('a')], null),
    ])
    expect(crossed).toEqual([done(null), done(null)])
    const rows = await store.db.selectFrom('facts').select('subject_id').orderBy('subject_id').execute()
    expect(rows.map(({ subject_id }) => subject_id)).toEqual(['one', 'other', 'subject'])
  })

  test('rolls back whole when a later statement fails, and throws what failed', async () => {
    const { store, engine } = open
    const before = await dumpOf(engine)
    await expect(
      store.commit([fact(store, 0), setting(store, 'a'), setting(store, 'a')], null),
    ).rejects.toThrow('duplicate key value')
    expect(await dumpOf(engine)).toEqual(before)
  })
})

describe('a query', () => {
  test('counts and sums to numbers', async () => {
    const { store } = open
    await store.commit([fact(store, 0), fact(store, 0, 'other')], null)
    const row = await store.db
      .selectFrom('facts')
      .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('subject_version').as('sum')])
      .executeTakeFirst()
    expect(row).toEqual({ count: 2, sum: 2 })
  })

  test('finds the rows of a list of any length, and none of an empty one', async () => {
    const { store } = open
    await store.commit(
      [fact(store, 0), setting(store, 'a'), setting(store, 'b"\\,{}'), setting(store, 'c')],
      null,
    )
    const named = (names: string[]) =>
      store.db
        .selectFrom('settings')
        .select('name')
        .where(inList('settings.name', names))
        .orderBy('name')
        .execute()
    const strangers = Array.from({ length: 5_000 }, (_, i) => `stranger ${i}`)
    expect(await named(['a', 'b"\\,{}', 'absent', ...strangers])).toEqual([
      { name: 'a' },
      { name: 'b"\\,{}' },
    ])
    expect(await named([])).toEqual([])
  })

  test('finds a word inside a text, and nothing special in % or _', async () => {
    const { store } = open
    await store.commit(
      [fact(store, 0), setting(store, 'a', 'астана қаласы'), setting(store, 'b', '100%')],
      null,
    )
    const holding = async (word: string) =>
      (await store.db.selectFrom('settings').select('name').where(holdsWord('value', word)).execute()).map(
        ({ name }) => name,
      )
    expect(await holding('қала')).toEqual(['a'])
    expect(await holding('%')).toEqual(['b'])
    expect(await holding('_')).toEqual([])
  })

  test('with a NUL or half a character finds nothing, instead of failing', async () => {
    const { store } = open
    const found = (name: string) =>
      store.db.selectFrom('settings').selectAll().where('name', '=', name).execute()
    expect(await found('a\0b')).toEqual([])
    expect(await found('\ud800')).toEqual([])
    expect(
      await store.db
        .selectFrom('settings')
        .selectAll()
        .where(inList('name', ['\0', '\ud800']))
        .execute(),
    ).toEqual([])
  })

  test('orders text by its bytes, as SQLite does: Latin, Russian and Kazakh, capitals first', async () => {
    const { store } = open
    const words = [
      'ә',
      'б',
      'Я',
      'а',
      'я',
      'Ә',
      'қ',
      'К',
      'к',
      'ё',
      'е',
      'z',
      'Z',
      'a',
      '_',
      ' ',
      'ұ',
      'і',
      'ﬁ',
      '1',
    ]
    await store.commit([fact(store, 0), ...words.map((word) => setting(store, word))], null)
    const bytes = [...words].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    expect((await settings(store)).map(({ name }) => name)).toEqual(bytes)
    const after = await store.db
      .selectFrom('settings')
      .select('name')
      .where('name', '>', 'К')
      .orderBy('name')
      .execute()
    expect(after.map(({ name }) => name)).toEqual(bytes.slice(bytes.indexOf('К') + 1))
    const most = await store.db
      .selectFrom('settings')
      .select((eb) => eb.fn.max('name').as('name'))
      .executeTakeFirst()
    expect(most?.name).toBe('ﬁ')
  })

  test('orders stored keys by the Kazakh and the Russian alphabet', async () => {
    const { store } = open
    const kazakh = [
      'Абай',
      'Әсел',
      'Бекзат',
      'Ғалым',
      'Ерлан',
      'Қанат',
      'Нұрлан',
      'Өмір',
      'Ұлан',
      'Үміт',
      'Шынар',
      'Ілияс',
    ]
    const rows = [...kazakh].reverse().map((name) => setting(store, sortKey(name, 'kk'), name))
    await store.commit([fact(store, 0), ...rows], null)
    const found = await store.db.selectFrom('settings').select('value').orderBy('name').execute()
    expect(found.map(({ value }) => value)).toEqual(kazakh)
  })

  test('offers no transaction besides commit', async () => {
    await expect(open.store.db.transaction().execute(async () => {})).rejects.toThrow(
      'write through Store.commit',
    )
  })
})

describe('the engine', () => {
  test('has no faults on a sound server, and its probe leaves nothing behind', async () => {
    const before = await dumpOf(open.engine)
    // PGlite keeps nothing on a disk.
    const expected = server ? [] : ['fsync=off']
    expect(await open.engine.faults()).toEqual(expected)
    expect(await open.engine.faults()).toEqual(expected)
    expect(await dumpOf(open.engine)).toEqual(before)
  })

  test('keeps every row when it scrubs', async () => {
    const { store, engine } = open
    await store.commit([fact(store, 0), setting(store, 'a')], null)
    const before = await dumpOf(engine)
    expect(await engine.scrub()).toEqual([])
    expect(await dumpOf(engine)).toEqual(before)
  })
})

describe.skipIf(!server)('a server', () => {
  const admin = (statement: string) => server?.admin(statement) ?? Promise.reject(new Error('no server'))
  const database = () => new URL(open.url ?? '').pathname.slice(1)
  const endAll = () =>
    admin(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database()}'`)

  test('holds every connection to our limits', async () => {
    const { rows } =
      await sql`select name, setting from pg_settings where name in ('statement_timeout', 'lock_timeout',
      'idle_in_transaction_session_timeout', 'application_name') order by name`.execute(open.store.db)
    expect(rows).toEqual([
      { name: 'application_name', setting: 'intersession' },
      { name: 'idle_in_transaction_session_timeout', setting: '10000' },
      { name: 'lock_timeout', setting: '2000' },
      { name: 'statement_timeout', setting: '5000' },
    ])
  })

  test('whose table is in use scrubs the others and names that one', async () => {
    const { store, engine } = open
    await store.commit([fact(store, 0), setting(store, 'a')], null)
    const files = async () => {
      const tables = sql<{ name: string; file: number }>`select relname as name, relfilenode as file
        from pg_class where relname in ('facts', 'settings') order by relname`
      return (await tables.execute(store.db)).rows.map(({ file }) => file)
    }
    const [facts, settingsFile] = await files()
    const other = openConnections(open.url ?? '', 'serving')
    await other.use(async (query) => {
      await query('begin')
      await query('select * from settings')
      const scrubbing = engine.scrub()
      // By a connection that waits longer than those that serve.
      const waiting = `select application_name from pg_stat_activity
        where datname = '${database()}' and query like 'vacuum%"settings"' and wait_event_type = 'Lock'`
      await vi.waitFor(async () =>
        expect(await admin(waiting)).toEqual([{ application_name: 'intersession migration' }]),
      )
      expect(await scrubbing).toEqual(['settings'])
      await query('rollback')
    })
    await other.close()
    const after = await files()
    expect([after[0] === facts, after[1] === settingsFile]).toEqual([false, true])
    expect(await engine.scrub()).toEqual([])
  })

  test('that ends all our connections costs no read, and soon a write goes through again', async () => {
    const { store } = open
    const slow = () => store.db.selectNoFrom(sql<string>`pg_sleep(0.4)`.as('slept')).execute()
    const reading = Promise.all(Array.from({ length: 10 }, slow))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await endAll()
    expect(await reading).toHaveLength(10)
    await endAll()
    // A write is never sent twice by itself: until the pool has heard of it, it is unavailable.
    const write = () => store.commit([fact(store, 0), setting(store, 'a')], null)
    await vi.waitFor(async () => expect(await write()).toEqual(done(null)), { timeout: 5_000 })
  })

  test('that ends a connection in the middle of a batch undoes it and is unavailable', async () => {
    const { store } = open
    const ending = {
      compile: () => sql`select pg_terminate_backend(pg_backend_pid())`.compile(store.db),
    }
    await expect(store.commit([fact(store, 0), setting(store, 'a'), ending], null)).rejects.toThrow(
      Unavailable,
    )
    expect(await settings(store)).toEqual([])
    expect(await store.commit([fact(store, 0), setting(store, 'a')], null)).toEqual(done(null))
  })

  test('that takes no writes is unavailable, and says so among the faults', async () => {
    await admin(`alter database ${database()} set default_transaction_read_only = on`)
    await endAll()
    const { store, engine } = open
    await expect(store.commit([fact(store, 0)], null)).rejects.toThrow(Unavailable)
    expect(await settings(store)).toEqual([])
    const told = ['cannot execute INSERT in a read-only transaction']
    await vi.waitFor(async () => expect(await engine.faults()).toEqual(told), { timeout: 5_000 })
  })

  test('with which an acknowledged write can be lost is named among the faults', async () => {
    await admin(`alter database ${database()} set synchronous_commit = off`)
    await endAll()
    const told = ['synchronous_commit=off']
    await vi.waitFor(async () => expect(await open.engine.faults()).toEqual(told), { timeout: 5_000 })
  })

  test('that nobody answers for is unavailable', async () => {
    const { engine } = openPostgres('postgres://postgres@127.0.0.1:1/nowhere')
    await expect(engine.db.selectFrom('facts').selectAll().execute()).rejects.toThrow(Unavailable)
    expect(await engine.faults()).toEqual(['connect ECONNREFUSED 127.0.0.1:1'])
    await engine.close()
  })

  test('on which another holds a lock for long makes nobody wait for ever', async () => {
    const { engine } = openPostgres(open.url ?? '')
    const { store } = open
    await store.commit([fact(store, 0), setting(store, 'a')], null)
    const slow = { compile: () => sql`select pg_sleep(3)`.compile(store.db) }
    const change = store.db.updateTable('settings').set({ value: 'b' }).where('name', '=', 'a')
    const holding = store.commit([fact(store, 1), change, slow], null)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(engine.runOne(change.compile())).rejects.toThrow(Unavailable)
    expect(await holding).toEqual(done(null))
    await engine.close()
  })
})
