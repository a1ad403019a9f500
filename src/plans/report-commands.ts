/** The half-yearly request and what is answered to it: load, decide, commit one batch. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Store } from '../store/store.ts'
import { lettersFor } from './mails.ts'
import { isAccepted, type Plan } from './plan.ts'
import { findPlan, plansOf, templateFor } from './queries.ts'
import { nextTemplateVersion, updatePlan, updatePlans } from './records.ts'
import { type Answer, askedAbout, decideRequest, type RequestDraft, wasAsked } from './request.ts'
import { findRequest } from './request-queries.ts'
import { awaitsAnswer } from './request-reminders.ts'
import { answersFor } from './review-commands.ts'
import { activitiesOf, newestReports, promisesOf } from './written-queries.ts'

interface AskedRequest extends RequestDraft {
  readonly actor: Actor
  readonly templateId: Id
}

/**
 * Asks the owners of all accepted plans about the activities of some months, in one act: those plans are watched
 * over from then on.
 * @returns the request's id; `not_found`, `forbidden`, the faults of `decideRequest`, `conflict` `plans.nobody_to_ask`.
 */
export async function openRequest(store: Store, asked: AskedRequest): Promise<Outcome<Id>> {
  const found = await templateFor(store, asked.actor, asked.templateId, 'coordinate')
  if (!found.ok) return found
  const template = found.value
  const draft = decideRequest(asked, template, dateOf(store.now, template.zone))
  if (!draft.ok) return draft
  const accepted = (await plansOf(store, [template.id])).filter(
    (plan) => isAccepted(plan) && plan.state !== 'closed',
  )
  const activities = await activitiesOf(
    store,
    accepted.map(({ id }) => id),
  )
  const concerned = accepted.filter(({ id }) => askedAbout(activities.get(id) ?? [], draft.value).length > 0)
  if (concerned.length === 0) return refuse('conflict', 'plans.nobody_to_ask')
  const id = store.newId()
  const mails = await lettersFor(
    store,
    { template, plans: concerned },
    { matter: 'report', ...draft.value },
    id,
  )
  const actorId = asked.actor.personId
  const { from, to, dueOn } = draft.value
  const ids = concerned.map((plan) => plan.id)
  return store.commit(
    [
      recordFact(store, template, {
        kind: 'plan_template.reports_asked',
        actorId,
        details: { request: id, from, to, due: dueOn, plans: ids.length },
      }),
      nextTemplateVersion(store, template),
      ...concerned.map((plan) =>
        recordFact(store, plan, { kind: 'plan.report_asked', actorId, details: { request: id } }),
      ),
      recordFact(
        store,
        { id, version: 0 },
        { kind: 'plan_request.opened', actorId, details: { due: dueOn } },
      ),
      updatePlans(store, idsOf(concerned, 'approved'), { state: 'monitored', state_since: store.now }),
      updatePlans(store, idsOf(concerned, 'monitored'), {}),
      store.db.insertInto('plan_requests').values({
        id,
        template_id: template.id,
        from_on: from,
        to_on: to,
        due_on: dueOn,
        asked_at: store.now,
        closed_at: null,
        version: 1,
      }),
      ...mails.statements,
    ],
    id,
  )
}

function idsOf(plans: readonly Plan[], state: Plan['state']): Id[] {
  return plans.filter((plan) => plan.state === state).map(({ id }) => id)
}

interface AskedAnswers {
  readonly actor: Actor
  readonly planId: Id
  readonly requestId: Id
  readonly answers: readonly Answer[]
}

/**
 * Takes what an institution says of its activities, all in one form; a later answer stands beside the earlier one and
 * counts instead of it. Once all is answered a reminder that waits is withdrawn.
 * @returns how many were taken; `not_found`, `forbidden` `plans.not_yours`, `invalid` `plans.nothing_answered`,
 *   `conflict` `plans.request_closed`.
 */
