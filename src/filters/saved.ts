/** Views of the list of commitments that somebody keeps under names, theirs alone. Pure. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'

/** One view. */
export interface SavedFilter {
  readonly id: Id
  readonly name: string
  /** The query of the list's address, canonical. */
  readonly query: string
  readonly position: number
  /** Shown when the list is opened without a choice; at most one of a person. */
  readonly isDefault: boolean
  readonly version: number
}

/** More tabs than this are no longer found by looking; each is counted at every opening of the list. */
export const MOST_SAVED = 12

/** Characters of a name. */
export const LONGEST_NAME = 40

/** A view to be kept. */
export interface AskedFilter {
  readonly name: string
  readonly query: string
}

/**
 * @returns the place of the new view; `invalid` with nothing chosen in it (`filters.nothing_chosen`), under a name in
 *   use or the same view once more (`filters.name_taken`, `filters.kept_already`, with its name), beyond
 *   {@link MOST_SAVED} (`filters.too_many`).
 */
export function decideSaving(asked: AskedFilter, kept: readonly SavedFilter[]): Outcome<number> {
  if (!asked.query) return refuse('invalid', 'filters.nothing_chosen', 'name')
  const same = kept.find(({ query }) => query === asked.query)
  if (same) return refuse('invalid', 'filters.kept_already', 'name', { name: same.name })
  if (isTaken(asked.name, kept)) return refuse('invalid', 'filters.name_taken', 'name')
  if (kept.length >= MOST_SAVED) return refuse('invalid', 'filters.too_many', 'name', { most: MOST_SAVED })
  return done(Math.max(0, ...kept.map(({ position }) => position)) + 1)
}

/** @returns the name, or `invalid` `filters.name_taken` for one that another view has. */
export function decideRenaming(name: string, others: readonly SavedFilter[]): Outcome<string> {
  return isTaken(name, others) ? refuse('invalid', 'filters.name_taken', 'name') : done(name)
}

function isTaken(name: string, kept: readonly SavedFilter[]): boolean {
  return kept.some((one) => fold(one.name) === fold(name))
}
