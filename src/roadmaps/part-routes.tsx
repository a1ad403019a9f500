/** Pages of the parts of a roadmap: objectives, indicators, values. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { ObjectiveFormPage } from '../../views/roadmaps/form.tsx'
import { IndicatorPage } from '../../views/roadmaps/indicator.tsx'
import { IndicatorFormPage } from '../../views/roadmaps/indicator-form.tsx'
import { viewerOf } from '../auth/guards.ts'
import { allInstitutions } from '../institutions/queries.ts'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import type { Act } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import type { OnRoadmap } from './commands.ts'
import { measure } from './content.ts'
import { namedIn, onRoadmap, peopleNamed, type Shown } from './door.ts'
import {
  indicatorValues,
  objectiveValues,
  readIndicator,
  readObjective,
  readReason,
  readValue,
} from './forms.ts'
import type { Indicator } from './indicator.ts'
import { addIndicator, editIndicator, noteValue, removeIndicator } from './indicator-commands.ts'
import type { Objective } from './objective.ts'
import { addObjective, editObjective, removeObjective } from './objective-commands.ts'
import { formerTermsOf } from './queries.ts'

/** `/roadmaps/:id/objectives…`, `/roadmaps/:id/indicators…` */
export function partRoutes(): Routes {
  const routes = newRoutes()
  const up = '/roadmaps/:id'
  const kept = (c: AppContext, show: (shown: Shown) => Response | Promise<Response>) =>
    onRoadmap(c, 'coordinate', show)
  routes.get(`${up}/objectives/new`, (c) => kept(c, (shown) => showObjective(c, { shown, objective: null })))
  routes.post(`${up}/objectives`, (c) => kept(c, (shown) => addOne(c, shown)))
  routes.get(`${up}/objectives/:objective/edit`, (c) => onObjective(c, (at) => showObjective(c, at)))
  routes.post(`${up}/objectives/:objective`, (c) => onObjective(c, (at) => editOne(c, at)))
  routes.post(`${up}/objectives/:objective/removal`, (c) => onObjective(c, (at) => removeOne(c, at)))
  routes.get(`${up}/objectives/:objective/indicators/new`, (c) =>
    onObjective(c, (at) => showIndicatorForm(c, { ...at, indicator: null })),
  )
  routes.post(`${up}/objectives/:objective/indicators`, (c) => onObjective(c, (at) => addMeasure(c, at)))
  routes.get(`${up}/indicators/:indicator`, (c) => onIndicator(c, 'read', (at) => showIndicator(c, at)))
  routes.get(`${up}/indicators/:indicator/edit`, (c) =>
    onIndicator(c, 'coordinate', (at) => showIndicatorForm(c, at)),
  )
  routes.post(`${up}/indicators/:indicator`, (c) => onIndicator(c, 'coordinate', (at) => editMeasure(c, at)))
  routes.post(`${up}/indicators/:indicator/removal`, (c) =>
    onIndicator(c, 'coordinate', (at) => removeMeasure(c, at)),
  )
  routes.post(`${up}/indicators/:indicator/values`, (c) =>
    onIndicator(c, 'coordinate', (at) => takeValue(c, at)),
  )
  return routes
}

interface AtObjective<O = Objective> {
  readonly shown: Shown
  readonly objective: O
}

function onObjective(
  c: AppContext,
  show: (at: AtObjective) => Response | Promise<Response>,
): Promise<Response> {
  return onRoadmap(c, 'coordinate', (shown) => {
    const objective = shown.content.objectives.find(({ id }) => id === c.req.param('objective'))
    return objective ? show({ shown, objective }) : refused(c, refuse('not_found', 'forms.unknown'))
  })
}

