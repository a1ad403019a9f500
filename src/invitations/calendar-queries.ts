/** All that a turn of a meeting's calendar needs, in a fixed number of queries. */

import { agendaOf } from '../agenda/queries.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { type CalendarFacts, factsOf, type MailedFacts, readFacts } from './calendar-facts.ts'
import type { EntrySource, Seat } from './calendar-letters.tsx'
import { delegatesOfMeeting, invitationList, reachedSequences } from './queries.ts'

/** The calendar side of a meeting: what was mailed, what is true now, and who is named. */
export interface Calendar extends EntrySource {
  /** Null while nothing was mailed. */
  readonly was: MailedFacts | null
  readonly is: CalendarFacts
  /** Everybody named at present, also those without an address. */
  readonly seats: readonly Seat[]
  /** The people who had an entry before, were taken out, and may be named again. */
  readonly before: ReadonlySet<Id>
  /** From `reachedSequences`: what left the outbox for whom. */
  readonly reached: ReadonlyMap<Id, number | null>
}

/** Loads the calendar of a meeting. @throws Error if its dialogue is gone, which the schema forbids. */
export async function loadCalendar(store: Store, meeting: Meeting): Promise<Calendar> {
  const [dialogue, delegates, invitations, agenda] = await Promise.all([
    findDialogue(store, meeting.dialogueId, 'all'),
    delegatesOfMeeting(store, meeting.id),
    invitationList(store, meeting.id),
    meeting.agendaPublishedAt ? agendaOf(store, meeting.id) : [],
  ])
  if (!dialogue) throw new Error(`meeting ${meeting.id} has no dialogue`)
  const named = delegates.filter((delegate) => delegate.state === 'nominated')
  const gone = delegates.filter(
    (delegate) => delegate.state !== 'nominated' && delegate.firstMessageId !== null,
  )
  const institutionOf = new Map(invitations.map((entry) => [entry.id, entry.institutionId]))
  const [institutions, people, reached] = await Promise.all([
    institutionNames(store, [...new Set(institutionOf.values())], meeting.days[0]?.date),
    personCards(
      store,
      named.map((delegate) => delegate.personId),
    ),
    reachedSequences(
      store,
      named.map((delegate) => delegate.id),
    ),
  ])
  const seats = named.flatMap((delegate): Seat[] => {
    const person = people.get(delegate.personId)
    const institution = institutions.get(institutionOf.get(delegate.invitationId) ?? '')
    if (!person || !institution) return []
    const { id, role, partstat, partstatSequence, mailedSequence, firstMessageId } = delegate
    return [
      {
        delegateId: id,
        role,
        person,
        institution,
        partstat,
        partstatSequence,
        mailedSequence,
        firstMessageId,
      },
    ]
  })
  const [was, is] = [readFacts(meeting.mailedFacts), factsOf(meeting)]
  const before = new Set(gone.map((delegate) => delegate.personId))
  return { meeting, dialogue, agenda, was, is, seats, before, reached }
}
