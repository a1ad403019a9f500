/** The mail of one person, and of one meeting by institution. */

import { MeetingMailPage } from '../../views/mail/meeting.tsx'
import { PersonMailPage } from '../../views/mail/person.tsx'
import { directoryReaders, signedIn, viewerOf } from '../auth/guards.ts'
import { inProtocolOrder } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { chooseText } from '../kernel/locale.ts'
import { refuse } from '../kernel/outcome.ts'
import { findMeeting } from '../meetings/queries.ts'
import { mayEditDirectory } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCard } from '../people/queries.ts'
import { page, refused, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { listBounces } from './bounces.ts'
import { choicesOf } from './choices.ts'
import { EVERYTHING, readFilter } from './filter.ts'
import { meetingMail } from './meeting-queries.ts'
import { listMail } from './queries.ts'
import { mailScope } from './record.ts'
import { suppressionsOf } from './suppression-queries.ts'

/** `/people/:id/mail`, `/meetings/:id/mail`. */
export function mailHistoryRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/people/:id/mail', signedIn, directoryReaders, showPerson)
  routes.get('/meetings/:id/mail', signedIn, showMeeting)
  return routes
}

async function showPerson(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const scope = mailScope(viewer)
  const { page: pageNumber } = readFilter(c.req.query())
  const card = await personCard(store, c.req.param('id') ?? '')
  if (!card) return refused(c, refuse('not_found', 'forms.unknown'))
  const [mails, returned, suppressions, choices] = await Promise.all([
    listMail(store, { ...EVERYTHING, personId: card.id }, scope, pageNumber),
    listBounces(store, scope, { show: 'open', class: null, personId: card.id }, { size: 20 }),
    suppressionsOf(store, card.id),
    choicesOf(store, card.id),
  ])
  const shown = {
    ...mails,
    ...{ pageNumber, suppressions, choices, returned: returned.lines },
    person: { id: card.id, name: listName(card, reader.locale) },
    partly: scope.dialogues !== 'all' && viewer.personId !== card.id,
    mayEdit: mayEditDirectory(viewer),
    ...{ zone: viewer.zone, now: store.now },
  }
  return page(c, <PersonMailPage {...secretariat(c, viewer)} {...shown} />)
}

async function showMeeting(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const meeting = await findMeeting(store, c.req.param('id') ?? '', mailScope(viewer).dialogues)
  if (!meeting) return refused(c, refuse('not_found', 'forms.unknown'))
  const mails = await meetingMail(store, meeting.id)
  const ids = mails.flatMap((line) => line.institutionId ?? [])
  const names = await institutionNames(store, ids, meeting.days[0]?.date)
  const order = inProtocolOrder([...names.values()], reader.locale).map(({ id }) => id)
  const place = (id: string | null) => (id === null ? order.length : order.indexOf(id))
  const shown = {
    meeting: { id: meeting.id, title: chooseText(meeting.title, reader.locale) },
    lines: mails.toSorted((a, b) => place(a.institutionId) - place(b.institutionId)),
    names,
  }
  return page(c, <MeetingMailPage {...secretariat(c, viewer)} {...shown} />)
}
