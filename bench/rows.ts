/** Writes rows of load data directly, each table with one prepared statement. */

import type { Database as Raw, Statement } from 'better-sqlite3'
import type { Database } from '../src/store/database.ts'

/** Inserts one row, checked against the types of the tables. */
export type Insert = <Table extends keyof Database>(table: Table, row: Database[Table]) => void

/** An {@link Insert} into a database that nobody else uses meanwhile. */
export function rowWriter(raw: Raw): Insert {
  const prepared = new Map<string, Statement>()
  return (table, row) => {
    const columns = Object.keys(row)
    let statement = prepared.get(table)
    if (!statement) {
      const values = columns.map((column) => `@${column}`)
      statement = raw.prepare(`insert into ${table} (${columns.join(', ')}) values (${values.join(', ')})`)
      prepared.set(table, statement)
    }
    statement.run(row)
  }
}
