/** What owners write in their plan, by personal link: load, decide, commit one batch. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { type Activity, type ActivityDraft, decideActivity } from './activity.ts'
import { objectivesFor } from './objective-queries.ts'
import {
  decidePresentation,
  decideWriting,
  MOST_ACTIVITIES,
  missingIn,
  type Plan,
  stateWhenWritten,
  textOf,
} from './plan.ts'
import { findPlan, findTemplate } from './queries.ts'
import {
  activityColumns,
  placeActivities,
  saveText,
  stateColumns,
  updateActivity,
  updatePlan,
} from './records.ts'
import type { TextPart } from './template.ts'
import { activitiesOf, findActivity, writtenOf } from './written-queries.ts'

interface Asked {
  readonly actor: Actor
  readonly planId: Id
}

async function openPlan(store: Store, { actor, planId }: Asked): Promise<Outcome<Plan>> {
  const plan = await findPlan(store, planId)
  if (!plan) return refuse('not_found', 'forms.unknown')
  const open = decideWriting(plan, actor.speaksFor)
  return open.ok ? done(plan) : open
}

/** The fact and the plan's row for something that was written in it. */
function writing(
  store: Store,
  plan: Plan,
  { actor }: Asked,
  details: Record<string, string | number | null>,
) {
  const state = stateWhenWritten(plan)
  return [
    recordFact(store, plan, { kind: 'plan.written', actorId: actor.personId, details }),
    updatePlan(store, plan, stateColumns(store, plan, state)),
  ] as const
}

interface AskedText extends Asked {
  readonly part: TextPart
  readonly text: string
  /** Of the text that the page showed; 0 for none. */
  readonly version: number
}

/**
 * Writes one text of a plan.
 * @returns the text's new version; `not_found`, the refusals of `decideWriting`, `conflict` `plans.text_changed` when
 *   somebody else wrote it meanwhile: both texts are then shown.
 */
export async function writeText(store: Store, asked: AskedText): Promise<Outcome<number>> {
  const plan = await openPlan(store, asked)
  if (!plan.ok) return plan
  const { part, text } = asked
  const written = textOf(await writtenOf(store, plan.value.id), part)
  if (written.text === text && written.version > 0) return done(written.version)
  if (written.version !== asked.version) return refuse('conflict', 'plans.text_changed')
  const saved = { part, text, version: written.version, by: asked.actor.personId }
  return store.commit(
    [...writing(store, plan.value, asked, { part }), saveText(store, plan.value.id, saved)],
    written.version + 1,
  )
}

interface AskedActivity extends Asked {
  readonly draft: ActivityDraft
}

/**
 * Adds an activity at the end.
 * @returns its id; `not_found`, the refusals of `decideWriting`, the faults of `decideActivity`, `invalid`
 *   `plans.too_many_activities`, `forms.not_a_choice` (`objective`).
 */
export async function addActivity(store: Store, asked: AskedActivity): Promise<Outcome<Id>> {
  const checked = await checkActivity(store, asked)
  if (!checked.ok) return checked
  const { plan, draft } = checked.value
  const rows = (await activitiesOf(store, [plan.id])).get(plan.id) ?? []
  if (rows.length >= MOST_ACTIVITIES)
    return refuse('invalid', 'plans.too_many_activities', undefined, { most: MOST_ACTIVITIES })
  const id = store.newId()
  const insert = store.db.insertInto('plan_activities').values({
    id,
    plan_id: plan.id,
    position: (rows.at(-1)?.position ?? 0) + 1,
    ...activityColumns(draft),
    commitment_id: null,
    written_by: asked.actor.personId,
    written_at: store.now,
    removed_at: null,
    version: 1,
  })
  return store.commit([...writing(store, plan, asked, { activity: id }), insert], id)
}

interface AskedEdit extends AskedActivity {
  readonly activityId: Id
  readonly version: number
}

/**
 * Changes an activity.
 * @returns the activity's new version; as {@link addActivity}, `conflict` `plans.text_changed`.
 */
export async function editActivity(store: Store, asked: AskedEdit): Promise<Outcome<number>> {
  const checked = await checkActivity(store, asked)
  if (!checked.ok) return checked
  const { plan, draft } = checked.value
  const activity = await findActivity(store, plan.id, asked.activityId)
  if (!activity) return refuse('not_found', 'forms.unknown')
  if (sameDraft(activity, draft)) return done(activity.version)
  if (activity.version !== asked.version) return refuse('conflict', 'plans.text_changed')
  const written = { written_by: asked.actor.personId, written_at: store.now }
  return store.commit(
    [
      ...writing(store, plan, asked, { activity: activity.id }),
      updateActivity(store, activity, { ...activityColumns(draft), ...written }),
    ],
    activity.version + 1,
  )
}

