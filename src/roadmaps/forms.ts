/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Versions } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  field,
  flag,
  inLanguages,
  integer,
  line,
  link,
  optionalDate,
  optionalId,
  optionalLine,
  optionalText,
  readForm,
  textInLanguages,
  textsOf,
  version,
} from '../web/fields.ts'
import type { ClosingWords } from './commands.ts'
import { type Decimal, parseDecimal } from './decimal.ts'
import { DIRECTIONS, type Indicator, type IndicatorDraft } from './indicator.ts'
import type { Objective, ObjectiveDraft } from './objective.ts'
import type { Roadmap, RoadmapDraft } from './roadmap.ts'

type ReadDecimal = { value: Decimal } | { key: string }

/** `1,200`: twelve hundred to one reader, one and a fifth to the other. */
const TWO_NUMBERS = /^[-\u2212]?[1-9]\d{0,2},\d{3}$/

function readDecimal(input: string): ReadDecimal {
  if (TWO_NUMBERS.test(input.trim())) return { key: 'roadmaps.two_numbers' }
  const value = parseDecimal(input)
  return value === null ? { key: 'roadmaps.not_a_decimal' } : { value }
}

function number() {
  return field((input): ReadDecimal => (input.trim() ? readDecimal(input) : { key: 'forms.required' }))
}

function optionalNumber() {
  return field((input): { value: Decimal | null } | { key: string } =>
    input.trim() ? readDecimal(input) : { value: null },
  )
}

/** Why, and from which version; a new roadmap has neither. */
const changed = { version: version(), reason: optionalText(1000) }

const roadmapFields = {
  ...inLanguages('title', 300),
  authoritative: choice(LOCALES),
  period_from: date(),
  period_to: date(),
  owner: optionalId(),
  ...inLanguages('act_title', 300),
  ...inLanguages('act_body', 300),
  act_number: optionalLine(60),
  act_on: optionalDate(),
  act_document: optionalId(),
  act_link: link(),
}
const newRoadmap = z.object(roadmapFields)
const editedRoadmap = z.object({ ...roadmapFields, ...changed })

function roadmapOf(form: z.output<typeof newRoadmap>): RoadmapDraft {
  return {
    titles: textsOf(form, 'title'),
    authoritative: form.authoritative,
    periodFrom: form.period_from,
    periodTo: form.period_to,
    ownerId: form.owner,
    actTitles: textsOf(form, 'act_title'),
    actBodies: textsOf(form, 'act_body'),
    actNumber: form.act_number,
    actOn: form.act_on,
    actDocumentId: form.act_document,
    actLink: form.act_link,
  }
}

/** A new roadmap. @returns `invalid` with the faults of its fields. */
export function readRoadmap(values: FormValues): Outcome<{ draft: RoadmapDraft }> {
  const form = readForm(newRoadmap, values)
  return form.ok ? done({ draft: roadmapOf(form.value) }) : form
}

/** A changed draft, from which version and why. */
interface Edited<Draft> {
  readonly draft: Draft
  readonly version: number
  readonly reason: string
}

/** A changed roadmap. @returns `invalid` with the faults of its fields. */
export function readRoadmapEdit(values: FormValues): Outcome<Edited<RoadmapDraft>> {
  const form = readForm(editedRoadmap, values)
  if (!form.ok) return form
  const { version, reason } = form.value
  return done({ draft: roadmapOf(form.value), version, reason })
}

function inAll(name: string, { texts }: Versions): Record<string, string> {
  return Object.fromEntries(LOCALES.map((lang) => [`${name}_${lang}`, texts[lang] ?? '']))
}

/** The form as it is filled for a roadmap. */
export function roadmapValues(roadmap: Roadmap): FormValues {
  return {
    ...inAll('title', roadmap.title),
    ...inAll('act_title', roadmap.actTitle),
    ...inAll('act_body', roadmap.actBody),
    authoritative: roadmap.authoritative,
    period_from: roadmap.periodFrom,
    period_to: roadmap.periodTo,
    owner: roadmap.ownerId ?? '',
    act_number: roadmap.actNumber,
    act_on: roadmap.actOn ?? '',
    act_document: roadmap.actDocumentId ?? '',
    act_link: roadmap.actLink,
    version: String(roadmap.version),
  }
}

const moveForm = z.object({ reason: optionalText(1000), version: version() })

/** A move of the roadmap, or a part of it taken out. @returns `invalid` with the faults of its fields. */
export function readReason(values: FormValues): Outcome<{ reason: string; version: number }> {
  return readForm(moveForm, values)
}

