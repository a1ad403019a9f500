/** The secretariat's pages of a meeting's invitations: board, choice of institutions, one letter, lots of letters. */

import { BoardPage } from '../../views/invitations/board.tsx'
import { InvitePage } from '../../views/invitations/invite.tsx'
import { LettersPage, RemindersPage } from '../../views/invitations/letters.tsx'
import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { pressOf } from '../correspondence/press.ts'
import { faultText } from '../i18n/messages.ts'
import { inProtocolOrder } from '../institutions/institution.ts'
import { allInstitutions, allSectors } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { wallTimeOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { inviteInstitutions } from './commands.ts'
import { delegationRoutes } from './delegation-routes.tsx'
import { readInvitations, readLot, readNumbers } from './forms.ts'
import { isTold } from './invitation.ts'
import { invitationPages } from './invitation-routes.tsx'
import {
  type Lot,
  loadLetters,
  loadReminders,
  numberLetters,
  sendLetters,
  sendReminders,
} from './letter-commands.ts'
import { invitationText, type LetterFacts, reminderText } from './letters.tsx'
import type { Letter } from './posting-commands.ts'
import { invitationList, invitationsOfMeeting } from './queries.ts'
import { sendingPath } from './sending.ts'
import { sendingRoutes } from './sending-routes.tsx'
import { linkStandIn } from './update-preview.ts'
import { updateRoutes } from './update-routes.tsx'

/** `/meetings/:id/invitations…`, `/meetings/:id/delegates…`, `/meetings/:id/updates`, `/meetings/:id/sending`. */
export function invitationRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/meetings/*', signedIn)
  routes.get('/meetings/:id/invitations', showBoard)
  routes.post('/meetings/:id/invitations', invite)
  routes.get('/meetings/:id/invitations/new', (c) => onMeeting(c, (meeting) => showInvite(c, meeting)))
  routes.get('/meetings/:id/invitations/letters', (c) => onMeeting(c, (meeting) => showLetters(c, meeting)))
  routes.post('/meetings/:id/invitations/letters', postLetters)
  routes.post('/meetings/:id/invitations/numbers', postNumbers)
  routes.get('/meetings/:id/invitations/reminders', (c) =>
    onMeeting(c, (meeting) => showReminders(c, meeting)),
  )
  routes.post('/meetings/:id/invitations/reminders', postReminders)
  routes.route('/', updateRoutes())
  routes.route('/', sendingRoutes())
  routes.route('/', invitationPages())
  routes.route('/', delegationRoutes())
  return routes
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}

/** Runs `show` for a meeting that the viewer organises. */
async function onMeeting(
  c: AppContext,
  show: (meeting: Meeting) => Response | Promise<Response>,
): Promise<Response> {
  const meeting = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'organise')
  return meeting.ok ? show(meeting.value) : refused(c, meeting)
}

function boardPath({ id }: Meeting): string {
  return `/meetings/${id}/invitations`
}

function searchOf(c: AppContext): string {
  return (c.req.query('q') ?? '').slice(0, 100)
}

async function showBoard(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await meetingFor(store, viewer, idOf(c), 'record')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const [entries, sectors] = await Promise.all([
    invitationsOfMeeting(store, meeting.id, meeting.days[0]?.date),
    allSectors(store),
  ])
  const { gatherUntil, zone } = meeting
  const shown = {
    meeting,
    entries,
    sectors,
    search: searchOf(c),
    gathering: gatherUntil ? wallTimeOf(gatherUntil, zone).time : null,
    mayOrganise: may(viewer, 'organise', meeting.dialogueId),
  }
  return page(c, <BoardPage {...secretariat(c, viewer)} {...shown} />)
}

const FIRST_TERMS = { capacity: 'member', seats: '2', reply_by: '' }

