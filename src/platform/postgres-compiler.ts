/** Turns Kysely's queries into PostgreSQL's SQL, with the two forms in which it differs from SQLite. */

import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type RawNode,
  ValueNode,
} from 'kysely'

/** A dialect that runs every query by `read`; it offers no transactions, because D1 has none. */
export function postgresDialect(read: <Row>(query: CompiledQuery) => Promise<Row[]>): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => ({
      rows: await read<Row>(query),
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
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PortableCompiler(),
  }
}

/** The words of `store/lists.ts` between the column and the list. */
const IN_LIST = ' in (select value from json_each('

class PortableCompiler extends PostgresQueryCompiler {
  protected override visitRaw(node: RawNode): void {
    const [column, list] = node.parameters
    if (node.sqlFragments[1] === IN_LIST && column && list && ValueNode.is(list)) {
      this.visitNode(column)
      this.append(' = any(')
      // As an array: the planner then uses the index whatever it believes of the list's length.
      this.appendValue(JSON.parse(String(list.value)))
      this.append('::text[])')
      return
    }
    super.visitRaw({
      ...node,
      sqlFragments: node.sqlFragments.map((words) => words.replace(/\binstr\(/g, 'strpos(')),
    })
  }
}

async function refuseTransaction(): Promise<never> {
  throw new Error('write through Store.commit, which D1 can run too')
}
