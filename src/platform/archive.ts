/**
 * Writing the archive of a whole instance: JSON Lines, the same bytes whatever engine it comes from (docs/archive.md).
 *
 * The first line says what it is, then every row of every table in the order of its key, then the files, and the last
 * line counts them and carries the SHA-256 of everything before it. An archive that is not whole is never read.
 */

import { createHash } from 'node:crypto'
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Engine } from '../store/store.ts'
import type { ArchivedTable } from './archive-tables.ts'
import type { Migration } from './migrate.ts'

export const ARCHIVE_FORMAT = 'intersession-archive'
export const VERSION = 1

/** Rows that are held in memory at once. */
export const ROWS_AT_ONCE = 500

/** Of tables whose rows are large: a part of a file has half a megabyte. */
const FEWER_AT_ONCE: Readonly<Record<string, number>> = { document_parts: 10 }

/** The first line. */
export interface ArchiveHeader {
  readonly format: typeof ARCHIVE_FORMAT
  readonly version: number
  /** Names and checksums of the migrations that made the tables. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  /** Tells whether two instances hold the same secret, without telling the secret. */
  readonly secretMark: string
}

/** One row as it stands in an archive. */
export type Row = Readonly<Record<string, string | number | null>>

/** What is written: the engine to read, and what stands in the header. */
interface Exported {
  readonly engine: Engine
  readonly tables: readonly ArchivedTable[]
  readonly migrations: readonly Migration[]
  readonly secretMark: string
  /** Text files by name. */
  readonly files: ReadonlyMap<string, string>
}

/** The lines of an archive, each with its line feed. The engine must not be written to meanwhile. */
export async function* archiveLines(exported: Exported): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let rows = 0
  const line = (value: object) => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  const { migrations, secretMark, files } = exported
  const applied = migrations.map(({ name, checksum }) => ({ name, checksum }))
  yield line({ format: ARCHIVE_FORMAT, version: VERSION, migrations: applied, secretMark })
  for (const table of exported.tables) {
    for await (const row of rowsOf(exported.engine.db, table)) {
      rows += 1
      yield line({ table: table.name, row })
    }
  }
  for (const [file, text] of files) yield line({ file, text })
  yield `${JSON.stringify({ end: true, rows, files: files.size, sha256: hash.digest('hex') })}\n`
}

/** All rows in the order of the key, a few hundred at a time: each page begins after the last row of the one before. */
async function* rowsOf(db: Kysely<Database>, table: ArchivedTable): AsyncGenerator<Row> {
  let after: Row | null = null
  for (;;) {
    const most = FEWER_AT_ONCE[table.name] ?? ROWS_AT_ONCE
    const page: Row[] = await pageOf(db, table, { after, most })
    yield* page
    after = page.at(-1) ?? null
    if (page.length < most) return
  }
}

async function pageOf(
  db: Kysely<Database>,
  table: ArchivedTable,
  { after, most }: { readonly after: Row | null; readonly most: number },
): Promise<Row[]> {
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
  const from = after ? sql`where ${beyond(table.key, after)}` : sql``
  const query = sql<Row>`select ${refs(table.columns)} from ${sql.table(table.name)} ${from}
    order by ${refs(table.key)} limit ${most}`
  return (await query.execute(db)).rows
}

/** `(a, b) > (x, y)` spelled out: (a > x) or (a = x and b > y). */
function beyond(key: readonly string[], after: Row): Expression<SqlBool> {
  const each = key.map((column, at) => {
    const same = key.slice(0, at).map((before) => sql`${sql.ref(before)} = ${after[before]}`)
    return sql`(${sql.join([...same, sql`${sql.ref(column)} > ${after[column]}`], sql` and `)})`
  })
  return sql<SqlBool>`(${sql.join(each, sql` or `)})`
}
