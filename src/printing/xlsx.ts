/** A grid as XLSX: typed cells, the head row in sight. What makes it is loaded when it is needed. */

import { wallTimeOf } from '../kernel/zone.ts'
import type { Cell, Grid } from './grid.ts'
import { plain } from './sheet.ts'

/** Letters that Excel takes in one cell. */
const LONGEST = 32_767
const DATE = 'dd.mm.yyyy'
const MOMENT = 'dd.mm.yyyy hh:mm'

/** The workbook. Texts are never formulas: each is written as text, whatever it begins with (safety.md T25). */
export async function printXlsx(grid: Grid): Promise<Uint8Array<ArrayBuffer>> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal')
  const head = grid.columns.map(({ title }) => ({ ...text(title), fontWeight: 'bold' as const }))
  const rows = grid.rows.map((row) => row.map((cell) => cellOf(cell, grid)))
  const blob = await writeXlsxFile([head, ...rows], {
    sheet: nameOf(grid.title),
    columns: grid.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

function cellOf(cell: Cell, { zone }: Grid) {
  switch (cell?.kind) {
    case 'text':
      return text(cell.text)
    case 'integer':
      return { type: Number, value: cell.number }
    case 'decimal':
      return decimal(cell.decimal)
    case 'date':
      return { type: Date, value: new Date(`${cell.date}T00:00:00Z`), format: DATE }
    case 'instant': {
      // A workbook knows no zones: its times are wall times.
      const { date, time } = wallTimeOf(cell.instant, zone)
      return { type: Date, value: new Date(`${date}T${time}:00Z`), format: MOMENT }
    }
    default:
      return null
  }
}

/** A workbook keeps fifteen digits of a number: longer ones stay whole as text. */
function decimal(digits: string) {
  if (digits.replace(/\D/g, '').length > 15) return text(digits)
  const places = digits.split('.')[1]?.length ?? 0
  return { type: Number, value: Number(digits), format: places > 0 ? `0.${'0'.repeat(places)}` : '0' }
}

function text(value: string) {
  const [letters, wraps] = [plain(value.slice(0, LONGEST)), value.includes('\n')]
  // The maker looks texts up in an object, where these are there already: `constructor`, `valueOf`.
  const found = letters in Object.prototype ? `${letters} ` : letters
  return { type: String, value: found, wrap: wraps, alignVertical: 'top' as const }
}

/** What Excel takes as the name of a sheet. */
function nameOf(title: string): string {
  return (
    plain(title)
      .replace(/[\\/?*[\]:\n]/g, ' ')
      .slice(0, 31)
      .trim()
      .replace(/^'+|'+$/g, '') || '1'
  )
}
