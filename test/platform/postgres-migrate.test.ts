/** Migrations on PostgreSQL: whole files or nothing, by one process, beside old processes that go on. */

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done } from '../../src/kernel/outcome.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { type Migration, readMigrations } from '../../src/platform/migrate.ts'
import { openPostgres } from '../../src/platform/postgres.ts'
import { type Connections, openConnections } from '../../src/platform/postgres-connections.ts'
import { migratePostgres } from '../../src/platform/postgres-migrate.ts'
import { openStore } from '../../src/store/store.ts'
import { createTestDatabase, testServer } from '../fixtures/postgres.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'

const server = await testServer()
const file = (name: string, text: string): Migration => ({ name, sql: text, checksum: `sum of ${text}` })
const one = file(
  '0001_one.sql',
  'create table a (\n  id text primary key not null,\n  size integer not null\n);',
)
const two = file('0002_two.sql', 'create table b (\n  id text\n);')
const three = file(
  '0003_three.sql',
  "alter table a add column extra text not null default 'none';\n-- text end\n",
)

describe.skipIf(!server)('migrations on PostgreSQL', () => {
  let url: string
  let connections: Connections
  const migrate = (...files: Migration[]) => migratePostgres(connections, files, NOW)
  const rows = <Row>(query: string) => connections.use((ask) => ask<Row>(query))

  beforeEach(async () => {
    if (!server) return
    url = await createTestDatabase(server, 'empty')
    connections = openConnections(url, 'migrating')
  })
  afterEach(() => connections.close())

  test('apply what is missing, once', async () => {
    expect(await migrate(one, two)).toEqual(['0001_one.sql', '0002_two.sql'])
    expect(await migrate(one, two, three)).toEqual(['0003_three.sql'])
    expect(await migrate(one, two, three)).toEqual([])
  })

  test('leave nothing of a file that fails half-way, and run it again once it is mended', async () => {
    const broken = file('0002_two.sql', 'create table b (\n  id text\n); create table nonsense nonsense;')
    await expect(migrate(one, broken)).rejects.toThrow('syntax error')
    expect(await rows('select name from schema_migrations')).toEqual([{ name: '0001_one.sql' }])
    expect(await rows("select to_regclass('b') as b")).toEqual([{ b: null }])
    expect(await migrate(one, two)).toEqual(['0002_two.sql'])
  })

  test('refuse a file that was edited after it was applied', async () => {
    await migrate(one)
    await expect(migrate({ ...one, checksum: 'another' })).rejects.toThrow('was edited after it was applied')
  })

  test('refuse a database that is newer than the program, and change nothing', async () => {
    await migrate(one, two)
    await expect(migrate(one)).rejects.toThrow('the database is newer than this program: it has 0002_two.sql')
  })

  test('by four processes at once apply each file once', async () => {
    const others = Array.from({ length: 3 }, () => openConnections(url, 'migrating'))
    const applied = await Promise.all(
      [connections, ...others].map((each) => migratePostgres(each, readMigrations('migrations'), NOW)),
    )
    expect(applied.flat().sort()).toEqual(readMigrations('migrations').map(({ name }) => name))
    await Promise.all(others.map((each) => each.close()))
  })

  test('give every text column the order of its bytes and every number 64 bits', async () => {
    await migrate(one, two, three)
    expect(
      await rows(`select table_name || '.' || column_name as name, data_type, collation_name
        from information_schema.columns where table_name in ('a', 'b') order by 1`),
    ).toEqual([
      { name: 'a.extra', data_type: 'text', collation_name: 'C' },
      { name: 'a.id', data_type: 'text', collation_name: 'C' },
      { name: 'a.size', data_type: 'bigint', collation_name: null },
      { name: 'b.id', data_type: 'text', collation_name: 'C' },
    ])
  })

  test('refuse a file written so that a column would escape that', async () => {
    await expect(migrate(file('0001_one.sql', 'create table a (id text);'))).rejects.toThrow(
      'migration 0001_one.sql: write each column on a line of its own (a.id became text)',
    )
    expect(await migrate(one)).toEqual(['0001_one.sql'])
  })

  test('wait five seconds for a table that is in use, fail, and can be run again', async () => {
    await migrate(one)
    const other = openConnections(url, 'migrating')
    await other.use(async (query) => {
      await query('begin')
      await query('lock table a')
      await expect(migrate(one, two, three)).rejects.toThrow('lock timeout')
      await query('commit')
    })
    await other.close()
    expect(await migrate(one, two, three)).toEqual(['0003_three.sql'])
  })

  test('may run beside an old process, which goes on reading and writing', async () => {
    const ours = readMigrations('migrations')
    await migrate(...ours)
    const { engine } = openPostgres(url)
    const store = openStore(engine, INSTANCE, NOW)
    const write = (name: string) =>
      store.commit(
        [
          recordFact(store, { id: name, version: 0 }, { kind: 'thing.changed', actorId: 'somebody' }),
          store.db.insertInto('settings').values({ name, value: name, version: 1 }),
        ],
        null,
      )
    const read = () => store.db.selectFrom('settings').selectAll().orderBy('name').execute()
    await write('before')
    for (let i = 0; i < 12; i++) await read()
    await migrate(
      ...ours,
      file('9999_expand.sql', "alter table settings add column note text not null default ''"),
    )
    expect(await write('after')).toEqual(done(null))
    expect((await read()).map(({ name }) => name)).toEqual(['after', 'before'])
    await engine.close()
  })

  test('refuse a database of another encoding', async () => {
    if (!server) return
    await server.admin(
      "create database latin template template0 encoding 'LATIN1' locale_provider libc locale 'C'",
    )
    const latin = openConnections(server.urlOf('latin'), 'migrating')
    await expect(migratePostgres(latin, [one], NOW)).rejects.toThrow(
      'must have the encoding UTF8, not LATIN1',
    )
    await latin.close()
  })

  test('put in what the files insert', async () => {
    await migrate(...readMigrations('migrations'))
    const { engine } = openPostgres(url)
    const { rows: found } = await sql<{ count: number }>`select count(*) as count from holidays`.execute(
      engine.db,
    )
    expect(found).toEqual([{ count: 40 }])
    await engine.close()
  })
})
