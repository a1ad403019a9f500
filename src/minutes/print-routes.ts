/** The record of a meeting, its decisions and commitments, as a document to hand out. GET only. */

import { minutesSheet } from '../../views/minutes/printed.ts'
import { isVisible } from '../agenda/item.ts'
import { agendaOf } from '../agenda/queries.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { commitmentsOfMeeting } from '../commitments/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Meeting, MeetingState } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { listableInstitutions, sees } from '../people/visible.ts'
import { givePaper, PAPER_FORMATS, type PaperFormat } from '../printing/download.ts'
import { meetingPaper, nameFor } from '../printing/meeting.ts'
import { notedSupply } from '../supply/snapshot-queries.ts'
import { refused } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { isReadable } from './decision.ts'
import { decisionsOfMeeting } from './queries.ts'

/** `/meetings/:id/minutes.pdf` and `.docx`, for who may read the meeting. */
export function minutesPrints(): Routes {
  const routes = newRoutes()
  for (const format of PAPER_FORMATS)
    routes.get(`/meetings/:id/minutes.${format}`, signedIn, (c) => printMinutes(c, format))
  return routes
}

const DONE: readonly MeetingState[] = ['minuted', 'closed']

async function printMinutes(c: AppContext, format: PaperFormat): Promise<Response> {
  const { store, reader } = c.var
  const found = await meetingFor(store, viewerOf(c), c.req.param('id') ?? '', 'read')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const isDraft = !DONE.includes(meeting.state)
  const record = await recordFor(c, meeting, isDraft)
  const supply = await notedSupply(store, meeting.id)
  const sheet = minutesSheet(reader, { meeting, isDraft, ...record, supply, now: store.now })
  const title = reader.t.printing.minutes
  const paper = await meetingPaper(c, meeting, { title, sheet })
  return givePaper(c, paper, format, nameFor(reader, meeting, { plain: 'minutes', title }))
}

/**
 * What participants may read, whoever prints it: it gets handed out. Until the minutes are done, those who draw them
 * up have in their draft also what is proposed; nothing closed, no reservations.
 */
async function recordFor(c: AppContext, meeting: Meeting, isDraft: boolean) {
  const { store } = c.var
  const proposed = isDraft && sees(viewerOf(c), 'draftDecision', meeting.dialogueId)
  const [items, recorded, promised] = await Promise.all([
    agendaOf(store, meeting.id),
    decisionsOfMeeting(store, meeting.id),
    commitmentsOfMeeting(store, meeting.id),
  ])
  const decisions = recorded.filter(
    (one) => isReadable(one, false) || (proposed && !one.closed && one.state === 'proposed'),
  )
  const commitments = promised.filter(
    (one) => one.visibility !== 'closed' && (proposed || one.state !== 'proposed'),
  )
  const leads = [...new Set(commitments.map(({ leadId }) => leadId))]
  const institutions = await institutionNames(store, leads, meeting.days[0]?.date)
  return {
    items: items.filter((item) => isVisible(item, 'members')),
    decisions,
    commitments,
    leads: listableInstitutions(institutions, false),
  }
}