export async function answerRequest(store: Store, asked: AskedAnswers): Promise<Outcome<number>> {
  const plan = await findPlan(store, asked.planId)
  if (!plan) return refuse('not_found', 'forms.unknown')
  if (!asked.actor.speaksFor.includes(plan.institutionId)) return refuse('forbidden', 'plans.not_yours')
  const request = await findRequest(store, plan.templateId, asked.requestId)
  if (!request || !wasAsked(plan, request)) return refuse('not_found', 'forms.unknown')
  if (request.closedAt || plan.state === 'closed') return refuse('conflict', 'plans.request_closed')
  const activities = askedAbout((await activitiesOf(store, [plan.id])).get(plan.id) ?? [], request)
  const answers = asked.answers.filter(({ activityId }) => activities.some(({ id }) => id === activityId))
  if (answers.length === 0) return refuse('invalid', 'plans.nothing_answered')
  const rest = activities.filter(({ id }) => !answers.some(({ activityId }) => activityId === id))
  const more = awaitsAnswer(request, rest, await saidOf(store, plan))
  return store.commit(
    [
      recordFact(store, plan, {
        kind: 'plan.reported',
        actorId: asked.actor.personId,
        details: { request: request.id, activities: answers.length },
      }),
      updatePlan(store, plan),
      ...(more ? [] : [withdrawUnsent(store, { subjectId: plan.id, kind: 'plan_report_reminder' })]),
      ...insertRows(
        store.db,
        'plan_reports',
        answers.map(({ activityId, claim, text }) => ({
          id: store.newId(),
          activity_id: activityId,
          request_id: request.id,
          claim,
          text,
          reported_by: asked.actor.personId,
          reported_at: store.now,
          verified_by: null,
          verified_for: null,
          verified_at: null,
        })),
      ),
    ],
    answers.length,
  )
}

/** What was said of the activities of a plan, and of the commitments that they became. */
async function saidOf(store: Store, { id }: Plan) {
  const [reports, promises] = await Promise.all([newestReports(store, [id]), promisesOf(store, [id])])
  return { reports, promises }
}

interface AskedVerification {
  readonly actor: Actor
  readonly planId: Id
  readonly reportIds: readonly Id[]
}

/**
 * Confirms that what was reported done is done: by whoever watches over the plan, or noted by the coordinator.
 * @returns how many; `not_found`, `forbidden`, `invalid` `plans.nothing_chosen`.
 */
export async function verifyReports(store: Store, asked: AskedVerification): Promise<Outcome<number>> {
  const plan = await findPlan(store, asked.planId)
  if (!plan) return refuse('not_found', 'forms.unknown')
  const by = answersFor(plan, asked.actor)
  if (!by) return refuse('forbidden', 'forms.forbidden')
  const ids = await verifiable(store, plan, asked.reportIds)
  if (ids.length === 0) return refuse('invalid', 'plans.nothing_chosen')
  return store.commit(
    [
      recordFact(store, plan, {
        kind: 'plan.reports_verified',
        actorId: asked.actor.personId,
        details: { reports: ids.length, institution: by.institutionId },
      }),
      updatePlan(store, plan),
      ...ids.map((id) =>
        store.db
          .updateTable('plan_reports')
          .set({
            verified_by: asked.actor.personId,
            verified_for: by.institutionId,
            verified_at: store.now,
          })
          .where('id', '=', id),
      ),
    ],
    ids.length,
  )
}

async function verifiable(store: Store, plan: Plan, asked: readonly Id[]): Promise<Id[]> {
  const newest = [...(await newestReports(store, [plan.id])).values()]
  return newest
    .filter(({ id, claim, verifiedAt }) => asked.includes(id) && claim === 'done' && verifiedAt === null)
    .map(({ id }) => id)
}

/**
 * Ends a request: answers are no longer taken, reminders that wait are withdrawn.
 * @returns done; `not_found`, `forbidden`, `conflict` `plans.request_closed`, `forms.changed_meanwhile`.
 */
export async function closeRequest(
  store: Store,
  asked: { readonly actor: Actor; readonly templateId: Id; readonly id: Id; readonly version: number },
): Promise<Outcome<null>> {
  const template = await templateFor(store, asked.actor, asked.templateId, 'coordinate')
  if (!template.ok) return template
  const request = await findRequest(store, asked.templateId, asked.id)
  if (!request) return refuse('not_found', 'forms.unknown')
  if (request.closedAt) return refuse('conflict', 'plans.request_closed')
  if (request.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const fact = { kind: 'plan_request.closed', actorId: asked.actor.personId }
  const plans = (await plansOf(store, [asked.templateId])).filter((plan) => wasAsked(plan, request))
  return store.commit(
    [
      recordFact(store, request, fact),
      store.db
        .updateTable('plan_requests')
        .set({ closed_at: store.now, version: request.version + 1 })
        .where('id', '=', request.id),
      ...plans.map(({ id }) => withdrawUnsent(store, { subjectId: id, kind: 'plan_report_reminder' })),
    ],
    null,
  )
}
