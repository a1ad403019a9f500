/** Pages of roadmaps: those of a dialogue, one with all that is in it, its form, its moves, its closing words. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import type { HistoryEntry } from '../../views/parts/history.tsx'
import { ClosingFormPage } from '../../views/roadmaps/closing.tsx'
import { RoadmapFormPage } from '../../views/roadmaps/form.tsx'
import { RoadmapListPage } from '../../views/roadmaps/list.tsx'
import { RoadmapPage } from '../../views/roadmaps/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { formatInstant } from '../i18n/dates.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { may } from '../people/may.ts'
import { kept } from '../store/readings.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { addRoadmap, editRoadmap, moveRoadmap, writeClosing } from './commands.ts'
import { dayOf, measure, wholeTally } from './content.ts'
import { idOf, namedIn, onRoadmap, peopleNamed, type Shown } from './door.ts'
import {
  closingValues,
  readClosing,
  readReason,
  readRoadmap,
  readRoadmapEdit,
  roadmapValues,
} from './forms.ts'
import { partRoutes } from './part-routes.tsx'
import { roadmapPrints } from './print-routes.ts'
import { contentsOf, eventsOf, roadmapsOf } from './queries.ts'
import { namesDate, ROADMAP_MOVES, type Roadmap, type RoadmapMove } from './roadmap.ts'
import { servedBy } from './served-queries.ts'
import { papersOfDialogue } from './source-queries.ts'

/** `/dialogues/:id/roadmaps…`, `/roadmaps/:id…` */
export function roadmapRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/dialogues/:id/roadmaps/*', signedIn)
  routes.use('/roadmaps/*', signedIn)
  routes.get('/dialogues/:id/roadmaps', showList)
  routes.get('/dialogues/:id/roadmaps/new', (c) => onNew(c, (dialogue) => showNew(c, dialogue)))
  routes.post('/dialogues/:id/roadmaps', (c) => onNew(c, (dialogue) => add(c, dialogue)))
  // Before the page itself, whose address ends in any word.
  routes.route('/', roadmapPrints())
  routes.get('/roadmaps/:id', (c) => onRoadmap(c, 'read', (shown) => showOne(c, shown)))
  routes.post('/roadmaps/:id', (c) => onRoadmap(c, 'coordinate', (shown) => edit(c, shown)))
  routes.get('/roadmaps/:id/edit', (c) =>
    onRoadmap(c, 'coordinate', (shown) => showForm(c, shown, formOf(roadmapValues(shown.roadmap)))),
  )
  for (const move of ROADMAP_MOVES)
    routes.post(`/roadmaps/:id/${move}`, (c) =>
      onRoadmap(c, 'coordinate', (shown) => takeMove(c, shown, move)),
    )
  routes.get('/roadmaps/:id/closing', (c) => onRoadmap(c, 'coordinate', (shown) => showClosing(c, shown)))
  routes.post('/roadmaps/:id/closing', (c) => onRoadmap(c, 'coordinate', (shown) => takeClosing(c, shown)))
  routes.route('/', partRoutes())
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await dialogueFor(store, viewer, idOf(c), 'read')
  if (!found.ok) return refused(c, found)
  const dialogue = found.value
  const mayKeep = may(viewer, 'coordinate', dialogue.id)
  const roadmaps = await roadmapsOf(store, dialogue.id, mayKeep)
  const contents = await contentsOf(store, roadmaps)
  const today = dateOf(store.now, dialogue.zone)
  const rows = roadmaps.flatMap((roadmap) => {
    const content = contents.get(roadmap.id)
    return content ? [{ roadmap, tally: wholeTally(content, dayOf(roadmap, today)) }] : []
  })
  return page(c, <RoadmapListPage {...secretariat(c, viewer)} {...{ dialogue, rows, mayKeep }} />)
}

/** A move that was refused, with what was typed. */
interface RefusedMove {
  readonly move: RoadmapMove
  readonly form: FormState
  readonly refusal: Refusal
}

