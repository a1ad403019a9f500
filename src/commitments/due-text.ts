/** Due dates as people write them into tables, in our three languages. Pure. */

import { endOfQuarter, type LocalDate, localDate } from '../kernel/local-date.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { readDate } from '../tables/reading.ts'
import type { Due } from './commitment.ts'
import { dueOf } from './due.ts'

const ROMAN = ['i', 'ii', 'iii', 'iv']

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
  if (day) return { ok: true, value: dueOf('day', day) }
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(due)?.[0]
  if (!year) return refused('overview.due_unknown', 'due')
  const rest = fold(due).replace(year, ' ')
  const quarter = quarterIn(rest)
  if (quarter) return { ok: true, value: dueOf('quarter', firstOf(year, quarter)) }
  return /^[\s.]*(г|год|жыл|жылғы|жылгы|year)?[\s.]*$/u.test(rest)
    ? { ok: true, value: dueOf('year', firstOf(year, 1)) }
    : refused('overview.due_unknown', 'due')
}

/** 1 to 4; null where no quarter is named. */
function quarterIn(text: string): number | null {
  const [, digit] = /(?<!\d)q?\s*([1-4])\s*-?\s*(?:й|ші|ши)?\s*(?:q|кв|токсан|quarter)?/u.exec(text) ?? []
  if (digit && /q|кв|токсан|quarter/u.test(text)) return Number(digit)
  const roman = /(?<![\p{L}])(iv|i{1,3})(?![\p{L}])/u.exec(text)?.[1]
  return roman && /q|кв|токсан|quarter/u.test(text) ? ROMAN.indexOf(roman) + 1 : null
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
