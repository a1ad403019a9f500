/** How letters of the digests room tell a commitment: code and words, when it is due, how far away that is. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate, formatDue } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { daysBetween, type LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Locale, type Versions } from '../../src/kernel/locale.ts'
import { marked } from './invitation.tsx'
import type { LetterItem } from './letter.tsx'

/** The language of a letter and the recipient's date, from which days are counted. */
export interface Telling {
  readonly t: Messages
  readonly lang: Locale
  readonly today: LocalDate
}

/** What is told of a commitment. */
type Told = Pick<Commitment, 'number' | 'text' | 'dueOn' | 'duePrecision' | 'reviewOn'>

/** The reader's own link to everything that an institution promised. */
export interface PromisedUrl {
  readonly institution: Versions
  readonly url: string
}

/** A line with a link for each institution whose focal point the reader is. */
export function promisedItems(
  { t, lang }: Pick<Telling, 't' | 'lang'>,
  pages: readonly PromisedUrl[],
): LetterItem[] {
  const { all } = t.overview.promised.letter
  return pages.map(({ institution, url }) => ({
    text: all,
    note: marked(chooseText(institution, lang), lang, t),
    url,
  }))
}

/** `C-01: Sign the supply contract`; a text in another language says so. */
export function promiseText({ t, lang }: Telling, commitment: Told): string {
  return `${codeOf(commitment)}: ${marked(chooseText(commitment.text, lang), lang, t)}`
}

/** The due date alone, no more exact than it was promised; the review date of an undated commitment. */
export function dueWords({ lang }: Telling, { dueOn, duePrecision, reviewOn }: Omit<Told, 'text'>): string {
  if (dueOn) return formatDue(lang, { on: dueOn, precision: duePrecision })
  return reviewOn ? formatDate(lang, reviewOn) : ''
}

/** `Due 30 Jan 2026 (in 7 days)`, `Due 14 Sep 2025 (30 days late)`, `Review on 14 Apr 2026 (today)`. */
export function timing(telling: Telling, commitment: Told): string {
  const { timing: words } = telling.t.digests
  const date = dueWords(telling, commitment)
  const when = commitment.dueOn ? words.due(date) : words.review(date)
  const distance = distanceWords(telling, commitment)
  return distance ? words.line(when, distance) : when
}

/** `in 7 days`, `today`, `30 days late`; empty for an undated commitment whose review day has passed. */
export function distanceWords({ t, today }: Telling, { dueOn, reviewOn }: Told): string {
  const { timing: words } = t.digests
  const day = dueOn ?? reviewOn
  if (!day) return ''
  const days = daysBetween(today, day)
  if (days === 0) return words.today
  if (days > 0) return days === 1 ? words.tomorrow : words.inDays(days)
  return dueOn ? words.late(-days) : ''
}
