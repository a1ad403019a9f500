/** Adds, changes and takes away steps, and takes what is said of them: load, decide, commit one batch. */

import type { Commitment } from '../commitments/commitment.ts'
import { updateCommitment } from '../commitments/commitments.ts'
import { commitmentFor, findCommitment } from '../commitments/queries.ts'
import { isFinal } from '../commitments/state.ts'
import type { TakenFile } from '../documents/file.ts'
import { keepProof } from '../documents/proof.ts'
import { filesOn } from '../documents/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import { decideStep, type StepDraft } from './draft.ts'
import { type LinkHolder, speaksForStep } from './link.ts'
import { decideProgress, type Progress, SAID_BY_LINK, type StepChange } from './progress.ts'
import { commitmentOfStep, stepsOf } from './queries.ts'
import { deleteStep, insertMove, insertSteps, newSteps, rewriteStep, updateStep } from './records.ts'
import { isUntouched, MOST_STEPS, type Step } from './step.ts'
import { type Anchor, planned } from './template.ts'
import { templatesFor } from './template-queries.ts'

/** Who acts on the steps of which commitment. */
interface OnSteps {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  /** Of who reads a refusal: it names steps. */
  readonly locale: Locale
}

interface OnStep extends OnSteps {
  readonly stepId: Id
  /** That of the step, as the page showed it. */
  readonly version: number
}

interface Chain {
  readonly commitment: Commitment
  readonly steps: readonly Step[]
}

/** The commitment with its steps. @returns `not_found`, `forbidden`, `conflict` `commitments.is_final`. */
async function chainFor(store: Store, { actor, id }: OnSteps): Promise<Outcome<Chain>> {
  const found = await commitmentFor(store, actor, id, 'coordinate')
  return found.ok ? chainOf(store, found.value) : found
}

async function chainOf(store: Store, commitment: Commitment): Promise<Outcome<Chain>> {
  const { id, state } = commitment
  if (isFinal(state)) return refuse('conflict', 'commitments.is_final', undefined, { state })
  return done({ commitment, steps: (await stepsOf(store, [id])).get(id) ?? [] })
}

function stepIn({ steps }: Chain, { stepId, version }: Pick<OnStep, 'stepId' | 'version'>): Outcome<Step> {
  const step = steps.find(({ id }) => id === stepId)
  if (!step) return refuse('not_found', 'forms.unknown')
  return step.version === version ? done(step) : refuse('conflict', 'forms.changed_meanwhile')
}

/** What was done, for the ledger: the commitment's version is the lock of all its steps. */
interface Deed {
  readonly kind: string
  readonly actorId: Id
  readonly stepId?: Id
}

function commitDeed<T>(
  store: Store,
  { commitment }: Chain,
  { kind, actorId, stepId }: Deed,
  written: { readonly statements: readonly Statement[]; readonly value: T },
): Promise<Outcome<T>> {
  const details = stepId ? { step: stepId } : {}
  return store.commit(
    [
      recordFact(store, commitment, { kind: `commitment.${kind}`, actorId, details }),
      updateCommitment(store, commitment, {}),
      written.statements,
    ],
    written.value,
  )
}

/** Adds a step as the last. @returns its id; `not_found`, `forbidden`, `conflict`, or as `decideStep`. */
export async function addStep(store: Store, asked: OnSteps & { draft: StepDraft }): Promise<Outcome<Id>> {
  const chain = await chainFor(store, asked)
  if (!chain.ok) return chain
  const { steps } = chain.value
  const draft = await checkedDraft(store, asked.draft, { steps, own: null, locale: asked.locale })
  if (!draft.ok) return draft
  const id = store.newId()
  const position = nextPosition(steps)
  const statements = insertSteps(store, asked.id, [{ id, position, draft: draft.value }])
  const deed = { kind: 'step_added', actorId: asked.actor.personId, stepId: id }
  return commitDeed(store, chain.value, deed, { statements, value: id })
}

function nextPosition(steps: readonly Step[]): number {
  return (steps.at(-1)?.position ?? 0) + 1
}

