/** How a medicine stands, in the reader's words. */

import { formatDate } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { type Fraction, rounded } from '../../src/supply/fraction.ts'
import { type Promised, permitCovers, type StepKey } from '../../src/supply/line.ts'
import type { Risk, StepDeadline, SupplyOutlook, Warning } from '../../src/supply/outlook.ts'
import type { Place } from '../../src/supply/place.ts'
import type { Course } from '../../src/supply/projection.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

export type Owners = ReadonlyMap<Id, InstitutionName>

const TONES: Readonly<Record<Risk, Tone>> = {
  out: 'bad',
  late: 'bad',
  short: 'warn',
  unknown: 'neutral',
  fine: 'good',
}

/** The shape of a risk. */
export function riskTone(risk: Risk): Tone {
  return TONES[risk]
}

/** A share as people read it, with at most one decimal. */
export function figure(reader: Reader, units: Fraction | number | null, digits = 0): string {
  if (units === null) return reader.t.supply.facts.unknown
  return formatNumber(reader.locale, typeof units === 'number' ? units : rounded(units, digits))
}

/** `3.5 months`. */
export function monthsText({ t, locale }: Reader, { months }: Pick<SupplyOutlook, 'months'>): string {
  const { facts } = t.supply
  if (months.kind === 'unknown') return facts.unknown
  if (months.kind === 'unused') return facts.unused
  return facts.monthsText(formatNumber(locale, rounded(months.months, 1)))
}

/** Who answers for a step, in a word or two. */
export function ownerOf(reader: Reader, { step }: StepDeadline, owners: Owners): string | null {
  const institution = step.institutionId ? owners.get(step.institutionId) : undefined
  return institution ? shortNameOf(institution, reader.locale).text : null
}

/** To whom and when it is told. */
interface Told {
  readonly today: LocalDate
  readonly owners: Owners
  /** False: nothing that is on its way is in the outlook. */
  readonly seesShipments: boolean
}

/**
 * The sentence that a minister understands (product.md): what runs out when, for how long, which step is late, whose
 * it is.
 */
export function headline(reader: Reader, outlook: SupplyOutlook, asked: Told): string {
  const { headline: t } = reader.t.supply
  const { all, confirmed, next } = outlook
  if (!all.known) return outlook.stock.units === null ? t.unreported : t.unrated
  const parts = [...stockOutWords(reader, all, outlook, asked), ...confirmedWords(reader, all, confirmed)]
  if (next && all.known) {
    const step = reader.t.supply.steps.keys[next.step.key]
    const owner = ownerOf(reader, next, asked.owners)
    parts.push(
      next.lateDays > 0 ? t.late(step, next.lateDays) : t.due(step, formatDate(reader.locale, next.doneBy)),
    )
    parts.push(owner ? t.owner(owner) : t.noOwner)
  }
  return `${parts.join('; ')}.`
}

function stockOutWords(reader: Reader, all: Course, outlook: SupplyOutlook, told: Told): string[] {
  const { headline: t } = reader.t.supply
  const date = (day: LocalDate) => formatDate(reader.locale, day)
  const [gap] = all.gaps
  if (!gap) {
    const { alone, until } = outlook
    const without = alone.known && alone.stockOutOn ? [t.alone(date(alone.stockOutOn))] : []
    return [t.covered(date(until)), ...without]
  }
  const first = gap.from <= told.today ? t.out(date(gap.from)) : t.stockOut(date(gap.from))
  if (!told.seesShipments) return [first, t.uncounted]
  return [first, gap.to === outlook.until ? t.open : t.uncovered(gap.days)]
}

function confirmedWords(reader: Reader, all: Course, confirmed: SupplyOutlook['confirmed']): string[] {
  if (!confirmed.known || confirmed.stockOutOn === null || confirmed.stockOutOn === all.stockOutOn) return []
  return [reader.t.supply.headline.confirmed(formatDate(reader.locale, confirmed.stockOutOn))]
}

/** A warning as one sentence. */
export function warningText(reader: Reader, warning: Warning): string {
  const { warnings: t } = reader.t.supply
  const date = (day: LocalDate | null) => (day ? formatDate(reader.locale, day) : '')
  switch (warning.kind) {
    case 'permit': {
      const { permit, shipsOn } = warning
      const told = { number: permit.number, ships: date(shipsOn) }
      return shipsOn < permit.validFrom
        ? t.permitEarly({ ...told, from: date(permit.validFrom) })
        : t.permit({ ...told, until: date(permit.validTo) })
    }
    case 'permit_quantity':
      return t.permitQuantity(warning.permit.number)
    case 'not_come':
      return t.notCome(date(warning.line.expectedOn))
    case 'held_back': {
      const { expectedOn, promised } = warning.by
      return reader.t.supply.ahead.promised.warning({
        ...{ code: promised.code, from: promised.from, done: date(promised.doneOn) },
        ...{ expected: date(expectedOn), arrives: date(warning.line.expectedOn) },
      })
    }
    case 'too_soon':
      return t.tooSoon(date(warning.line.expectedOn), date(warning.earliest))
    case 'estimate': {
      const { year, state } = warning.check
      return (state === 'over' ? t.over : t.near)(year, percentText(reader, warning.check))
    }
    case 'stale':
      return t.stale(date(warning.asOf))
    case 'over_max':
      return t.overMax
    case 'below_min':
      return warning.confirmed ? t.belowMin : t.belowMinAlone
  }
}

function percentText(reader: Reader, check: Extract<Warning, { kind: 'estimate' }>['check']): string {
  const { ceilingGrams, linesGrams, needGrams } = check
  const of = (grams: Fraction) => rounded({ n: grams.n * 100n, d: grams.d * BigInt(ceilingGrams ?? 1) }, 1)
  return formatNumber(reader.locale, Math.max(of(linesGrams), of(needGrams)))
}

/** Does a permit of the line fail its shipment? */
export function permitTone(permit: Parameters<typeof permitCovers>[0], shipsOn: LocalDate | null): Tone {
  const covers = permitCovers(permit, shipsOn)
  return covers === null ? 'neutral' : covers ? 'good' : 'bad'
}

/** The name of a place's institution, as a line of text. */
export function placeTitle(reader: Reader, place: Place, owners: Owners): string {
  const institution = owners.get(place.institutionId)
  return institution ? shortNameOf(institution, reader.locale).text : ''
}

/** Where the day of a commitment that holds a delivery back is moved: its due date, or the steps that foresee it. */
export function promisedHref({ commitmentId, from }: Promised): string {
  return `/commitments/${commitmentId}${from === 'due' ? '/due-change' : '#steps'}`
}

/** The form that moves a commitment's due date, filled in with a day as a proposal; nothing of the delivery stands in it. */
export function proposalHref(reader: Reader, commitmentId: Id, on: LocalDate): string {
  const query = new URLSearchParams({
    ...{ due_precision: 'day', due_date: on, reason: reader.t.supply.ahead.promised.reason },
  })
  return `/commitments/${commitmentId}/due-change?${query}`
}

/** `Order-by date of the step “Contract”: 14 Sep 2025 (late by 30 days).` */
export function tieWords(
  reader: Reader,
  {
    step,
    deadline,
  }: { readonly step: StepKey; readonly deadline: Pick<StepDeadline, 'doneBy' | 'lateDays'> },
): string {
  const { steps, ahead } = reader.t.supply
  return ahead.promised.orderBy(
    steps.keys[step],
    formatDate(reader.locale, deadline.doneBy),
    deadline.lateDays,
  )
}
