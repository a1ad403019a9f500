/** Statements that write the tables of plans; commands put them into their batches. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { insertRows } from '../store/limits.ts'
import { inList } from '../store/lists.ts'
import type { PlanActivitiesTable, PlansTable } from '../store/plan-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import type { ActivityDraft } from './activity.ts'
import type { Plan, PlanState, Remark } from './plan.ts'
import type { Template, TemplateDraft, TextPart } from './template.ts'

/** Which edition a template is. */
interface Edition {
  readonly id: Id
  readonly dialogueId: Id
  readonly seriesId: Id
  readonly edition: number
}

/** A new edition with its parts. */
export function insertTemplate(store: Store, edition: Edition, draft: TemplateDraft): Statement[] {
  const row = store.db.insertInto('plan_templates').values({
    id: edition.id,
    dialogue_id: edition.dialogueId,
    series_id: edition.seriesId,
    edition: edition.edition,
    created_at: store.now,
    version: 1,
    ...columnsOf(draft),
  })
  return [row, ...subRows(store, edition.id, draft)]
}

/** New words for an edition that no plan was made from yet. */
export function rewriteTemplate(
  store: Store,
  { id, version }: { readonly id: Id; readonly version: number },
  draft: TemplateDraft,
): Statement[] {
  const { db } = store
  return [
    db
      .updateTable('plan_templates')
      .set({ ...columnsOf(draft), version: version + 1 })
      .where('id', '=', id),
    db.deleteFrom('plan_template_texts').where('template_id', '=', id),
    db.deleteFrom('plan_parts').where('template_id', '=', id),
    db.deleteFrom('plan_part_texts').where('template_id', '=', id),
    ...subRows(store, id, draft),
  ]
}

/** The next version of a template: its fact is the lock of the plans that are made from it. */
export function nextTemplateVersion(store: Store, { id, version }: { id: Id; version: number }): Statement {
  return store.db
    .updateTable('plan_templates')
    .set({ version: version + 1 })
    .where('id', '=', id)
}

function columnsOf(draft: TemplateDraft) {
  return {
    roadmap_id: draft.roadmapId,
    authoritative_lang: draft.authoritative,
    period_from: draft.from,
    period_to: draft.to,
  }
}

function subRows(store: Store, id: Id, draft: TemplateDraft): Statement[] {
  const asked = draft.parts.filter(({ wanted }) => wanted !== 'no')
  const titles = LOCALES.flatMap((lang) => {
    const title = draft.titles[lang]
    return title ? [{ template_id: id, lang, title }] : []
  })
  const words = asked.flatMap(({ part, titles: own, hints }) =>
    LOCALES.flatMap((lang) => {
      const [title, hint] = [own[lang] ?? '', hints[lang] ?? '']
      return title || hint ? [{ template_id: id, part, lang, title, hint }] : []
    }),
  )
  const parts = asked.map(({ part, wanted }) => ({
    template_id: id,
    part,
    required: wanted === 'required' ? 1 : 0,
  }))
  return [
    ...insertRows(store.db, 'plan_template_texts', titles),
    ...insertRows(store.db, 'plan_parts', parts),
    ...insertRows(store.db, 'plan_part_texts', words),
  ]
}

/** New plans that nobody was asked for yet. */
export function insertPlans(
  store: Store,
  template: Pick<Template, 'id' | 'dialogueId'>,
  terms: { readonly monitorId: Id | null; readonly dueOn: LocalDate },
  plans: readonly { readonly id: Id; readonly institutionId: Id }[],
): Statement[] {
  return insertRows(
    store.db,
    'plans',
    plans.map(({ id, institutionId }) => ({
      id,
      template_id: template.id,
      dialogue_id: template.dialogueId,
      institution_id: institutionId,
      monitor_id: terms.monitorId,
      due_on: terms.dueOn,
      state: 'requested' as const,
      state_since: store.now,
      asked_at: null,
      reminders: 0,
      created_at: store.now,
      version: 1,
    })),
  )
}

type PlanChanges = Partial<
  Omit<PlansTable, 'id' | 'version' | 'template_id' | 'dialogue_id' | 'institution_id'>
>

/** Writes some columns and the next version. */
export function updatePlan(
  store: Store,
  { id, version }: Pick<Plan, 'id' | 'version'>,
  changes: PlanChanges = {},
): Statement {
  return store.db
    .updateTable('plans')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
}

/** The same for many plans, each from its own version. */
export function updatePlans(store: Store, ids: readonly Id[], changes: PlanChanges): Statement {
  return store.db
    .updateTable('plans')
    .set({ ...changes, version: sql`version + 1` })
    .where(inList('id', ids))
}

/** The columns of a state; it begins now unless it is the one there was. */
export function stateColumns(store: Store, plan: Pick<Plan, 'state'>, state: PlanState): PlanChanges {
  return state === plan.state ? {} : { state, state_since: store.now }
}

/** A text of a plan in place of the one of `version`, 0 for none. */
export function saveText(
  store: Store,
  planId: Id,
  saved: { readonly part: TextPart; readonly text: string; readonly version: number; readonly by: Id },
): Statement {
  const row = { text: saved.text, written_by: saved.by, written_at: store.now, version: saved.version + 1 }
  return store.db
    .insertInto('plan_texts')
    .values({ plan_id: planId, part: saved.part, ...row })
    .onConflict((conflict) => conflict.columns(['plan_id', 'part']).doUpdateSet(row))
}

/** The columns of a due day; a later one begins the reminders anew. */
export function dueColumns(plan: Pick<Plan, 'dueOn'>, dueOn: LocalDate): PlanChanges {
  return { due_on: dueOn, ...(dueOn > plan.dueOn ? { reminders: 0 } : {}) }
}

/** The columns of what was typed of an activity. */
export function activityColumns(draft: ActivityDraft) {
  return {
    kind: draft.kind,
    title: draft.title,
    starts_on: draft.startsOn,
    ends_on: draft.endsOn,
    responsible: draft.responsible,
    result: draft.result,
    objective_id: draft.objectiveId,
  }
}

type ActivityChanges = Partial<Omit<PlanActivitiesTable, 'id' | 'plan_id' | 'version'>>

/** Writes some columns of an activity and its next version. */
export function updateActivity(
  store: Store,
  { id, version }: { readonly id: Id; readonly version: number },
  changes: ActivityChanges,
): Statement {
  return store.db
    .updateTable('plan_activities')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
}

/** The places of activities in their plan, for those that move. */
export function placeActivities(
  store: Store,
  placed: readonly { readonly id: Id; readonly position: number }[],
): Statement[] {
  return placed.map(({ id, position }) =>
    store.db.updateTable('plan_activities').set({ position }).where('id', '=', id),
  )
}

/** What is remarked on one presentation. */
export function insertRemarks(store: Store, planId: Id, remarks: readonly Remark[]): Statement[] {
  return insertRows(
    store.db,
    'plan_remarks',
    remarks.map(({ number, part, text }) => ({ plan_id: planId, number, part, text })),
  )
}
