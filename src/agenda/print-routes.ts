/** The agenda of a meeting as a document to hand out. GET only. */

import { agendaSheet } from '../../views/agenda/printed.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, sees } from '../people/visible.ts'
import { givePaper, PAPER_FORMATS, type PaperFormat } from '../printing/download.ts'
import { meetingPaper, nameFor } from '../printing/meeting.ts'
import { notedSupply } from '../supply/snapshot-queries.ts'
import { refused } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import type { AgendaItem } from './item.ts'
import { agendaOf } from './queries.ts'
import { namedIn, timetable } from './timetable.ts'

/** `/meetings/:id/agenda.pdf` and `.docx`, for who may read the meeting. */
export function agendaPrints(): Routes {
  const routes = newRoutes()
  for (const format of PAPER_FORMATS)
    routes.get(`/meetings/:id/agenda.${format}`, signedIn, (c) => printAgenda(c, format))
  return routes
}

async function printAgenda(c: AppContext, format: PaperFormat): Promise<Response> {
  const { store, reader } = c.var
  const meeting = await meetingFor(store, viewerOf(c), c.req.param('id') ?? '', 'read')
  if (!meeting.ok) return refused(c, meeting)
  const sheet = agendaSheet(reader, {
    meeting: meeting.value,
    ...(await timetableFor(c, meeting.value)),
    supply: await notedSupply(store, meeting.value.id),
    now: store.now,
  })
  const { title } = reader.t.agenda
  const paper = await meetingPaper(c, meeting.value, { title, sheet })
  return givePaper(c, paper, format, nameFor(reader, meeting.value, { plain: 'agenda', title }))
}

/** What participants may read, whoever prints it: it gets handed out. */
async function timetableFor({ var: { store, reader, viewer } }: AppContext, meeting: Meeting) {
  const prepares = viewer !== null && sees(viewer, 'closedAgenda', meeting.dialogueId)
  const recorded = await agendaOf(store, meeting.id)
  const items = prepares && meeting.agendaPublishedAt === null ? recorded.map(published) : recorded
  const days = timetable(meeting, items, { audience: 'members', locale: reader.locale })
  const named = namedIn(days)
  const [institutions, persons] = await Promise.all([
    institutionNames(store, named.institutions, meeting.days[0]?.date),
    personCards(store, named.persons),
  ])
  return {
    days,
    names: {
      institutions: listableInstitutions(institutions, false),
      persons: listablePeople(persons, false),
    },
  }
}

/** Before the agenda is published who prepares it looks at it as it would be; the sheet says that it is not. */
function published(item: AgendaItem): AgendaItem {
  return item.state === 'draft' ? { ...item, state: 'scheduled' } : item
}
