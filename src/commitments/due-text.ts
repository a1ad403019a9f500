/** Due dates as people write them into tables, in our three languages. Pure. */

import { endOfQuarter, type LocalDate, localDate } from '../kernel/local-date.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { readDate } from '../tables/reading.ts'
import type { Due } from './commitment.ts'
import { dueOf } from './due.ts'

const QUARTERS: readonly string[] = ['1', '2', '3', '4', 'i', 'ii', 'iii', 'iv']
const YEAR = /^(?:19|20)\d{2}$/
const YEAR_WORD = /^(?:г|год|года|году|ж|жыл\p{L}*|year)$/u
const QUARTER_WORD = /^(?:q|кв|квартал\p{L}*|токсан\p{L}*|quarter)$/u
/** What may stand beside the numbers: those words, and the endings of ordinals. */
const FILLING = new RegExp(
  `${YEAR_WORD.source}|${QUARTER_WORD.source}|^(?:й|го|м|ш\\p{L}|of|st|nd|rd|th)$`,
  'u',
)

/**
 * A due date as people write it: a day, `2026-Q2`, `II квартал 2026 г.`, `2026 жылғы II тоқсан`, a year; or none, and a day
 * on which it is looked at again. @returns `invalid` `overview.due_missing`, `overview.due_unknown` (`due`, `review`).
 */
export function readDue(due: string, review: string): Outcome<Due> {
  const refused = (messageKey: string, field: string): Outcome<Due> => ({
    ...{ ok: false, code: 'invalid', messageKey, field },
  })
  if (!due) {
    if (!review) return refused('overview.due_missing', 'due')
    const day = readDate(review)
    return day ? { ok: true, value: dueOf('undated', day) } : refused('overview.due_unknown', 'review')
  }
  const day = readDate(due)
  const found = day ? dueOf('day', day) : partOfYear(due)
  return found ? { ok: true, value: found } : refused('overview.due_unknown', 'due')
}

/** A quarter or a year; null for more than one of them, or with any other word: "I–II", "once a quarter". */
function partOfYear(text: string): Due | null {
  const said = wordsOf(text)
  const [year, ...otherYears] = said.filter((word) => YEAR.test(word))
  const [quarter, ...otherQuarters] = said.filter((word) => QUARTERS.includes(word))
  const others = said.filter((word) => !YEAR.test(word) && !QUARTERS.includes(word))
  if (!year || otherYears.length > 0 || otherQuarters.length > 0) return null
  if (!quarter) return others.every((word) => YEAR_WORD.test(word)) ? dueOf('year', firstOf(year, 1)) : null
  const isPlain = others.every((word) => FILLING.test(word)) && others.some((word) => QUARTER_WORD.test(word))
  return isPlain ? dueOf('quarter', firstOf(year, (QUARTERS.indexOf(quarter) % 4) + 1)) : null
}

/** Words and numbers apart, also `q` and `2` of "Q2"; a Cyrillic І counts as the Roman one. */
function wordsOf(text: string): readonly string[] {
  return fold(text.replace(/[Іі]/g, 'i')).match(/\p{L}+|\d+/gu) ?? []
}

function firstOf(year: string, quarter: number): LocalDate {
  return localDate(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`)
}

/** A due date as a table has it, so that {@link readDue} gives it back: `2026-03-31`, `2026-Q2`, `2026`, or nothing. */
export function dueText({ dueOn, duePrecision }: Due): string {
  if (!dueOn) return ''
  if (duePrecision === 'day') return dueOn
  const year = dueOn.slice(0, 4)
  const quarter = [1, 2, 3, 4].find((n) => endOfQuarter(firstOf(year, n)) === dueOn) ?? 4
  return duePrecision === 'year' ? year : `${year}-Q${quarter}`
}
