/** What the forms of deliveries send, cleaned and typed. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, faultsOf, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  integer,
  line,
  optionalChoice,
  optionalDate,
  optionalId,
  optionalLine,
  optionalText,
  readForm,
  text,
  version,
} from '../web/fields.ts'
import { byName, UNITS } from './forms.ts'
import {
  type AskedMove,
  CERTAINTIES,
  CHAIN,
  type ChainStep,
  type LineTerms,
  outstanding,
  PERMIT_KINDS,
  type PipelineLine,
} from './line.ts'
import { type Changes, changeOf } from './supposition.ts'

const termFields = {
  certainty: choice(CERTAINTIES),
  received: integer(0, UNITS),
  received_on: optionalDate(),
  ships_on: optionalDate(),
  contract: optionalLine(200),
  good_until: optionalDate(),
  commitment: optionalId(),
  commitment_step: optionalChoice(CHAIN.map(({ key }) => key)),
}
const whereFields = { quantity: integer(1, UNITS), expected_on: date() }
const newLine = z.object({ ...whereFields, ...termFields })
const termsForm = z.object({ ...termFields, version: version() })
const moveForm = z.object({ ...whereFields, reason: text(500), version: version() })

function termsOf(form: Omit<z.output<typeof termsForm>, 'version'>): LineTerms {
  return {
    certainty: form.certainty,
    received: form.received,
    receivedOn: form.received_on,
    shipsOn: form.ships_on,
    contract: form.contract,
    goodUntil: form.good_until,
    commitmentId: form.commitment,
    commitmentStep: form.commitment_step,
  }
}

/** A new delivery. @returns `invalid` with the faults of its fields. */
export function readLine(values: FormValues) {
  const form = readForm(newLine, values)
  if (!form.ok) return form
  const { quantity, expected_on } = form.value
  return done({ quantity, expectedOn: expected_on, terms: termsOf(form.value) })
}

/** What is known of a delivery. @returns `invalid` with the faults of its fields. */
export function readTerms(values: FormValues): Outcome<{ terms: LineTerms; version: number }> {
  const form = readForm(termsForm, values)
  return form.ok ? done({ terms: termsOf(form.value), version: form.value.version }) : form
}

/** A move of a delivery. @returns `invalid` with the faults of its fields. */
export function readMove(values: FormValues): Outcome<{ move: AskedMove; version: number }> {
  const form = readForm(moveForm, values)
  if (!form.ok) return form
  const { quantity, expected_on, reason } = form.value
  return done({ move: { quantity, expectedOn: expected_on, reason }, version: form.value.version })
}

const stepsForm = z.object({
  version: version(),
  ...byName(
    CHAIN.flatMap(({ key }) => [
      [`${key}_days`, integer(0, 999)],
      [`${key}_owner`, optionalId()],
      [`${key}_done`, optionalDate()],
    ]),
  ),
})

/** All steps of a delivery. @returns `invalid` with the faults of its fields. */
export function readSteps(values: FormValues): Outcome<{ steps: ChainStep[]; version: number }> {
  const form = readForm(stepsForm, values)
  if (!form.ok) return form
  const fields: Readonly<Record<string, unknown>> = form.value
  const steps = CHAIN.map(({ key }) => ({
    key,
    days: Number(fields[`${key}_days`]),
    institutionId: (fields[`${key}_owner`] ?? null) as Id | null,
    doneOn: (fields[`${key}_done`] ?? null) as LocalDate | null,
  }))
  return done({ steps, version: form.value.version })
}

const permitForm = z.object({
  kind: choice(PERMIT_KINDS),
  number: line(100),
  quantity: integer(1, UNITS),
  valid_from: date(),
  valid_to: date(),
  version: version(),
})

/** A permit. @returns `invalid` with the faults of its fields. */
export function readPermit(values: FormValues) {
  const form = readForm(permitForm, values)
  if (!form.ok) return form
  const { kind, number, quantity, valid_from, valid_to } = form.value
  const permit = { kind, number, quantity, validFrom: valid_from, validTo: valid_to }
  return done({ permit, version: form.value.version })
}

/** The four forms of a delivery's page as they are filled. */
export function lineValues(
  stored: PipelineLine,
): Readonly<Record<'terms' | 'move' | 'steps' | 'permits', FormValues>> {
  return {
    terms: {
      certainty: stored.certainty,
      received: String(stored.received),
      received_on: stored.receivedOn ?? '',
      ships_on: stored.shipsOn ?? '',
      contract: stored.contract,
      good_until: stored.goodUntil ?? '',
      commitment: stored.commitmentId ?? '',
      commitment_step: stored.commitmentStep ?? '',
    },
    move: { expected_on: stored.expectedOn, quantity: String(stored.quantity) },
    steps: Object.fromEntries(
      stored.steps.flatMap(({ key, days, institutionId, doneOn }) => [
        [`${key}_days`, String(days)],
        [`${key}_owner`, institutionId ?? ''],
        [`${key}_done`, doneOn ?? ''],
      ]),
    ),
    permits: { quantity: String(outstanding(stored)) },
  }
}

const supposedFields = { on: date(), quantity: integer(1, UNITS) }

/**
 * Where each delivery would be; one without its fields stays as it is.
 * @returns `invalid` with the faults of the fields of every delivery.
 */
export function readChanges(values: FormValues, lines: readonly PipelineLine[]): Outcome<Changes> {
  const asked = lines.filter(({ id }) => `${id}_on` in values || `${id}_quantity` in values)
  const fields = asked.flatMap(({ id }): [string, z.ZodType][] => [
    [`${id}_on`, supposedFields.on],
    [`${id}_quantity`, supposedFields.quantity],
  ])
  const form = readForm(z.object(byName(fields)), values)
  if (!form.ok) return form
  const found: Readonly<Record<string, unknown>> = form.value
  return done(
    new Map(
      asked.map(({ id }) => [
        id,
        { expectedOn: found[`${id}_on`] as LocalDate, quantity: Number(found[`${id}_quantity`]) },
      ]),
    ),
  )
}

const adoptionForm = z.object({ reason: text(500), version: version() })

/** What is adopted, why, and from which version. @returns `invalid` with every fault. */
export function readAdoption(
  values: FormValues,
  lines: readonly PipelineLine[],
): Outcome<{ changes: Changes; reason: string; version: number }> {
  const [form, changes] = [readForm(adoptionForm, values), readChanges(values, lines)]
  if (!form.ok || !changes.ok)
    return refuseFaults([...(form.ok ? [] : faultsOf(form)), ...(changes.ok ? [] : faultsOf(changes))])
  return done({ changes: changes.value, ...form.value })
}

const scenarioForm = z.object({ name: line(200), note: optionalText(1000) })

/** What is kept, under which name. @returns `invalid` with every fault. */
export function readScenario(
  values: FormValues,
  lines: readonly PipelineLine[],
): Outcome<{ changes: Changes; name: string; note: string }> {
  const [form, changes] = [readForm(scenarioForm, values), readChanges(values, lines)]
  if (!form.ok || !changes.ok)
    return refuseFaults([...(form.ok ? [] : faultsOf(form)), ...(changes.ok ? [] : faultsOf(changes))])
  return done({ changes: changes.value, ...form.value })
}

/** The fields of a supposition as they are filled. */
export function changeValues(lines: readonly PipelineLine[], changes: Changes): FormValues {
  return Object.fromEntries(
    lines.flatMap((line) => {
      const { expectedOn, quantity } = changeOf(line, changes)
      return [
        [`${line.id}_on`, expectedOn],
        [`${line.id}_quantity`, String(quantity)],
      ]
    }),
  )
}
