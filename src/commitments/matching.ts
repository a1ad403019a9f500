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

/** Unknown names of one table for which near ones are looked up. */
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
  let letters: Letters | null = null
  const nearTo = (wanted: string) => {
    letters ??= lettersOf(all)
    return namesNear(wanted, letters)
  }
  return (name) => {
    const wanted = plain(name)
    const [only, ...others] = byName.get(wanted) ?? []
    if (only && others.length === 0) return { ok: true, id: only }
    if (only) return { ok: false, fault: { messageKey: 'overview.name_ambiguous', params: { name } } }
    if (!near.has(wanted)) near.set(wanted, near.size < MOST_UNKNOWN ? nearTo(wanted) : [])
    return { ok: false, fault: unknown(name, near.get(wanted) ?? []) }
  }
}

function unknown(name: string, near: readonly string[]): Omit<Fault, 'field'> {
  if (!plain(name)) return { messageKey: 'forms.required' }
  return near.length > 0
    ? { messageKey: 'overview.institution_near', params: { name, names: near.join('; ') } }
    : { messageKey: 'overview.institution_unknown', params: { name } }
}

/** All names by the pairs of letters in them: to compare each with each would take seconds. */
interface Letters {
  readonly names: readonly { readonly id: Id; readonly name: string; readonly pairs: number }[]
  /** Which of the names hold a pair. */
  readonly holding: ReadonlyMap<string, readonly number[]>
}

function lettersOf(all: readonly Named[]): Letters {
  const holding = new Map<string, number[]>()
  const flat = all.flatMap(({ id, names }) => names.map((name) => ({ id, name })))
  const names = flat.map(({ id, name }, at) => {
    const pairs = pairsOf(plain(name))
    for (const pair of pairs) {
      const known = holding.get(pair)
      if (known) known.push(at)
      else holding.set(pair, [at])
    }
    return { id, name, pairs: pairs.size }
  })
  return { names, holding }
}

/** The names most like it, of each thing the one that is most like it; likeness is that of Sørensen and Dice. */
function namesNear(wanted: string, { names, holding }: Letters): string[] {
  const pairs = pairsOf(wanted)
  const both = new Uint32Array(names.length)
  for (const pair of pairs) for (const at of holding.get(pair) ?? []) both[at] = (both[at] ?? 0) + 1
  const likest = new Map<Id, { name: string; likeness: number }>()
  names.forEach(({ id, name, pairs: own }, at) => {
    const likeness = (2 * (both[at] ?? 0)) / (pairs.size + own)
    if (likeness >= NEAR && likeness > (likest.get(id)?.likeness ?? 0)) likest.set(id, { name, likeness })
  })
  return [...likest.values()]
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
