/** What happened to one step, each act a page of its own: `/commitments/:id/steps/:step/<act>`. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { KIND_OF, type StepAct, StepActPage, StepPage } from '../../views/steps/step.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor } from '../commitments/queries.ts'
import { sentFile, withFile } from '../documents/forms.ts'
import { filesOn } from '../documents/queries.ts'
import { nameOf } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { done, ifDone, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { noteProgress, placeStep, removeStep } from './commands.ts'
import { readPlace, readProgress, readVersion } from './forms.ts'
import { stepsOf } from './queries.ts'
import { type ScheduledStep, scheduleOf } from './schedule.ts'
import type { Step } from './step.ts'

const ACTS = ['start', 'completion', 'forecast', 'obstacle', 'skip', 'reopening', 'removal'] as const

/** The page of a step and all its acts; each GET shows something and changes nothing. */
export function actRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments/:id/steps/:step', signedIn, showStep)
  for (const act of ACTS) {
    routes.get(`/commitments/:id/steps/:step/${act}`, signedIn, (c) => openAct(c, act))
    routes.post(`/commitments/:id/steps/:step/${act}`, signedIn, (c) => doAct(c, act))
  }
  routes.post('/commitments/:id/steps/:step/release', signedIn, (c) => doAtOnce(c, 'release'))
  routes.post('/commitments/:id/steps/:step/place', signedIn, (c) => doAtOnce(c, 'place'))
  return routes
}

interface Found {
  readonly commitment: Commitment
  readonly row: ScheduledStep<Step>
}

async function foundFor(c: AppContext): Promise<Outcome<Found>> {
  const { store } = c.var
  const id = c.req.param('id') ?? ''
  const found = await commitmentFor(store, viewerOf(c), id, 'coordinate')
  if (!found.ok) return found
  const steps = (await stepsOf(store, [id])).get(id) ?? []
  const schedule = scheduleOf(steps, found.value, dateOf(store.now, found.value.zone))
  const row = schedule.steps.find(({ step }) => step.id === c.req.param('step'))
  return row ? done({ commitment: found.value, row }) : refuse('not_found', 'forms.unknown')
}

/** What every page of a step hands to its view. */
async function shownIn(c: AppContext, { commitment, row }: Found) {
  const { store, reader } = c.var
  const ownerId = row.step.institutionId ?? commitment.leadId
  const [names, files] = await Promise.all([
    institutionNames(store, [ownerId]),
    filesOn(store, 'step', [row.step.id]),
  ])
  const owner = names.get(ownerId)
  const name = owner ? nameOf(owner, reader.locale).text : ''
  const proof = { files, largest: c.var.largestFile }
  return { ...secretariat(c, viewerOf(c)), ...{ commitment, row, proof }, owner: name }
}

async function showStep(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  return found.ok ? page(c, <StepPage {...(await shownIn(c, found.value))} />) : refused(c, found)
}

async function openAct(c: AppContext, act: StepAct): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const today = dateOf(c.var.store.now, found.value.commitment.zone)
  const values = act === 'start' || act === 'completion' ? { on: today } : {}
  return showAct(c, found.value, { act, form: formOf(values) })
}

async function showAct(
  c: AppContext,
  found: Found,
  shown: { readonly act: StepAct; readonly form: FormState },
  refusal?: Refusal,
): Promise<Response> {
  return page(c, <StepActPage {...(await shownIn(c, found))} {...shown} />, refusal)
}

function askedIn(c: AppContext, { commitment, row }: Found) {
  return {
    actor: viewerOf(c),
    id: commitment.id,
    stepId: row.step.id,
    locale: c.var.reader.locale,
  }
}

async function doAct(c: AppContext, act: StepAct): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const asked = askedIn(c, found.value)
  return submit(c, {
    // Every act reads its own form.
    read: done<FormValues>,
    run: (values): Promise<Outcome<null>> =>
      act === 'removal'
        ? ifDone(readVersion(values), (form) => removeStep(c.var.store, { ...asked, ...form }))
        : ifDone(withFile(sentFile(c.var), readProgress(KIND_OF[act], values)), (form) =>
            noteProgress(c.var.store, { ...asked, ...form }),
          ),
    done: () => seeOther(c, `/commitments/${asked.id}#steps`, act === 'removal' ? 'removed' : 'recorded'),
    again: (form, refusal) => showAct(c, found.value, { act, form }, refusal),
    versionNow: found.value.row.step.version,
  })
}

/** What needs no page of its own; refused, it says so on a page. */
async function doAtOnce(c: AppContext, act: 'release' | 'place'): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const asked = askedIn(c, found.value)
  const back = `/commitments/${asked.id}/steps/${asked.stepId}`
  return submit(c, {
    read: done<FormValues>,
    run: (values): Promise<Outcome<null>> =>
      act === 'place'
        ? ifDone(readPlace(values), (form) => placeStep(c.var.store, { ...asked, ...form }))
        : ifDone(readProgress('released', values), (form) =>
            noteProgress(c.var.store, { ...asked, ...form }),
          ),
    done: () => seeOther(c, back, act === 'place' ? 'moved' : 'recorded'),
    again: (_, refusal) => refused(c, refusal),
  })
}
