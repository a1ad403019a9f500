/** Outgoing numbers: proposed by the dialogue's pattern, unique within a dialogue and year, gaps allowed. Pure. */

import type { LocalDate } from '../kernel/local-date.ts'
import { partsOf } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'

/** Where the counter stands in a pattern such as `01-12/{n}`. */
export const COUNTER = '{n}'

/** The number `n` in a pattern. */
function numberAt(pattern: string, n: number): string {
  return pattern.split(COUNTER).join(String(n))
}

/** The digits of the counter in a number of this pattern, null when it was given otherwise. */
function counterIn(pattern: string, number: string): string | null {
  const [before = '', after = ''] = pattern.split(COUNTER)
  if (!number.startsWith(before) || !number.endsWith(after)) return null
  const middle = number.slice(before.length, number.length - after.length)
  return /^\d{1,9}$/.test(middle) ? middle : null
}

/**
 * The next free number of a pattern: one above the highest that was given. @returns the empty text without a
 * pattern: then the chancery gives the number.
 */
export function nextNumber(pattern: string, given: Iterable<string>): string {
  if (pattern === '') return ''
  let highest = 0
  for (const number of given) highest = Math.max(highest, Number(counterIn(pattern, number) ?? 0))
  return numberAt(pattern, highest + 1)
}

/** What tells the counter of a number from its other digits. */
interface Counting {
  /** The pattern of the dialogue's numbers; empty without one. */
  readonly pattern: string
  /** The year of the letter. */
  readonly year: number
}

/**
 * A number `steps` further on. In a number of the pattern its counter counts up; in any other its last digits, or those
 * before them where the last ones are the year. One without digits stays as it is.
 */
export function countUp(number: string, steps: number, { pattern, year }: Counting): string {
  const [before = ''] = pattern.split(COUNTER)
  const counter = pattern === '' ? null : counterIn(pattern, number)
  if (counter !== null) return raised(number, { at: before.length, digits: counter, steps })
  const runs = [...number.matchAll(/\d+/g)]
  const endsInYear = runs.length > 1 && runs.at(-1)?.[0] === String(year)
  const run = runs.at(endsInYear ? -2 : -1)
  return run ? raised(number, { at: run.index, digits: run[0], steps }) : number
}

function raised(
  number: string,
  { at, digits, steps }: { readonly at: number; readonly digits: string; readonly steps: number },
): string {
  const next = String(BigInt(digits) + BigInt(steps)).padStart(digits.length, '0')
  return number.slice(0, at) + next + number.slice(at + digits.length)
}

/** The year in which a letter's number has to be unique. */
export function yearOf(date: LocalDate): number {
  return partsOf(date).year
}

/** A letter about to be numbered. */
interface Numbered {
  readonly number: string
  readonly date: LocalDate
}

/** A number and the year it was given in, as one text. */
export function numberKey({ number, date }: Numbered): string {
  return `${yearOf(date)} ${number}`
}

/**
 * Decides whether letters may have their numbers; a letter without one clashes with nothing.
 * @param given keys ({@link numberKey}) of the letters of the dialogue that have left.
 * @returns `conflict` `correspondence.number_taken` (params `number`, `year`) when one is given already or stands
 *   twice among them.
 */
export function decideNumbers(letters: readonly Numbered[], given: ReadonlySet<string>): Outcome<void> {
  const taken = new Set(given)
  for (const letter of letters) {
    if (letter.number === '') continue
    const key = numberKey(letter)
    if (taken.has(key)) {
      const params = { number: letter.number, year: yearOf(letter.date) }
      return refuse('conflict', 'correspondence.number_taken', undefined, params)
    }
    taken.add(key)
  }
  return done(undefined)
}
