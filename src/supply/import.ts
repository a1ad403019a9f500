/**
 * A table of stock reports: which line is a new report, a correction, nothing new or wrong, by the same decisions as a report
 * noted by hand. Pure.
 */

import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { type Fault, faultsOf, type Outcome } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { type Columns, cellOf, columnsOf, type KnownColumn } from '../tables/columns.ts'
import { readDate, readWhole } from '../tables/reading.ts'
import type { SentLine, SentTable } from '../tables/table.ts'
import { firstDayOf, lastDayOf, type Month, parseMonth } from './consumption.ts'
import type { Place } from './place.ts'
import {
  type DatedBatch,
  decideReport,
  isAskedBack,
  oldestMonth,
  type StockFigures,
  type StockReport,
} from './report.ts'

const KEYS = ['place', 'month', 'as_of', 'on_hand', 'consumed', 'received', 'days_out'] as const
const BATCHES = [1, 2, 3] as const
type Key =
  | (typeof KEYS)[number]
  | `batch_${(typeof BATCHES)[number]}_units`
  | `batch_${(typeof BATCHES)[number]}_until`

/**
 * Left out they have a value of their own: what was reported for that month; else counted on its last day, no days out, no
 * dated batches.
 */
const NEEDED: readonly Key[] = ['place', 'month', 'on_hand', 'consumed', 'received']

/** The columns by the words of the form for one report, in all languages; those of `first` are what refusals say. */
export function stockColumns(first: (typeof LOCALES)[number]): KnownColumn<Key>[] {
  const locales = [first, ...LOCALES.filter((locale) => locale !== first)]
  const named = locales.map(headsIn)
  return (Object.keys(named[0] ?? {}) as Key[]).map((key) => ({
    key,
    names: named.map((heads) => heads[key]),
    required: NEEDED.includes(key),
  }))
}

/** The heads of a table in one language, in the order of the template. */
export function headsIn(locale: (typeof LOCALES)[number]): Readonly<Record<Key, string>> {
  const { report: t, places } = messagesIn(locale).supply
  const batches = BATCHES.flatMap((n) => [
    [`batch_${n}_units`, t.batchUnits(n)],
    [`batch_${n}_until`, t.batchUntil(n)],
  ])
  return {
    ...{ place: places.place, month: t.month, as_of: t.asOf, on_hand: t.onHand, consumed: t.consumed },
    ...{ received: t.received, days_out: t.daysOut },
    ...Object.fromEntries(batches),
  } as Record<Key, string>
}

/** What is known where a table is imported. */
export interface StockKnown {
  readonly places: readonly Place[]
  /** Every name that a place goes by, official and short, in any language, and its id. */
  readonly names: ReadonlyMap<Id, readonly string[]>
  readonly reports: readonly StockReport[]
  /** In the dialogue's zone. */
  readonly today: LocalDate
}

/** What becomes of a line. */
export interface StockLine {
  readonly line: number
  /** As it stands in the table. */
  readonly placeText: string
  readonly place: Place | null
  /** Null when the line cannot be read. */
  readonly figures: StockFigures | null
  readonly state: 'new' | 'correction' | 'same' | 'wrong'
  /** What a correction replaces. */
  readonly known: StockReport | null
  /** Why it is wrong; or what is odd about it and has to be confirmed, as with a report by hand. */
  readonly faults: readonly Fault[]
}

/**
 * Every line of a table, in its order.
 * @returns as {@link columnsOf}; what is wrong with a line stands in the line.
 */
export function stockLines(
  table: SentTable,
  known: StockKnown,
  columns: readonly KnownColumn<Key>[],
): Outcome<StockLine[]> {
  const found = columnsOf(table, columns)
  if (!found.ok) return found
  const read = table.rows.map((row) => readLine(row, found.value, known))
  const lines = new Map<number, StockLine>()
  // In the order of the months, so that each is compared with the one before it, which may stand in the same table.
  const inOrder = [...read].sort((a, b) => ((a.figures?.month ?? '') < (b.figures?.month ?? '') ? -1 : 1))
  const taken: Taken[] = [...known.reports]
  const seen = new Map<string, number>()
  for (const one of inOrder) lines.set(one.line, decided(one, { known, taken, seen }))
  return { ok: true, value: read.flatMap(({ line }) => lines.get(line) ?? []) }
}

type Read = Pick<StockLine, 'line' | 'placeText' | 'place' | 'figures' | 'faults'>

type Taken = StockFigures & Pick<StockReport, 'placeId'>

interface Before {
  readonly known: StockKnown
  /** Grows with every line, as if it were recorded. */
  readonly taken: Taken[]
  readonly seen: Map<string, number>
}

function decided(read: Read, { known, taken, seen }: Before): StockLine {
  const { place, figures } = read
  const wrong = (faults: readonly Fault[]): StockLine => ({ ...read, state: 'wrong', known: null, faults })
  if (!place || !figures || read.faults.length > 0) return wrong(read.faults)
  const key = `${place.id} ${figures.month}`
  const first = seen.get(key)
  if (first !== undefined)
    return wrong([{ field: 'place', messageKey: 'supply.line_twice', params: { line: first } }])
  seen.set(key, read.line)
  const before = reportedIn(known, place, figures.month)
  if (before && isSame(before, figures)) return { ...read, state: 'same', known: before, faults: [] }
  const own = taken.filter(({ placeId }) => placeId === place.id)
  const decision = decideReport({ figures, own, today: known.today, confirmed: false })
  const faults = decision.ok ? [] : faultsOf(decision)
  if (!faults.every(isAskedBack)) return wrong(faults.filter((fault) => !isAskedBack(fault)))
  if (before) taken.splice(taken.indexOf(before), 1)
  taken.push({ ...figures, placeId: place.id })
  return { ...read, state: before ? 'correction' : 'new', known: before, faults }
}

