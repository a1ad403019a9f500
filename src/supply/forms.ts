/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  field,
  flag,
  idList,
  inLanguages,
  integer,
  optionalDate,
  optionalInteger,
  readForm,
  textsOf,
  version,
} from '../web/fields.ts'
import { type Month, parseMonth } from './consumption.ts'
import { ESTIMATE_KINDS } from './estimate.ts'
import { type Medicine, type MedicineDraft, RATES } from './medicine.ts'
import { LEVELS } from './place.ts'
import { BATCHES, type DatedBatch, type SeenReport, type StockFigures } from './report.ts'

/** The most units that a form takes. */
export const UNITS = 99_999_999

/** Fields whose names are counted: they are read back by name, so they have no type of their own. */
export function byName(fields: [string, z.ZodType][]): Readonly<Record<never, z.ZodType>> {
  return Object.fromEntries(fields)
}

const medicineFields = {
  ...inLanguages('name', 200),
  ...inLanguages('unit', 60),
  authoritative: choice(LOCALES),
  unit_mg: integer(1, 1_000_000),
  base_permille: integer(1, 1000),
  patients: integer(0, 9_999_999),
  daily_mg: integer(0, 100_000),
  min_months: integer(0, 36),
  max_months: integer(0, 60),
  safety_days: integer(0, 365),
  rate: choice(RATES),
}
const newMedicine = z.object(medicineFields)
const editedMedicine = z.object({ ...medicineFields, version: version() })

function draftOfForm(form: z.output<typeof newMedicine>): MedicineDraft {
  return {
    names: textsOf(form, 'name'),
    units: textsOf(form, 'unit'),
    authoritative: form.authoritative,
    unitMilligrams: form.unit_mg,
    basePermille: form.base_permille,
    patients: form.patients,
    dailyMilligrams: form.daily_mg,
    minMonths: form.min_months,
    maxMonths: form.max_months,
    safetyDays: form.safety_days,
    rate: form.rate,
  }
}

/** A new medicine. @returns `invalid` with the faults of its fields. */
export function readMedicine(values: FormValues): Outcome<{ draft: MedicineDraft }> {
  const form = readForm(newMedicine, values)
  return form.ok ? done({ draft: draftOfForm(form.value) }) : form
}

/** A changed medicine. @returns `invalid` with the faults of its fields. */
export function readEdit(values: FormValues): Outcome<{ draft: MedicineDraft; version: number }> {
  const form = readForm(editedMedicine, values)
  return form.ok ? done({ draft: draftOfForm(form.value), version: form.value.version }) : form
}

/** The form as it is filled for a medicine; for a new one, what is most often so. */
export function medicineValues(medicine: Medicine | null): FormValues {
  if (!medicine)
    return { base_permille: '1000', min_months: '3', max_months: '6', safety_days: '30', rate: 'reported' }
  const texts = LOCALES.flatMap((lang) => [
    [`name_${lang}`, medicine.name.texts[lang] ?? ''],
    [`unit_${lang}`, medicine.unit.texts[lang] ?? ''],
  ])
  return {
    ...Object.fromEntries(texts),
    authoritative: medicine.authoritative,
    unit_mg: String(medicine.unitMilligrams),
    base_permille: String(medicine.basePermille),
    patients: String(medicine.patients),
    daily_mg: String(medicine.dailyMilligrams),
    min_months: String(medicine.minMonths),
    max_months: String(medicine.maxMonths),
    safety_days: String(medicine.safetyDays),
    rate: medicine.rate,
    version: String(medicine.version),
  }
}

const placesForm = z.object({ institutions: idList(), level: choice(LEVELS) })

/** Places that report. @returns `invalid` with the faults of its fields. */
export function readPlaces(values: FormValues) {
  const form = readForm(placesForm, values)
  return form.ok ? done({ institutionIds: form.value.institutions, level: form.value.level }) : form
}

const estimateForm = z.object({
  year: integer(2000, 2100),
  kind: choice(ESTIMATE_KINDS),
  base_grams: integer(1, UNITS),
  confirmed_on: date(),
})

