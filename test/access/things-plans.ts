/** Regional plans for the matrix: one approved and reported on, one handed in, one being drafted, one not asked for. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { addActivity } from '../../src/plans/draft-commands.ts'
import { createPlans } from '../../src/plans/plan-commands.ts'
import { recordTemplate } from '../../src/plans/template-commands.ts'
import { newestReports } from '../../src/plans/written-queries.ts'
import type { Store } from '../../src/store/store.ts'
import { value } from '../meetings/world.ts'
import { ACTIVITY, byLink, furnishPlans, makePlans, present, TEMPLATE, writePlan } from '../plans/sample.ts'

interface Place {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly lead: Id
  readonly leadPoint: Id
  readonly verifier: Id
  readonly verifierPoint: Id
}

/** The plans of one dialogue; `activity` stands in the one that `leadPoint` drafts. */
export async function plansIn(store: Store, place: Place) {
  const { actor, dialogueId, lead, leadPoint, verifier, verifierPoint } = place
  const made = await furnishPlans(store, {
    ...{ actor, dialogueId },
    institutionId: lead,
    personId: leadPoint,
    otherId: verifier,
  })
  const { planTemplate, plan, planActivity, planRequest, unwrittenPlan: presentedPlan } = made
  await writePlan(store, byLink(verifierPoint, verifier), presentedPlan)
  await present(store, byLink(verifierPoint, verifier), presentedPlan)
  const drafted = await makePlans(store, { actor, dialogueId, institutionIds: [lead] })
  const openPlan = drafted.plans.get(lead) ?? ''
  const drafter = byLink(leadPoint, lead)
  await writePlan(store, drafter, openPlan)
  // The second one, so that it can move up.
  const second = { actor: drafter, planId: openPlan, draft: { ...ACTIVITY, title: 'Второе' } }
  const activity = value(await addActivity(store, second))
  const askingTemplate = value(await recordTemplate(store, { actor, dialogueId, ...TEMPLATE }))
  const dueOn = localDate('2026-02-28')
  const owners = { institutionIds: [lead], monitorId: null, dueOn, meetingId: null }
  value(await createPlans(store, { actor, templateId: askingTemplate, ...owners }))
  const [report] = [...(await newestReports(store, [plan])).values()]
  return {
    ...{ planTemplate, plan, planActivity, presentedPlan, openPlan, activity, askingTemplate },
    asked: planRequest,
    planReport: report?.id ?? '',
  }
}
