/** How a roadmap and its indicators stand, in the reader's words. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import type { Named } from '../../src/roadmaps/content.ts'
import type { Decimal } from '../../src/roadmaps/decimal.ts'
import type { Indicator, Terms } from '../../src/roadmaps/indicator.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import type { Progress, Tally } from '../../src/roadmaps/progress.ts'
import type { Roadmap, RoadmapState } from '../../src/roadmaps/roadmap.ts'
import { wordsIn } from '../parts/printed.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<RoadmapState, Tone>> = {
  draft: 'neutral',
  approved: 'warn',
  running: 'good',
  evaluated: 'quiet',
}

/** The shape of a state. */
export function roadmapTone(state: RoadmapState): Tone {
  return TONES[state]
}

/** `1 234,50`: all digits as they were noted, grouped as the language does. */
function decimalWords(locale: Locale, number: Decimal): string {
  const [whole = '', rest] = number.replace('-', '').split('.')
  const mark = formatNumber(locale, 0.5).slice(1, 2)
  // Twelve digits are exact in a number of this machine.
  const grouped = formatNumber(locale, Number(whole))
  return `${number.startsWith('-') ? '−' : ''}${grouped}${rest ? mark + rest : ''}`
}

/** With its unit: `420 people`. */
export function amountWords(
  reader: Reader,
  number: Decimal | null,
  { unit }: Pick<Indicator, 'unit'>,
): string {
  if (number === null) return reader.t.roadmaps.progress.unknown
  const words = wordsIn(reader, chooseText(unit, reader.locale))
  return words ? `${decimalWords(reader.locale, number)} ${words}` : decimalWords(reader.locale, number)
}

/** `420 people, 31.12.2014`. */
function datedWords(amount: string, on: string | null): string {
  return on ? `${amount}, ${on}` : amount
}

/** The baseline with its day. */
export function baselineWords(reader: Reader, indicator: Indicator): string {
  const { baseline, baselineOn } = indicator
  const on = baselineOn && formatDate(reader.locale, baselineOn)
  return datedWords(amountWords(reader, baseline, indicator), on)
}

/** The target with its day; bounds as two numbers. */
export function targetWords(reader: Reader, indicator: Indicator): string {
  const { target, targetHigh, targetOn } = indicator
  const { indicator: t } = reader.t.roadmaps
  const on = targetOn && formatDate(reader.locale, targetOn)
  const amount =
    target !== null && targetHigh !== null
      ? t.bounds(decimalWords(reader.locale, target), amountWords(reader, targetHigh, indicator))
      : amountWords(reader, target, indicator)
  return datedWords(amount, on)
}

/** The latest value with its day. */
export function latestWords(reader: Reader, indicator: Indicator, { value }: Progress): string {
  if (!value) return reader.t.roadmaps.progress.noValue
  const amount = amountWords(reader, value.amount, indicator)
  return datedWords(amount, formatDate(reader.locale, value.asOf))
}

/** How far an indicator is, in a few words; what is not known is said so. */
export function progressWords(reader: Reader, terms: Terms, progress: Progress): string {
  const { progress: t } = reader.t.roadmaps
  const { missing, reached, percent } = progress
  if (missing === 'value') return t.noValue
  if (missing === 'target') return t.noTarget
  if (terms.direction === 'within') return reached ? t.within : t.outside
  const end = reached ? t.reached : t.notReached
  if (missing === 'baseline') return `${end}; ${t.noBaseline}`
  if (percent === null) return end
  const n = formatNumber(reader.locale, Math.abs(percent))
  if (percent < 0) return t.back(`−${n}`)
  if (percent > 100) return t.beyond(n)
  return reached ? `${end}, ${t.percent(n)}` : t.percent(n)
}

/** Whether it lags behind, in words; null when it does not or when it cannot be said. */
export function paceWords({ t }: Reader, { pace }: Progress): string | null {
  return pace === 'behind' || pace === 'past' ? t.roadmaps.progress[pace] : null
}

/** The shape of a progress. */
export function progressTone({ reached, pace, missing }: Progress): Tone {
  if (missing === 'value' || reached === null) return 'neutral'
  if (reached) return 'good'
  return pace === 'past' ? 'bad' : pace === 'behind' ? 'warn' : 'neutral'
}

/** `3 of 5 indicators with a value, 1 at their target, 2 behind`. */
export function tallyWords({ t }: Reader, { indicators, valued, reached, late }: Tally): string {
  const { tally } = t.roadmaps
  if (indicators === 0) return tally.none
  return [
    tally.words(valued, indicators),
    ...(reached > 0 ? [tally.reached(reached)] : []),
    ...(late > 0 ? [tally.late(late)] : []),
  ].join(', ')
}

/** The days of its period. */
export function periodWords({ locale }: Reader, { periodFrom, periodTo }: Roadmap): string {
  return formatDateRange(locale, periodFrom, periodTo)
}

/** The act: title, number, date, by whom; null while none is named. */
export function actWords(reader: Reader, roadmap: Roadmap): string | null {
  const { facts: t } = reader.t.roadmaps
  const title = wordsIn(reader, chooseText(roadmap.actTitle, reader.locale))
  const body = wordsIn(reader, chooseText(roadmap.actBody, reader.locale))
  const parts = [
    title,
    roadmap.actNumber && t.actNumber(roadmap.actNumber),
    roadmap.actOn && formatDate(reader.locale, roadmap.actOn),
    body,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}

/** The owner of an indicator where it is not that of its objective. */
export function ownOwner(
  reader: Reader,
  { ownerId }: Pick<Indicator, 'ownerId'>,
  { objective, named }: { readonly objective: Pick<Objective, 'ownerId'>; readonly named: Named },
): string | null {
  return ownerId === objective.ownerId ? null : ownerWords(reader, ownerId, named, 'without')
}

/** An institution as it was called then; on a page also as it is called today, if that differs. */
export function ownerWords(
  reader: Reader,
  id: Id | null,
  named: Named,
  successor: 'with' | 'without' = 'with',
): string | null {
  if (id === null) return null
  const { facts: t } = reader.t.roadmaps
  const [dated, now] = [named.dated.get(id), named.now.get(id)]
  if (!dated) return t.unlisted
  const old = nameOf(dated, reader.locale)
  const current = now && nameOf(now, reader.locale)
  const words = wordsIn(reader, old)
  if (successor === 'without' || !current || current.text === old.text || current.lang !== old.lang)
    return words
  return `${words} (${t.today(current.text)})`
}
