/** Pages of commitments for the secretariat: the list, one record, recording and correcting. */

import { CommitmentFormPage } from '../../views/commitments/form.tsx'
import { CommitmentPage } from '../../views/commitments/page.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { agendaOf } from '../agenda/queries.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor, meetingsById } from '../meetings/queries.ts'
import { decisionsOfMeeting } from '../minutes/queries.ts'
import { may, mayReadDirectory } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { objectivesOf } from '../roadmaps/queries.ts'
import { scheduleFor, scheduleOf } from '../steps/schedule.ts'
import { kept } from '../store/readings.ts'
import { supplyTies } from '../supply/tie-queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { actRoutes } from './act-routes.tsx'
import { editCommitment, recordCommitment } from './commands.ts'
import type { Commitment } from './commitment.ts'
import { newValues, readCommitment, readNewCommitment, valuesOf } from './forms.ts'
import { institutionsOfDialogue } from './institution-queries.ts'
import { listRoutes } from './list-routes.tsx'
import { postPromises, showPromises } from './promise-routes.tsx'
import { commitmentFor, findCommitment, supportersOf } from './queries.ts'
import { reachOf } from './reach.ts'
import { recordFor } from './record.ts'
import { recordOf } from './record-queries.ts'
import { sourceShown } from './source-queries.ts'
import { sourceRoutes } from './source-routes.tsx'

/** `/commitments…`, `/meetings/:id/commitments…` and `/meetings/:id/promises`. */
export function commitmentRoutes(): Routes {
  const routes = newRoutes()
  routes.route('/', listRoutes())
  routes.get('/meetings/:id/commitments/new', signedIn, openNew)
  routes.post('/meetings/:id/commitments', signedIn, record)
  routes.get('/meetings/:id/promises', signedIn, showPromises)
  routes.post('/meetings/:id/promises', signedIn, postPromises)
  routes.get('/commitments/:id', signedIn, showOne)
  routes.get('/commitments/:id/edit', signedIn, openEdit)
  routes.post('/commitments/:id', signedIn, edit)
  routes.route('/', actRoutes())
  routes.route('/', sourceRoutes())
  return routes
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

async function showOne(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const commitment = await kept(store, findCommitment, idOf(c), reachOf(viewer))
  const found = commitment && (await kept(store, recordOf, commitment))
  if (!commitment || !found) return refused(c, refuse('not_found', 'forms.unknown'))
  const rights = {
    record: may(viewer, 'record', commitment.dialogueId),
    coordinate: may(viewer, 'coordinate', commitment.dialogueId),
  }
  const today = dateOf(store.now, commitment.zone)
  const record = recordFor(viewer, found)
  const whole = scheduleOf(found.steps, commitment, today)
  const seesShipments = sees(viewer, 'shipment', commitment.dialogueId)
  const schedule = scheduleFor(whole, seesShipments)
  const source = await kept(store, sourceShown, viewer, commitment)
  const ties = seesShipments
    ? ((await kept(store, supplyTies, [commitment.id])).get(commitment.id) ?? [])
    : []
  return page(
    c,
    <CommitmentPage {...secretariat(c, viewer)} {...{ record, rights, today, schedule, ties, source }} />,
  )
}

async function openNew(c: AppContext): Promise<Response> {
  const { store } = c.var
  const meeting = await meetingFor(store, viewerOf(c), idOf(c), 'record')
  if (!meeting.ok) return refused(c, meeting)
  const dialogue = await findDialogue(store, meeting.value.dialogueId, 'all')
  const values = newValues(dialogue?.authoritative ?? 'ru', c.req.query())
  return showForm(c, { meeting: meeting.value, commitment: null, form: formOf(values) })
}

async function record(c: AppContext): Promise<Response> {
  const meeting = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!meeting.ok) return refused(c, meeting)
  const asked = { actor: viewerOf(c), meetingId: meeting.value.id }
  return submit(c, {
    read: readNewCommitment,
    run: (form) => recordCommitment(c.var.store, { ...asked, ...form }),
    done: (id) => seeOther(c, `/commitments/${id}`, 'recorded'),
    again: (form, refusal) => showForm(c, { meeting: meeting.value, commitment: null, form }, refusal),
  })
}

async function openEdit(c: AppContext): Promise<Response> {
  const found = await commitmentFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  const supporters = await supportersOf(c.var.store, [commitment.id])
  const form = formOf(valuesOf(commitment, supporters.get(commitment.id) ?? []))
  return showForm(c, { meeting: await meetingOf(c, commitment), commitment, form })
}

async function edit(c: AppContext): Promise<Response> {
  const found = await commitmentFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!found.ok) return refused(c, found)
  const commitment = found.value
  return submit(c, {
    read: (values) => readCommitment(values, commitment),
    run: (form) => editCommitment(c.var.store, { actor: viewerOf(c), id: commitment.id, ...form }),
    done: () => seeOther(c, `/commitments/${commitment.id}`, 'saved'),
    again: async (form, refusal) =>
      showForm(c, { meeting: await meetingOf(c, commitment), commitment, form }, refusal),
  })
}

async function meetingOf(c: AppContext, { meetingId }: Commitment): Promise<Meeting | null> {
  if (!meetingId) return null
  return (await meetingsById(c.var.store, [meetingId])).get(meetingId) ?? null
}

async function showForm(
  c: AppContext,
  shown: { meeting: Meeting | null; commitment: Commitment | null; form: FormState },
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const meetingId = shown.meeting?.id
  const dialogueId = shown.meeting?.dialogueId ?? shown.commitment?.dialogueId ?? ''
  const [institutions, items, decisions, objectives] = await Promise.all([
    mayReadDirectory(viewerOf(c))
      ? allInstitutions(store, reader.locale)
      : institutionsOfDialogue(store, dialogueId, reader.locale),
    meetingId ? agendaOf(store, meetingId) : [],
    meetingId ? decisionsOfMeeting(store, meetingId) : [],
    objectivesOf(store, dialogueId),
  ])
  return page(
    c,
    <CommitmentFormPage
      {...secretariat(c, viewerOf(c))}
      {...shown}
      {...{ institutions, items, decisions, objectives }}
    />,
    refusal,
  )
}
