/** Forms of templates, plans and reports: form data → typed input. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  flag,
  idList,
  inLanguages,
  line,
  optionalChoice,
  optionalDate,
  optionalId,
  optionalLine,
  optionalText,
  readForm,
  textsOf,
  version,
} from '../web/fields.ts'
import { ACTIVITY_STATES, type Activity, type ActivityDraft, CLAIMS, KINDS } from './activity.ts'
import { BYS, type MatrixFilter } from './matrix.ts'
import { type AskedDecision, LINE, PLAN_STATES, type RemarkPart, TEXT } from './plan.ts'
import type { Answer, RequestDraft } from './request.ts'
import { HINT, PARTS, type Template, type TemplateDraft, TITLE, type Wanted } from './template.ts'

const WANTED: readonly Wanted[] = ['required', 'optional', 'no']

/** Fields whose names are counted: they are read back by name, so they have no type of their own. */
function byName(fields: readonly (readonly [string, z.ZodType])[]): Readonly<Record<never, z.ZodType>> {
  return Object.fromEntries(fields)
}

const templateFields = {
  ...inLanguages('title', TITLE),
  authoritative: choice(LOCALES),
  from: date(),
  to: date(),
  roadmap: optionalId(),
  ...byName(
    PARTS.flatMap((part) => [
      [`wanted_${part}`, optionalChoice(WANTED)] as const,
      ...LOCALES.flatMap((lang) => [
        [`${part}_title_${lang}`, optionalLine(TITLE)] as const,
        [`${part}_hint_${lang}`, optionalLine(HINT)] as const,
      ]),
    ]),
  ),
}
const newTemplate = z.object(templateFields)
const editedTemplate = z.object({ ...templateFields, version: version() })

function templateDraft(form: z.output<typeof newTemplate>): TemplateDraft {
  const typed: Readonly<Record<string, unknown>> = form
  return {
    titles: textsOf(form, 'title'),
    authoritative: form.authoritative,
    from: form.from,
    to: form.to,
    roadmapId: form.roadmap,
    parts: PARTS.map((part) => ({
      part,
      wanted: WANTED.find((one) => one === typed[`wanted_${part}`]) ?? 'no',
      titles: textsOf(form, `${part}_title`),
      hints: textsOf(form, `${part}_hint`),
    })),
  }
}

/** A new template. @returns `invalid` with the faults of its fields. */
export function readTemplate(values: FormValues): Outcome<TemplateDraft> {
  const form = readForm(newTemplate, values)
  return form.ok ? done(templateDraft(form.value)) : form
}

/** A changed template. @returns `invalid` with the faults of its fields. */
export function readTemplateEdit(values: FormValues): Outcome<TemplateDraft & { version: number }> {
  const form = readForm(editedTemplate, values)
  return form.ok ? done({ ...templateDraft(form.value), version: form.value.version }) : form
}

/** The form of a template; of a new one, everything asked for. */
export function templateValues(template: Template | null, authoritative: Locale): FormValues {
  if (!template)
    return { authoritative, ...Object.fromEntries(PARTS.map((part) => [`wanted_${part}`, 'required'])) }
  const parts = PARTS.flatMap((key) => {
    const part = template.parts.find((one) => one.part === key)
    const words = LOCALES.flatMap((lang) => [
      [`${key}_title_${lang}`, part?.title.texts[lang] ?? ''],
      [`${key}_hint_${lang}`, part?.hint.texts[lang] ?? ''],
    ])
    const wanted: Wanted = part ? (part.required ? 'required' : 'optional') : 'no'
    return [[`wanted_${key}`, wanted], ...words]
  })
  return {
    ...Object.fromEntries(LOCALES.map((lang) => [`title_${lang}`, template.title.texts[lang] ?? ''])),
    ...Object.fromEntries(parts),
    authoritative: template.authoritative,
    from: template.from,
    to: template.to,
    roadmap: template.roadmapId ?? '',
    version: String(template.version),
  }
}

const ownersForm = z.object({
  institutions: idList(),
  monitor: optionalId(),
  due_on: date(),
  meeting: optionalId(),
  people: flag(),
})

/** Who is asked for a plan. @returns `invalid` with the faults of its fields. */
export function readOwners(values: FormValues) {
  const form = readForm(ownersForm, values)
  if (!form.ok) return form
  const { institutions, monitor, due_on, meeting, people } = form.value
  return done({
    institutionIds: institutions,
    monitorId: monitor,
    dueOn: due_on,
    meetingId: people ? meeting : null,
  })
}

const termsForm = z.object({ monitor: optionalId(), due_on: date(), people: idList(), version: version() })

/** The terms of one plan. @returns `invalid` with the faults of its fields. */
export function readTerms(values: FormValues) {
  const form = readForm(termsForm, values)
  if (!form.ok) return form
  const { monitor, due_on, people, version: from } = form.value
  return done({ monitorId: monitor, dueOn: due_on, personIds: people, version: from })
}

const textForm = z.object({ text: optionalText(TEXT), version: version() })

