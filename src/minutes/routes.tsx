/** Pages of decisions: recording, correcting, settling them. */

import { DecisionFormPage } from '../../views/minutes/form.tsx'
import { DecisionPage } from '../../views/minutes/page.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { isVisible } from '../agenda/item.ts'
import { agendaOf } from '../agenda/queries.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { commitmentsOfMeeting } from '../commitments/queries.ts'
import { readable } from '../commitments/reach.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { historyOf } from '../ledger/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { listablePeople, sees } from '../people/visible.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { editDecision, moveDecision, recordDecision } from './commands.ts'
import { DECISION_MOVES, type Decision, type DecisionMove } from './decision.ts'
import { readDecision, readNewDecision, valuesOf } from './forms.ts'
import { decisionFor } from './queries.ts'

/** `/meetings/:id/decisions…` and `/decisions…`. */
export function minutesRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/meetings/:id/decisions/new', signedIn, openNew)
  routes.post('/meetings/:id/decisions', signedIn, record)
  routes.get('/decisions/:id', signedIn, showOne)
  routes.get('/decisions/:id/edit', signedIn, openEdit)
  routes.post('/decisions/:id', signedIn, edit)
  for (const move of DECISION_MOVES) routes.post(`/decisions/:id/${move}`, signedIn, (c) => settle(c, move))
  return routes
}

async function openNew(c: AppContext): Promise<Response> {
  const meeting = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!meeting.ok) return refused(c, meeting)
  const dialogue = await findDialogue(c.var.store, meeting.value.dialogueId, 'all')
  const form = formOf({
    authoritative: dialogue?.authoritative ?? 'ru',
    method: 'consensus',
    adopted: 'on',
    item: c.req.query('item') ?? '',
  })
  return showForm(c, { meeting: meeting.value, decision: null, form })
}

async function record(c: AppContext): Promise<Response> {
  const meeting = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!meeting.ok) return refused(c, meeting)
  const asked = { actor: viewerOf(c), meetingId: meeting.value.id }
  return submit(c, {
    read: readNewDecision,
    run: (form) => recordDecision(c.var.store, { ...asked, ...form }),
    done: (id) => seeOther(c, `/decisions/${id}`, 'recorded'),
    again: (form, refusal) => showForm(c, { meeting: meeting.value, decision: null, form }, refusal),
  })
}

async function showOne(c: AppContext): Promise<Response> {
  const found = await decisionFor(c.var.store, viewerOf(c), idOf(c), 'read')
  if (!found.ok) return refused(c, found)
  const { store } = c.var
  const { decision, meeting } = found.value
  const viewer = viewerOf(c)
  const [items, commitments, history] = await Promise.all([
    agendaOf(store, meeting.id),
    commitmentsOfMeeting(store, meeting.id),
    historyOf(store, [decision.id]),
  ])
  const { dialogueId } = meeting
  const authors = await personCards(store, [...new Set(history.map((line) => line.actorId))])
  const audience = sees(viewer, 'closedAgenda', dialogueId) ? 'secretariat' : 'members'
  const item = items.find((entry) => entry.id === decision.itemId && isVisible(entry, audience)) ?? null
  const follow = commitments.filter((entry) => entry.decisionId === decision.id)
  const shown = {
    decision: sees(viewer, 'reservation', dialogueId) ? decision : { ...decision, reservations: '' },
    meeting,
    item,
    commitments: readable(follow, sees(viewer, 'closedCommitment', dialogueId)),
    history,
    people: listablePeople(authors, sees(viewer, 'protectedPerson', dialogueId)),
    mayRecord: may(viewer, 'record', dialogueId),
  }
  return page(c, <DecisionPage {...secretariat(c, viewer)} {...shown} />)
}

async function openEdit(c: AppContext): Promise<Response> {
  const found = await decisionFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!found.ok) return refused(c, found)
  return showForm(c, { ...found.value, form: formOf(valuesOf(found.value.decision)) })
}

async function edit(c: AppContext): Promise<Response> {
  const found = await decisionFor(c.var.store, viewerOf(c), idOf(c), 'record')
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: readDecision,
    run: (form) => editDecision(c.var.store, { actor: viewerOf(c), id: idOf(c), ...form }),
    done: (id) => seeOther(c, `/decisions/${id}`, 'saved'),
    again: (form, refusal) => showForm(c, { ...found.value, form }, refusal),
  })
}

async function settle(c: AppContext, move: DecisionMove): Promise<Response> {
  const id = idOf(c)
  const outcome = await moveDecision(c.var.store, { actor: viewerOf(c), id, move })
  return outcome.ok ? seeOther(c, `/decisions/${id}`, 'recorded') : refused(c, outcome)
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

async function showForm(
  c: AppContext,
  shown: { meeting: Meeting; decision: Decision | null; form: FormState },
  refusal?: Refusal,
): Promise<Response> {
  const items = await agendaOf(c.var.store, shown.meeting.id)
  return page(c, <DecisionFormPage {...secretariat(c, viewerOf(c))} {...shown} items={items} />, refusal)
}
