/** What the forms of steps send, cleaned and typed. */

import * as z from 'zod'
import { dueOf } from '../commitments/due.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Versions } from '../kernel/locale.ts'
import { done, faultsOf, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  flag,
  idList,
  inLanguages,
  integer,
  line,
  optionalDate,
  optionalId,
  optionalInteger,
  optionalText,
  readForm,
  text,
  textsOf,
  version,
} from '../web/fields.ts'
import type { AskedPlan } from './commands.ts'
import type { StepDraft } from './draft.ts'
import { ASKED_PRECISIONS, type AskedDue } from './due-request.ts'
import { type Progress, type ProgressKind, SAID_BY_LINK } from './progress.ts'
import { MOST_DAYS, type Step } from './step.ts'
import type { StepTemplate } from './template.ts'

const stepForm = z.object({
  ...inLanguages('title', 300),
  ...inLanguages('who', 300),
  ...inLanguages('proof', 300),
  authoritative: choice(LOCALES),
  institution: optionalId(),
  days: optionalInteger(0, MOST_DAYS),
  planned_on: optionalDate(),
  after: idList(),
  guarded: flag(),
  reason: optionalText(1000),
})
const editForm = z.object({ version: version() })

/** A changed step, with the version it was changed from. @returns `invalid` with the faults of its fields. */
export function readStep(values: FormValues): Outcome<{ draft: StepDraft; version: number }> {
  const draft = readNewStep(values)
  if (!draft.ok) return draft
  const form = readForm(editForm, values)
  return form.ok ? done({ draft: draft.value, version: form.value.version }) : form
}

/** A new step. @returns `invalid` with the faults of its fields. */
export function readNewStep(values: FormValues): Outcome<StepDraft> {
  const form = readForm(stepForm, values)
  if (!form.ok) return form
  const { value } = form
  return done({
    title: textsOf(value, 'title'),
    who: textsOf(value, 'who'),
    proof: textsOf(value, 'proof'),
    authoritative: value.authoritative,
    institutionId: value.institution,
    days: value.days,
    plannedOn: value.planned_on,
    after: value.after,
    guarded: value.guarded,
    reason: value.reason,
  })
}

/** The form as it is filled for a step that is changed. */
export function stepValues(step: Step): FormValues {
  const words = (name: string, { texts }: Versions) =>
    LOCALES.map((lang) => [`${name}_${lang}`, texts[lang] ?? ''])
  return {
    ...Object.fromEntries([
      ...words('title', step.title),
      ...words('who', step.who),
      ...words('proof', step.proof),
    ]),
    authoritative: step.title.authoritative,
    institution: step.institutionId ?? '',
    days: step.days === null ? '' : String(step.days),
    planned_on: step.plannedOn ?? '',
    after: step.after,
    guarded: step.guarded ? 'on' : '',
  }
}

const onFields = { on: date(), version: version() }
const reasonFields = { reason: text(1000), version: version() }
const doneForm = z.object({ ...onFields, evidence: optionalText(2000) })
const startForm = z.object(onFields)
const forecastForm = z.object({ ...onFields, reason: text(1000) })
const reasonForm = z.object(reasonFields)
const bareForm = z.object({ version: version() })

type Noted = { readonly progress: Progress; readonly version: number }

/** What the secretariat notes down of a step. @returns `invalid` with the faults of its fields. */
export function readProgress(kind: ProgressKind, values: FormValues): Outcome<Noted> {
  switch (kind) {
    case 'started':
      return noted(readForm(startForm, values), ({ on }) => ({ kind, on }))
    case 'done':
      return noted(readForm(doneForm, values), ({ on, evidence }) => ({ kind, on, evidence }))
    case 'forecast':
      return noted(readForm(forecastForm, values), ({ on, reason }) => ({ kind, on, reason }))
    case 'blocked':
    case 'skipped':
      return noted(readForm(reasonForm, values), ({ reason }) => ({ kind, reason }))
    default:
      return noted(readForm(bareForm, values), () => ({ kind }))
  }
}

function noted<F extends { readonly version: number }>(
  form: Outcome<F>,
  progress: (value: F) => Progress,
): Outcome<Noted> {
  return form.ok ? done({ progress: progress(form.value), version: form.value.version }) : form
}

const saidForm = z.object({
  kind: choice(SAID_BY_LINK),
  on: optionalDate(),
  words: optionalText(2000),
  version: version(),
})

/**
 * What somebody says of a step by a link: one form for all of it. Without a day it is today; a forecast has to name one.
 * @returns `invalid` with the faults of its fields.
 */
