/** Makes plans in bulk, asks for them and closes them: load, decide, commit one batch. */

import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import { lettersTo } from './mails.ts'
import { draftersAmong, draftersOf, participantsOf } from './owner-queries.ts'
import { isAccepted, isOpen, type Plan } from './plan.ts'
import { planFor, plansOf, templateFor } from './queries.ts'
import {
  dueColumns,
  insertPlans,
  nextTemplateVersion,
  stateColumns,
  updatePlan,
  updatePlans,
} from './records.ts'
import type { Template } from './template.ts'

/** Plans of one template: they are asked for in one act, and D1 takes so many statements of one request. */
const MOST_OWNERS = 100

interface AskedPlans {
  readonly actor: Actor
  readonly templateId: Id
  readonly institutionIds: readonly Id[]
  readonly monitorId: Id | null
  readonly dueOn: LocalDate
  /** Who takes part in this meeting for an institution drafts its plan, instead of its focal points. */
  readonly meetingId: Id | null
}

/**
 * Makes one plan per institution; those that have one of this template are left alone.
 * @returns how many were made; `not_found`, `forbidden`, `invalid` `plans.no_owners` or `plans.too_many`
 *   (`institutions`), `forms.not_a_choice` (`institutions`, `monitor`), `plans.monitors_itself` (`monitor`).
 */
export async function createPlans(store: Store, asked: AskedPlans): Promise<Outcome<number>> {
  const found = await templateFor(store, asked.actor, asked.templateId, 'coordinate')
  if (!found.ok) return found
  const template = found.value
  const checked = await checkOwners(store, asked)
  if (!checked.ok) return checked
  const have = new Set((await plansOf(store, [template.id])).map(({ institutionId }) => institutionId))
  const plans = asked.institutionIds
    .filter((institution) => !have.has(institution))
    .map((institutionId) => ({ id: store.newId(), institutionId }))
  if (plans.length === 0) return done(0)
  if (have.size + plans.length > MOST_OWNERS) return tooMany()
  const named = await participantsOf(store, template.dialogueId, asked.meetingId)
  const actorId = asked.actor.personId
  return store.commit(
    [
      recordFact(store, template, {
        kind: 'plan_template.plans_made',
        actorId,
        details: { plans: plans.length },
      }),
      nextTemplateVersion(store, template),
      ...plans.map(({ id, institutionId }) =>
        recordFact(
          store,
          { id, version: 0 },
          { kind: 'plan.made', actorId, details: { template: template.id, institution: institutionId } },
        ),
      ),
      ...insertPlans(store, template, asked, plans),
      ...insertRows(
        store.db,
        'plan_people',
        plans.flatMap(({ id, institutionId }) =>
          (named.get(institutionId) ?? []).map((person) => ({ plan_id: id, person_id: person })),
        ),
      ),
    ],
    plans.length,
  )
}

function tooMany() {
  return refuse('invalid', 'plans.too_many', 'institutions', { most: MOST_OWNERS })
}

async function checkOwners(store: Store, { institutionIds, monitorId }: AskedPlans): Promise<Outcome<null>> {
  if (institutionIds.length === 0) return refuse('invalid', 'plans.no_owners', 'institutions')
  if (institutionIds.length > MOST_OWNERS) return tooMany()
  if (monitorId && institutionIds.includes(monitorId))
    return refuse('invalid', 'plans.monitors_itself', 'monitor')
  const known = await institutionNames(store, [...institutionIds, ...(monitorId ? [monitorId] : [])])
  if (monitorId && !known.has(monitorId)) return refuse('invalid', 'forms.not_a_choice', 'monitor')
  return institutionIds.every((id) => known.has(id))
    ? done(null)
    : refuse('invalid', 'forms.not_a_choice', 'institutions')
}

interface AskedTemplateAct {
  readonly actor: Actor
  readonly templateId: Id
}

/**
 * Writes to everybody whose plan was not asked for yet: one letter per person, with the link to draft it.
 * @returns the number of letters queued; `not_found`, `forbidden`.
 */
