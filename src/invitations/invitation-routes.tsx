/** The page of one institution's invitation, its letter as PDF, and the change of it before it goes out. */

import { InvitationPage } from '../../views/invitations/invitation.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import type { HistoryEntry } from '../../views/parts/history.tsx'
import { viewerOf } from '../auth/guards.ts'
import { letterPaper } from '../correspondence/letters.tsx'
import { letterOfInvitation } from '../correspondence/queries.ts'
import { formatInstant } from '../i18n/dates.ts'
import type { Id } from '../kernel/id.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { HistoryLine } from '../ledger/history.ts'
import { historyOf } from '../ledger/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { focalPoints, personCards } from '../people/queries.ts'
import { givePaper } from '../printing/download.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import type { InvitationEntry } from './board.ts'
import { editLetter } from './commands.ts'
import { readLetter } from './forms.ts'
import { formOf as formOfLetter, isOpen } from './invitation.ts'
import { loadLetters } from './letter-commands.ts'
import { answersOf, findEntry, findInvitation } from './queries.ts'

/** `/meetings/:id/invitations/:invitation`. */
export function invitationPages(): Routes {
  const routes = newRoutes()
  routes.get('/meetings/:id/invitations/:invitation', (c) => showInvitation(c))
  routes.post('/meetings/:id/invitations/:invitation', edit)
  routes.get('/meetings/:id/invitations/:invitation/letter.pdf', printLetter)
  return routes
}

/** The letter exactly as it will leave: what was written of it is nothing yet, and nothing is kept of this. */
async function printLetter(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const found = await meetingFor(store, viewerOf(c), c.req.param('id') ?? '', 'organise')
  if (!found.ok) return refused(c, found)
  const { letters } = await loadLetters(store, found.value)
  const id = c.req.param('invitation')
  const official = letters.find(({ facts }) => facts.invitation.id === id)?.facts.official
  if (!official) return refused(c, refuse('not_found', 'forms.unknown'))
  const words = reader.t.correspondence.paper.file(official.number)
  return givePaper(c, letterPaper(official, store.now), 'pdf', { plain: `letter-${official.number}`, words })
}

async function edit(c: AppContext): Promise<Response> {
  const [meetingId, id] = [c.req.param('id') ?? '', c.req.param('invitation') ?? '']
  const meeting = await meetingFor(c.var.store, viewerOf(c), meetingId, 'organise')
  if (!meeting.ok) return refused(c, meeting)
  return submit(c, {
    read: readLetter,
    run: (form) => editLetter(c.var.store, { actor: viewerOf(c), meetingId, id, ...form }),
    done: () => seeOther(c, `/meetings/${meetingId}/invitations/${id}`, 'saved'),
    again: (form, refusal) => showInvitation(c, form, refusal),
  })
}

async function showInvitation(c: AppContext, typed?: FormState, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await meetingFor(store, viewer, c.req.param('id') ?? '', 'record')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const invitation = await findInvitation(store, c.req.param('invitation') ?? '', meeting.id)
  const entry = invitation ? await findEntry(store, invitation, meeting.days[0]?.date) : null
  if (!entry) return refused(c, refuse('not_found', 'forms.unknown'))
  const shown = {
    meeting,
    entry,
    mayChange: may(viewer, 'organise', meeting.dialogueId) && isOpen(meeting.state),
    contacts: may(viewer, 'coordinate', meeting.dialogueId),
    form: typed ?? formOf(valuesOf(entry)),
    ...(await loadRecord(c, meeting, entry)),
  }
  return page(c, <InvitationPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

/** Answers, history and the names of all who appear in them. */
async function loadRecord(c: AppContext, meeting: Meeting, { invitation, delegates }: InvitationEntry) {
  const { store, reader } = c.var
  const { institutionId } = invitation
  const [focal, answers, lines, letter] = await Promise.all([
    focalPoints(store, [institutionId], dateOf(store.now, meeting.zone)),
    answersOf(
      store,
      delegates.map(({ delegate }) => delegate.id),
    ),
    historyOf(store, [invitation.id]),
    letterOfInvitation(store, invitation.id),
  ])
  const ids = [...lines.map((line) => line.actorId), ...answers.map((answer) => answer.recordedBy)]
  const cards = await personCards(store, [...new Set([...ids, invitation.answer?.by ?? ''])])
  const authors = new Map([...cards].map(([id, card]) => [id, listName(card, reader.locale)]))
  return {
    focalPoints: focal.get(institutionId) ?? [],
    answers,
    authors,
    letter,
    history: lines.flatMap((line) => historyEntry(c, meeting, line, authors)),
  }
}

function historyEntry(
  c: AppContext,
  { zone }: Meeting,
  line: HistoryLine,
  authors: ReadonlyMap<Id, string>,
): HistoryEntry[] {
  const { t, locale } = c.var.reader
  const words: Readonly<Record<string, string>> = t.invitations.events
  const what = words[line.kind]
  if (what === undefined) return []
  return [{ at: line.at, when: formatInstant(locale, line.at, zone), who: authors.get(line.actorId), what }]
}

/** The letter as its form begins. */
function valuesOf({ invitation, institution }: InvitationEntry): FormState['values'] {
  return {
    capacity: invitation.capacity,
    seats: String(invitation.seats),
    reply_by: invitation.replyBy ?? '',
    letter_number: invitation.letterNumber,
    letter_date: invitation.letterDate ?? '',
    letter_form: formOfLetter(invitation, institution),
    addressee: invitation.addressee,
    languages: invitation.languages.join(','),
  }
}