/** One text of a plan. @returns `invalid` with the faults of its fields. */
export function readText(values: FormValues): Outcome<{ text: string; version: number }> {
  return readForm(textForm, values)
}

const activityFields = {
  kind: choice(KINDS),
  title: line(LINE),
  starts_on: optionalDate(),
  ends_on: optionalDate(),
  responsible: optionalLine(LINE),
  result: optionalLine(LINE),
  objective: optionalId(),
}
const newActivity = z.object(activityFields)
const editedActivity = z.object({ ...activityFields, version: version() })

function activityDraft(form: z.output<typeof newActivity>): ActivityDraft {
  return {
    kind: form.kind,
    title: form.title,
    startsOn: form.starts_on,
    endsOn: form.ends_on,
    responsible: form.responsible,
    result: form.result,
    objectiveId: form.objective,
  }
}

/** A new activity. @returns `invalid` with the faults of its fields. */
export function readActivity(values: FormValues): Outcome<{ draft: ActivityDraft }> {
  const form = readForm(newActivity, values)
  return form.ok ? done({ draft: activityDraft(form.value) }) : form
}

/** A changed activity. @returns `invalid` with the faults of its fields. */
export function readActivityEdit(values: FormValues): Outcome<{ draft: ActivityDraft; version: number }> {
  const form = readForm(editedActivity, values)
  return form.ok ? done({ draft: activityDraft(form.value), version: form.value.version }) : form
}

/** The form of an activity. */
export function activityValues(activity: Activity): FormValues {
  return {
    kind: activity.kind,
    title: activity.title,
    starts_on: activity.startsOn ?? '',
    ends_on: activity.endsOn ?? '',
    responsible: activity.responsible,
    result: activity.result,
    objective: activity.objectiveId ?? '',
    version: String(activity.version),
  }
}

const moveForm = z.object({ by: choice(['up', 'down']) })

/** Up or down. @returns `invalid` for anything else. */
export function readMove(values: FormValues): Outcome<{ by: -1 | 1 }> {
  const form = readForm(moveForm, values)
  return form.ok ? done({ by: form.value.by === 'up' ? -1 : 1 }) : form
}

const versionForm = z.object({ version: version() })

/** A form that says only which version it is about. */
export function readVersion(values: FormValues): Outcome<{ version: number }> {
  return readForm(versionForm, values)
}

/** The parts that a remark may be about, and the whole. */
export const REMARK_PARTS: readonly RemarkPart[] = [...PARTS, 'whole']

const answerForm = z.object({
  decision: choice(['approved', 'returned']),
  version: version(),
  ...byName(REMARK_PARTS.map((part) => [`remark_${part}`, optionalText(TEXT)] as const)),
})

/** What is answered to a plan. @returns `invalid` with the faults of its fields. */
export function readAnswer(values: FormValues): Outcome<AskedDecision & { version: number }> {
  const form = readForm(answerForm, values)
  if (!form.ok) return form
  const typed: Readonly<Record<string, unknown>> = form.value
  const remarks = REMARK_PARTS.map((part) => ({ part, text: String(typed[`remark_${part}`] ?? '') }))
  return done({ decision: form.value.decision, version: form.value.version, remarks })
}

const ticksForm = z.object({ activities: idList(), reports: idList() })

/** Ticked activities or reports. */
export function readTicks(values: FormValues): Outcome<{ activityIds: Id[]; reportIds: Id[] }> {
  const form = readForm(ticksForm, values)
  return form.ok ? done({ activityIds: form.value.activities, reportIds: form.value.reports }) : form
}

const requestForm = z.object({ from: date(), to: date(), due_on: date() })

/** A half-yearly request. @returns `invalid` with the faults of its fields. */
export function readRequest(values: FormValues): Outcome<RequestDraft> {
  const form = readForm(requestForm, values)
  return form.ok ? done({ from: form.value.from, to: form.value.to, dueOn: form.value.due_on }) : form
}

/** The answers of one institution about some activities; a line without a claim is not answered. */
export function readAnswers(values: FormValues, activityIds: readonly Id[]): Outcome<{ answers: Answer[] }> {
  const form = readForm(
    z.object(
      byName(
        activityIds.flatMap((id) => [
          [`claim_${id}`, optionalChoice(CLAIMS)] as const,
          [`text_${id}`, optionalLine(LINE)] as const,
        ]),
      ),
    ),
    values,
  )
  if (!form.ok) return form
  const typed: Readonly<Record<string, unknown>> = form.value
  const answers = activityIds.flatMap((activityId): Answer[] => {
    const claim = CLAIMS.find((one) => one === typed[`claim_${activityId}`])
    return claim ? [{ activityId, claim, text: String(typed[`text_${activityId}`] ?? '') }] : []
  })
  return done({ answers })
}

/** What a matrix is asked to show; anything unknown is left out. */
export function readMatrixFilter(query: Readonly<Record<string, string>>): MatrixFilter {
  return {
    by: BYS.find((one) => one === query.by) ?? 'kind',
    state: ACTIVITY_STATES.find((one) => one === query.state) ?? null,
    plan: PLAN_STATES.find((one) => one === query.plan) ?? null,
  }
}