export async function requestPlans(
  store: Store,
  { actor, templateId }: AskedTemplateAct,
): Promise<Outcome<number>> {
  const found = await templateFor(store, actor, templateId, 'coordinate')
  if (!found.ok) return found
  const template = found.value
  const open = (await plansOf(store, [template.id])).filter((plan) => plan.askedAt === null && isOpen(plan))
  const reachable = await draftersOf(store, open)
  const asked = open.filter(({ id }) => reachable.some(({ plan }) => plan.id === id))
  const recipients = reachable.filter(({ plan }) => asked.includes(plan))
  const mails = await lettersTo(store, { templates: [template], recipients }, { matter: 'request' }, '1')
  const [first, ...others] = asked.map((plan) =>
    recordFact(store, plan, { kind: 'plan.requested', actorId: actor.personId }),
  )
  if (!first) return done(0)
  const ids = asked.map(({ id }) => id)
  return store.commit(
    [first, ...others, updatePlans(store, ids, { asked_at: store.now }), ...mails.statements],
    mails.count,
  )
}

interface AskedPlan {
  readonly actor: Actor
  readonly templateId: Id
  readonly id: Id
}

interface AskedTerms extends AskedPlan {
  readonly version: number
  readonly dueOn: LocalDate
  readonly monitorId: Id | null
  /** Who drafts it; nobody means the focal points. */
  readonly personIds: readonly Id[]
}

/**
 * Changes when a plan is due, who watches over it and who drafts it. A later day begins the reminders anew; who comes
 * to it now gets what the others had.
 * @returns done; `not_found`, `forbidden`, `conflict`, `forms.not_a_choice` (`people`, `monitor`),
 *   `plans.monitors_itself` (`monitor`).
 */
export async function setTerms(store: Store, asked: AskedTerms): Promise<Outcome<null>> {
  const found = await planFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { plan, template } = found.value
  if (plan.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const owners = { ...asked, institutionIds: [plan.institutionId], meetingId: null }
  const checked = await checkOwners(store, owners)
  if (!checked.ok) return checked
  const staff = await peopleOf(store, [plan.institutionId], dateOf(store.now, plan.zone))
  if (!asked.personIds.every((id) => staff.some(({ card }) => card.id === id)))
    return refuse('invalid', 'forms.not_a_choice', 'people')
  const rows = asked.personIds.map((person) => ({ plan_id: plan.id, person_id: person }))
  const details = { due: asked.dueOn, monitor: asked.monitorId, people: rows.length }
  return store.commit(
    [
      recordFact(store, plan, { kind: 'plan.terms_set', actorId: asked.actor.personId, details }),
      updatePlan(store, plan, {
        ...dueColumns(plan, asked.dueOn),
        monitor_id: asked.monitorId,
      }),
      store.db.deleteFrom('plan_people').where('plan_id', '=', plan.id),
      ...insertRows(store.db, 'plan_people', rows),
      ...(await lettersAnew(
        store,
        template,
        { ...plan, dueOn: asked.dueOn, monitorId: asked.monitorId },
        asked,
      )),
    ],
    null,
  )
}

/**
 * What who drafts a plan has had, for those who come to it later; the others have it already. Who watches over it from
 * now on is told of what was handed in by the next morning's mail.
 */
async function lettersAnew(
  store: Store,
  template: Template,
  plan: Plan,
  { personIds }: Pick<AskedTerms, 'personIds'>,
): Promise<readonly Statement[]> {
  if (plan.askedAt === null || !isOpen(plan)) return []
  const recipients = await draftersAmong(store, [plan], new Map([[plan.id, personIds]]))
  const to = { templates: [template], recipients }
  return (await lettersTo(store, to, { matter: 'request' }, '1')).statements
}

/**
 * Ends a plan: an accepted one is over, another is no longer wanted. Unsent mail about it is withdrawn.
 * @returns done; `not_found`, `forbidden`, `conflict` `plans.closed`, `forms.changed_meanwhile`.
 */
export async function closePlan(
  store: Store,
  asked: AskedPlan & { readonly version: number },
): Promise<Outcome<null>> {
  const found = await planFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { plan } = found.value
  if (plan.state === 'closed') return refuse('conflict', 'plans.closed')
  if (plan.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const details = { from: plan.state, accepted: isAccepted(plan) ? 1 : 0 }
  return store.commit(
    [
      recordFact(store, plan, { kind: 'plan.closed', actorId: asked.actor.personId, details }),
      updatePlan(store, plan, stateColumns(store, plan, 'closed')),
      withdrawUnsent(store, { subjectId: plan.id }),
    ],
    null,
  )
}
