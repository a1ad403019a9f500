/**
 * The first sheet of a workbook (ECMA-376, XLSX). The file is unpacked here within limits, whatever sizes it declares, and
 * only then read by the library, which trusts what it gets: sizes, row numbers and addresses are bounded before.
 */

import { Unzip, type UnzipFile, UnzipInflate, zipSync } from 'fflate'
import { InvalidInputError, InvalidSpreadsheetError, readSheet } from 'read-excel-file/universal'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { boundedSheet } from './sheet-bounds.ts'
import type { SentLine } from './table.ts'

/** All parts together, unpacked: a sheet of 5,000 full lines has some megabytes. */
const MOST_UNPACKED = 30_000_000
const MOST_PARTS = 500
/** What is unpacked at once: deflate makes at most 1,032 bytes of one. */
const PIECE = 16_384

/** Lines of the first sheet. @returns `too_large`, or `invalid` with `tables.not_a_table` and what {@link boundedSheet} says. */
export async function readWorkbook(bytes: Uint8Array): Promise<Outcome<readonly SentLine[]>> {
  const parts = unpacked(bytes)
  if (!parts.ok) return parts
  for (const [name, part] of Object.entries(parts.value)) {
    const xml = new TextDecoder().decode(part)
    // The library's reader goes back over a tag that never ends, once for each.
    if (HALF_TAG.test(xml)) return refuse('invalid', 'tables.not_a_table', 'file')
    if (!SHEET.test(name)) continue
    const sheet = boundedSheet(xml)
    if (!sheet.ok) return sheet
    parts.value[name] = new TextEncoder().encode(sheet.value)
  }
  try {
    // Stored, not deflated: nothing is left to unpack that was not counted.
    const safe = zipSync(parts.value, { level: 0 })
    const rows = await readSheet(safe.slice().buffer, 1, { trim: false })
    return done(rows.map((cells, at) => ({ line: at + 1, cells: cells.map(textOf) })))
  } catch (error) {
    // The library throws its own two, and plain ones for addresses it cannot read; none of them is a fault of ours.
    if (
      error instanceof InvalidSpreadsheetError ||
      error instanceof InvalidInputError ||
      error instanceof Error
    )
      return refuse('invalid', 'tables.not_a_table', 'file')
    throw error
  }
}

const HALF_TAG = /<[^<>]*(?:<|$)/
const SHEET = /^xl\/worksheets\/[^/]+\.xml$/
const WANTED =
  /^xl\/(_rels\/workbook\.xml\.rels|workbook\.xml|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

function textOf(cell: unknown): string {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return cell === null || cell === undefined ? '' : String(cell)
}

type Parts = Record<string, Uint8Array<ArrayBuffer>>

/** The parts that a sheet is read from, whole or not at all. */
function unpacked(bytes: Uint8Array): Outcome<Parts> {
  const parts: Parts = {}
  const counted = { size: 0, parts: 0, isBroken: false }
  const unzip = new Unzip((file) => {
    counted.parts += 1
    if (WANTED.test(file.name)) collect(file, parts, counted)
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
      if (counted.size > MOST_UNPACKED || counted.parts > MOST_PARTS)
        return refuse('too_large', 'tables.too_large', 'file', { megabytes: MOST_UNPACKED / 1e6 })
      if (counted.isBroken) return refuse('invalid', 'tables.not_a_table', 'file')
    }
  } catch {
    return refuse('invalid', 'tables.not_a_table', 'file')
  }
  return done(parts)
}

function collect(
  file: UnzipFile,
  parts: Parts,
  counted: { size: number; parts: number; isBroken: boolean },
): void {
  const pieces: Uint8Array[] = []
  file.ondata = (error, piece, isLast) => {
    if (error) {
      counted.isBroken = true
      return
    }
    counted.size += piece.length
    if (counted.size > MOST_UNPACKED) return
    pieces.push(piece)
    if (isLast) parts[file.name] = joined(pieces)
  }
  file.start()
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
