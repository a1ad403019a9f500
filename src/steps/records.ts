/** The statements that write steps, their templates and requests for another date; commands put them into batches. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { insertRows } from '../store/limits.ts'
import type { CommitmentStepsTable } from '../store/step-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import type { StepDraft } from './draft.ts'
import type { AskedDue, DueRequest } from './due-request.ts'
import type { Step } from './step.ts'
import type { PlannedStep, StepTemplate, TemplateStep } from './template.ts'

/** A step that begins its life. */
interface NewStep {
  readonly id: Id
  readonly position: number
  readonly draft: Omit<StepDraft, 'reason'>
}

/** New steps of a commitment with their words and ties. */
export function insertSteps(store: Store, commitmentId: Id, steps: readonly NewStep[]): Statement[] {
  const rows = steps.map(({ id, position, draft }) => ({
    ...columnsOf(draft),
    id,
    commitment_id: commitmentId,
    position,
    first_planned_on: draft.plannedOn,
    forecast_on: null,
    started_on: null,
    done_on: null,
    state: 'pending' as const,
    reason: '',
    evidence: '',
    version: 1,
  }))
  return [
    ...insertRows(store.db, 'commitment_steps', rows),
    ...insertRows(
      store.db,
      'commitment_step_texts',
      steps.flatMap(({ id, draft }) => textRows(draft).map((row) => ({ ...row, step_id: id }))),
    ),
    ...insertRows(
      store.db,
      'step_dependencies',
      steps.flatMap(({ id, draft }) => draft.after.map((after_id) => ({ step_id: id, after_id }))),
    ),
  ]
}

/** The steps of a plan as new ones, the first of them at `position`. */
export function newSteps(store: Store, planned: readonly PlannedStep[], position: number): NewStep[] {
  const ids = new Map(planned.map((step) => [step.position, store.newId()]))
  return planned.map((step, at) => ({
    id: ids.get(step.position) ?? '',
    position: position + at,
    draft: {
      title: step.title.texts,
      who: step.who.texts,
      proof: step.proof.texts,
      authoritative: step.title.authoritative,
      institutionId: step.institutionId,
      days: step.days,
      plannedOn: step.plannedOn,
      after: step.after.flatMap((before) => ids.get(before) ?? []),
      guarded: step.guarded,
    },
  }))
}

function columnsOf(draft: Omit<StepDraft, 'reason'>) {
  return {
    authoritative_lang: draft.authoritative,
    institution_id: draft.institutionId,
    days: draft.days,
    planned_on: draft.plannedOn,
    guarded: draft.guarded ? (1 as const) : (0 as const),
  }
}

function textRows({ title, who, proof }: Pick<StepDraft, 'title' | 'who' | 'proof'>) {
  return LOCALES.flatMap((lang) => {
    const row = { lang, title: title[lang] ?? '', who: who[lang] ?? '', proof: proof[lang] ?? '' }
    return row.title || row.who || row.proof ? [row] : []
  })
}

type Columns = Partial<Omit<CommitmentStepsTable, 'id' | 'commitment_id' | 'version'>>

/** Writes some columns and the next version. */
export function updateStep(store: Store, step: Pick<Step, 'id' | 'version'>, columns: Columns): Statement {
  return store.db
    .updateTable('commitment_steps')
    .set({ ...columns, version: step.version + 1 })
    .where('id', '=', step.id)
}

/** New words, days, plan and ties for a known step. */
export function rewriteStep(store: Store, step: Step, draft: StepDraft): Statement[] {
  const { db } = store
  const ties = draft.after.map((after_id) => ({ step_id: step.id, after_id }))
  return [
    updateStep(store, step, {
      ...columnsOf(draft),
      first_planned_on: step.firstPlannedOn ?? draft.plannedOn,
    }),
    db.deleteFrom('commitment_step_texts').where('step_id', '=', step.id),
    ...insertRows(
      db,
      'commitment_step_texts',
      textRows(draft).map((row) => ({ ...row, step_id: step.id })),
    ),
    db.deleteFrom('step_dependencies').where('step_id', '=', step.id),
    ...insertRows(db, 'step_dependencies', ties),
  ]
}

/** What a date was, what it becomes, and why. */
interface Move {
  readonly kind: 'planned' | 'forecast'
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly reason: string
  readonly by: Id
}

/** One entry of the list of moves. */
export function insertMove(store: Store, stepId: Id, { kind, from, to, reason, by }: Move): Statement {
  return store.db.insertInto('step_moves').values({
    id: store.newId(),
    step_id: stepId,
    kind,
    old_on: from,
    new_on: to,
    reason,
    moved_by: by,
    moved_at: store.now,
  })
}

