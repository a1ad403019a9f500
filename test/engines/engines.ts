/** The three engines side by side, each filled with the same rows in a moment, and the application on any of them. */

import { type SqlBool, sql } from 'kysely'
import { createApp } from '../../src/app.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { archiveLines, type Row } from '../../src/platform/archive.ts'
import { batchesIn, checkArchive, fillStatements } from '../../src/platform/archive-reading.ts'
import { type ArchivedTable, archivedTables } from '../../src/platform/archive-tables.ts'
import { migrate, readMigrations } from '../../src/platform/migrate.ts'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { SECRET_MARK } from '../../src/store/secret-mark.ts'
import { type Engine, openStore, type Statement, type Store } from '../../src/store/store.ts'
import type { Routes } from '../../src/web/context.ts'
import { openTestD1 } from '../fixtures/d1.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { openTestPostgres } from '../fixtures/postgres.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'

export const MIGRATIONS = readMigrations('migrations')
export const TABLES: readonly ArchivedTable[] = archivedTables(MIGRATIONS)

/** An engine under test, by its name. */
export interface Tested {
  readonly name: Engine['kind']
  readonly engine: Engine
  close(): Promise<void>
}

/**
 * SQLite in memory, a real PostgreSQL (or PGlite, said aloud) and D1 in workerd; SQLite comes first, and gives rows
 * that no query orders the other way round. Otherwise it would differ from PostgreSQL on some days only.
 */
export async function openEngines(): Promise<Tested[]> {
  const sqlite = openSqlite(':memory:')
  migrate(sqlite.raw, MIGRATIONS, NOW)
  sqlite.raw.pragma('reverse_unordered_selects = 1')
  const [postgres, d1] = await Promise.all([openTestPostgres(), openTestD1()])
  return [
    { name: 'sqlite', engine: sqlite.engine, close: () => sqlite.engine.close() },
    { name: 'postgres', engine: postgres.engine, close: () => postgres.close() },
    { name: 'd1', engine: d1.engine, close: () => d1.close() },
  ]
}

/** The text of an archive of everything in an engine. */
export async function textOf(engine: Engine): Promise<string> {
  const secretMark = INSTANCE.seal(SECRET_MARK)
  let text = ''
  for await (const line of archiveLines({
    engine,
    tables: TABLES,
    migrations: MIGRATIONS,
    secretMark,
    files: new Map(),
  }))
    text += line
  return text
}

/** All rows by their table. */
export interface Archive {
  readonly tables: ReadonlyMap<string, readonly Row[]>
}

/** Everything in an engine, to be put into others. */
export async function contentOf(engine: Engine): Promise<Archive> {
  return archiveOf(await textOf(engine))
}

/** The rows that a text of {@link textOf} holds. */
export function archiveOf(text: string): Archive {
  const lines = text.split(/(?<=\n)/).map((line) => Buffer.from(line))
  checkArchive(lines, { tables: TABLES, migrations: MIGRATIONS })
  const tables = new Map<string, Row[]>(TABLES.map(({ name }) => [name, []]))
  for (const { table, rows } of batchesIn(lines, TABLES)) tables.get(table.name)?.push(...rows)
  return { tables }
}

/** Throws away what an engine holds and fills it. */
export async function refill(engine: Engine, { tables }: Archive): Promise<void> {
  await engine.runOne(engine.db.deleteFrom('facts').compile())
  const batches = TABLES.map((table) => ({ table, rows: tables.get(table.name) ?? [] }))
  const statements = [...fillStatements(engine.db, TABLES, batches)]
  await engine.runBatch(statements.map((statement) => statement.compile()))
}

/**
 * Takes back what a request wrote: rows that are new go, rows that went or changed come back. Quicker than filling
 * anew, and it needs no transaction around the request, which D1 does not have.
 */
