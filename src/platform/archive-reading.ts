/**
 * Reading an archive (docs/archive.md) line by line, so that it may be larger than any text in memory: once to check
 * all of it, once more to fill a database.
 */

import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Kysely } from 'kysely'
import type { Database } from '../store/database.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement } from '../store/store.ts'
import { ARCHIVE_FORMAT, type ArchiveHeader, ROWS_AT_ONCE, type Row, VERSION } from './archive.ts'
import type { ArchivedTable } from './archive-tables.ts'
import type { Migration } from './migrate.ts'

/** Why an archive is refused. */
export class BadArchive extends Error {}

/** What this program knows of archives. */
export interface Known {
  readonly tables: readonly ArchivedTable[]
  readonly migrations: readonly Migration[]
}

/** A whole archive that was checked. */
export interface CheckedArchive {
  readonly header: ArchiveHeader
  readonly files: ReadonlyMap<string, string>
  readonly rows: number
  /** Of all its bytes. */
  readonly sha256: string
}

const LINE_FEED = 10

/** Far more than a row of ours; what has no line feed for so long is something else. */
const LONGEST_LINE = 2 ** 26

/**
 * The lines of a file, each with its line feed; what stands after the last one comes last.
 * @param atOnce how many bytes are read at once.
 * @throws {@link BadArchive} for a line of more than 64 MiB.
 */
export function* linesIn(file: string, atOnce = 2 ** 20): Generator<Buffer> {
  const handle = openSync(file, 'r')
  try {
    let parts: Buffer[] = []
    let size = 0
    for (let chunk = read(handle, atOnce); chunk.length > 0; chunk = read(handle, atOnce)) {
      let from = 0
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        yield Buffer.concat([...parts, chunk.subarray(from, end + 1)])
        parts = []
        size = 0
        from = end + 1
      }
      parts.push(chunk.subarray(from))
      size += chunk.length - from
      if (size > LONGEST_LINE) throw new BadArchive(NOT_OURS)
    }
    if (size > 0) yield Buffer.concat(parts)
  } finally {
    closeSync(handle)
  }
}

function read(handle: number, atOnce: number): Buffer {
  const chunk = Buffer.alloc(atOnce)
  return chunk.subarray(0, readSync(handle, chunk))
}

const NOT_OURS = 'this is not an archive of Intersession, or it is damaged'

/**
 * Reads a whole archive and keeps nothing of its rows.
 * @throws {@link BadArchive} if it is damaged or cut off, of another or newer format, was made by another version of
 *   the tables, or holds what not every engine can store.
 */
export function checkArchive(lines: Iterable<Buffer>, { tables, migrations }: Known): CheckedArchive {
  const hash = createHash('sha256')
  const content = openContent(tables)
  let header: ArchiveHeader | null = null
  let last: Buffer | null = null
  for (const line of lines) {
    if (last && header) {
      hash.update(last)
      content.take(last)
    }
    header ??= headerOf(line, migrations)
    last = line
  }
  if (!header || !last) throw new BadArchive(NOT_OURS)
  const end = last.at(-1) === LINE_FEED ? parse(last) : {}
  if (end.end !== true) throw new BadArchive('the archive is cut off: its last line is missing')
  if (end.sha256 !== hash.copy().digest('hex'))
    throw new BadArchive('the archive is damaged: its checksum does not fit')
  const { files, rows } = content.close()
  return { header, files, rows, sha256: hash.update(last).digest('hex') }
}

