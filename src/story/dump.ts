/** A fingerprint of the whole database file, to show that looking at a page changed nothing. */

import { createHash } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'

/** One hash over every row of every table, read through a connection of its own. */
export function fingerprint(file: string): string {
  const database = new SqliteDatabase(file, { readonly: true })
  try {
    const hash = createHash('sha256')
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all() as string[]
    for (const table of tables) {
      hash.update(table)
      // Rows in their natural order: nothing may move either.
      for (const row of database.prepare(`select * from "${table}"`).raw().iterate())
        hash.update(JSON.stringify(row))
    }
    return hash.digest('hex')
  } finally {
    database.close()
  }
}
