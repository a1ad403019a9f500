/** Lists as one bound parameter: no engine limit on their length (D1 binds at most 100). */

import { type Expression, type SqlBool, sql } from 'kysely'

/**
 * `column in (…)` for a list of any length. SQLite and D1 read it with json_each; PostgreSQL's compiler
 * (`platform/postgres-compiler.ts`) knows this one form by its words. Use with `where(inList('id', ids))`.
 */
export function inList(column: string | Expression<string>, values: readonly string[]): Expression<SqlBool> {
  const text = typeof column === 'string' ? sql.ref(column) : column
  return sql<SqlBool>`${text} in (select value from json_each(${JSON.stringify(values)}))`
}