/** What stands between the first line and the last. Whatever is wrong is told only once the checksum fits. */
function openContent(tables: readonly ArchivedTable[]) {
  const files = new Map<string, string>()
  let number = 0
  let rows = 0
  let reached = 0
  let wrong: BadArchive | null = null

  function look(line: Buffer): void {
    const entry = parse(line)
    if (typeof entry.file === 'string') {
      files.set(entry.file, String(entry.text))
      return
    }
    const name = String(entry.table)
    const place = tables.findIndex((table) => table.name === name)
    const table = tables[place]
    if (!table) throw new BadArchive(`the archive has a table that is unknown here: ${name}`)
    if (place < reached) throw new BadArchive(`the tables of the archive are not in their order: ${name}`)
    reached = place
    rows += 1
    refuseUnstorable(table, entry.row)
  }

  return {
    take(line: Buffer): void {
      number += 1
      if (number === 1 || wrong) return
      try {
        look(line)
      } catch (error) {
        if (!(error instanceof BadArchive)) throw error
        wrong = new BadArchive(`line ${number}: ${error.message}`)
      }
    },
    close(): Pick<CheckedArchive, 'files' | 'rows'> {
      if (wrong) throw wrong
      return { files, rows }
    },
  }
}

/** PostgreSQL stores no NUL, and no engine half a character: refused for all, since each would change it otherwise. */
function refuseUnstorable({ name, columns }: ArchivedTable, row: unknown): void {
  const cells = Object.entries(row ?? {})
  if (cells.length !== columns.length || cells.some(([column]) => !columns.includes(column)))
    throw new BadArchive(`a row has other columns than its table: ${name}`)
  for (const [column, value] of cells) {
    if (value === null || Number.isSafeInteger(value)) continue
    if (typeof value !== 'string')
      throw new BadArchive(`a value is no text and no whole number: ${name}.${column}`)
    if (value.includes('\0')) throw new BadArchive(`a text holds a NUL character: ${name}.${column}`)
    if (!value.isWellFormed()) throw new BadArchive(`a text holds half a character: ${name}.${column}`)
  }
}

function parse(line: Buffer): Record<string, unknown> {
  try {
    const value: unknown = isUtf8(line) ? JSON.parse(line.toString()) : null
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Said below in our words.
  }
  throw new BadArchive(NOT_OURS)
}

function headerOf(line: Buffer, migrations: readonly Migration[]): ArchiveHeader {
  const header = parse(line) as Partial<ArchiveHeader>
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
  return header as ArchiveHeader
}

/** Of the archive, read into rows and not yet written: parts of files are large. */
const BYTES_AT_ONCE = 8_000_000

/** Some rows of one table. */
export interface RowBatch {
  readonly table: ArchivedTable
  readonly rows: readonly Row[]
}

/** The rows of an archive that was checked, some at a time; of a table that points at itself all at once. */
export function* batchesIn(lines: Iterable<Buffer>, tables: readonly ArchivedTable[]): Generator<RowBatch> {
  const known = new Map(tables.map((table) => [table.name, table]))
  let table: ArchivedTable | undefined
  let rows: Row[] = []
  let held = 0
  for (const line of lines) {
    const entry = parse(line)
    const next = known.get(String(entry.table))
    const isMuch = rows.length >= ROWS_AT_ONCE || held >= BYTES_AT_ONCE
    const isFull = table?.towardsItself.length === 0 && isMuch
    if (table && (next !== table || isFull)) {
      yield { table, rows }
      rows = []
      held = 0
    }
    table = next
    held += line.length
    if (next) rows.push(entry.row as Row)
  }
}

/**
 * The statements that fill a database, made one after the other; what the migrations put there goes first. The ledger
 * has to be empty: an engine may write facts before everything else of a batch.
 */
export function* fillStatements(
  db: Kysely<Database>,
  tables: readonly ArchivedTable[],
  batches: Iterable<RowBatch>,
): Generator<Statement> {
  const others = tables.filter(({ name }) => name !== 'facts').reverse()
  for (const { name } of others) yield db.deleteFrom(name as keyof Database)
  for (const { table, rows } of batches)
    yield* insertRows(db, table.name as keyof Database, inOrder(table, rows) as never)
}

/** Rows that others of the same table point at come before those. */
function inOrder(table: ArchivedTable, rows: readonly Row[]): readonly Row[] {
  const [key] = table.key
  if (table.towardsItself.length === 0 || !key) return rows
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