function isSame(a: StockFigures, b: StockFigures): boolean {
  const told = ({ asOf, onHandUnits, consumedUnits, receivedUnits, daysOut, batches }: StockFigures) =>
    JSON.stringify([
      asOf,
      onHandUnits,
      consumedUnits,
      receivedUnits,
      daysOut,
      batches.map((one) => [one.units, one.goodUntil]),
    ])
  return told(a) === told(b)
}

function readLine({ line, cells }: SentLine, columns: Columns<Key>, known: StockKnown): Read {
  const faults: Fault[] = []
  const text = (key: Key) => cellOf(cells, columns[key])
  const fault = (field: Key, messageKey: string) => {
    faults.push({ field, messageKey })
    return null
  }
  const whole = (key: Key, empty?: number) => {
    if (text(key) === '') return empty ?? fault(key, 'forms.required')
    const units = readWhole(text(key))
    if (units === null) return fault(key, 'forms.not_a_number')
    return units < 0 ? fault(key, 'supply.below_zero') : units
  }
  const place = placeIn(text('place'), known) ?? fault('place', placeFault(text('place'), known))
  const month = readMonth(text('month')) ?? fault('month', 'supply.not_a_month')
  if (month && month < oldestMonth(known.today)) fault('month', 'supply.month_old')
  if (month && firstDayOf(month) > known.today) fault('month', 'supply.month_ahead')
  const before = reportedIn(known, place, month)
  // A column that is not there says nothing: it must not wipe out what was reported.
  const kept = (...keys: readonly Key[]) => (keys.every((key) => columns[key] === null) ? before : null)
  const numbers = [whole('on_hand'), whole('consumed'), whole('received')] as const
  const daysOut = whole('days_out', kept('days_out')?.daysOut ?? 0)
  const batches = kept(...BATCHES.map((n) => `batch_${n}_units` as const))?.batches ?? batchesIn(text, fault)
  const asOfElse = () => kept('as_of')?.asOf ?? (month && countedOn(month, known.today))
  const asOf = text('as_of') === '' ? asOfElse() : readDate(text('as_of'))
  if (!asOf) fault('as_of', 'forms.not_a_date')
  const [onHandUnits, consumedUnits, receivedUnits] = numbers
  const isWhole = onHandUnits !== null && consumedUnits !== null && receivedUnits !== null && daysOut !== null
  const figures =
    month && asOf && isWhole
      ? { month, asOf, onHandUnits, consumedUnits, receivedUnits, daysOut, batches }
      : null
  return { line, placeText: text('place'), place, figures, faults }
}

/** What counts of a place for a month. */
function reportedIn({ reports }: StockKnown, place: Place | null, month: Month | null): StockReport | null {
  return reports.find((report) => report.placeId === place?.id && report.month === month) ?? null
}

/** The day that the form of a report proposes, or today while that is still to come. */
function countedOn(month: Month, today: LocalDate): LocalDate {
  const last = lastDayOf(month)
  return last < today ? last : today
}

function batchesIn(text: (key: Key) => string, fault: (key: Key, messageKey: string) => null): DatedBatch[] {
  return BATCHES.flatMap((n) => {
    const [units, until] = [text(`batch_${n}_units`), text(`batch_${n}_until`)]
    if (units === '' && until === '') return []
    const batch = { units: readWhole(units), goodUntil: readDate(until) }
    if (batch.units !== null && batch.units > 0 && batch.goodUntil)
      return [{ units: batch.units, goodUntil: batch.goodUntil }]
    fault(batch.goodUntil ? `batch_${n}_units` : `batch_${n}_until`, 'supply.batch_whole')
    return []
  })
}

/** `2025-10`, `10.2025`, `10/2025`, or any day of it. */
function readMonth(text: string): Month | null {
  const [, number, year] = /^(\d{1,2})[./](\d{4})$/.exec(text) ?? []
  return parseMonth(year ? `${year}-${number?.padStart(2, '0')}` : (readDate(text)?.slice(0, 7) ?? text))
}

function placesNamed(text: string, { places, names }: StockKnown): Place[] {
  const asked = plain(text)
  return places.filter(({ id }) => names.get(id)?.some((name) => plain(name) === asked))
}

function placeIn(text: string, known: StockKnown): Place | null {
  const [place = null, other] = placesNamed(text, known)
  return other ? null : place
}

function placeFault(text: string, known: StockKnown): string {
  if (text === '') return 'forms.required'
  return placesNamed(text, known).length > 1 ? 'supply.place_unclear' : 'supply.place_unknown'
}

/** Without the quotation marks that names have in one file and not in another. */
function plain(name: string): string {
  return fold(name.replace(/[«»“”„"]/g, ' '))
}