const objectiveForm = z.object({
  ...changed,
  ...inLanguages('title', 300),
  ...textInLanguages('description', 4000),
  code: line(12),
  parent: optionalId(),
  owner: optionalId(),
  position: integer(1, 999),
})

/** An objective. @returns `invalid` with the faults of its fields. */
export function readObjective(values: FormValues): Outcome<Edited<ObjectiveDraft>> {
  const form = readForm(objectiveForm, values)
  if (!form.ok) return form
  const { version, reason, code, parent, owner, position } = form.value
  const texts = { titles: textsOf(form.value, 'title'), descriptions: textsOf(form.value, 'description') }
  return done({ draft: { ...texts, code, parentId: parent, ownerId: owner, position }, version, reason })
}

/** The form as it is filled for an objective. */
export function objectiveValues(objective: Objective, { version }: Pick<Roadmap, 'version'>): FormValues {
  return {
    ...inAll('title', objective.title),
    ...inAll('description', objective.description),
    code: objective.code,
    parent: objective.parentId ?? '',
    owner: objective.ownerId ?? '',
    position: String(objective.position),
    version: String(version),
  }
}

const indicatorForm = z.object({
  ...changed,
  ...inLanguages('name', 300),
  ...inLanguages('unit', 100),
  ...inLanguages('rhythm', 100),
  direction: choice(DIRECTIONS),
  baseline: optionalNumber(),
  baseline_on: optionalDate(),
  target: optionalNumber(),
  target_high: optionalNumber(),
  target_on: optionalDate(),
  owner: optionalId(),
  position: integer(1, 999),
})

/** An indicator. @returns `invalid` with the faults of its fields. */
export function readIndicator(values: FormValues): Outcome<Edited<IndicatorDraft>> {
  const form = readForm(indicatorForm, values)
  if (!form.ok) return form
  const { version, reason, ...rest } = form.value
  const draft = {
    names: textsOf(rest, 'name'),
    units: textsOf(rest, 'unit'),
    rhythms: textsOf(rest, 'rhythm'),
    direction: rest.direction,
    baseline: rest.baseline,
    baselineOn: rest.baseline_on,
    target: rest.target,
    targetHigh: rest.target_high,
    targetOn: rest.target_on,
    ownerId: rest.owner,
    position: rest.position,
  }
  return done({ draft, version, reason })
}

/** The form as it is filled for an indicator. */
export function indicatorValues(indicator: Indicator, { version }: Pick<Roadmap, 'version'>): FormValues {
  return {
    ...inAll('name', indicator.name),
    ...inAll('unit', indicator.unit),
    ...inAll('rhythm', indicator.rhythm),
    direction: indicator.direction,
    baseline: indicator.baseline ?? '',
    baseline_on: indicator.baselineOn ?? '',
    target: indicator.target ?? '',
    target_high: indicator.targetHigh ?? '',
    target_on: indicator.targetOn ?? '',
    owner: indicator.ownerId ?? '',
    position: String(indicator.position),
    version: String(version),
  }
}

const valueForm = z.object({
  as_of: date(),
  amount: number(),
  source: line(300),
  note: optionalText(1000),
  correction: flag(),
})

/** A value of an indicator. @returns `invalid` with the faults of its fields. */
export function readValue(values: FormValues) {
  const form = readForm(valueForm, values)
  if (!form.ok) return form
  const { as_of, ...rest } = form.value
  return done({ asOf: as_of, ...rest })
}

/** What is said at the end of each of these objectives: fields `<objective>_<language>`. @returns `invalid` with faults. */
export function readClosing(
  values: FormValues,
  objectives: readonly Objective[],
): Outcome<{ words: ClosingWords; version: number }> {
  const fields = objectives.flatMap(({ id }) => LOCALES.map((lang) => [`${id}_${lang}`, optionalText(4000)]))
  const form = readForm(z.object({ version: version(), ...Object.fromEntries(fields) }), values)
  if (!form.ok) return form
  const words = new Map<Id, ReturnType<typeof textsOf>>(
    objectives.map(({ id }) => [id, textsOf(form.value, id)]),
  )
  return done({ words, version: Number(form.value.version) })
}

/** The form of the closing words as it is filled. */
export function closingValues(
  objectives: readonly Objective[],
  { version }: Pick<Roadmap, 'version'>,
): FormValues {
  return {
    version: String(version),
    ...Object.assign({}, ...objectives.map(({ id, closing }) => inAll(id, closing))),
  }
}
