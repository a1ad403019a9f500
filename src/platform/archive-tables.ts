/**
 * The tables that an archive holds, told by the migrations themselves: run over an empty SQLite in memory they give
 * every table, its columns, its key, and which of its columns point at itself.
 */

import SqliteDatabase from 'better-sqlite3'
import type { Migration } from './migrate.ts'

/** One table, in the order in which tables must be filled. */
export interface ArchivedTable {
  readonly name: string
  /** In alphabetical order, so that an archive does not depend on the order of migrations. */
  readonly columns: readonly string[]
  /** The columns of the primary key: the order of the rows. */
  readonly key: readonly string[]
  /** Columns that hold the key of another row of the same table, which must be there before. */
  readonly towardsItself: readonly string[]
}

/** All tables in the order in which the migrations made them: what is pointed at comes first. */
export function archivedTables(migrations: readonly Migration[]): ArchivedTable[] {
  const raw = new SqliteDatabase(':memory:')
  try {
    for (const migration of migrations) raw.exec(migration.sql)
    const names = raw
      .prepare(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid",
      )
      .pluck()
      .all() as string[]
    return names.map((name) => {
      const columns = raw
        .prepare('select name, pk from pragma_table_info(?) order by name')
        .all(name) as Column[]
      const foreign = raw
        .prepare('select "table", "from" from pragma_foreign_key_list(?)')
        .all(name) as Foreign[]
      return {
        name,
        columns: columns.map((column) => column.name),
        key: columns
          .filter((column) => column.pk > 0)
          .sort((a, b) => a.pk - b.pk)
          .map((column) => column.name),
        towardsItself: foreign.filter((one) => one.table === name).map((one) => one.from),
      }
    })
  } finally {
    raw.close()
  }
}

interface Column {
  readonly name: string
  readonly pk: number
}

interface Foreign {
  readonly table: string
  readonly from: string
}
