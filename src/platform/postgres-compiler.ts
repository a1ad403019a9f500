/** Turns Kysely's queries into PostgreSQL's SQL, with the two forms in which it differs from SQLite. */

import {
  type CompiledQuery,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawNode,
  ValueNode,
} from 'kysely'
import { readingDialect } from './reading.ts'

/** A dialect that runs every query by `read`. */
export function postgresDialect(read: <Row>(query: CompiledQuery) => Promise<Row[]>): Dialect {
  return readingDialect({
    read,
    adapter: () => new PostgresAdapter(),
    introspector: (db) => new PostgresIntrospector(db),
    compiler: () => new PortableCompiler(),
  })
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