async function showOne(c: AppContext, shown: Shown, refusedMove?: RefusedMove): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const { roadmap, content, on } = shown
  const objectiveIds = content.objectives.map(({ id }) => id)
  const asked = { actor: viewer, roadmap, objectiveIds, on: namesDate(roadmap) }
  const [named, served, history] = await Promise.all([
    namedIn(c, shown),
    kept(store, servedBy, asked),
    historyFor(c, shown),
  ])
  const props = {
    ...shown,
    ...{ named, served, history },
    measured: measure(content, on),
    tally: wholeTally(content, on),
    form: refusedMove?.form ?? formOf({}),
    refused: refusedMove?.move ?? null,
  }
  return page(c, <RoadmapPage {...secretariat(c, viewer)} {...props} />, refusedMove?.refusal)
}

/** The latest first. */
async function historyFor(c: AppContext, { roadmap, content }: Shown): Promise<HistoryEntry[]> {
  const { store, reader } = c.var
  const { zone } = viewerOf(c)
  const { history: t } = reader.t.roadmaps
  const events = await kept(store, eventsOf, roadmap.id)
  const people = await peopleNamed(
    c,
    roadmap,
    events.map(({ doneBy }) => doneBy),
  )
  return events.toReversed().map(({ kind, objectiveId, reason, doneBy, doneAt }) => {
    const code = content.objectives.find(({ id }) => id === objectiveId)?.code
    const about = code ? `${t.kinds[kind]}, ${t.objective(code)}` : t.kinds[kind]
    return {
      at: doneAt,
      when: formatInstant(reader.locale, doneAt, zone),
      who: people.get(doneBy),
      what: reason ? `${about}: ${reason}` : about,
    }
  })
}

async function onNew(
  c: AppContext,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await dialogueFor(c.var.store, viewerOf(c), idOf(c), 'coordinate')
  return dialogue.ok ? show(dialogue.value) : refused(c, dialogue)
}

function showNew(c: AppContext, dialogue: Dialogue, typed?: FormState, refusal?: Refusal): Promise<Response> {
  const form = typed ?? formOf({ authoritative: dialogue.authoritative })
  return showForm(c, { dialogue, roadmap: null }, form, refusal)
}

interface ShownForm {
  readonly dialogue: Dialogue
  readonly roadmap: Roadmap | null
}

async function showForm(
  c: AppContext,
  { dialogue, roadmap }: ShownForm,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const [institutions, papers] = await Promise.all([
    allInstitutions(store, reader.locale),
    papersOfDialogue(store, dialogue.id),
  ])
  const props = { dialogue, roadmap, form, institutions, papers }
  return page(c, <RoadmapFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function add(c: AppContext, dialogue: Dialogue): Promise<Response> {
  return submit(c, {
    read: readRoadmap,
    run: (form) => addRoadmap(c.var.store, { actor: viewerOf(c), dialogueId: dialogue.id, ...form }),
    done: (id) => seeOther(c, `/roadmaps/${id}`, 'created'),
    again: (form, refusal) => showNew(c, dialogue, form, refusal),
  })
}

function edit(c: AppContext, shown: Shown): Promise<Response> {
  const { id, version } = shown.roadmap
  return submit(c, {
    read: readRoadmapEdit,
    run: (form) => editRoadmap(c.var.store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/roadmaps/${id}`, 'saved'),
    again: (form, refusal) => showForm(c, shown, form, refusal),
    versionNow: version,
  })
}

function takeMove(c: AppContext, shown: Shown, move: RoadmapMove): Promise<Response> {
  const { id } = shown.roadmap
  return submit(c, {
    read: readReason,
    run: (form) => moveRoadmap(c.var.store, { actor: viewerOf(c), id, move, ...form }),
    done: () => seeOther(c, `/roadmaps/${id}`, 'recorded'),
    again: (form, refusal) => showOne(c, shown, { move, form, refusal }),
  })
}

function showClosing(
  c: AppContext,
  { roadmap, dialogue, content }: Shown,
  typed?: FormState,
  refusal?: Refusal,
): Response {
  const { objectives } = content
  const form = typed ?? formOf(closingValues(objectives, roadmap))
  const props = { dialogue, roadmap, objectives, form }
  return page(c, <ClosingFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function takeClosing(c: AppContext, shown: Shown): Promise<Response> {
  const { id, version } = shown.roadmap
  return submit(c, {
    read: (values) => readClosing(values, shown.content.objectives),
    run: (form) => writeClosing(c.var.store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/roadmaps/${id}`, 'saved'),
    again: (form, refusal) => showClosing(c, shown, form, refusal),
    versionNow: version,
  })
}
