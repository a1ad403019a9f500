/**
 * The PostgreSQL engine: `pg` behind Kysely. Any number of processes may share one database; the ledger is
 * their only lock (docs/decisions/0001-the-ledger-is-the-lock.md).
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { type CompiledQuery, Kysely } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Engine } from '../store/store.ts'
import { postgresDialect } from './postgres-compiler.ts'
import { type Connections, openConnections } from './postgres-connections.ts'
import { isLost, isRetryable, meaningOf } from './postgres-errors.ts'
import { faultsOf, scrub, undo } from './postgres-upkeep.ts'

const TRIES = 5

/** Lets tests count queries. */
interface Watch {
  readonly onQuery?: (sql: string) => void
}

/** Opens the engine of a database by its `postgres://` address; nothing is asked of the server yet. */
export function openPostgres(url: string, watch: Watch = {}): { engine: Engine } {
  const engine = postgresEngine(openConnections(url, 'serving'), watch)
  return { engine: { ...engine, scrub: () => scrubApart(url) } }
}

/** A table is rewritten for minutes: by a connection of its own, since those that serve give up after seconds. */
async function scrubApart(url: string): Promise<readonly string[]> {
  const connections = openConnections(url, 'migrating')
  try {
    return await scrub(connections)
  } catch (error) {
    throw meaningOf(error)
  } finally {
    await connections.close()
  }
}

/** The engine on connections that somebody else opened. */
export function postgresEngine(connections: Connections, watch: Watch = {}): Engine {
  const one = <Row>({ sql, parameters }: CompiledQuery): Promise<Row[]> => {
    watch.onQuery?.(sql)
    return connections.use((query) => query<Row>(sql, parameters))
  }
  return {
    kind: 'postgres',
    db: new Kysely<Database>({ dialect: postgresDialect((query) => read(one, query)) }),
    runBatch: (statements) => patiently(() => runTransaction(connections, inLockOrder(statements), watch)),
    runOne: (statement) => patiently(() => one(statement)),
    faults: () => faultsOf(connections),
    scrub: () => scrub(connections),
    close: () => connections.close(),
  }
}

type One = <Row>(query: CompiledQuery) => Promise<Row[]>

/** After a restart of the server the pool still holds dead connections: a read is asked once more. */
async function read<Row>(one: One, query: CompiledQuery): Promise<Row[]> {
  try {
    return await one<Row>(query)
  } catch (error) {
    if (!isLost(error) || query.query.kind !== 'SelectQueryNode') throw meaningOf(error)
  }
  return one<Row>(query).catch((error: unknown) => Promise.reject(meaningOf(error)))
}

/** Runs again what a deadlock or a serialisation failure undid. @throws the store's errors. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isRetryable(error) || attempt === TRIES) throw meaningOf(error)
    }
    // Full jitter, or the two that met would meet again.
    await sleep(Math.random() * 10 * 2 ** attempt)
  }
}

/**
 * The facts first, in one order for everybody: two batches that share subjects then wait for each other at the
 * first of them, and cannot hold each other up until the server notices a deadlock after a second.
 */
function inLockOrder(statements: readonly CompiledQuery[]): readonly CompiledQuery[] {
  const facts = statements.filter(isFact).sort((one, other) => (lockOf(one) < lockOf(other) ? -1 : 1))
  return [...facts, ...statements.filter((statement) => !isFact(statement))]
}

function isFact({ sql }: CompiledQuery): boolean {
  return sql.startsWith('insert into "facts" ')
}

// `ledger/facts.ts` writes the subject first.
function lockOf({ parameters }: CompiledQuery): string {
  return String(parameters[0])
}

/**
 * A connection lost before COMMIT undoes everything; one lost at COMMIT leaves open whether it was heard. Both are
 * told as unavailable: the form may be sent again, and the fact lets it through once only.
 */
function runTransaction(
  connections: Connections,
  statements: readonly CompiledQuery[],
  watch: Watch,
): Promise<void> {
  return connections.use(async (query) => {
    // Named, because a database may have another default: the ledger asks for no more than this.
    await query('begin isolation level read committed')
    try {
      for (const { sql, parameters } of statements) {
        watch.onQuery?.(sql)
        await query(sql, parameters)
      }
      await query('commit')
    } catch (error) {
      await undo(query, error)
    }
  })
}
