/** What is ahead of a medicine: both projections, the step that is late, and what to be warned of (domain.md §2.5). Pure. */

import type { Id } from '../kernel/id.ts'
import { addDays, daysBetween, type LocalDate, partsOf } from '../kernel/local-date.ts'
import { type MonthsOfStock, monthsOfStock, perDay, plannedNeed } from './consumption.ts'
import { checkYears, type Estimate, type YearCheck } from './estimate.ts'
import { compared, type Fraction, fraction } from './fraction.ts'
import {
  CHAIN,
  type ChainStep,
  type HeldBack,
  isConfirmed,
  outstanding,
  type Permit,
  type PipelineLine,
  permitCovers,
  stepsAhead,
} from './line.ts'
import type { Medicine } from './medicine.ts'
import { type Deadline, deadlines } from './order.ts'
import type { Place } from './place.ts'
import { type Course, type Delivery, type Projection, project } from './projection.ts'
import { monthToReport, type StockReport } from './report.ts'
import { type Completeness, completenessOf, type TotalStock, totalStock } from './stock.ts'

/** All that is known of a medicine. */
export interface Supply {
  readonly medicine: Medicine
  readonly places: readonly Place[]
  readonly reports: readonly StockReport[]
  /** In order of the expected date. */
  readonly lines: readonly PipelineLine[]
  readonly estimates: readonly Estimate[]
}

/** A step with its last day, and who answers for it. */
export interface StepDeadline extends Deadline {
  readonly step: ChainStep
}

/** The deadlines of one line: it must arrive before everything that comes earlier has been used up. */
export interface LineDeadlines {
  readonly line: PipelineLine
  readonly steps: readonly StepDeadline[]
}

export type Warning =
  | { readonly kind: 'permit'; readonly permit: Permit; readonly shipsOn: LocalDate }
  | { readonly kind: 'permit_quantity'; readonly line: PipelineLine; readonly permit: Permit }
  | { readonly kind: 'not_come'; readonly line: PipelineLine }
  | { readonly kind: 'held_back'; readonly line: PipelineLine; readonly by: HeldBack }
  | { readonly kind: 'too_soon'; readonly line: PipelineLine; readonly earliest: LocalDate }
  | { readonly kind: 'estimate'; readonly check: YearCheck }
  | { readonly kind: 'stale'; readonly asOf: LocalDate }
  | { readonly kind: 'over_max' }
  | { readonly kind: 'below_min'; readonly confirmed: boolean }

export interface SupplyOutlook {
  readonly stock: TotalStock
  readonly completeness: Completeness
  readonly plannedRate: Fraction
  /** The rate that stock-outs are counted from. */
  readonly rate: Fraction | null
  readonly months: MonthsOfStock
  readonly until: LocalDate
  /** With nothing coming, with what somebody is bound to deliver, with all that is planned. */
  readonly alone: Projection
  readonly confirmed: Projection
  readonly all: Projection
  readonly deadlines: readonly LineDeadlines[]
  /** The first step that is not done of the first line that is still to come. */
  readonly next: StepDeadline | null
  readonly years: readonly YearCheck[]
  readonly warnings: readonly Warning[]
}

/** Days looked ahead from the newest count or today. */
const HORIZON_DAYS = 365

/** @param today in the dialogue's zone. */
export function outlookOf(supply: Supply, today: LocalDate): SupplyOutlook {
  const { medicine, lines, estimates } = supply
  const stock = totalStock(supply.places, supply.reports)
  const plannedRate = plannedNeed(medicine.patients, medicine.dailyMilligrams, medicine.unitMilligrams)
  const rate = medicine.rate === 'plan' ? plannedRate : stock.rate
  const asOf = stock.asOf ?? today
  const until = addDays(asOf > today ? asOf : today, HORIZON_DAYS)
  const over = (some: readonly PipelineLine[]) =>
    project({
      asOf,
      stock: stock.batches,
      needADay: rate && perDay(rate),
      deliveries: some.flatMap((line) => deliveriesOf(line, today)),
      until,
    })
  const [alone, confirmed, all] = [over([]), over(lines.filter(isConfirmed)), over(lines)]
  const ahead = lines
    .filter((line) => outstanding(line) > 0)
    .map((line) => deadlinesOf(line, over(before(line, lines)), { medicine, today }))
  const years = checkYears(medicine, { lines, estimates, thisYear: partsOf(today).year })
  const months = monthsOfStock(stock.units, rate)
  return {
    ...{ stock, plannedRate, rate, months, until, alone, confirmed, all, years },
    completeness: completenessOf(stock.places, monthToReport(today)),
    deadlines: ahead,
    next: ahead.find(({ steps }) => steps.length > 0)?.steps[0] ?? null,
    warnings: [
      ...staleWarnings(stock.asOf, today),
      ...levelWarnings({ medicine, months, confirmed }),
      ...ahead.flatMap(({ line }) => lineWarnings(line, today)),
      ...years.flatMap((check): Warning[] =>
        check.state === 'near' || check.state === 'over' ? [{ kind: 'estimate', check }] : [],
      ),
    ],
  }
}

function before(line: PipelineLine, lines: readonly PipelineLine[]): PipelineLine[] {
  return lines.slice(0, lines.indexOf(line))
}

