/**
 * The D1 engine: Cloudflare's SQLite behind Kysely, one `batch()` for each commit.
 *
 * Own dialect because D1 has no transactions to hold open, binds every number as REAL (harmless: our columns
 * of numbers are integer columns) and counts rows that triggers changed as well, so its counts are not passed on.
 */

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

/** A prepared statement of a D1 binding, as far as we use it. */
export interface D1Statement {
  bind(...values: unknown[]): D1Statement
  all(): Promise<{ results: unknown[] }>
}

/** A D1 binding, as far as we use it. */
export interface D1Binding {
  prepare(sql: string): D1Statement
  /** One transaction: all of them or none. */
  batch(statements: D1Statement[]): Promise<{ results: unknown[] }[]>
}

/**
 * An engine over a D1 binding. It holds nothing that belongs to a request, and closing it does nothing: the
 * binding belongs to the runtime. What D1 calls transient becomes {@link Unavailable} and is not tried again
 * here: D1 itself repeats reads, and whether a write took place cannot be known.
 */
export function openD1(binding: D1Binding): Engine {
  const prepare = (query: CompiledQuery) => prepared(binding, query)
  const all = async <Row>(query: CompiledQuery): Promise<Row[]> =>
    (await understood(prepare(query).all())).results as Row[]
  return {
    kind: 'd1',
    db: new Kysely<Database>({ dialect: d1Dialect(all) }),
    runBatch: async (statements) => void (await understood(binding.batch(statements.map(prepare)))),
    runOne: all,
    faults: () => faultsOf(binding),
    // D1 keeps its own history for 30 days and offers no way to shorten it (docs/workers.md).
    scrub: async () => [],
    close: async () => {},
  }
}

function prepared(binding: D1Binding, query: CompiledQuery): D1Statement {
  const { sql, parameters } = withinLimits(query)
  const strange = parameters.findIndex((value) => !isBindable(value))
  if (strange >= 0) throw new Error(`parameter ${strange + 1} cannot be bound: ${sql.slice(0, 200)}`)
  return binding.prepare(sql).bind(...parameters)
}

// D1 would take a boolean and better-sqlite3 not; a fraction would be stored as such in an integer column.
function isBindable(value: unknown): boolean {
  return value === null || typeof value === 'string' || Number.isSafeInteger(value)
}

/** D1 tells what went wrong in words only. */
async function understood<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const text = String(error)
    const taken = collisionIn(text)
    if (taken) throw taken
    if (TRANSIENT.test(text)) throw new Unavailable(text.slice(0, 300))
    throw error
  }
}

// developers.cloudflare.com/d1/observability/debug-d1: all that passes by itself, and the full database.
const TRANSIENT = new RegExp(
  [
    'network connection lost',
    'storage caused object to be reset',
    'reset because its code was updated',
    'overloaded',
    'storage operation exceeded timeout',
    'internal error',
    'request was interrupted|cannot resolve d1 db due to transient issue',
    'too many requests queued',
    'replica .* is not available|isolate has exceeded its memory',
    'exceeded maximum db size',
    'SQLITE_(BUSY|FULL|IOERR|NOMEM)',
  ].join('|'),
  'i',
)

const PROBE = 'readiness'

/** One write that is taken back in the same batch. */
async function faultsOf(binding: D1Binding): Promise<string[]> {
  const statements = [
    "insert into heartbeats (job, started_at, finished_at, outcome, runs) values (?, '', null, '', 0) on conflict do nothing",
    'delete from heartbeats where job = ?',
  ]
  try {
    await binding.batch(statements.map((sql) => binding.prepare(sql).bind(PROBE)))
    return []
  } catch (error) {
    return [`D1 does not take writes: ${String(error).slice(0, 200)}`]
  }
}

function d1Dialect(read: <Row>(query: CompiledQuery) => Promise<Row[]>): Dialect {
  return readingDialect({
    read,
    adapter: () => new D1Adapter(),
    introspector: (db) => new SqliteIntrospector(db),
    compiler: () => new SqliteQueryCompiler(),
  })
}

/** Queries run side by side; nothing has to wait for one connection. */
class D1Adapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }

  override get supportsTransactionalDdl(): boolean {
    return false
  }
}
