/**
 * The SQLite engine: better-sqlite3 behind Kysely with a statement cache.
 *
 * Own driver because Kysely's prepares on every query (three times slower on small ones, stack.md §7).
 * Writes are synchronous inside one `immediate` transaction, so nothing can interleave.
 */

import SqliteDatabase, { type Database as Raw, type Statement } from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from '../store/database.ts'
import { Collision, type Engine } from '../store/store.ts'

const CACHED_STATEMENTS = 500

/**
 * Opens (or creates) the file with the profile of safety.md §3.2 and checks that it took hold.
 * @throws Error when the file cannot be opened or a pragma did not take.
 */
export function openSqlite(file: string, watch: Watch = {}): { engine: Engine; raw: Raw } {
  const raw = new SqliteDatabase(file)
  for (const pragma of PROFILE) raw.pragma(pragma)
  const [fault] = profileFaults(raw)
  if (fault) throw new Error(`SQLite did not accept ${fault}`)
  const run = statementCache(raw, watch)
  const db = new Kysely<Database>({ dialect: sqliteDialect(run) })
  return {
    raw,
    engine: {
      kind: 'sqlite',
      db,
      runBatch: batchRunner(raw, run),
      runOne: async (query) => run(query),
      faults: async () => profileFaults(raw),
      close: async () => void raw.close(),
    },
  }
}

const PROFILE = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  'secure_delete = ON',
  'trusted_schema = OFF',
  'journal_size_limit = 67108864',
]

/** better-sqlite3 13 reopens WAL files at NORMAL, which can lose the last commits at power loss. */
function profileFaults(raw: Raw): string[] {
  const held = raw.pragma('synchronous', { simple: true }) === 2
  return held ? [] : ['synchronous=FULL']
}

/** Lets tests count queries. */
interface Watch {
  readonly onQuery?: (sql: string) => void
}

type Run = <Row>(query: CompiledQuery) => Row[]

function statementCache(raw: Raw, watch: Watch): Run {
  const cache = new Map<string, Statement>()
  return <Row>(query: CompiledQuery): Row[] => {
    watch.onQuery?.(query.sql)
    let statement = cache.get(query.sql)
    if (!statement) {
      statement = raw.prepare(query.sql)
      if (cache.size >= CACHED_STATEMENTS) cache.clear()
      cache.set(query.sql, statement)
    }
    if (statement.reader) return statement.all(query.parameters) as Row[]
    statement.run(query.parameters)
    return []
  }
}

function batchRunner(raw: Raw, run: Run): Engine['runBatch'] {
  const transaction = raw.transaction((statements: readonly CompiledQuery[]) => {
    for (const statement of statements) run(statement)
  })
  return async (statements) => {
    try {
      transaction.immediate(statements)
    } catch (error) {
      if (isFactCollision(error)) throw new Collision()
      throw error
    }
  }
}

function isFactCollision(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed: facts\./.test(error.message)
}

function sqliteDialect(run: Run): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => ({ rows: run<Row>(query) }),
    streamQuery() {
      throw new Error('streaming is not used')
    },
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuseTransaction,
    commitTransaction: refuseTransaction,
    rollbackTransaction: refuseTransaction,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return {
    createAdapter: () => new ConcurrentAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SteadyCompiler(),
  }
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

async function refuseTransaction(): Promise<never> {
  throw new Error('write through Store.commit, which D1 can run too')
}
