/** Reads of templates and plans, within the scope of who asks. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import { type Act, type Actor, dialogueScope, may, type Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { PlanPartTextsTable, PlansTable, PlanTemplatesTable } from '../store/plan-schema.ts'
import type { Store } from '../store/store.ts'
import type { Plan } from './plan.ts'
import { PARTS, type Part, type Template } from './template.ts'

type TemplateRow = PlanTemplatesTable & { zone: Zone }
type PlanRow = PlansTable & { zone: Zone; approved_at: Instant | null }

/** All editions of all templates of a dialogue, the newest first. */
export async function templatesOf(store: Store, dialogueId: Id): Promise<Template[]> {
  const rows = await templateRows(store)
    .where('plan_templates.dialogue_id', '=', dialogueId)
    .orderBy('period_from', 'desc')
    .orderBy('edition', 'desc')
    .orderBy('plan_templates.id')
    .execute()
  return assemble(store, rows)
}

/** Some editions, whoever may see them. */
export async function templatesById(store: Store, ids: readonly Id[]): Promise<Template[]> {
  const rows = await templateRows(store)
    .where(inList('plan_templates.id', ids))
    .orderBy('plan_templates.id')
    .execute()
  return assemble(store, rows)
}

/** One edition, or null when it is not there or outside the scope. */
export async function findTemplate(store: Store, id: Id, scope: Scope): Promise<Template | null> {
  const rows = await templateRows(store).where('plan_templates.id', '=', id).execute()
  const [template] = await assemble(store, rows)
  return template && (scope === 'all' || scope.includes(template.dialogueId)) ? template : null
}

/** The edition on which `actor` wants to act. @returns `not_found` outside theirs, `forbidden` within. */
export async function templateFor(store: Store, actor: Actor, id: Id, act: Act): Promise<Outcome<Template>> {
  const template = await findTemplate(store, id, dialogueScope(actor))
  if (!template) return refuse('not_found', 'forms.unknown')
  return may(actor, act, template.dialogueId) ? done(template) : refuse('forbidden', 'forms.forbidden')
}

/** The number of the newest edition of a series. */
export async function lastEdition(store: Store, seriesId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('plan_templates')
    .select('edition')
    .where('series_id', '=', seriesId)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.edition ?? 0
}

/** All plans of some editions. */
export async function plansOf(store: Store, templateIds: readonly Id[]): Promise<Plan[]> {
  const rows = await planRows(store)
    .where(inList('plan.template_id', templateIds))
    .orderBy('plan.id')
    .execute()
  return rows.map(planOf)
}

/** One plan by its id alone: for links, which are asked for whom they speak. */
export async function findPlan(store: Store, id: Id): Promise<Plan | null> {
  const row = await planRows(store).where('plan.id', '=', id).executeTakeFirst()
  return row ? planOf(row) : null
}

/** A plan under its template. @returns as {@link templateFor}, `not_found` for a plan of another template. */
export async function planFor(
  store: Store,
  asked: { readonly actor: Actor; readonly templateId: Id; readonly id: Id },
  act: Act,
): Promise<Outcome<{ template: Template; plan: Plan }>> {
  const template = await templateFor(store, asked.actor, asked.templateId, act)
  if (!template.ok) return template
  const plan = await findPlan(store, asked.id)
  if (plan?.templateId !== asked.templateId) return refuse('not_found', 'forms.unknown')
  return done({ template: template.value, plan })
}

/** Plans that somebody may have to be reminded of: asked for, not handed in, with steps of the ladder left. */
export async function plansToRemind(
  store: Store,
  steps: number,
  latest: LocalDate,
): Promise<(Plan & { readonly holidayCalendar: string })[]> {
  const rows = await planRows(store)
    .select('dialogues.holiday_calendar')
    .where('plan.state', 'in', ['requested', 'drafted', 'returned'])
    .where('plan.asked_at', 'is not', null)
    .where('plan.reminders', '<', steps)
    .where('plan.due_on', '<=', latest)
    .where('dialogues.state', '=', 'active')
    .orderBy('plan.id')
    .execute()
  return rows.map((row) => ({ ...planOf(row), holidayCalendar: row.holiday_calendar }))
}

/** A plan that waits for its answer, handed in for the `number`-th time. */
export interface PresentedPlan {
  readonly plan: Plan
  readonly number: number
  readonly presentedAt: Instant
  readonly holidayCalendar: string
}

