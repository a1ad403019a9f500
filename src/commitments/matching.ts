/** Which institution is meant by a name that somebody typed; where none is, which ones are near it. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Fault } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'

/** Something with all the names it goes by, in any language. */
interface Named {
  readonly id: Id
  readonly names: readonly string[]
}

type Match =
  | { readonly ok: true; readonly id: Id }
  | { readonly ok: false; readonly fault: Omit<Fault, 'field'> }

/** Finds by name; made once for all lines of a table. */
export type Finder = (name: string) => Match

/** Near enough to be offered: this share of the pairs of letters is the same. */
const NEAR = 0.5
const MOST_NEAR = 3

/** Unknown names of one table for which near ones are looked up: to compare every letter takes its time. */
const MOST_UNKNOWN = 50

/**
 * Finds the one with this very name, whatever the case and the quotation marks. Faults: `forms.required`,
 * `overview.name_ambiguous`, `overview.institution_near` with `names`, `overview.institution_unknown`.
 */
export function finderOf(all: readonly Named[]): Finder {
  const byName = new Map<string, Set<Id>>()
  for (const { id, names } of all)
    for (const name of names) byName.set(plain(name), (byName.get(plain(name)) ?? new Set()).add(id))
  const near = new Map<string, readonly string[]>()
  return (name) => {
    const wanted = plain(name)
    const [only, ...others] = byName.get(wanted) ?? []
    if (only && others.length === 0) return { ok: true, id: only }
    if (only) return { ok: false, fault: { messageKey: 'overview.name_ambiguous', params: { name } } }
    if (!near.has(wanted)) near.set(wanted, near.size < MOST_UNKNOWN ? nearTo(wanted, all) : [])
    return { ok: false, fault: unknown(name, near.get(wanted) ?? []) }
  }
}

function unknown(name: string, near: readonly string[]): Omit<Fault, 'field'> {
  if (!plain(name)) return { messageKey: 'forms.required' }
  return near.length > 0
    ? { messageKey: 'overview.institution_near', params: { name, names: near.join('; ') } }
    : { messageKey: 'overview.institution_unknown', params: { name } }
}

/** The names most like it, of each thing the one that is most like it. */
function nearTo(wanted: string, all: readonly Named[]): string[] {
  const pairs = pairsOf(wanted)
  const scored = all.flatMap(({ names }) => {
    const likest = names
      .map((name) => ({ name, likeness: likeness(pairs, pairsOf(plain(name))) }))
      .sort((a, b) => b.likeness - a.likeness)[0]
    return likest && likest.likeness >= NEAR ? [likest] : []
  })
  return scored
    .sort((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ name }) => name)
}

function plain(name: string): string {
  return fold(name)
    .replace(/[«»"“”„.,()]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = ` ${text} `
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)))
}

/** Sørensen and Dice: the share of pairs of letters that both have. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const pair of a) if (b.has(pair)) both += 1
  return (2 * both) / (a.size + b.size)
}