/** Takes a step away to which nothing has happened; those after it wait for those before it. */
export function deleteStep(store: Store, step: Step, steps: readonly Step[]): Statement[] {
  const { db } = store
  const heirs = steps.filter(({ after }) => after.includes(step.id))
  const inherited = heirs.flatMap((heir) =>
    step.after.filter((id) => !heir.after.includes(id)).map((after_id) => ({ step_id: heir.id, after_id })),
  )
  return [
    db.deleteFrom('step_dependencies').where('step_id', '=', step.id),
    db.deleteFrom('step_dependencies').where('after_id', '=', step.id),
    ...insertRows(db, 'step_dependencies', inherited),
    db.deleteFrom('commitment_step_texts').where('step_id', '=', step.id),
    db.deleteFrom('commitment_steps').where('id', '=', step.id),
  ]
}

/** Whose template it is. */
interface Kept {
  readonly id: Id
  readonly dialogueId: Id | null
  readonly title: Versions
}

/** A new template with its steps. */
export function insertTemplate(store: Store, kept: Kept, steps: readonly TemplateStep[]): Statement[] {
  const row = {
    id: kept.id,
    dialogue_id: kept.dialogueId,
    authoritative_lang: kept.title.authoritative,
    created_at: store.now,
    version: 1,
  }
  return [store.db.insertInto('step_templates').values(row), ...templateRows(store, kept, steps)]
}

function templateRows(
  store: Store,
  kept: Omit<Kept, 'dialogueId'>,
  steps: readonly TemplateStep[],
): Statement[] {
  const { db } = store
  const titles = LOCALES.flatMap((lang: Locale) => {
    const title = kept.title.texts[lang]
    return title ? [{ template_id: kept.id, lang, title }] : []
  })
  const own = steps.map(({ position, days, institutionId, after, guarded }) => ({
    template_id: kept.id,
    position,
    days,
    institution_id: institutionId,
    after_steps: after.join(),
    guarded: guarded ? (1 as const) : (0 as const),
  }))
  const texts = steps.flatMap(({ position, title, who, proof }) =>
    textRows({ title: title.texts, who: who.texts, proof: proof.texts }).map((row) => ({
      ...row,
      template_id: kept.id,
      position,
    })),
  )
  return [
    ...insertRows(db, 'step_template_texts', titles),
    ...insertRows(db, 'step_template_steps', own),
    ...insertRows(db, 'step_template_step_texts', texts),
  ]
}

/** A known template with another title and other steps. */
export function rewriteTemplate(
  store: Store,
  template: Pick<StepTemplate, 'id' | 'version'>,
  title: Versions,
  steps: readonly TemplateStep[],
): Statement[] {
  const next = store.db
    .updateTable('step_templates')
    .set({ authoritative_lang: title.authoritative, version: template.version + 1 })
    .where('id', '=', template.id)
  return [next, ...emptied(store, template.id), ...templateRows(store, { id: template.id, title }, steps)]
}

/** Takes a template away; steps that were made of it stay. */
export function deleteTemplate(store: Store, id: Id): Statement[] {
  return [...emptied(store, id), store.db.deleteFrom('step_templates').where('id', '=', id)]
}

function emptied({ db }: Store, id: Id): Statement[] {
  return [
    db.deleteFrom('step_template_step_texts').where('template_id', '=', id),
    db.deleteFrom('step_template_steps').where('template_id', '=', id),
    db.deleteFrom('step_template_texts').where('template_id', '=', id),
  ]
}

/** A new request for another due date, instead of the one that still waits. */
export function insertDueRequest(store: Store, commitmentId: Id, asked: AskedDue, personId: Id): Statement[] {
  return [
    store.db
      .updateTable('due_requests')
      .set({ state: 'replaced', answered_by: personId, answered_at: store.now })
      .where('commitment_id', '=', commitmentId)
      .where('state', '=', 'open'),
    store.db.insertInto('due_requests').values({
      id: store.newId(),
      commitment_id: commitmentId,
      due_on: asked.dueOn,
      due_precision: asked.duePrecision,
      reason: asked.reason,
      asked_by: personId,
      asked_at: store.now,
      state: 'open',
      answer: '',
      answered_by: null,
      answered_at: null,
    }),
  ]
}

/** How a request was answered, and by whom. */
export function answerDueRequest(
  store: Store,
  request: Pick<DueRequest, 'id'>,
  answer: { readonly state: 'granted' | 'refused'; readonly answer: string; readonly by: Id },
): Statement {
  return store.db
    .updateTable('due_requests')
    .set({ state: answer.state, answer: answer.answer, answered_by: answer.by, answered_at: store.now })
    .where('id', '=', request.id)
}
