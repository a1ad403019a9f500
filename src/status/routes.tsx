/** Pages of status requests for the secretariat: the list, choosing, the letters, the paper and what is done with it. */

import { StatusListPage } from '../../views/status/list.tsx'
import { type LotPreview, StatusPreviewPage } from '../../views/status/preview.tsx'
import { StatusSendingPage } from '../../views/status/sending.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { pressOf } from '../correspondence/press.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import type { Messages } from '../i18n/messages.ts'
import { faultText } from '../i18n/messages.ts'
import { actProgress, actTroubles } from '../invitations/sending-queries.ts'
import type { Id } from '../kernel/id.ts'
import { parseInstant } from '../kernel/instant.ts'
import type { Outcome, Refusal } from '../kernel/outcome.ts'
import { meetingsById } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { putOnAgenda } from './agenda-commands.ts'
import { closeRequest, discardRequest, prolongRequest } from './commands.ts'
import { onRequest, type ShownRequest } from './door.ts'
import { changeRequest, openEdit, openNew, prepare } from './draft-routes.tsx'
import { readAgenda, readDue } from './forms.ts'
import { statusLetter } from './letters.tsx'
import { showPaper } from './paper-routes.tsx'
import { requestFor, requestsOfDialogue } from './queries.ts'
import { remindSilent, sendRequest } from './sending-commands.ts'
import { factsFor, lastSending, type PreparedRequest, prepareLetters } from './sending-queries.ts'

/** `/dialogues/:id/status…` and `/status/:id…`. */
export function statusRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/dialogues/:id/status', signedIn, showList)
  routes.get('/dialogues/:id/status/new', signedIn, openNew)
  routes.post('/dialogues/:id/status', signedIn, prepare)
  routes.get('/status/:id', signedIn, (c) => showOne(c))
  routes.get('/status/:id/edit', signedIn, openEdit)
  routes.post('/status/:id', signedIn, changeRequest)
  routes.get('/status/:id/sending', signedIn, showSending)
  routes.post('/status/:id/sending', signedIn, send)
  routes.post('/status/:id/reminder', signedIn, remind)
  routes.post('/status/:id/due', signedIn, prolong)
  routes.post('/status/:id/closing', signedIn, close)
  routes.post('/status/:id/removal', signedIn, discard)
  routes.post('/status/:id/agenda', signedIn, layBefore)
  return routes
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

function askedOf(c: AppContext) {
  return { actor: viewerOf(c), id: idOf(c) }
}

async function showList(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await dialogueFor(store, viewer, idOf(c), 'read')
  if (!found.ok) return refused(c, found)
  const dialogue = found.value
  const mayCoordinate = may(viewer, 'coordinate', dialogue.id)
  const requests = (await requestsOfDialogue(store, dialogue.id)).filter(
    ({ state }) => mayCoordinate || state !== 'draft',
  )
  const meetings = await meetingsById(
    store,
    requests.flatMap(({ meetingId }) => meetingId ?? []),
  )
  return page(
    c,
    <StatusListPage {...secretariat(c, viewer)} {...{ dialogue, requests, meetings, mayCoordinate }} />,
  )
}

/** A draft shows its letters, any other request its paper. */
function showOne(c: AppContext, refusal?: Refusal): Promise<Response> {
  return onRequest(c, (shown) =>
    shown.request.state === 'draft' ? showPreview(c, shown, refusal) : showPaper(c, {}, refusal),
  )
}

async function showPreview(
  c: AppContext,
  { request, dialogue, meeting }: ShownRequest,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const prepared = await prepareLetters(store, request)
  const lots = prepared ? previewsOf(prepared, `${store.instance.baseUrl}/p/…`) : []
  const shown = {
    ...{ request, dialogue, meeting, lots },
    mayCoordinate: may(viewer, 'coordinate', request.dialogueId),
    refused: refusal ? faultText(reader.t, refusal) : null,
  }
  return page(c, <StatusPreviewPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

/** Somebody else's link would let the secretariat answer in their name: it is not shown. */
function previewsOf(prepared: PreparedRequest, url: string): LotPreview[] {
  return prepared.lots.map((entry) => ({
    institution: entry.institution,
    count: entry.lot.commitments.length,
    asked: entry.lot.asked,
    letters: entry.lot.asked
      ? entry.people.map((person) => ({
          person,
          letter: statusLetter(factsFor(prepared, entry, { person, url }), 'status_request'),
        }))
      : [],
  }))
}

async function showSending(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await requestFor(store, viewer, idOf(c), 'coordinate')
  if (!found.ok) return refused(c, found)
  const request = found.value
  const about = { subject: request.id }
  const at = parseInstant(c.req.query('at') ?? '') ?? (await lastSending(store, request.id))
  const [progress, troubles] = await Promise.all([
    at ? actProgress(store, about, at) : null,
    at ? actTroubles(store, about, at) : [],
  ])
  const shown = { request, troubles, progress: progress && progress.all > 0 ? progress : null }
  return page(c, <StatusSendingPage {...secretariat(c, viewer)} {...shown} zone={viewer.zone} />)
}

async function send(c: AppContext): Promise<Response> {
  const outcome = await sendRequest(c.var.store, askedOf(c))
  if (!outcome.ok) return again(c, outcome)
  const path = `/status/${idOf(c)}`
  return outcome.value > 0 ? seeOther(c, `${path}/sending`, 'queued') : seeOther(c, path, 'recorded')
}

async function remind(c: AppContext): Promise<Response> {
  const outcome = await remindSilent(c.var.store, askedOf(c))
  return outcome.ok ? seeOther(c, `/status/${idOf(c)}/sending`, 'reminded') : again(c, outcome)
}

async function close(c: AppContext): Promise<Response> {
  return after(c, await closeRequest(c.var.store, askedOf(c)), 'recorded')
}

async function discard(c: AppContext): Promise<Response> {
  const outcome = await discardRequest(c.var.store, askedOf(c))
  return outcome.ok ? seeOther(c, `/dialogues/${outcome.value}/status`, 'removed') : again(c, outcome)
}

function prolong(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readDue,
    run: (form) => prolongRequest(c.var.store, { ...askedOf(c), ...form }),
    done: () => seeOther(c, `/status/${idOf(c)}`, 'moved'),
    again: (form, refusal) => (refusal.field ? showPaper(c, { form }, refusal) : again(c, refusal)),
  })
}

function layBefore(c: AppContext): Promise<Response> {
  return submit(c, {
    read: readAgenda,
    run: (form) => putOnAgenda(c.var.store, { ...askedOf(c), ...form, press: pressOf(c) }),
    done: () => seeOther(c, `/status/${idOf(c)}`, 'recorded'),
    again: (form, refusal) => (refusal.field ? showPaper(c, { form }, refusal) : again(c, refusal)),
  })
}

function after(c: AppContext, outcome: Outcome<unknown>, said: keyof Messages['said']) {
  return outcome.ok ? seeOther(c, `/status/${idOf(c)}`, said) : again(c, outcome)
}

/** The page as it stands now with the reason on top; what is not the reader's stays a page of its own. */
function again(c: AppContext, refusal: Refusal): Promise<Response> | Response {
  if (refusal.code === 'forbidden' || refusal.code === 'not_found') return refused(c, refusal)
  return showOne(c, refusal)
}