function sameDraft(activity: Activity, draft: ActivityDraft): boolean {
  const [a, b] = [activityColumns(activity), activityColumns(draft)]
  return JSON.stringify(a) === JSON.stringify(b)
}

async function checkActivity(
  store: Store,
  asked: AskedActivity,
): Promise<Outcome<{ plan: Plan; draft: ActivityDraft }>> {
  const plan = await openPlan(store, asked)
  if (!plan.ok) return plan
  const draft = decideActivity(asked.draft)
  if (!draft.ok) return draft
  const { objectiveId } = draft.value
  if (objectiveId) {
    const template = await findTemplate(store, plan.value.templateId, 'all')
    const objectives = template ? await objectivesFor(store, template) : []
    if (!objectives.some(({ id }) => id === objectiveId))
      return refuse('invalid', 'forms.not_a_choice', 'objective')
  }
  return done({ plan: plan.value, draft: draft.value })
}

interface AskedOnActivity extends Asked {
  readonly activityId: Id
}

/** Takes an activity out. @returns done; `not_found`, the refusals of `decideWriting`, `conflict` `plans.promised`. */
export async function removeActivity(store: Store, asked: AskedOnActivity): Promise<Outcome<null>> {
  const plan = await openPlan(store, asked)
  if (!plan.ok) return plan
  const activity = await findActivity(store, plan.value.id, asked.activityId)
  if (!activity) return refuse('not_found', 'forms.unknown')
  if (activity.commitmentId) return refuse('conflict', 'plans.promised')
  const details = { activity: activity.id, removed: 1 }
  return store.commit(
    [
      ...writing(store, plan.value, asked, details),
      updateActivity(store, activity, { removed_at: store.now }),
    ],
    null,
  )
}

/** Moves an activity one place up or down. @returns done; `not_found`, the refusals of `decideWriting`. */
export async function moveActivity(
  store: Store,
  asked: AskedOnActivity & { readonly by: -1 | 1 },
): Promise<Outcome<null>> {
  const plan = await openPlan(store, asked)
  if (!plan.ok) return plan
  const rows = (await activitiesOf(store, [plan.value.id])).get(plan.value.id) ?? []
  const at = rows.findIndex(({ id }) => id === asked.activityId)
  const [one, other] = [rows[at], rows[at + asked.by]]
  if (!one) return refuse('not_found', 'forms.unknown')
  if (!other) return done(null)
  const places = [
    { id: one.id, position: other.position },
    { id: other.id, position: one.position },
  ]
  const details = { activity: one.id, position: other.position }
  return store.commit(
    [...writing(store, plan.value, asked, details), ...placeActivities(store, places)],
    null,
  )
}

interface AskedPresentation extends Asked {
  /** Of the plan as the page showed it: what is handed in is what was seen. */
  readonly version: number
}

/**
 * Hands a plan in; reminders that wait are withdrawn, who watches over it is told the next morning.
 * @returns done; `not_found`, the refusals of `decidePresentation`, `conflict` `forms.changed_meanwhile`.
 */
export async function presentPlan(store: Store, asked: AskedPresentation): Promise<Outcome<null>> {
  const plan = await findPlan(store, asked.planId)
  const template = plan && (await findTemplate(store, plan.templateId, 'all'))
  if (!plan || !template) return refuse('not_found', 'forms.unknown')
  const written = await writtenOf(store, plan.id)
  const missing = missingIn(template, written)
  const decision = decidePresentation(plan, { speaksFor: asked.actor.speaksFor, missing })
  if (!decision.ok) return decision
  if (plan.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const number = (written.presentations.at(-1)?.number ?? 0) + 1
  const insert = store.db.insertInto('plan_presentations').values({
    plan_id: plan.id,
    number,
    presented_by: asked.actor.personId,
    presented_at: store.now,
    decision: null,
    decided_by: null,
    decided_for: null,
    decided_at: null,
  })
  return store.commit(
    [
      recordFact(store, plan, { kind: 'plan.presented', actorId: asked.actor.personId, details: { number } }),
      updatePlan(store, plan, stateColumns(store, plan, 'presented')),
      insert,
      withdrawUnsent(store, { subjectId: plan.id, kind: 'plan_reminder' }),
    ],
    null,
  )
}
