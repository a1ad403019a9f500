/** Answers plans that were handed in: load, decide, commit one batch. */

import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { type Actor, may } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { lettersTo } from './mails.ts'
import { draftersOf } from './owner-queries.ts'
import { type AskedDecision, decideAnswer, dueAgain, type Plan } from './plan.ts'
import { findPlan, findTemplate } from './queries.ts'
import { dueColumns, insertRemarks, stateColumns, updatePlan } from './records.ts'
import { writtenOf } from './written-queries.ts'

interface AskedAnswer extends AskedDecision {
  readonly actor: Actor
  readonly planId: Id
  /** Of the plan as the page showed it. */
  readonly version: number
}

/** For whom somebody answers a plan: the monitor, itself by link; the secretariat otherwise; or not at all. */
export function answersFor(plan: Plan, actor: Actor): { readonly institutionId: Id | null } | null {
  if (
    plan.monitorId &&
    actor.speaksFor.includes(plan.monitorId) &&
    !actor.speaksFor.includes(plan.institutionId)
  )
    return { institutionId: plan.monitorId }
  return may(actor, 'coordinate', plan.dialogueId) ? { institutionId: null } : null
}

/**
 * Approves a plan or sends it back with remarks, with time to correct it, and tells who drafted it.
 * @returns done; `not_found`, `forbidden`, the refusals of `decideAnswer`, `conflict` `forms.changed_meanwhile`.
 */
export async function answerPlan(store: Store, asked: AskedAnswer): Promise<Outcome<null>> {
  const plan = await findPlan(store, asked.planId)
  const template = plan && (await findTemplate(store, plan.templateId, 'all'))
  if (!plan || !template) return refuse('not_found', 'forms.unknown')
  const by = answersFor(plan, asked.actor)
  if (!by) return refuse('forbidden', 'forms.forbidden')
  const answer = decideAnswer(plan, asked)
  if (!answer.ok) return answer
  if (plan.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const last = (await writtenOf(store, plan.id)).presentations.at(-1)
  if (!last) return refuse('conflict', 'plans.not_presented')
  const { decision, remarks } = answer.value
  const dueOn = decision === 'returned' ? dueAgain(plan, dateOf(store.now, plan.zone)) : plan.dueOn
  const recipients = await draftersOf(store, [{ ...plan, dueOn }])
  // One letter at a time: the parts are named in the language of each reader.
  const letters = await Promise.all(
    [...Map.groupBy(recipients, ({ person }) => person.locale)].map(([lang, some]) => {
      const { parts, whole } = messagesIn(lang).plans
      const words = remarks.map(
        ({ part, text }) => [part === 'whole' ? whole : parts[part].title, text] as const,
      )
      const about =
        decision === 'approved' ? ({ matter: decision } as const) : { matter: decision, remarks: words }
      return lettersTo(store, { templates: [template], recipients: some }, about, String(last.number))
    }),
  )
  const details = { number: last.number, decision, institution: by.institutionId, due: dueOn }
  return store.commit(
    [
      recordFact(store, plan, { kind: `plan.${decision}`, actorId: asked.actor.personId, details }),
      updatePlan(store, plan, { ...stateColumns(store, plan, decision), ...dueColumns(plan, dueOn) }),
      store.db
        .updateTable('plan_presentations')
        .set({
          decision,
          decided_by: asked.actor.personId,
          decided_for: by.institutionId,
          decided_at: store.now,
        })
        .where('plan_id', '=', plan.id)
        .where('number', '=', last.number),
      ...insertRemarks(
        store,
        plan.id,
        remarks.map((remark) => ({ ...remark, number: last.number })),
      ),
      withdrawUnsent(store, { subjectId: plan.id }),
      ...letters.flatMap(({ statements }) => statements),
    ],
    null,
  )
}
