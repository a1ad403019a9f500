/** Turns activities of accepted plans into commitments: load, decide, commit one batch. */

import { decideCommitment } from '../commitments/commitment.ts'
import { updateCommitment } from '../commitments/commitments.ts'
import { lastNumber } from '../commitments/count-queries.ts'
import { recording } from '../commitments/recording.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Activity } from './activity.ts'
import { isAccepted, type Plan } from './plan.ts'
import { planFor, plansOf, templateFor } from './queries.ts'
import { updateActivity, updatePlan } from './records.ts'
import { activitiesOf } from './written-queries.ts'

/** Activities at once: each is up to nine statements, with those of a plan of its own, and D1 takes 1,000 of a request. */
export const MOST_PROMISES = 60

interface AskedPromises {
  readonly actor: Actor
  readonly templateId: Id
  /** One plan, or all of the template. */
  readonly planId: Id | null
  readonly activityIds: readonly Id[]
}

/**
 * Makes commitments of activities that are none yet, agreed as they stand: the institution leads, the activity's last
 * day is due, whoever watches over the plan verifies.
 * @returns how many were made; `not_found`, `forbidden`, `invalid` `plans.nothing_chosen`, `plans.too_many_chosen`,
 *   `plans.activity_undated`, `conflict` `plans.not_accepted`, `plans.closed`.
 */
export async function promiseActivities(store: Store, asked: AskedPromises): Promise<Outcome<number>> {
  const found = await chosenActivities(store, asked)
  if (!found.ok) return found
  const { dialogueId, lang, chosen } = found.value
  const last = await lastNumber(store, dialogueId)
  const facts: FactStatement[] = []
  const statements: Statement[] = []
  for (const [at, { plan, activity }] of chosen.entries()) {
    const made = promiseOf(store, {
      plan,
      activity,
      lang,
      number: last + 1 + at,
      actorId: asked.actor.personId,
    })
    if (!made.ok) return made
    facts.push(...made.value.facts)
    statements.push(...made.value.statements)
  }
  // Who promises the same activity at the same moment read the same version of its plan: only one of them goes through.
  const plans = [...new Map(chosen.map(({ plan }) => [plan.id, plan])).values()]
  const [first, ...others] = plans.map((plan) =>
    recordFact(store, plan, { kind: 'plan.promised', actorId: asked.actor.personId }),
  )
  if (!first) return refuse('invalid', 'plans.nothing_chosen')
  return store.commit(
    [first, ...others, ...facts, ...plans.map((plan) => updatePlan(store, plan)), ...statements],
    chosen.length,
  )
}

interface Chosen {
  readonly plan: Plan
  readonly activity: Activity
}

async function chosenActivities(
  store: Store,
  { actor, templateId, planId, activityIds }: AskedPromises,
): Promise<Outcome<{ dialogueId: Id; lang: Locale; chosen: Chosen[] }>> {
  if (activityIds.length === 0) return refuse('invalid', 'plans.nothing_chosen', 'activities')
  if (activityIds.length > MOST_PROMISES)
    return refuse('invalid', 'plans.too_many_chosen', 'activities', { most: MOST_PROMISES })
  const one = planId ? await planFor(store, { actor, templateId, id: planId }, 'coordinate') : null
  if (one && !one.ok) return one
  const template = await templateFor(store, actor, templateId, 'coordinate')
  if (!template.ok) return template
  const plans = one?.ok ? [one.value.plan] : await plansOf(store, [templateId])
  const activities = await activitiesOf(
    store,
    plans.map(({ id }) => id),
  )
  const all = plans.flatMap((plan) => (activities.get(plan.id) ?? []).map((activity) => ({ plan, activity })))
  const chosen = all.filter(({ activity }) => activityIds.includes(activity.id) && !activity.commitmentId)
  if (chosen.some(({ plan }) => !isAccepted(plan))) return refuse('conflict', 'plans.not_accepted')
  if (chosen.some(({ plan }) => plan.state === 'closed')) return refuse('conflict', 'plans.closed')
  const dialogue = await findDialogue(store, template.value.dialogueId, 'all')
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  return done({ dialogueId: dialogue.id, lang: dialogue.authoritative, chosen })
}

interface AskedPromise extends Chosen {
  readonly lang: Locale
  readonly number: number
  readonly actorId: Id
}

function promiseOf(
  store: Store,
  { plan, activity, lang, number, actorId }: AskedPromise,
): Outcome<{ facts: FactStatement[]; statements: Statement[] }> {
  if (!activity.endsOn)
    return refuse('invalid', 'plans.activity_undated', 'activities', { title: activity.title })
  const draft = decideCommitment({
    text: { [lang]: activity.title },
    authoritative: lang,
    leadId: plan.institutionId,
    supporterIds: [],
    verifierId: plan.monitorId,
    itemId: null,
    decisionId: null,
    visibility: 'members',
    due: { dueOn: activity.endsOn, duePrecision: 'day', reviewOn: null },
    agreed: true,
  })
  if (!draft.ok) return draft
  const id = store.newId()
  const source = { kind: 'plan', id: activity.id } as const
  const origin = { id, dialogueId: plan.dialogueId, meetingId: null, number, source }
  const { facts, statements } = recording(store, { origin, actorId, draft: draft.value })
  return done({
    facts: [...facts],
    statements: [
      ...statements,
      updateCommitment(store, { id, version: 0 }, { objective_id: activity.objectiveId }),
      updateActivity(store, activity, { commitment_id: id }),
    ],
  })
}