async function checkedDraft(
  store: Store,
  draft: StepDraft,
  place: Parameters<typeof decideStep>[1],
): Promise<Outcome<StepDraft>> {
  const decided = decideStep(draft, place)
  const { institutionId } = draft
  if (!decided.ok || !institutionId) return decided
  const known = await institutionNames(store, [institutionId])
  return known.has(institutionId) ? decided : refuse('invalid', 'forms.not_a_choice', 'institution')
}

/**
 * Changes words, days, plan, owner and ties of a step; a planned end that moves is kept with its reason.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as `decideStep`.
 */
export async function editStep(store: Store, asked: OnStep & { draft: StepDraft }): Promise<Outcome<Id>> {
  const chain = await chainFor(store, asked)
  if (!chain.ok) return chain
  const step = stepIn(chain.value, asked)
  if (!step.ok) return step
  const own = step.value
  const place = { steps: chain.value.steps, own, locale: asked.locale }
  const draft = await checkedDraft(store, asked.draft, place)
  if (!draft.ok) return draft
  const { plannedOn: to, reason } = draft.value
  const from = own.plannedOn
  const by = asked.actor.personId
  const statements = [
    ...rewriteStep(store, own, draft.value),
    ...(from && from !== to ? [insertMove(store, own.id, { kind: 'planned', from, to, reason, by })] : []),
  ]
  const deed = { kind: 'step_changed', actorId: by, stepId: own.id }
  return commitDeed(store, chain.value, deed, { statements, value: own.id })
}

/** Changes places with the step before or after; ties stay. @returns `not_found`, `forbidden`, `conflict`. */
export async function placeStep(
  store: Store,
  asked: OnStep & { readonly to: 'up' | 'down' },
): Promise<Outcome<null>> {
  const chain = await chainFor(store, asked)
  if (!chain.ok) return chain
  const step = stepIn(chain.value, asked)
  if (!step.ok) return step
  const { steps } = chain.value
  const other = steps[steps.indexOf(step.value) + (asked.to === 'up' ? -1 : 1)]
  if (!other) return done(null)
  const statements = [
    updateStep(store, step.value, { position: other.position }),
    updateStep(store, other, { position: step.value.position }),
  ]
  const deed = { kind: 'step_changed', actorId: asked.actor.personId, stepId: asked.stepId }
  return commitDeed(store, chain.value, deed, { statements, value: null })
}

/**
 * Takes a step away while nothing has happened to it.
 * @returns `not_found`, `forbidden`, `conflict` `steps.has_history`: such a step is skipped with a reason instead.
 */
export async function removeStep(store: Store, asked: OnStep): Promise<Outcome<null>> {
  const chain = await chainFor(store, asked)
  if (!chain.ok) return chain
  const step = stepIn(chain.value, asked)
  if (!step.ok) return step
  const files = (await filesOn(store, 'step', [asked.stepId])).size
  if (files > 0 || !isUntouched(step.value)) return refuse('conflict', 'steps.has_history')
  const statements = deleteStep(store, step.value, chain.value.steps)
  const deed = { kind: 'step_removed', actorId: asked.actor.personId, stepId: asked.stepId }
  return commitDeed(store, chain.value, deed, { statements, value: null })
}

/** What is said of a step, and the file that proves it done. */
interface Said {
  readonly progress: Progress
  readonly file?: TakenFile | null
}

/**
 * Notes down what became of a step, with the file that proves it done.
 * @returns as `decideProgress` and `keepProof`, `not_found`, `forbidden`, `conflict`, `invalid` `steps.file_only_done`.
 */
export async function noteProgress(store: Store, asked: OnStep & Said): Promise<Outcome<null>> {
  const chain = await chainFor(store, asked)
  return chain.ok ? takeProgress(store, chain.value, asked) : chain
}

interface AskedByLink extends Omit<OnStep, 'id' | 'actor'>, Said {
  readonly link: LinkHolder
}

/**
 * Takes what the lead or the responsible institution says of a step by a personal link (`report`: all steps of the
 * commitment; `promises`: the steps of the institution).
 * @returns as {@link noteProgress}; `not_found` for a step that is not theirs, `forbidden` for what is not theirs to say.
 */
export async function sayProgress(store: Store, asked: AskedByLink): Promise<Outcome<null>> {
  const { link, progress, stepId } = asked
  const found = await stepByLink(store, link, stepId)
  if (!found.ok) return found
  if (!SAID_BY_LINK.some((kind) => kind === progress.kind)) return refuse('forbidden', 'forms.forbidden')
  const chain = await chainOf(store, found.value.commitment)
  return chain.ok ? takeProgress(store, chain.value, { ...asked, actor: link.actor }) : chain
}

