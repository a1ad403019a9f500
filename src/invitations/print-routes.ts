/** The list of a meeting's delegates as a document and as a table, for the secretariat. GET only. */

import { participantGrid, participantSheet } from '../../views/invitations/printed.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { sees } from '../people/visible.ts'
import { giveGrid, givePaper, PAPER_FORMATS, type PaperFormat } from '../printing/download.ts'
import { meetingPaper, nameFor } from '../printing/meeting.ts'
import { refused } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { invitationsOfMeeting } from './queries.ts'

/** `/meetings/:id/participants.pdf`, `.docx` and `.xlsx`, for who sees every delegate. */
export function participantPrints(): Routes {
  const routes = newRoutes()
  for (const format of [...PAPER_FORMATS, 'xlsx'] as const)
    routes.get(`/meetings/:id/participants.${format}`, signedIn, (c) => printParticipants(c, format))
  return routes
}

async function printParticipants(c: AppContext, format: PaperFormat | 'xlsx'): Promise<Response> {
  const { store, reader } = c.var
  const found = await meetingOf(c)
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const entries = await invitationsOfMeeting(store, meeting.id, meeting.days[0]?.date)
  const title = reader.t.printing.participants
  const name = nameFor(reader, meeting, { plain: 'participants', title })
  if (format === 'xlsx') return giveGrid(c, participantGrid(reader, { meeting, entries }), format, name)
  const sheet = participantSheet(reader, { meeting, entries, now: store.now })
  return givePaper(c, await meetingPaper(c, meeting, { title, sheet }), format, name)
}

/** Protected persons stand on this list, and people who did not agree to be listed. */
async function meetingOf(c: AppContext): Promise<Outcome<Meeting>> {
  const viewer = viewerOf(c)
  const meeting = await meetingFor(c.var.store, viewer, c.req.param('id') ?? '', 'read')
  if (!meeting.ok) return meeting
  const { dialogueId } = meeting.value
  const all = sees(viewer, 'delegate', dialogueId) && sees(viewer, 'protectedDelegate', dialogueId)
  return all ? meeting : refuse('forbidden', 'forms.forbidden')
}