export function readSaid(values: FormValues, today: LocalDate): Outcome<Noted> {
  const form = readForm(saidForm, values)
  if (!form.ok) return form
  const { kind, on, words, version: read } = form.value
  if (kind === 'forecast' && on === null) return refuse('invalid', 'forms.required', 'on')
  const progress = ((): Progress => {
    const day = on ?? today
    if (kind === 'started') return { kind, on: day }
    if (kind === 'done') return { kind, on: day, evidence: words }
    if (kind === 'forecast') return { kind, on: day, reason: words }
    return kind === 'blocked' ? { kind, reason: words } : { kind }
  })()
  return done({ progress, version: read })
}

/** Where the fault of a rule shows in that one form: its words are reason and evidence in one. */
export function saidField(field: string | undefined): string | undefined {
  return field === 'reason' || field === 'evidence' ? 'words' : field
}

const planForm = z.object({
  template: line(60),
  anchor: choice(['start', 'end']),
  on: date(),
})

/** A plan from a template; which steps is read from tick boxes. @returns `invalid` with the faults of its fields. */
export function readPlan(values: FormValues): Outcome<AskedPlan> {
  const form = readForm(planForm, values)
  if (!form.ok) return form
  const { template, anchor, on } = form.value
  const ticked = [values.steps ?? []].flat()
  const chosen = ticked.flatMap((one) => (/^\d{1,3}$/.test(one) ? [Number(one)] : []))
  return done({ template, chosen, anchor: { kind: anchor, on } })
}

const titleFields = { ...inLanguages('title', 200), authoritative: choice(LOCALES) }
const keepForm = z.object({ ...titleFields, everywhere: flag() })

/** A template that is kept. @returns `invalid` with the faults of its fields. */
export function readKept(values: FormValues): Outcome<{ title: Versions; everywhere: boolean }> {
  const form = readForm(keepForm, values)
  return form.ok ? done({ title: titleOf(form.value), everywhere: form.value.everywhere }) : form
}

function titleOf(value: z.output<typeof keepForm> | z.output<typeof templateForm>): Versions {
  return { authoritative: value.authoritative, texts: textsOf(value, 'title') }
}

const templateForm = z.object({ ...titleFields, version: version() })

interface TemplateForm {
  readonly title: Versions
  readonly days: ReadonlyMap<number, number>
  readonly version: number
}

/** A changed template: title, and days of each of its steps. @returns `invalid` with the faults of its fields. */
export function readTemplate(values: FormValues, template: StepTemplate): Outcome<TemplateForm> {
  const fields = template.steps.map(({ position }) => [`days_${position}`, integer(0, MOST_DAYS)] as const)
  const [form, given] = [
    readForm(templateForm, values),
    readForm(z.object(Object.fromEntries(fields)), values),
  ]
  if (!form.ok || !given.ok)
    return refuseFaults([form, given].flatMap((one) => (one.ok ? [] : faultsOf(one))))
  const days = template.steps.map(({ position }) => [position, given.value[`days_${position}`] ?? 0] as const)
  return done({ title: titleOf(form.value), days: new Map(days), version: form.value.version })
}

/** The form as it is filled for a template that is changed. */
export function templateValues({ title, steps, version: read }: StepTemplate): FormValues {
  return {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, title.texts[lang] ?? ''])),
    ...Object.fromEntries(steps.map(({ position, days }) => [`days_${position}`, String(days)])),
    authoritative: title.authoritative,
    version: String(read),
  }
}

const versionForm = z.object({ version: version() })

/** What was read, for an act that takes nothing else. @returns `invalid`. */
export function readVersion(values: FormValues): Outcome<{ version: number }> {
  return readForm(versionForm, values)
}

const placeForm = z.object({ to: choice(['up', 'down']), version: version() })

/** Where a step is moved in the list. @returns `invalid`. */
export function readPlace(values: FormValues): Outcome<{ to: 'up' | 'down'; version: number }> {
  return readForm(placeForm, values)
}

const dueForm = z.object({
  due_date: date(),
  due_precision: choice(ASKED_PRECISIONS),
  reason: text(1000),
  version: version(),
})

/** Another due date that the lead asks for. @returns `invalid` with the faults of its fields. */
export function readDueRequest(values: FormValues): Outcome<{ due: AskedDue; version: number }> {
  const form = readForm(dueForm, values)
  if (!form.ok) return form
  const { due_date, due_precision, reason, version: read } = form.value
  const dueOn = dueOf(due_precision, due_date).dueOn ?? due_date
  return done({ due: { dueOn, duePrecision: due_precision, reason }, version: read })
}

const refusalForm = z.object({ reason: text(1000) })

/** Why another date is not granted. @returns `invalid` with the faults of its fields. */
export function readRefusal(values: FormValues): Outcome<{ reason: string }> {
  return readForm(refusalForm, values)
}
