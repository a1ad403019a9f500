/** Kysely over an engine of ours: it builds and compiles queries, the engine runs them, and nobody gets a transaction. */

import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
} from 'kysely'

/** What is an engine's own. */
interface Parts {
  /** Runs one query and gives its rows. */
  read<Row>(query: CompiledQuery): Promise<Row[]>
  adapter(): DialectAdapter
  introspector(db: Kysely<unknown>): DatabaseIntrospector
  compiler(): QueryCompiler
}

/** A dialect that reads through `parts`; writing in a transaction is refused, because D1 has none. */
export function readingDialect(parts: Parts): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => ({
      rows: await parts.read<Row>(query),
    }),
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
    createAdapter: () => parts.adapter(),
    createDriver: () => driver,
    createIntrospector: (db) => parts.introspector(db),
    createQueryCompiler: () => parts.compiler(),
  }
}

async function refuseTransaction(): Promise<never> {
  throw new Error('write through Store.commit, which D1 can run too')
}
