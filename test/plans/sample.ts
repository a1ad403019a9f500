/** A template, plans made from it, and one of everything that belongs to a plan. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import type { ActivityDraft } from '../../src/plans/activity.ts'
import { addActivity, presentPlan, writeText } from '../../src/plans/draft-commands.ts'
import { createPlans, requestPlans } from '../../src/plans/plan-commands.ts'
import { findPlan, plansOf } from '../../src/plans/queries.ts'
import { answerRequest, openRequest } from '../../src/plans/report-commands.ts'
import { answerPlan } from '../../src/plans/review-commands.ts'
import { PARTS, TEXT_PARTS, type TemplateDraft } from '../../src/plans/template.ts'
import { recordTemplate } from '../../src/plans/template-commands.ts'
import { activitiesOf } from '../../src/plans/written-queries.ts'
import type { Store } from '../../src/store/store.ts'
import { value } from '../meetings/world.ts'

export const TEMPLATE: TemplateDraft = {
  titles: { ru: 'План адвокации', en: 'Advocacy plan', kk: 'Адвокация жоспары' },
  authoritative: 'ru',
  from: localDate('2025-01-01'),
  to: localDate('2026-12-31'),
  roadmapId: null,
  parts: PARTS.map((part) => ({ part, wanted: 'required', titles: {}, hints: {} })),
}

export const ACTIVITY: ActivityDraft = {
  kind: 'training',
  title: 'Семинар для врачей',
  startsOn: localDate('2026-03-01'),
  endsOn: localDate('2026-03-20'),
  responsible: 'Главный специалист',
  result: '40 врачей',
  objectiveId: null,
}

/** Somebody with a personal link who speaks for these institutions. */
export function byLink(personId: Id, ...speaksFor: Id[]): Actor {
  return { personId, rank: 'none', roles: {}, speaksFor }
}

interface Asked {
  /** Coordinates the dialogue. */
  readonly actor: Actor
  readonly dialogueId: Id
  readonly institutionIds: readonly Id[]
  readonly monitorId?: Id | null
  readonly template?: TemplateDraft
}

/** A template and a plan of each institution, due on 28 February 2026, asked for. */
export async function makePlans(store: Store, asked: Asked): Promise<{ template: Id; plans: Map<Id, Id> }> {
  const { actor, dialogueId, institutionIds, monitorId = null } = asked
  const template = value(await recordTemplate(store, { actor, dialogueId, ...(asked.template ?? TEMPLATE) }))
  const dueOn = localDate('2026-02-28')
  const owners = { actor, templateId: template, institutionIds, monitorId, dueOn, meetingId: null }
  value(await createPlans(store, owners))
  value(await requestPlans(store, { actor, templateId: template }))
  const plans = await plansOf(store, [template])
  return { template, plans: new Map(plans.map(({ institutionId, id }) => [institutionId, id])) }
}

/** Writes all that a plan needs. @returns the id of its activity. */
export async function writePlan(store: Store, actor: Actor, planId: Id, words = 'Слова'): Promise<Id> {
  for (const part of TEXT_PARTS)
    value(await writeText(store, { actor, planId, part, text: words, version: 0 }))
  const draft =
    words === 'Слова' ? ACTIVITY : { ...ACTIVITY, title: words, responsible: words, result: words }
  return value(await addActivity(store, { actor, planId, draft }))
}

/** Hands a plan in as it stands. */
export async function present(store: Store, actor: Actor, planId: Id): Promise<void> {
  value(await presentPlan(store, { actor, planId, version: await versionOf(store, planId) }))
}

/** Answers a plan that was handed in. */
export async function decide(
  store: Store,
  asked: { actor: Actor; planId: Id; decision: 'approved' | 'returned'; words?: string },
): Promise<void> {
  const { actor, planId, decision, words = 'Уточните сроки' } = asked
  const remarks = decision === 'returned' ? [{ part: 'activity' as const, text: words }] : []
  value(
    await answerPlan(store, { actor, planId, decision, remarks, version: await versionOf(store, planId) }),
  )
}

/** The version of a plan now. */
export async function versionOf(store: Store, planId: Id): Promise<number> {
  return (await findPlan(store, planId))?.version ?? -1
}

/**
 * For tests of access and privacy: a plan that was returned once, corrected, approved, reported on; and one that
 * nobody wrote in. @param words stand in every free text.
 */
export async function furnishPlans(
  store: Store,
  asked: {
    readonly actor: Actor
    readonly dialogueId: Id
    readonly institutionId: Id
    readonly personId: Id
    readonly otherId: Id
    readonly words?: string
    readonly template?: TemplateDraft
  },
) {
  const { actor, dialogueId, institutionId, otherId, words } = asked
  const owner = byLink(asked.personId, institutionId)
  const institutionIds = [institutionId, otherId]
  const { template, plans } = await makePlans(store, {
    actor,
    dialogueId,
    institutionIds,
    ...(asked.template ? { template: asked.template } : {}),
  })
  const plan = plans.get(institutionId) ?? ''
  const planActivity = await writePlan(store, owner, plan, words)
  await present(store, owner, plan)
  await decide(store, { actor, planId: plan, decision: 'returned', ...(words ? { words } : {}) })
  await present(store, owner, plan)
  await decide(store, { actor, planId: plan, decision: 'approved' })
  const months = {
    from: localDate('2026-01-01'),
    to: localDate('2026-06-30'),
    dueOn: localDate('2026-07-10'),
  }
  const planRequest = value(await openRequest(store, { actor, templateId: template, ...months }))
  const answers = [{ activityId: planActivity, claim: 'done' as const, text: words ?? 'Проведено' }]
  value(await answerRequest(store, { actor: owner, planId: plan, requestId: planRequest, answers }))
  return { planTemplate: template, plan, unwrittenPlan: plans.get(otherId) ?? '', planActivity, planRequest }
}

/** All activities of a plan. */
export async function rowsOf(store: Store, planId: Id) {
  return (await activitiesOf(store, [planId])).get(planId) ?? []
}