async function showInvite(
  c: AppContext,
  meeting: Meeting,
  form: FormState = formOf(FIRST_TERMS),
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const [institutions, sectors, invited] = await Promise.all([
    allInstitutions(store, reader.locale, searchOf(c)),
    allSectors(store),
    invitationList(store, meeting.id),
  ])
  const standing = new Set(
    invited.filter((entry) => entry.state !== 'withdrawn').map((entry) => entry.institutionId),
  )
  const shown = {
    meeting,
    sectors,
    search: searchOf(c),
    institutions: institutions.filter((institution) => !standing.has(institution.id)),
    form,
  }
  return page(c, <InvitePage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function invite(c: AppContext): Promise<Response> {
  return onMeeting(c, (meeting) =>
    submit(c, {
      read: readInvitations,
      run: (form) => inviteInstitutions(c.var.store, { actor: viewerOf(c), meetingId: meeting.id, ...form }),
      done: () => seeOther(c, boardPath(meeting), 'saved'),
      again: (form, refusal) => showInvite(c, meeting, form, refusal),
    }),
  )
}

async function showLetters(
  c: AppContext,
  meeting: Meeting,
  form: FormState = formOf({}),
  refusal?: Refusal,
): Promise<Response> {
  const lot = await loadLetters(c.var.store, meeting)
  const shown = { ...shownLot(c, lot, invitationText), form }
  return page(
    c,
    <LettersPage {...secretariat(c, viewerOf(c))} {...shown} announced={isTold(meeting.state)} />,
    refusal,
  )
}

function postLetters(c: AppContext): Promise<Response> {
  return onMeeting(c, (meeting) => {
    const asked = { actor: viewerOf(c), meetingId: meeting.id, locale: c.var.reader.locale }
    return submit(c, {
      read: readLot,
      run: (form) => sendLetters(c.var.store, { ...asked, ...form, press: pressOf(c) }),
      done: () => seeOther(c, sendingPath(meeting.id, c.var.store.now), 'queued'),
      again: (form, refusal) => showLetters(c, meeting, form, refusal),
    })
  })
}

function postNumbers(c: AppContext): Promise<Response> {
  return onMeeting(c, (meeting) => {
    const asked = { actor: viewerOf(c), meetingId: meeting.id }
    return submit(c, {
      read: readNumbers,
      run: (numbers) => numberLetters(c.var.store, { ...asked, numbers }),
      done: () => seeOther(c, `${boardPath(meeting)}/letters`, 'saved'),
      again: (form, refusal) => showLetters(c, meeting, form, refusal),
    })
  })
}

async function showReminders(c: AppContext, meeting: Meeting, refusal?: Refusal): Promise<Response> {
  const loaded = await loadReminders(c.var.store, meeting)
  const lot = loaded.ok ? loaded.value : { meeting, letters: [], seen: '' }
  const shown = {
    ...shownLot(c, lot, reminderText),
    form: refusal ? refusedForm({}, refusal) : formOf({}),
    nothing: loaded.ok || refusal ? null : faultText(c.var.reader.t, loaded),
  }
  return page(c, <RemindersPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

async function postReminders(c: AppContext): Promise<Response> {
  return onMeeting(c, async (meeting) => {
    const { store } = c.var
    const outcome = await sendReminders(store, { actor: viewerOf(c), meetingId: meeting.id })
    if (!outcome.ok) return showReminders(c, meeting, outcome)
    return seeOther(c, sendingPath(meeting.id, store.now), 'reminded')
  })
}

/** The lines of a preview and the text of one letter, with a stand-in for the personal link. */
function shownLot(
  c: AppContext,
  lot: Pick<Lot, 'meeting' | 'letters' | 'seen'>,
  text: typeof invitationText,
) {
  const { store } = c.var
  const lines = inProtocol(c, lot)
  const sendable = lines.filter(({ recipients }) => recipients.length > 0)
  const line = sendable.find(({ invitation }) => invitation.id === c.req.query('show')) ?? sendable[0]
  const [person] = line?.recipients ?? []
  const url = linkStandIn(store)
  const shown = line && person ? { line, body: text(store, line, { person, url }) } : null
  return { meeting: lot.meeting, seen: lot.seen, letters: lines, shown }
}

type Line = LetterFacts & Pick<Letter, 'recipients'>

function inProtocol(c: AppContext, lot: Pick<Lot, 'letters'>): Line[] {
  const byInstitution = new Map(
    lot.letters.map(({ facts, recipients }): [Id, Line] => [facts.institution.id, { ...facts, recipients }]),
  )
  const institutions = lot.letters.map(({ facts }) => facts.institution)
  return inProtocolOrder(institutions, c.var.reader.locale).flatMap(({ id }) => byInstitution.get(id) ?? [])
}
