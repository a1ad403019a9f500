/** Answers with a file made here: its bytes, its type, and a name in the reader's language. */

import { refuse } from '../kernel/outcome.ts'
import { cleanLine } from '../kernel/text.ts'
import { refused } from '../web/answer.tsx'
import { attachmentNamed } from '../web/attachment.ts'
import type { AppContext } from '../web/context.ts'
import type { Grid } from './grid.ts'
import { isTooLong, MOST, type Paper } from './sheet.ts'

/** What papers are printed as. */
export const PAPER_FORMATS = ['pdf', 'docx'] as const
export type PaperFormat = (typeof PAPER_FORMATS)[number]

/** What grids are written as. */
export const GRID_FORMATS = ['xlsx', 'csv'] as const
export type GridFormat = (typeof GRID_FORMATS)[number]

/** Rows that one file takes: a workbook of them holds a process for about a second. */
export const MOST_ROWS = 3_000

const TYPES: Readonly<Record<PaperFormat | GridFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
}

/** Without ending: `plain` in Latin letters for old programs, `words` as people call it. */
export interface FileName {
  readonly plain: string
  readonly words: string
}

/** A paper in a format. Refuses `too_large` what {@link isTooLong}. */
export async function givePaper(
  c: AppContext,
  paper: Paper,
  format: PaperFormat,
  name: FileName,
): Promise<Response> {
  if (isTooLong(paper)) return refused(c, refuse('too_large', 'printing.too_long', undefined, MOST))
  if (format === 'pdf') {
    const { printPdf } = await import('./pdf.ts')
    return give(c, await printPdf(paper, c.var.fonts), format, name)
  }
  const { printDocx } = await import('./docx.ts')
  return give(c, await printDocx(paper), format, name)
}

/** Refuses to write a file of more than {@link MOST_ROWS} rows. */
export function tooMany(c: AppContext): Response {
  return refused(c, refuse('too_large', 'printing.too_many_rows', undefined, { most: MOST_ROWS }))
}

/** A grid in a format. Refuses `too_large` one of more than {@link MOST_ROWS} rows. */
export async function giveGrid(
  c: AppContext,
  grid: Grid,
  format: GridFormat,
  name: FileName,
): Promise<Response> {
  if (grid.rows.length > MOST_ROWS) return tooMany(c)
  if (format === 'csv') {
    const { printCsv } = await import('./csv.ts')
    return give(c, new TextEncoder().encode(printCsv(grid, c.var.reader.locale)), format, name)
  }
  const { printXlsx } = await import('./xlsx.ts')
  return give(c, await printXlsx(grid), format, name)
}

function give(
  c: AppContext,
  bytes: Uint8Array<ArrayBuffer>,
  format: PaperFormat | GridFormat,
  name: FileName,
): Response {
  return c.body(bytes, 200, {
    'content-type': TYPES[format],
    'content-disposition': dispositionOf(name, format),
  })
}

/** `attachment` with both names (RFC 6266 §4.3, RFC 8187 §3.2.1); what file systems refuse becomes a blank. */
export function dispositionOf({ plain, words }: FileName, ending: string): string {
  const ascii = plain.replace(/[^\w.-]+/g, '-')
  const kept = cleanLine(words.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')).slice(0, 120)
  return attachmentNamed(`${ascii}.${ending}`, `${cleanLine(kept)}.${ending}`)
}
