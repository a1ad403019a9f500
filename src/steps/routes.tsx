/** Steps of a commitment for who coordinates: adding, changing, what happened, templates applied and kept. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { StepFormPage } from '../../views/steps/form.tsx'
import { ApplyPage, KeepPage } from '../../views/steps/templates.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor } from '../commitments/queries.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { mayAdminister } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { actRoutes } from './act-routes.tsx'
import { addStep, applyTemplate, editStep } from './commands.ts'
import { answerRoutes } from './due-request-routes.tsx'
import { readKept, readNewStep, readPlan, readStep, stepValues } from './forms.ts'
import { linkRoutes } from './link-routes.tsx'
import { stepsOf } from './queries.ts'
import type { Step } from './step.ts'
import { keepAsTemplate } from './template-commands.ts'
import { templatesFor } from './template-queries.ts'
import { templateRoutes } from './template-routes.tsx'

/** `/commitments/:id/steps…`, `/commitments/:id/due-requests…`, `/dialogues/:id/step-templates…`, `/p/:token/steps…`. */
export function stepRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments/:id/steps/new', signedIn, openNew)
  routes.post('/commitments/:id/steps', signedIn, add)
  routes.get('/commitments/:id/steps/template', signedIn, openPlan)
  routes.post('/commitments/:id/steps/template', signedIn, plan)
  routes.get('/commitments/:id/step-template', signedIn, openKeep)
  routes.post('/commitments/:id/step-template', signedIn, keep)
  routes.get('/commitments/:id/steps/:step/edit', signedIn, openEdit)
  routes.post('/commitments/:id/steps/:step', signedIn, edit)
  for (const more of [actRoutes(), answerRoutes(), templateRoutes(), linkRoutes()]) routes.route('/', more)
  return routes
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

/** Who acts on which commitment, in the words of the commands. */
function askedIn(c: AppContext) {
  return { actor: viewerOf(c), id: idOf(c), locale: c.var.reader.locale }
}

function foundFor(c: AppContext): Promise<Outcome<Commitment>> {
  return commitmentFor(c.var.store, viewerOf(c), idOf(c), 'coordinate')
}

async function openNew(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const steps = await stepsIn(c)
  const last = steps.at(-1)
  // A step most often waits for the one before it.
  const values = { authoritative: found.value.text.authoritative, after: last ? [last.id] : [] }
  return showForm(c, { commitment: found.value, step: null, steps, form: formOf(values) })
}

async function stepsIn(c: AppContext): Promise<readonly Step[]> {
  return (await stepsOf(c.var.store, [idOf(c)])).get(idOf(c)) ?? []
}

async function add(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  return submit(c, {
    read: readNewStep,
    run: (draft) => addStep(c.var.store, { ...askedIn(c), draft }),
    done: () => seeOther(c, `/commitments/${commitment.id}#steps`, 'recorded'),
    again: async (form, refusal) =>
      showForm(c, { commitment, step: null, steps: await stepsIn(c), form }, refusal),
  })
}

interface Shown {
  readonly commitment: Commitment
  readonly step: Step | null
  readonly steps: readonly Step[]
  readonly form: FormState
}

async function showForm(c: AppContext, shown: Shown, refusal?: Refusal): Promise<Response> {
  const institutions = await allInstitutions(c.var.store, c.var.reader.locale)
  return page(c, <StepFormPage {...secretariat(c, viewerOf(c))} {...{ ...shown, institutions }} />, refusal)
}

async function stepFor(
  c: AppContext,
): Promise<Outcome<{ commitment: Commitment; step: Step; steps: readonly Step[] }>> {
  const found = await foundFor(c)
  if (!found.ok) return found
  const steps = await stepsIn(c)
  const step = steps.find(({ id }) => id === c.req.param('step'))
  return step ? done({ commitment: found.value, step, steps }) : refuse('not_found', 'forms.unknown')
}

async function openEdit(c: AppContext): Promise<Response> {
  const found = await stepFor(c)
  if (!found.ok) return refused(c, found)
  return showForm(c, { ...found.value, form: formOf(stepValues(found.value.step)) })
}

async function edit(c: AppContext): Promise<Response> {
  const found = await stepFor(c)
  if (!found.ok) return refused(c, found)
  const { commitment, step } = found.value
  return submit(c, {
    read: readStep,
    run: (form) => editStep(c.var.store, { ...askedIn(c), ...form, stepId: step.id }),
    done: () => seeOther(c, `/commitments/${commitment.id}#steps`, 'saved'),
    again: (form, refusal) => showForm(c, { ...found.value, form }, refusal),
    versionNow: step.version,
  })
}

async function openPlan(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const asked = c.req.query('template') ?? ''
  return showPlan(c, found.value, { chosen: asked, form: null })
}

async function plan(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  return submit(c, {
    read: readPlan,
    run: (asked) => applyTemplate(c.var.store, { ...askedIn(c), plan: asked }),
    done: () => seeOther(c, `/commitments/${commitment.id}#steps`, 'recorded'),
    again: (form, refusal) =>
      showPlan(c, commitment, { chosen: String(form.values.template ?? ''), form }, refusal),
  })
}

async function showPlan(
  c: AppContext,
  commitment: Commitment,
  { chosen, form }: { readonly chosen: string; readonly form: FormState | null },
  refusal?: Refusal,
): Promise<Response> {
  const templates = await templatesFor(c.var.store, commitment.dialogueId)
  const template = templates.find(({ id }) => id === chosen) ?? null
  const values = {
    on: commitment.dueOn ?? '',
    anchor: 'end',
    steps: template?.steps.map(({ position }) => String(position)) ?? [],
  }
  const shown = { commitment, templates, template, form: form ?? formOf(values) }
  return page(c, <ApplyPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

async function openKeep(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  return showKeep(c, found.value, formOf({ authoritative: found.value.text.authoritative }))
}

async function keep(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const { id, dialogueId } = found.value
  return submit(c, {
    read: readKept,
    run: (form) => keepAsTemplate(c.var.store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/dialogues/${dialogueId}/step-templates`, 'saved'),
    again: (form, refusal) => showKeep(c, found.value, form, refusal),
  })
}

function showKeep(c: AppContext, commitment: Commitment, form: FormState, refusal?: Refusal): Response {
  const shown = { commitment, form, mayAdminister: mayAdminister(viewerOf(c)) }
  return page(c, <KeepPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}