/** A confirmed estimate. @returns `invalid` with the faults of its fields. */
export function readEstimate(values: FormValues) {
  const form = readForm(estimateForm, values)
  if (!form.ok) return form
  const { year, kind, base_grams, confirmed_on } = form.value
  return done({ year, kind, baseGrams: base_grams, confirmedOn: confirmed_on })
}

const NUMBERS = Array.from({ length: BATCHES }, (_, at) => at + 1)

const reportForm = z.object({
  month: field((input): { value: Month } | { key: string } => {
    const month = parseMonth(input.trim())
    return month ? { value: month } : { key: 'forms.not_a_choice' }
  }),
  as_of: date(),
  on_hand: integer(0, UNITS),
  consumed: integer(0, UNITS),
  received: integer(0, UNITS),
  days_out: integer(0, 31),
  confirm: flag(),
  ...byName(
    NUMBERS.flatMap((n) => [
      [`batch_${n}_units`, optionalInteger(1, UNITS)],
      [`batch_${n}_until`, optionalDate()],
    ]),
  ),
})

/** The report of a place. @returns `invalid` with the faults of its fields, and for half a batch. */
function readReport(values: FormValues): Outcome<{ figures: StockFigures; confirmed: boolean }> {
  const form = readForm(reportForm, values)
  if (!form.ok) return form
  const { month, as_of, on_hand, consumed, received, days_out, confirm } = form.value
  const batches = batchesIn(form.value)
  if (!batches.ok) return batches
  return done({
    figures: {
      month,
      asOf: as_of,
      onHandUnits: on_hand,
      consumedUnits: consumed,
      receivedUnits: received,
      daysOut: days_out,
      batches: batches.value,
    },
    confirmed: confirm,
  })
}

/** The report that the secretariat notes, with what its page showed of the month. @returns as {@link readReport}. */
export function readNotedReport(values: FormValues) {
  const report = readReport(values)
  if (!report.ok) return report
  const month = parseMonth(String(values.seen_month ?? ''))
  const seen: SeenReport | null = month && { month, reportId: String(values.seen ?? '') || null }
  return done({ ...report.value, seen })
}

const sentForm = z.object({ unit: integer(1, 1_000_000), version: version() })

/** The report that a place sends by its link, with what its page was opened for. @returns as {@link readReport}. */
export function readSentReport(values: FormValues) {
  const report = readReport(values)
  const sent = readForm(sentForm, values)
  if (!report.ok) return report
  if (!sent.ok) return sent
  return done({ ...report.value, unitMilligrams: sent.value.unit, version: sent.value.version })
}

function batchesIn(form: Readonly<Record<string, unknown>>): Outcome<DatedBatch[]> {
  const faults: Fault[] = []
  const batches = NUMBERS.flatMap((n) => {
    const [units, goodUntil] = [form[`batch_${n}_units`], form[`batch_${n}_until`]]
    if (typeof units === 'number' && typeof goodUntil === 'string')
      return [{ units, goodUntil: goodUntil as LocalDate }]
    const missing = typeof units === 'number' ? 'until' : typeof goodUntil === 'string' ? 'units' : null
    if (missing) faults.push({ field: `batch_${n}_${missing}`, messageKey: 'supply.batch_whole' })
    return []
  })
  return faults.length > 0 ? refuseFaults(faults) : done(batches)
}

/** The form as it is filled for a month that was reported. */
export function reportValues(month: Month, known: StockFigures | null): FormValues {
  if (!known) return { month, days_out: '0' }
  return {
    month,
    as_of: known.asOf,
    on_hand: String(known.onHandUnits),
    consumed: String(known.consumedUnits),
    received: String(known.receivedUnits),
    days_out: String(known.daysOut),
    ...Object.fromEntries(
      known.batches.flatMap(({ units, goodUntil }, at) => [
        [`batch_${at + 1}_units`, String(units)],
        [`batch_${at + 1}_until`, goodUntil],
      ]),
    ),
  }
}