/** What came counts from its day, the rest from the day it is expected; what was expected and has not come does not. */
function deliveriesOf(line: PipelineLine, today: LocalDate): Delivery[] {
  const { received, receivedOn, expectedOn, goodUntil } = line
  const came = receivedOn ? [{ on: receivedOn, units: received, goodUntil }] : []
  const rest = expectedOn >= today ? [{ on: expectedOn, units: outstanding(line), goodUntil }] : []
  return [...came, ...rest].filter(({ units }) => units > 0)
}

function deadlinesOf(
  line: PipelineLine,
  without: Projection,
  { medicine, today }: { readonly medicine: Medicine; readonly today: LocalDate },
): LineDeadlines {
  const stockOutOn = without.known ? without.stockOutOn : null
  if (stockOutOn === null) return { line, steps: [] }
  const steps = stepsAhead(line)
  const found = deadlines(steps, { stockOutOn, safetyDays: medicine.safetyDays, today })
  return {
    line,
    steps: steps.flatMap((step, at) => {
      const deadline = found[at]
      return deadline ? [{ ...deadline, step }] : []
    }),
  }
}

/** Days after which even the newest count says little of today: a report is due every month. */
const STALE_DAYS = 62

function staleWarnings(asOf: LocalDate | null, today: LocalDate): Warning[] {
  return asOf !== null && asOf < addDays(today, -STALE_DAYS) ? [{ kind: 'stale', asOf }] : []
}

function levelWarnings(of: {
  readonly medicine: Medicine
  readonly months: MonthsOfStock
  readonly confirmed: Projection
}): Warning[] {
  const { medicine, months, confirmed } = of
  if (months.kind !== 'months') return []
  if (compared(months.months, fraction(medicine.maxMonths)) > 0) return [{ kind: 'over_max' }]
  if (compared(months.months, fraction(medicine.minMonths)) >= 0) return []
  return [{ kind: 'below_min', confirmed: confirmed.known && confirmed.gaps.length === 0 }]
}

function lineWarnings(line: PipelineLine, today: LocalDate): Warning[] {
  const found: Warning[] = []
  if (line.expectedOn < today) found.push({ kind: 'not_come', line })
  if (line.heldBack) found.push({ kind: 'held_back', line, by: line.heldBack })
  const earliest = addDays(
    today,
    stepsAhead(line)
      .slice(1)
      .reduce((sum, { days }) => sum + days, 0),
  )
  if (line.expectedOn >= today && line.expectedOn < earliest) found.push({ kind: 'too_soon', line, earliest })
  for (const permit of line.permits) {
    const shipsOn = shippingDays(line).find((day) => permitCovers(permit, day) === false)
    if (shipsOn) found.push({ kind: 'permit', permit, shipsOn })
    if (permit.quantity < outstanding(line)) found.push({ kind: 'permit_quantity', line, permit })
  }
  return found
}

/** The recorded day of shipping, and the day on which it can be after a commitment that holds back what comes before it. */
function shippingDays({ shipsOn, heldBack, expectedOn, commitmentStep }: PipelineLine): LocalDate[] {
  if (shipsOn === null) return []
  const order = CHAIN.map(({ key }) => key)
  const waits = commitmentStep !== null && order.indexOf(commitmentStep) <= order.indexOf('shipment')
  return heldBack && waits
    ? [shipsOn, addDays(shipsOn, daysBetween(heldBack.expectedOn, expectedOn))]
    : [shipsOn]
}

/** How bad it is, worst first: what lists are ordered by. */
export type Risk = 'out' | 'late' | 'short' | 'unknown' | 'fine'

const ORDER: readonly Risk[] = ['out', 'late', 'short', 'unknown', 'fine']

/**
 * `out`: by the reports there is none left today. `late`: it will run out and a step should have been done. `short`: it
 * will run out although everything planned comes, or lies below its minimum.
 */
export function riskOf(outlook: SupplyOutlook, today: LocalDate): Risk {
  const { all, alone, next, warnings } = outlook
  if (!all.known) return 'unknown'
  if (all.gaps.some(({ from, to }) => from <= today && to >= today)) return 'out'
  if (next !== null && next.lateDays > 0 && alone.known && alone.stockOutOn !== null) return 'late'
  const firstGap = all.gaps[0]
  const soon = firstGap !== undefined && firstGap.from <= addDays(today, SOON_DAYS)
  return soon || warnings.some(({ kind }) => kind === 'below_min') ? 'short' : 'fine'
}

/** A gap further ahead than this has time: nothing has been ordered for it yet. */
const SOON_DAYS = 180

/** Worst first; those alike by the day on which they run out. */
export function atRiskFirst<T extends { readonly risk: Risk; readonly outlook: SupplyOutlook }>(
  rows: readonly T[],
): T[] {
  const day = ({ outlook }: T) => (outlook.all.known ? (outlook.all.stockOutOn ?? '~') : '~')
  return [...rows].sort((a, b) => ORDER.indexOf(a.risk) - ORDER.indexOf(b.risk) || (day(a) < day(b) ? -1 : 1))
}

/** The first gap, and when the next one after it begins. */
export function firstGaps(course: Course) {
  const [first = null, second = null] = course.gaps
  return { first, second }
}

/** A medicine as somebody may see it who must not learn of shipments: nothing that is coming, no steps, no estimates. */
export function withoutShipments(supply: Supply): Supply {
  return { ...supply, lines: [], estimates: [] }
}

/** Ids of all institutions that a supply names. */
export function institutionsIn({ places, lines }: Supply): Id[] {
  const owners = lines.flatMap(({ steps }) => steps.flatMap(({ institutionId }) => institutionId ?? []))
  return [...new Set([...places.map(({ institutionId }) => institutionId), ...owners])]
}
