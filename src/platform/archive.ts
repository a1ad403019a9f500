/**
 * The archive of a whole instance: JSON Lines, the same bytes whatever engine it comes from (docs/archive.md).
 *
 * The first line says what it is, then every row of every table in the order of its key, then the files, and the last
 * line counts them and carries the SHA-256 of everything before it. An archive that is not whole is never read.
 */

import { createHash } from 'node:crypto'
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { insertRows } from '../store/limits.ts'
import type { Engine, Statement } from '../store/store.ts'
import type { ArchivedTable } from './archive-tables.ts'
import type { Migration } from './migrate.ts'

export const ARCHIVE_FORMAT = 'intersession-archive'
const VERSION = 1
const ROWS_AT_ONCE = 500

/** The first line. */
export interface ArchiveHeader {
  readonly format: typeof ARCHIVE_FORMAT
  readonly version: number
  /** Names and checksums of the migrations that made the tables. */
  readonly migrations: readonly { readonly name: string; readonly checksum: string }[]
  /** Tells whether two instances hold the same secret, without telling the secret. */
  readonly secretMark: string
}

type Row = Readonly<Record<string, string | number | null>>

/** A whole archive that was checked. */
export interface Archive {
  readonly header: ArchiveHeader
  readonly tables: ReadonlyMap<string, readonly Row[]>
  readonly files: ReadonlyMap<string, string>
}

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
    const page: Row[] = await pageOf(db, table, after)
    yield* page
    after = page.at(-1) ?? null
    if (page.length < ROWS_AT_ONCE) return
  }
}

async function pageOf(db: Kysely<Database>, table: ArchivedTable, after: Row | null): Promise<Row[]> {
  const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
  const from = after ? sql`where ${beyond(table.key, after)}` : sql``
  const query = sql<Row>`select ${refs(table.columns)} from ${sql.table(table.name)} ${from}
    order by ${refs(table.key)} limit ${ROWS_AT_ONCE}`
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

/** Why an archive is refused. */
export class BadArchive extends Error {}

/**
 * Reads and checks a whole archive.
 * @throws {@link BadArchive} if it is damaged or cut off, of another or newer format, or was made by another version
 *   of the tables.
 */
export function readArchive(
  text: string,
  known: { readonly tables: readonly ArchivedTable[]; readonly migrations: readonly Migration[] },
): Archive {
  const last = text.lastIndexOf('\n', text.length - 2) + 1
  const header = parse(text.slice(0, text.indexOf('\n')))
  refuseOther(header as Partial<ArchiveHeader>, known.migrations)
  const end = text.endsWith('\n') ? parse(text.slice(last)) : {}
  if (end.end !== true) throw new BadArchive('the archive is cut off: its last line is missing')
  const sha256 = createHash('sha256').update(text.slice(0, last)).digest('hex')
  if (end.sha256 !== sha256) throw new BadArchive('the archive is damaged: its checksum does not fit')
  const lines = text
    .slice(text.indexOf('\n') + 1, last)
    .split('\n')
    .slice(0, -1)
  const tables = new Map<string, Row[]>(known.tables.map(({ name }) => [name, []]))
  const files = new Map<string, string>()
  for (const line of lines) {
    const entry = parse(line)
    const rows = tables.get(String(entry.table))
    if (typeof entry.file === 'string') files.set(entry.file, String(entry.text))
    else if (rows) rows.push(entry.row as Row)
    else throw new BadArchive(`the archive has a table that is unknown here: ${String(entry.table)}`)
  }
  return { header: header as unknown as ArchiveHeader, tables, files }
}

function parse(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below in our words.
  }
  throw new BadArchive('this is not an archive of Intersession, or it is damaged')
}

function refuseOther(header: Partial<ArchiveHeader>, migrations: readonly Migration[]): void {
  if (header.format !== ARCHIVE_FORMAT) throw new BadArchive('this is not an archive of Intersession')
  if (header.version !== VERSION)
    throw new BadArchive(`the archive has format ${header.version}, this program reads format ${VERSION}`)
  const theirs = (header.migrations ?? []).map(({ name, checksum }) => `${name} ${checksum}`)
  const ours = migrations.map(({ name, checksum }) => `${name} ${checksum}`)
  const newer = theirs.find((one) => !ours.includes(one))
  if (newer) throw new BadArchive(`the archive was made by a newer program: it has ${newer.split(' ')[0]}`)
  if (theirs.length < ours.length)
    throw new BadArchive(
      `the archive was made by an older program, before ${migrations[theirs.length]?.name}: start the old instance once with this version, then export it again`,
    )
}

/**
 * The statements that fill a database with the archive; what the migrations put there goes first. The ledger has to
 * be empty: an engine may write facts before everything else of a batch.
 */
export function fillStatements(
  db: Kysely<Database>,
  archive: Archive,
  tables: readonly ArchivedTable[],
): Statement[] {
  const others = tables.filter(({ name }) => name !== 'facts').reverse()
  const emptying = others.map(({ name }) => db.deleteFrom(name as keyof Database))
  const filling = tables.flatMap((table) =>
    insertRows(
      db,
      table.name as keyof Database,
      inOrder(table, archive.tables.get(table.name) ?? []) as never,
    ),
  )
  return [...emptying, ...filling]
}

/** Rows that others of the same table point at come before those. */
function inOrder(table: ArchivedTable, rows: readonly Row[]): Row[] {
  const [key] = table.key
  if (table.towardsItself.length === 0 || !key) return [...rows]
  const waiting = new Map(rows.map((row) => [row[key], row]))
  const ordered: Row[] = []
  const place = (row: Row): void => {
    if (!waiting.delete(row[key] ?? null)) return
    for (const column of table.towardsItself) {
      const before = waiting.get(row[column] ?? null)
      if (before) place(before)
    }
    ordered.push(row)
  }
  for (const row of rows) place(row)
  return ordered
}
