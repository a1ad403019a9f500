/**
 * What the XML of a sheet may hold before a library makes an array of it: addresses that bound its size, and nothing whose
 * value is not in it. Pure.
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { MOST_COLUMNS, MOST_ROWS } from './table.ts'

/** Blank lines may stand before and between. */
const LAST_LINE = 2 * MOST_ROWS

// None of these goes beyond the next tag: a file of half tags must not cost more than its length.
const ROW = /<row\b[^<>]*>/g
const EMPTY_CELL = /<c\b[^<>]*\/>/g
const TAG = /<(row|c)\b([^<>]*)>/g
const ADDRESS = /\sr="([A-Z]{0,3})([1-9]\d{0,6})"/
const FORMULA_ALONE = /<c\b([^<>]*)>\s*<f\b[^<>]*(?:\/>|>[^<]*<\/f>)\s*<\/c>/
const MERGED = /<mergeCell\b[^<>]*\sref="[A-Z]{1,3}(\d{1,7}):/

/**
 * The sheet without empty cells and without lines far below that hold nothing, as spreadsheets leave them.
 * @returns `tables.too_many_rows`, `tables.too_wide`; `tables.merged` and `tables.formula` (one that was never computed)
 *   with their line; `tables.not_a_table` for addresses that are none.
 */
export function boundedSheet(xml: string): Outcome<string> {
  const merged = MERGED.exec(xml)
  if (merged) return refuse('invalid', 'tables.merged', 'file', { line: Number(merged[1]) })
  const formula = FORMULA_ALONE.exec(xml)
  if (formula) {
    const line = Number(ADDRESS.exec(formula[1] ?? '')?.[2] ?? 0)
    return refuse('invalid', 'tables.formula', 'file', { line })
  }
  const near = withoutFarLines(xml.replace(EMPTY_CELL, ''))
  return near.ok ? addressed(near.value) : near
}

function withoutFarLines(xml: string): Outcome<string> {
  for (const row of xml.matchAll(ROW)) {
    if (Number(ADDRESS.exec(row[0])?.[2] ?? 0) <= LAST_LINE) continue
    const end = xml.indexOf('</sheetData>', row.index)
    if (end < 0 || /<[vt]\b/.test(xml.slice(row.index, end)))
      return refuse('too_large', 'tables.too_many_rows', 'file', { most: MOST_ROWS })
    return done(xml.slice(0, row.index) + xml.slice(end))
  }
  return done(xml)
}

/** Every line and cell must say where it stands, in the plain way that all spreadsheets write. */
function addressed(xml: string): Outcome<string> {
  for (const [, kind, attributes = ''] of xml.matchAll(TAG)) {
    const [, letters = '', digits] = ADDRESS.exec(attributes) ?? []
    if (!digits || (kind === 'c') !== (letters !== '') || / r\s*=\s*'/.test(attributes))
      return refuse('invalid', 'tables.not_a_table', 'file')
    if (Number(digits) > LAST_LINE)
      return refuse('too_large', 'tables.too_many_rows', 'file', { most: MOST_ROWS })
    if (columnOf(letters) > MOST_COLUMNS)
      return refuse('too_large', 'tables.too_wide', 'file', { most: MOST_COLUMNS })
  }
  return done(xml)
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)
}
