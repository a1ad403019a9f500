/** A table for programs that count and sort, with typed cells: made into XLSX (`xlsx.ts`) and CSV (`csv.ts`). */

import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Zone } from '../kernel/zone.ts'

/** A cell; null is an empty one. Instants are shown as wall time in the grid's zone. */
export type Cell =
  | null
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'integer'; readonly number: number }
  /** Digits with a point, such as `-12.50`: kept in full. */
  | { readonly kind: 'decimal'; readonly decimal: string }
  | { readonly kind: 'date'; readonly date: LocalDate }
  | { readonly kind: 'instant'; readonly instant: Instant }

export interface Grid {
  /** Of the sheet in a workbook. */
  readonly title: string
  readonly zone: Zone
  readonly columns: readonly GridColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

/** `width` in letters. */
export interface GridColumn {
  readonly title: string
  readonly width: number
}

/** A text cell; empty for an empty text. */
export function textCell(text: string): Cell {
  return text === '' ? null : { kind: 'text', text }
}

/** A date cell; empty without a date. */
export function dateCell(date: LocalDate | null): Cell {
  return date && { kind: 'date', date }
}
