/**
 * The SQLite engine: better-sqlite3 behind Kysely with a statement cache.
 *
 * Own driver because Kysely's prepares on every query (three times slower on small ones, stack.md §7).
 * Writes are synchronous inside one `immediate` transaction, so nothing can interleave.
 */

import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase, { type Database as Raw, type Statement } from 'better-sqlite3'
import {
  type CompiledQuery,
  type Dialect,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from '../store/database.ts'
import { withinLimits } from '../store/limits.ts'
import { collisionIn, type Engine, Unavailable } from '../store/store.ts'
import { readingDialect } from './reading.ts'
import { sqliteReadings } from './sqlite-readings.ts'

const CACHED_STATEMENTS = 500

/** What may be asked of the engine besides the file. */
interface SqliteOptions {
  /** Lets tests count queries. */
  readonly onQuery?: (sql: string) => void
  /** Bytes: with less free disk space the engine reports a fault; 500 MB unless told. */
  readonly minFree?: number
}

/**
 * Opens (or creates) the file with the profile of safety.md §3.2 and checks that it took hold; after a stop that
 * was not clean, also that the file is whole. The bytes of a file are opened in memory.
 * @throws Error when the file cannot be opened or is damaged, or a pragma did not take.
 */
export function openSqlite(file: string | Buffer, options: SqliteOptions = {}): { engine: Engine; raw: Raw } {
  const unclean = typeof file === 'string' && existsSync(`${file}-wal`)
  const raw = new SqliteDatabase(file)
  for (const [pragma, value] of Object.entries(PROFILE)) raw.pragma(`${pragma} = ${value}`)
  const [fault] = profileFaults(raw)
  if (fault) throw new Error(`SQLite did not accept ${fault}`)
  if (unclean) refuseDamaged(raw, raw.name)
  const open = (read: Run) => new Kysely<Database>({ dialect: sqliteDialect(read) })
  const readings = sqliteReadings(raw, { open, run: statementCache(raw, options) })
  const { run } = readings
  return {
    raw,
    engine: {
      kind: 'sqlite',
      db: open(run),
      readings: readings.kept,
      runBatch: batchRunner(raw, run),
      runOne: async (query) => run(query),
      faults: async () => sqliteFaults(raw, options.minFree ?? MIN_FREE),
      scrub: async () => {
        // What was erased may stand in what a reading was told, whichever tables it asked for.
        readings.kept.wrote([])
        // secure_delete has overwritten the pages; their old versions are still in the write-ahead log.
        return raw.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0 ? [] : ['-wal']
      },
      upkeep: upkeepOf(raw),
      close: async () => void raw.close(),
    },
  }
}

/** Names and values as SQLite reads them back, so that they can be asserted. */
const PROFILE = {
  journal_mode: 'wal',
  // better-sqlite3 13 reopens WAL files at NORMAL, which can lose the last commits at power loss.
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 5000,
  secure_delete: 1,
  trusted_schema: 0,
  mmap_size: 0,
  journal_size_limit: 67_108_864,
} as const

const MIN_FREE = 500_000_000

function profileFaults(raw: Raw): string[] {
  return Object.entries(PROFILE)
    .filter(([pragma, value]) => !holds(raw, pragma, value))
    .map(([pragma, value]) => `${pragma}=${value}`)
}

// A database in memory has no write-ahead log, and no file to be mapped.
function holds(raw: Raw, pragma: string, value: number | string): boolean {
  if (raw.memory && (pragma === 'journal_mode' || pragma === 'mmap_size')) return true
  return raw.pragma(pragma, { simple: true }) === value
}

/**
 * Only then, because it reads the whole file (0.5 s for 200 MB here): a file that was closed has no log beside it,
 * and a start has to be quick. A backup is checked whole each time it is made.
 */
function refuseDamaged(raw: Raw, file: string): void {
  const found = raw.pragma('quick_check(1)', { simple: true })
  if (found !== 'ok') throw new Error(`${file} is damaged, restore it from a backup: ${found}`)
}

function sqliteFaults(raw: Raw, minFree: number): string[] {
  return [...profileFaults(raw), ...writeFaults(raw), ...diskFaults(raw, minFree)]
}

// The same number again: a page goes through the log to the disk, and nothing has changed.
function writeFaults(raw: Raw): string[] {
  try {
    raw.pragma(`user_version = ${raw.pragma('user_version', { simple: true })}`)
    return []
  } catch (error) {
    return [`the database cannot be written: ${error instanceof Error ? error.message : error}`]
  }
}

function diskFaults(raw: Raw, minFree: number): string[] {
  if (raw.memory) return []
  const { bavail, bsize } = statfsSync(dirname(raw.name))
  const free = bavail * bsize
  return free < minFree
    ? [`${Math.round(free / 1e6)} MB of disk space are free, fewer than ${Math.round(minFree / 1e6)}`]
    : []
}

const DAY_MS = 86_400_000

/** Statistics for the planner once a day; the log back into the file while nobody writes. */
function upkeepOf(raw: Raw): () => Promise<void> {
  let optimisedAt = Number.NEGATIVE_INFINITY
  let changes = -1
  return async () => {
    if (performance.now() - optimisedAt > DAY_MS) {
      raw.pragma('optimize')
      optimisedAt = performance.now()
    }
    const now = raw.prepare('select total_changes()').pluck().get() as number
    if (now === changes) raw.pragma('wal_checkpoint(PASSIVE)')
    changes = now
  }
}

/** Runs one statement and gives its rows. */
export type Run = <Row>(query: CompiledQuery) => Row[]

function statementCache(raw: Raw, watch: SqliteOptions): Run {
  const cache = new Map<string, Statement>()
  const execute = <Row>(query: CompiledQuery): Row[] => {
    watch.onQuery?.(query.sql)
    let statement = cache.get(query.sql)
    if (!statement) {
      statement = raw.prepare(withinLimits(query).sql)
      if (cache.size >= CACHED_STATEMENTS) cache.clear()
      cache.set(query.sql, statement)
    }
    if (statement.reader) return statement.all(query.parameters) as Row[]
    statement.run(query.parameters)
    return []
  }
  return <Row>(query: CompiledQuery): Row[] => understood(() => execute<Row>(query))
}

/** Disk full, input or output failed, read-only, busy for five seconds, the folder gone: it passes. */
const PASSING = /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|PROTOCOL)/

/** Runs `work` and tells its errors in the store's words. */
function understood<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SqliteDatabase.SqliteError)) throw error
    if (PASSING.test(error.code)) throw new Unavailable(`${error.code}: ${error.message}`, { cause: error })
    throw collisionIn(error.message) ?? error
  }
}

function batchRunner(raw: Raw, run: Run): Engine['runBatch'] {
  const transaction = raw.transaction((statements: readonly CompiledQuery[]) => {
    for (const statement of statements) run(statement)
  })
  return async (statements) => understood(() => transaction.immediate(statements))
}

function sqliteDialect(run: Run): Dialect {
  return readingDialect({
    read: async (query) => run(query),
    adapter: () => new ConcurrentAdapter(),
    introspector: (db) => new SqliteIntrospector(db),
    compiler: () => new SteadyCompiler(),
  })
}

/**
 * Writes `+?` for a parameter. SQLite since 3.48 looks at bound integers while it plans (sqlite3ExprIsInteger), and
 * so prepares nearly every statement anew each time it is bound: 15 to 40 µs a query. It does not look behind a
 * unary plus, which changes neither value nor type nor affinity.
 */
class SteadyCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

/** Reads are synchronous, so Kysely need not queue them behind a mutex. */
class ConcurrentAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}
