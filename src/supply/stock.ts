/** From the reports of the places to the stock and the need of all of them (domain.md §2.5). Pure. */

import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { averageMonthlyConsumption, type Month, perDay } from './consumption.ts'
import { compared, type Fraction, fraction, plus } from './fraction.ts'
import type { Place } from './place.ts'
import { type Batch, project } from './projection.ts'
import { batchesOf, monthOf, type StockReport } from './report.ts'

/** How one place stands. */
export interface PlaceStock {
  readonly place: Place
  /** Its newest report; null if it has never reported, which is not the same as no stock. */
  readonly latest: StockReport | null
  /** Units a month that it uses; null when unknown, and for central stores, which hand on. */
  readonly rate: Fraction | null
  /** On the day asked for: as reported, or carried forward at its own rate when its report is older. */
  readonly units: number | null
  readonly carried: boolean
  readonly batches: readonly Batch[]
  /** What expires there before it is used; null when that cannot be said. */
  readonly expiringUnits: Fraction | null
  readonly reportedMonths: ReadonlySet<Month>
}

/** All places together. */
export interface TotalStock {
  /** The day of the newest count; null when nobody has reported. */
  readonly asOf: LocalDate | null
  readonly places: readonly PlaceStock[]
  /** Null when nobody has reported. */
  readonly units: number | null
  readonly batches: readonly Batch[] | null
  /** Units a month; null when it is known of no place. */
  readonly rate: Fraction | null
  /** Places that use something up, and those of them whose rate is known. */
  readonly using: number
  readonly rated: number
}

/** How many places reported for a month. */
export interface Completeness {
  readonly month: Month
  readonly reported: number
  readonly places: number
}

/** Days in which an expiry is looked for. */
const HORIZON_DAYS = 730

/** @param reports of these places, each month once, in any order. */
export function totalStock(places: readonly Place[], reports: readonly StockReport[]): TotalStock {
  const byPlace = Map.groupBy(reports, ({ placeId }) => placeId)
  const newest = [...byPlace.values()].flatMap((own) => latestOf(own)?.asOf ?? [])
  const asOf = newest.sort().at(-1) ?? null
  const stocks = places.map((place) => stockOf(place, byPlace.get(place.id) ?? [], asOf))
  const known = stocks.filter(({ units }) => units !== null)
  const rates = stocks.flatMap(({ rate }) => rate ?? [])
  return {
    asOf,
    places: stocks,
    units: known.length > 0 ? known.reduce((sum, { units }) => sum + (units ?? 0), 0) : null,
    batches: known.length > 0 ? known.flatMap(({ batches }) => batches) : null,
    rate: rates.length > 0 ? rates.reduce(plus) : null,
    using: places.filter(({ level }) => level !== 'central').length,
    rated: rates.length,
  }
}

function latestOf(reports: readonly StockReport[]): StockReport | null {
  return reports.reduce<StockReport | null>(
    (last, one) => (last && last.month > one.month ? last : one),
    null,
  )
}

function stockOf(place: Place, reports: readonly StockReport[], asOf: LocalDate | null): PlaceStock {
  const latest = latestOf(reports)
  const rate = place.level === 'central' ? null : averageMonthlyConsumption(reports)
  const reportedMonths = new Set(reports.map(({ month }) => month))
  if (!latest || !asOf)
    return {
      place,
      latest,
      rate,
      units: null,
      carried: false,
      batches: [],
      expiringUnits: null,
      reportedMonths,
    }
  const days = daysBetween(latest.asOf, asOf)
  const carried = days > 0 && rate !== null && rate.n > 0n
  const batches = carried ? withoutUsed(batchesOf(latest), usedIn(days, rate)) : batchesOf(latest)
  const units = batches.reduce((sum, batch) => sum + batch.units, 0)
  const expiringUnits = expiring(batches, rate, asOf)
  return { place, latest, rate, units, carried, batches, expiringUnits, reportedMonths }
}

/** Whole units, never fewer than were used. */
function usedIn(days: number, rate: Fraction): number {
  const { n, d } = perDay(rate)
  return Number((n * BigInt(days) + d - 1n) / d)
}

/** First expiry first; what has no date is used last. */
function withoutUsed(batches: readonly Batch[], used: number): Batch[] {
  let rest = used
  const inOrder = [...batches].sort((a, b) => ((a.goodUntil ?? '~') < (b.goodUntil ?? '~') ? -1 : 1))
  return inOrder.flatMap((batch) => {
    const taken = Math.min(rest, batch.units)
    rest -= taken
    return taken < batch.units ? [{ ...batch, units: batch.units - taken }] : []
  })
}

function expiring(batches: readonly Batch[], rate: Fraction | null, asOf: LocalDate): Fraction | null {
  if (rate === null || !batches.some(({ goodUntil }) => goodUntil !== null)) return null
  const course = project({
    asOf,
    stock: batches,
    needADay: perDay(rate),
    deliveries: [],
    until: addDays(asOf, HORIZON_DAYS),
  })
  return course.known && compared(course.expired, fraction(0)) > 0 ? course.expired : null
}

/** How many of the places reported for a month. */
export function completenessOf(places: readonly PlaceStock[], month: Month): Completeness {
  return {
    month,
    reported: places.filter(({ reportedMonths }) => reportedMonths.has(month)).length,
    places: places.length,
  }
}

/** The last `count` months up to one, oldest first. */
export function monthsUpTo(last: Month, count: number): Month[] {
  const months = [last]
  while (months.length < count) {
    const [first = last] = months
    months.unshift(monthOf(addDays(`${first}-01` as LocalDate, -1)))
  }
  return months
}