/** The step that a link may speak of, with its commitment. @returns `not_found`. */
export async function stepByLink(
  store: Store,
  link: LinkHolder,
  stepId: Id,
): Promise<Outcome<{ commitment: Commitment; step: Step }>> {
  const unknown = refuse('not_found', 'forms.unknown')
  const commitmentId = await commitmentOfStep(store, stepId)
  const commitment = commitmentId ? await findCommitment(store, commitmentId, 'all') : null
  if (!commitment) return unknown
  const step = (await stepsOf(store, [commitment.id])).get(commitment.id)?.find(({ id }) => id === stepId)
  return step && speaksForStep(link, commitment, step) ? done({ commitment, step }) : unknown
}

async function takeProgress(
  store: Store,
  chain: Chain,
  asked: Omit<OnStep, 'id'> & Said,
): Promise<Outcome<null>> {
  const step = stepIn(chain, asked)
  if (!step.ok) return step
  const { progress, locale, actor, file = null } = asked
  const today = dateOf(store.now, chain.commitment.zone)
  const change = decideProgress(step.value, progress, { steps: chain.steps, today, locale })
  if (!change.ok) return change
  if (file && progress.kind !== 'done') return refuse('invalid', 'steps.file_only_done', 'file')
  const hook = { kind: 'step', subjectId: asked.stepId, dialogueId: chain.commitment.dialogueId } as const
  const proof = await keepProof(store, { file, by: actor.personId, hook })
  if (!proof.ok) return proof
  const statements = [updateStep(store, step.value, columnsOf(change.value)), ...proof.value]
  if (progress.kind === 'forecast') {
    const { on: to, reason } = progress
    const from = step.value.forecastOn ?? step.value.plannedOn
    const move = { kind: 'forecast' as const, from, to, reason, by: actor.personId }
    statements.push(insertMove(store, asked.stepId, move))
  }
  const deed = { kind: `step_${progress.kind}`, actorId: actor.personId, stepId: asked.stepId }
  return commitDeed(store, chain, deed, { statements, value: null })
}

function columnsOf({ state, startedOn, doneOn, forecastOn, reason, evidence }: StepChange) {
  return {
    ...(state === undefined ? {} : { state }),
    ...(startedOn === undefined ? {} : { started_on: startedOn }),
    ...(doneOn === undefined ? {} : { done_on: doneOn }),
    ...(forecastOn === undefined ? {} : { forecast_on: forecastOn }),
    ...(reason === undefined ? {} : { reason }),
    ...(evidence === undefined ? {} : { evidence }),
  }
}

/** Which steps of which template, reckoned from where. */
export interface AskedPlan {
  readonly template: string
  /** Positions within the template. */
  readonly chosen: readonly number[]
  readonly anchor: Anchor
}

/**
 * Adds the chosen steps of a template with planned dates behind the steps there are.
 * @returns how many; `not_found`, `forbidden`, `conflict` `steps.too_many`, `invalid` `forms.not_a_choice` (field
 *   `template`), or as `planned`.
 */
export async function applyTemplate(
  store: Store,
  asked: OnSteps & { readonly plan: AskedPlan },
): Promise<Outcome<number>> {
  const chain = await chainFor(store, asked)
  if (!chain.ok) return chain
  const { plan } = asked
  const { commitment, steps } = chain.value
  const templates = await templatesFor(store, commitment.dialogueId)
  const template = templates.find(({ id }) => id === plan.template)
  if (!template) return refuse('invalid', 'forms.not_a_choice', 'template')
  const dated = planned(template, plan.chosen, plan.anchor)
  if (!dated.ok) return dated
  if (steps.length + dated.value.length > MOST_STEPS)
    return refuse('conflict', 'steps.too_many', undefined, { most: MOST_STEPS })
  const statements = insertSteps(store, commitment.id, newSteps(store, dated.value, nextPosition(steps)))
  const deed = { kind: 'steps_planned', actorId: asked.actor.personId }
  return commitDeed(store, chain.value, deed, { statements, value: dated.value.length })
}
