/** Connections to PostgreSQL by `pg`, with the time limits of safety.md §3.7. */

import pg from 'pg'
import { isLost } from './postgres-errors.ts'

/** Runs one statement; several at once, divided by semicolons, when there are no parameters. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>

/** Where queries run: a pool of connections, or the one of an embedded PostgreSQL in the tests. */
export interface Connections {
  /** Gives `work` one connection for itself. @throws what the database said, as it said it. */
  use<T>(work: (query: Query) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * What a connection is for. Serving never waits long. A migration takes as long as it takes; it sets its own
 * limit for locks, so that it cannot stop the processes that serve.
 */
const PROFILES = {
  serving: {
    max: 10,
    statement_timeout: 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
    // Longer than the server's own limit: it ends a wait for a machine that is gone without a word.
    query_timeout: 15_000,
    application_name: 'intersession',
  },
  migrating: { max: 1, application_name: 'intersession migration' },
} as const

const INT8 = 20
const NUMERIC = 1700

/**
 * Opens a pool; connections are made when needed. Statements are not prepared by name: a name is lost behind a
 * pooler such as PgBouncer, and a prepared `select *` fails for good once a migration adds a column beside a
 * running process.
 */
export function openConnections(url: string, purpose: keyof typeof PROFILES): Connections {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    ...PROFILES[purpose],
  })
  // A connection that breaks while idle, and one that breaks between two statements: the next query finds out.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    async use(work) {
      const client = await pool.connect()
      try {
        const result = await work(queryOf(client))
        client.release()
        return result
      } catch (error) {
        client.release(isLost(error))
        throw error
      }
    },
    close: () => pool.end(),
  }
}

function queryOf(client: pg.PoolClient): Query {
  return async <Row>(sql: string, parameters?: readonly unknown[]) => {
    const result = parameters ? await client.query(sql, parameters.map(storable)) : await client.query(sql)
    return result.rows as Row[]
  }
}

// Counts and sums come as int8 and numeric, which pg would give as text. None of ours is beyond 2^53.
function parserOf(oid: number, format?: 'text'): (text: string) => unknown {
  return oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format)
}

/** PostgreSQL takes no NUL in a text. Forms remove it; a hostile address in a search finds nothing. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
  return Array.isArray(value) ? value.map(storable) : value
}
