/** Which column of a sent table is which: by the names that its header may have, in any language of ours. Pure. */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import type { SentTable } from './table.ts'

/** A column that a room knows: all names it goes by, and whether a table without it can be read. */
export interface KnownColumn<Key extends string> {
  readonly key: Key
  /** In any case; the first is what a refusal calls it. */
  readonly names: readonly string[]
  readonly required: boolean
}

/** Where each known column stands; null for one that is not there. */
export type Columns<Key extends string> = Readonly<Record<Key, number | null>>

/**
 * Finds the columns; what nobody knows is passed over.
 * @returns `invalid` with the parameter `column`: `tables.column_missing`, `tables.column_twice`.
 */
export function columnsOf<Key extends string>(
  { header }: SentTable,
  known: readonly KnownColumn<Key>[],
): Outcome<Columns<Key>> {
  const heads = header.map(plain)
  const found: Partial<Record<Key, number | null>> = {}
  for (const { key, names, required } of known) {
    const own = new Set(names.map(plain))
    const at = heads.flatMap((head, column) => (own.has(head) ? [column] : []))
    const column = names[0] ?? key
    if (at.length > 1) return refuse('invalid', 'tables.column_twice', 'file', { column })
    if (at.length === 0 && required) return refuse('invalid', 'tables.column_missing', 'file', { column })
    found[key] = at[0] ?? null
  }
  return done(found as Columns<Key>)
}

/** A cell of a line by its column; empty if the table has none. */
export function cellOf(cells: readonly string[], column: number | null): string {
  return column === null ? '' : (cells[column] ?? '')
}

/** Without case, accents and the marks that people add to heads: `On hand, bottles*` is not `On hand`, `On hand:` is. */
function plain(head: string): string {
  return fold(head).replace(/[\s:*.]+$/u, '')
}
