/** The delegate's page behind a link of the purpose `attend`: a GET shows it, a POST answers. */

import { AttendPage } from '../../views/invitations/attend.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { agendaOf } from '../agenda/queries.ts'
import { namedIn, timetable } from '../agenda/timetable.ts'
import { linkOf } from '../auth/door.ts'
import type { PersonalLink } from '../auth/links.ts'
import type { ParticipantList } from '../dialogues/dialogue.ts'
import { papersFor, readableFiles } from '../documents/paper.ts'
import { papersOf } from '../documents/queries.ts'
import { formatWhen } from '../i18n/dates.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { daysIn, type Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { asTold } from '../meetings/zone-change.ts'
import { personCards } from '../people/queries.ts'
import { listableInstitutions, listablePeople, listFor } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { answer } from './answer-commands.ts'
import { readAnswer } from './forms.ts'
import { isTold } from './invitation.ts'
import type { Delegate } from './nomination.ts'
import { attendingOf } from './participant-queries.ts'
import { participantsShown } from './participants.ts'
import { answersOf, findDelegate, findInvitation } from './queries.ts'

/** What the delegate's page is about. */
interface Attendance {
  readonly link: PersonalLink
  readonly delegate: Delegate
  readonly meeting: Meeting
  readonly institution: InstitutionName
}

/** Shows the page; `not_found` for a link of another purpose or another person's seat. Changes nothing. */
export async function renderAttendance(c: AppContext, link: PersonalLink): Promise<Response> {
  const attendance = await attendanceOf(c.var.store, link)
  return attendance ? show(c, attendance) : refused(c, refuse('not_found', 'forms.unknown'))
}

/** POST `/p/:token/answers`. */
export async function takeAnswer(c: AppContext): Promise<Response> {
  const { store } = c.var
  const attendance = await attendanceOf(store, linkOf(c))
  if (!attendance) return refused(c, refuse('not_found', 'forms.unknown'))
  const { link, delegate } = attendance
  // Asked only where names are listed at all; elsewhere an earlier word stands.
  const asks = modeOf(attendance) === 'names'
  return submit(c, {
    read: readAnswer,
    run: (form) =>
      answer(store, {
        actor: link.actor,
        delegateId: delegate.id,
        ...form,
        listingConsent: asks ? form.listingConsent : delegate.listingConsent,
      }),
    done: () => seeOther(c, `/p/${link.token}`, 'answered'),
    again: (form, refusal) => show(c, attendance, form, refusal),
  })
}

async function attendanceOf(store: Store, link: PersonalLink): Promise<Attendance | null> {
  const delegate = link.purpose === 'attend' ? await findDelegate(store, link.subjectId) : null
  if (!delegate || delegate.personId !== link.person.id) return null
  const [meeting, invitation] = await Promise.all([
    kept(store, findMeeting, delegate.meetingId, 'all'),
    findInvitation(store, delegate.invitationId, delegate.meetingId),
  ])
  if (!meeting || !invitation) return null
  const institutions = await kept(store, institutionNames, [invitation.institutionId], meeting.days[0]?.date)
  const institution = institutions.get(invitation.institutionId)
  return institution ? { link, delegate, meeting, institution } : null
}

/** The list of participants for this delegate; who is no longer named is shown none. */
function modeOf({ delegate, meeting }: Attendance): ParticipantList {
  return delegate.state === 'nominated' ? listFor(meeting.participantList, meeting.attribution) : 'nobody'
}

async function show(
  c: AppContext,
  attendance: Attendance,
  form?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { link, delegate, meeting, institution } = attendance
  const mode = modeOf(attendance)
  const [history, agenda, attending, files] = await Promise.all([
    answersOf(store, [delegate.id]),
    agendaFor(store, attendance, reader.locale),
    kept(store, attendingOf, meeting, mode),
    delegate.state === 'nominated' ? kept(store, papersOf, meeting.id) : [],
  ])
  const readable = readableFiles(
    files,
    meeting.id,
    agenda.days.flatMap(({ rows }) => rows),
  )
  const days = daysIn(asTold(meeting), link.person.zone)
  const shown = {
    own: `/p/${link.token}`,
    you: link.person.name,
    zone: link.person.zone,
    meeting,
    institution,
    delegate,
    ownTimes: days ? formatWhen(reader.locale, { days, zone: link.person.zone }) : null,
    history,
    agenda,
    papers: papersFor(readable, reader.locale),
    participants: participantsShown(mode, attending, reader.locale),
    open: delegate.state === 'nominated' && isTold(meeting.state),
    form: form ?? formOf(standing(delegate)),
  }
  return page(c, <AttendPage {...personal(c)} {...shown} />, refusal)
}

/** The answer in force and the consent given, as the form begins with them. */
function standing({ partstat, listingConsent }: Delegate): FormState['values'] {
  return { answer: partstat === 'needs_action' ? '' : partstat, listing: listingConsent ? '1' : '' }
}

/** The timetable for participants, with the names that they may read in it. */
async function agendaFor(store: Store, { delegate, meeting }: Attendance, locale: Locale) {
  const named = delegate.state === 'nominated'
  const items = named && meeting.agendaPublishedAt ? await kept(store, agendaOf, meeting.id) : []
  const days = items.length > 0 ? timetable(meeting, items, { audience: 'members', locale }) : []
  const shown = namedIn(days)
  const [institutions, people] = await Promise.all([
    kept(store, institutionNames, shown.institutions, meeting.days[0]?.date),
    kept(store, personCards, shown.persons),
  ])
  const names = {
    institutions: listableInstitutions(institutions, false),
    persons: listablePeople(people, false),
  }
  return { days, names }
}
