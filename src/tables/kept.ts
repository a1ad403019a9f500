/**
 * How a table survives between its trial and its taking over: nothing half imported is stored. The trial's page carries the
 * lines as one hidden text, sent back in a form of the same kind as the file (`multipart/form-data`, so that 5,000 lines
 * fit); what comes back is checked as if it were a new file, and everything is decided anew from it.
 */

import { type Outcome, refuse } from '../kernel/outcome.ts'
import { MOST_BYTES, readTable, type SentTable, tableOf } from './table.ts'

/** The field of the hidden text, and that of the file. */
export const KEPT = 'table'
export const FILE = 'file'

/** The text for the hidden field. */
export function keptTable({ header, rows }: SentTable): string {
  return JSON.stringify([[0, ...header], ...rows.map(({ line, cells }) => [line, ...cells])])
}

/** What a form brought: the file of the first step, or the lines of the second. */
interface Sent {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly files: readonly { readonly field: string; readonly name: string; readonly bytes: Uint8Array }[]
  /** Bytes that a file may have here (`c.var.largestFile`): of a larger one only the beginning has come. */
  readonly largest: number
}

/**
 * The table that a form brought. @returns `forms.required` at `file` without one, and as {@link readTable}.
 */
export async function sentTable({ values, files, largest }: Sent): Promise<Outcome<SentTable>> {
  const file = files.find(({ field }) => field === FILE)
  const most = Math.min(largest, MOST_BYTES)
  if (file && file.bytes.length > most)
    return refuse('too_large', 'tables.too_large', FILE, { megabytes: Math.floor(most / 1e5) / 10 })
  if (file) return readTable(file)
  const kept = values[KEPT]
  return typeof kept === 'string' && kept !== '' ? readKept(kept) : refuse('invalid', 'forms.required', FILE)
}

function readKept(text: string): Outcome<SentTable> {
  try {
    const lines: unknown = JSON.parse(text)
    if (!Array.isArray(lines) || !lines.every(isLine)) return refuse('invalid', 'tables.not_a_table', FILE)
    return tableOf(lines.map(([line, ...cells]) => ({ line, cells })))
  } catch {
    return refuse('invalid', 'tables.not_a_table', FILE)
  }
}

function isLine(line: unknown): line is [number, ...string[]] {
  if (!Array.isArray(line)) return false
  const [first, ...cells] = line
  return Number.isSafeInteger(first) && cells.every((cell) => typeof cell === 'string')
}
