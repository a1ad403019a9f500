/** What an institution says of its steps and dates by a personal link: below `/p/:token`, behind its door. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { AskDuePage } from '../../views/steps/due-request.tsx'
import { SayStepPage } from '../../views/steps/link-form.tsx'
import { linkOf } from '../auth/door.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { sentFile, withFile } from '../documents/forms.ts'
import { filesOn } from '../documents/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { sayProgress, stepByLink } from './commands.ts'
import { askForDue, commitmentByLink } from './due-request-commands.ts'
import { readDueRequest, readSaid, saidField } from './forms.ts'
import { stepsOf } from './queries.ts'
import { scheduleFor, scheduleOf } from './schedule.ts'

/** `/p/:token/steps/:step` for `report` and `promises` links, `/p/:token/due-request` for `report` links. */
export function linkRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/p/:token/steps/:step', openStep)
  routes.post('/p/:token/steps/:step', say)
  routes.get('/p/:token/due-request', openRequest)
  routes.post('/p/:token/due-request', ask)
  return routes
}

async function openStep(c: AppContext): Promise<Response> {
  const found = await stepByLink(c.var.store, linkOf(c), c.req.param('step') ?? '')
  return found.ok ? showStep(c, found.value.commitment, formOf({})) : refused(c, found)
}

async function showStep(
  c: AppContext,
  commitment: Commitment,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const steps = (await stepsOf(store, [commitment.id])).get(commitment.id) ?? []
  const schedule = scheduleFor(scheduleOf(steps, commitment, dateOf(store.now, commitment.zone)), false)
  const row = schedule.steps.find(({ step }) => step.id === c.req.param('step'))
  if (!row) return refused(c, refuse('not_found', 'forms.unknown'))
  // A file tells what the step does: of a guarded one nothing is shown by link.
  const files = row.withheld ? new Map() : await filesOn(store, 'step', [row.step.id])
  const proof = { files, largest: c.var.largestFile }
  const shown = { commitment, row, proof, under: `/p/${linkOf(c).token}`, form }
  return page(c, <SayStepPage {...personal(c)} {...shown} />, refusal)
}

async function say(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const link = linkOf(c)
  const stepId = c.req.param('step') ?? ''
  const found = await stepByLink(store, link, stepId)
  if (!found.ok) return refused(c, found)
  const { commitment } = found.value
  const today = dateOf(store.now, commitment.zone)
  return submit(c, {
    read: (values) => withFile(sentFile(c.var), readSaid(values, today)),
    run: (said) => sayProgress(store, { link, stepId, locale: reader.locale, ...said }),
    done: () => seeOther(c, `/p/${link.token}#steps`, 'recorded'),
    again: (form, refusal) => showStep(c, commitment, atWords(form), refusal),
    versionNow: found.value.step.version,
  })
}

/** Reason and evidence are one field here. */
function atWords({ values, faults }: FormState): FormState {
  return { values, faults: faults.map((fault) => ({ ...fault, field: saidField(fault.field) ?? '' })) }
}

async function openRequest(c: AppContext): Promise<Response> {
  const found = await commitmentByLink(c.var.store, linkOf(c))
  return found.ok ? showRequest(c, found.value, formOf({ due_precision: 'day' })) : refused(c, found)
}

function showRequest(c: AppContext, commitment: Commitment, form: FormState, refusal?: Refusal): Response {
  const shown = { commitment, under: `/p/${linkOf(c).token}`, form }
  return page(c, <AskDuePage {...personal(c)} {...shown} />, refusal)
}

async function ask(c: AppContext): Promise<Response> {
  const { store } = c.var
  const link = linkOf(c)
  const found = await commitmentByLink(store, link)
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: readDueRequest,
    run: (form) => askForDue(store, { link, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'recorded'),
    again: (form, refusal) => showRequest(c, found.value, form, refusal),
    versionNow: found.value.version,
  })
}