async function showObjective(
  c: AppContext,
  { shown, objective }: AtObjective<Objective | null>,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { roadmap, dialogue, content } = shown
  const { version } = roadmap
  const fresh = { position: String(content.objectives.length + 1), version: String(version) }
  const form = typed ?? formOf(objective ? objectiveValues(objective, roadmap) : fresh)
  const institutions = await allInstitutions(store, reader.locale)
  const props = { dialogue, roadmap, objective, form, institutions, objectives: content.objectives }
  return page(c, <ObjectiveFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

interface Change<Form> {
  read(values: FormValues): Outcome<Form>
  run(form: Form): Promise<Outcome<unknown>>
  again(form: FormState, refusal: Refusal): Response | Promise<Response>
  readonly to?: string
}

/** Every form of a part: on to the page of the roadmap, or again with what was typed. */
function change<Form>(
  c: AppContext,
  { roadmap }: Shown,
  { to = '', ...steps }: Change<Form>,
): Promise<Response> {
  return submit(c, {
    ...steps,
    done: () => seeOther(c, `/roadmaps/${roadmap.id}${to}`, 'saved'),
    versionNow: roadmap.version,
  })
}

/** Who changes the roadmap of the page. */
function onIt<Form extends Omit<OnRoadmap, 'actor' | 'id'>>(c: AppContext, { roadmap }: Shown, form: Form) {
  return { actor: viewerOf(c), id: roadmap.id, ...form }
}

function addOne(c: AppContext, shown: Shown): Promise<Response> {
  return change(c, shown, {
    read: readObjective,
    run: (form) => addObjective(c.var.store, onIt(c, shown, form)),
    again: (form, refusal) => showObjective(c, { shown, objective: null }, form, refusal),
  })
}

function editOne(c: AppContext, at: AtObjective): Promise<Response> {
  const { shown, objective } = at
  return change(c, shown, {
    read: readObjective,
    run: (form) => editObjective(c.var.store, { ...onIt(c, shown, form), objectiveId: objective.id }),
    again: (form, refusal) => showObjective(c, at, form, refusal),
    to: `#${objective.id}`,
  })
}

function removeOne(c: AppContext, at: AtObjective): Promise<Response> {
  const { shown, objective } = at
  const stored = objectiveValues(objective, shown.roadmap)
  return change(c, shown, {
    read: readReason,
    run: (form) => removeObjective(c.var.store, { ...onIt(c, shown, form), objectiveId: objective.id }),
    again: (form, refusal) =>
      showObjective(c, at, { ...form, values: { ...stored, ...form.values } }, refusal),
  })
}

interface AtIndicator<I = Indicator> extends AtObjective {
  readonly indicator: I
}

function onIndicator(
  c: AppContext,
  act: Act,
  show: (at: AtIndicator) => Response | Promise<Response>,
): Promise<Response> {
  return onRoadmap(c, act, (shown) => {
    const { objectives, indicators } = shown.content
    const indicator = indicators.find(({ id }) => id === c.req.param('indicator'))
    const objective = objectives.find(({ id }) => id === indicator?.objectiveId)
    if (!indicator || !objective) return refused(c, refuse('not_found', 'forms.unknown'))
    return show({ shown, objective, indicator })
  })
}

async function showIndicatorForm(
  c: AppContext,
  { shown, objective, indicator }: AtIndicator<Indicator | null>,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { roadmap, dialogue, content } = shown
  const own = content.indicators.filter(({ objectiveId }) => objectiveId === objective.id)
  const fresh = { direction: 'up', position: String(own.length + 1), version: String(roadmap.version) }
  const form = typed ?? formOf(indicator ? indicatorValues(indicator, roadmap) : fresh)
  const institutions = await allInstitutions(store, reader.locale)
  const props = { dialogue, roadmap, objective, indicator, form, institutions }
  return page(c, <IndicatorFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function addMeasure(c: AppContext, at: AtObjective): Promise<Response> {
  const { shown, objective } = at
  return change(c, shown, {
    read: readIndicator,
    run: (form) => addIndicator(c.var.store, { ...onIt(c, shown, form), objectiveId: objective.id }),
    again: (form, refusal) => showIndicatorForm(c, { ...at, indicator: null }, form, refusal),
    to: `#${objective.id}`,
  })
}

function editMeasure(c: AppContext, at: AtIndicator): Promise<Response> {
  const { shown, indicator } = at
  return change(c, shown, {
    read: readIndicator,
    run: (form) => editIndicator(c.var.store, { ...onIt(c, shown, form), indicatorId: indicator.id }),
    again: (form, refusal) => showIndicatorForm(c, at, form, refusal),
    to: `/indicators/${indicator.id}`,
  })
}

function removeMeasure(c: AppContext, at: AtIndicator): Promise<Response> {
  const { shown, indicator } = at
  const stored = indicatorValues(indicator, shown.roadmap)
  return change(c, shown, {
    read: readReason,
    run: (form) => removeIndicator(c.var.store, { ...onIt(c, shown, form), indicatorId: indicator.id }),
    again: (form, refusal) =>
      showIndicatorForm(c, at, { ...form, values: { ...stored, ...form.values } }, refusal),
    to: `#${at.objective.id}`,
  })
}

async function showIndicator(
  c: AppContext,
  { shown, objective, indicator }: AtIndicator,
  form: FormState = formOf({ as_of: shown.today }),
  refusal?: Refusal,
): Promise<Response> {
  const viewer = viewerOf(c)
  const { roadmap, dialogue, content, on, mayKeep } = shown
  const one = measure(content, on)
    .flatMap(({ own }) => own)
    .find((measured) => measured.indicator.id === indicator.id)
  if (!one) return refused(c, refuse('not_found', 'forms.unknown'))
  const former = await formerTermsOf(c.var.store, roadmap.id, indicator.id)
  const wrote = [...one.values.map(({ notedBy }) => notedBy), ...former.map(({ changedBy }) => changedBy)]
  const [named, people] = await Promise.all([namedIn(c, shown), peopleNamed(c, roadmap, wrote)])
  const props = { dialogue, roadmap, objective, one, former, named, people, mayKeep, form }
  return page(c, <IndicatorPage {...secretariat(c, viewer)} {...props} zone={viewer.zone} />, refusal)
}

function takeValue(c: AppContext, at: AtIndicator): Promise<Response> {
  const { shown, indicator } = at
  const asked = { actor: viewerOf(c), id: shown.roadmap.id, indicatorId: indicator.id }
  return submit(c, {
    read: readValue,
    run: (form) => noteValue(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `/roadmaps/${shown.roadmap.id}/indicators/${indicator.id}`, 'recorded'),
    again: (form, refusal) => showIndicator(c, at, form, refusal),
  })
}