/** The plans that wait for the answer of who watches over them, in dialogues under way. */
export async function presentedPlans(store: Store): Promise<PresentedPlan[]> {
  const rows = await planRows(store)
    .innerJoin('plan_presentations as handed', (join) =>
      join.onRef('handed.plan_id', '=', 'plan.id').on('handed.decision', 'is', null),
    )
    .select(['dialogues.holiday_calendar', 'handed.number', 'handed.presented_at'])
    .where('plan.state', '=', 'presented')
    .where('plan.monitor_id', 'is not', null)
    .where('dialogues.state', '=', 'active')
    .orderBy('handed.presented_at')
    .orderBy('plan.id')
    .execute()
  return rows.map((row) => ({
    plan: planOf(row),
    number: row.number,
    presentedAt: row.presented_at,
    holidayCalendar: row.holiday_calendar,
  }))
}

/** Who is asked instead of the focal points, by plan. */
export async function namedPeople(store: Store, planIds: readonly Id[]): Promise<Map<Id, Id[]>> {
  const rows = await store.db
    .selectFrom('plan_people')
    .selectAll()
    .where(inList('plan_id', planIds))
    .orderBy('plan_id')
    .orderBy('person_id')
    .execute()
  const found = new Map<Id, Id[]>()
  for (const { plan_id, person_id } of rows) found.set(plan_id, [...(found.get(plan_id) ?? []), person_id])
  return found
}

function templateRows(store: Store) {
  return store.db
    .selectFrom('plan_templates')
    .innerJoin('dialogues', 'dialogues.id', 'plan_templates.dialogue_id')
    .selectAll('plan_templates')
    .select('dialogues.zone')
}

function planRows(store: Store) {
  return store.db
    .selectFrom('plans as plan')
    .innerJoin('dialogues', 'dialogues.id', 'plan.dialogue_id')
    .selectAll('plan')
    .select((eb) => [
      'dialogues.zone',
      eb
        .selectFrom('plan_presentations')
        .select((of) => of.fn.max('plan_presentations.decided_at').as('at'))
        .whereRef('plan_presentations.plan_id', '=', 'plan.id')
        .where('plan_presentations.decision', '=', 'approved')
        .as('approved_at'),
    ])
}

function planOf(row: PlanRow): Plan {
  return {
    id: row.id,
    templateId: row.template_id,
    dialogueId: row.dialogue_id,
    zone: row.zone,
    institutionId: row.institution_id,
    monitorId: row.monitor_id,
    dueOn: row.due_on,
    state: row.state,
    stateSince: row.state_since,
    askedAt: row.asked_at,
    approvedAt: row.approved_at,
    reminders: row.reminders,
    version: row.version,
  }
}

async function assemble(store: Store, rows: readonly TemplateRow[]): Promise<Template[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const { db } = store
  const [titles, parts, words] = await Promise.all([
    db.selectFrom('plan_template_texts').selectAll().where(inList('template_id', ids)).execute(),
    db.selectFrom('plan_parts').selectAll().where(inList('template_id', ids)).execute(),
    db.selectFrom('plan_part_texts').selectAll().where(inList('template_id', ids)).execute(),
  ])
  const titlesOf = Map.groupBy(titles, (row) => row.template_id)
  const partsOf = Map.groupBy(parts, (row) => row.template_id)
  const wordsOf = Map.groupBy(words, (row) => row.template_id)
  return rows.map((row) => ({
    id: row.id,
    dialogueId: row.dialogue_id,
    zone: row.zone,
    seriesId: row.series_id,
    edition: row.edition,
    roadmapId: row.roadmap_id,
    authoritative: row.authoritative_lang,
    title: versions(row.authoritative_lang, titlesOf.get(row.id) ?? [], ({ title }) => title),
    from: row.period_from,
    to: row.period_to,
    parts: PARTS.flatMap((key) => {
      const found = (partsOf.get(row.id) ?? []).find(({ part }) => part === key)
      const own = (wordsOf.get(row.id) ?? []).filter(({ part }) => part === key)
      return found ? [partOf(found.part, found.required === 1, row.authoritative_lang, own)] : []
    }),
    version: row.version,
  }))
}

function partOf(
  part: Part['part'],
  required: boolean,
  authoritative: Locale,
  own: readonly PlanPartTextsTable[],
): Part {
  return {
    part,
    required,
    title: versions(authoritative, own, ({ title }) => title),
    hint: versions(authoritative, own, ({ hint }) => hint),
  }
}

function versions<Row extends { lang: Locale }>(
  authoritative: Locale,
  rows: readonly Row[],
  pick: (row: Row) => string,
): Versions {
  const texts = LOCALES.flatMap((lang) => {
    const row = rows.find((one) => one.lang === lang)
    return row && pick(row) ? [[lang, pick(row)] as const] : []
  })
  return { authoritative, texts: Object.fromEntries(texts) }
}