export async function restore(engine: Engine, before: Archive, after: Archive): Promise<void> {
  const gone: Statement[] = []
  const back: Statement[] = []
  for (const table of TABLES) {
    const was = keyed(before).get(table) ?? new Map<string, Keyed>()
    const is = keyed(after).get(table) ?? new Map<string, Keyed>()
    for (const [key, row] of is)
      if (was.get(key)?.text !== row.text) gone.unshift(deleteRow(engine, table, row))
    for (const [key, row] of was) if (is.get(key)?.text !== row.text) back.push(insertRow(engine, table, row))
  }
  if (gone.length + back.length === 0) return
  // References may point at a row that goes and comes back.
  const statements = [...gone, ...back].map((statement) => statement.compile())
  const plain = await engine.runBatch(statements).then(
    () => true,
    () => false,
  )
  if (!plain) await refill(engine, before)
}

interface Keyed {
  readonly row: Row
  readonly text: string
}

type ByKey = ReadonlyMap<string, Keyed>

/** Worked out once an archive: the same one is compared for each engine, and the first with all that follow. */
const keyedArchives = new WeakMap<Archive, ReadonlyMap<ArchivedTable, ByKey>>()

function keyed(archive: Archive): ReadonlyMap<ArchivedTable, ByKey> {
  const known = keyedArchives.get(archive)
  if (known) return known
  const made = new Map(TABLES.map((table) => [table, byKey(table, archive)]))
  keyedArchives.set(archive, made)
  return made
}

function byKey(table: ArchivedTable, { tables }: Archive): ByKey {
  const rows = tables.get(table.name) ?? []
  return new Map(
    rows.map((row) => [
      table.key.map((column) => row[column]).join('\n'),
      { row, text: JSON.stringify(row) },
    ]),
  )
}

function deleteRow({ db }: Engine, table: ArchivedTable, { row }: Keyed): Statement {
  const key = table.key.map((column) => sql`${sql.ref(column)} = ${row[column]}`)
  return db.deleteFrom(table.name as 'facts').where(sql<SqlBool>`${sql.join(key, sql` and `)}`)
}

function insertRow({ db }: Engine, table: ArchivedTable, { row }: Keyed): Statement {
  return db.insertInto(table.name as 'facts').values(row as never)
}

/** The application on an engine. Ids and secrets come from a counter, so that two engines make the same ones. */
export interface Running {
  readonly routes: Routes
  store(): Store
  setNow(now: Instant): void
  /** Begins to count anew: the same requests then make the same ids. */
  rewind(): void
}

export function runOn(engine: Engine): Running {
  let now = NOW
  let counter = 0
  const next = () => {
    counter += 1
    return String(counter).padStart(6, '0')
  }
  const instance = {
    ...INSTANCE,
    random: (bytes: number) => next().padStart(Math.ceil((bytes * 4) / 3), 'r'),
  }
  const store = () => ({ ...openStore(engine, instance, now), newId: () => `id${next().padStart(24, '0')}` })
  const routes = createApp({
    openStore: store,
    assets: new Map(),
    fonts: FONTS,
    keepsMail: true,
    clientOf: () => '192.0.2.1',
    setupToken: 'set-up-token',
    loadExample: async () => {},
    log: (line) => {
      throw new Error(line)
    },
  })
  return {
    routes,
    store,
    setNow: (instant) => {
      now = instant
    },
    rewind: () => {
      counter = 0
    },
  }
}

/** What a browser would see. */
export interface Seen {
  readonly status: number
  readonly location: string
  readonly body: string
}

/** Sends one request of ours. */
export async function send(
  { routes }: Running,
  asked: {
    readonly method: string
    readonly path: string
    readonly cookie: string
    readonly body: string | null
    readonly headers?: Readonly<Record<string, string>>
  },
): Promise<Seen> {
  const response = await routes.fetch(
    new Request(INSTANCE.baseUrl + asked.path, {
      method: asked.method,
      headers: {
        origin: INSTANCE.baseUrl,
        cookie: asked.cookie ? `__Host-intersession=${asked.cookie}` : '',
        'content-type': 'application/x-www-form-urlencoded',
        ...asked.headers,
      },
      ...(asked.body === null ? {} : { body: asked.body }),
    }),
  )
  const location = response.headers.get('location') ?? ''
  return { status: response.status, location, body: await response.text() }
}
