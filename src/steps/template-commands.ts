/** Keeps the steps of a commitment as a template, changes and deletes templates: load, decide, commit. */

import { commitmentFor } from '../commitments/queries.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, dialogueScope, may, mayAdminister } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { stepsOf } from './queries.ts'
import { deleteTemplate, insertTemplate, rewriteTemplate } from './records.ts'
import { decideTitle, type StepTemplate, type TemplateStep, templateSteps } from './template.ts'
import { findTemplate } from './template-queries.ts'

interface AskedToKeep {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  readonly title: Versions
  /** For all dialogues: only who administers may say so. */
  readonly everywhere: boolean
}

/**
 * Keeps words, days, owners and ties of a commitment's steps for other commitments; no dates.
 * @returns its id; `not_found`, `forbidden`, `conflict` `steps.none_to_keep`, or as `decideTitle`.
 */
export async function keepAsTemplate(store: Store, asked: AskedToKeep): Promise<Outcome<Id>> {
  const { actor, id: commitmentId } = asked
  const found = await commitmentFor(store, actor, commitmentId, 'coordinate')
  if (!found.ok) return found
  if (asked.everywhere && !mayAdminister(actor)) return refuse('forbidden', 'forms.forbidden')
  const steps = (await stepsOf(store, [commitmentId])).get(commitmentId) ?? []
  if (steps.length === 0) return refuse('conflict', 'steps.none_to_keep')
  const title = decideTitle(asked.title)
  if (!title.ok) return title
  const id = store.newId()
  const dialogueId = asked.everywhere ? null : found.value.dialogueId
  const fact = { kind: 'step_template.kept', actorId: actor.personId, details: { commitment: commitmentId } }
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, fact),
      insertTemplate(store, { id, dialogueId, title: title.value }, templateSteps(steps)),
    ],
    id,
  )
}

/** A template as it is seen from a dialogue. */
interface OnTemplate {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly id: Id
}

/** @returns the template; `not_found`; `forbidden` unless one coordinates, for one of the instance administers. */
export async function templateFor(
  store: Store,
  { actor, dialogueId, id }: OnTemplate,
): Promise<Outcome<StepTemplate>> {
  const dialogue = await findDialogue(store, dialogueId, dialogueScope(actor))
  const template = dialogue && (await findTemplate(store, dialogueId, id))
  if (!template) return refuse('not_found', 'forms.unknown')
  const allowed = template.dialogueId ? may(actor, 'coordinate', dialogueId) : mayAdminister(actor)
  return allowed ? done(template) : refuse('forbidden', 'forms.forbidden')
}

interface AskedTemplate extends OnTemplate {
  readonly version: number
  readonly title: Versions
  /** Days by position; a step that is missing stays as it is. */
  readonly days: ReadonlyMap<number, number>
}

/** Another title, other days. @returns `not_found`, `forbidden`, `conflict`, or as `decideTitle`. */
export async function editTemplate(store: Store, asked: AskedTemplate): Promise<Outcome<null>> {
  const found = await templateFor(store, asked)
  if (!found.ok) return found
  const template = found.value
  if (template.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const title = decideTitle(asked.title)
  if (!title.ok) return title
  const steps = template.steps.map((step): TemplateStep => {
    return { ...step, days: asked.days.get(step.position) ?? step.days }
  })
  const fact = { kind: 'step_template.changed', actorId: asked.actor.personId }
  return store.commit(
    [recordFact(store, template, fact), rewriteTemplate(store, template, title.value, steps)],
    null,
  )
}

/** Deletes a template; steps made of it stay. @returns `not_found`, `forbidden`, `conflict`. */
export async function removeTemplate(
  store: Store,
  asked: OnTemplate & { readonly version: number },
): Promise<Outcome<null>> {
  const found = await templateFor(store, asked)
  if (!found.ok) return found
  if (found.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const fact = { kind: 'step_template.removed', actorId: asked.actor.personId }
  return store.commit([recordFact(store, found.value, fact), deleteTemplate(store, found.value.id)], null)
}
