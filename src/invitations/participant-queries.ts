/** Who takes part in a meeting, read for the list that a participant sees: no more than its mode needs. */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import type { Attending } from './participants.ts'

/** Everybody who is named and did not decline; people are read only where the mode may show a name. */
export async function attendingOf(
  store: Store,
  meeting: Meeting,
  mode: ParticipantList,
): Promise<Attending[]> {
  if (mode === 'nobody') return []
  const rows = await store.db
    .selectFrom('delegates')
    .innerJoin('invitations', 'invitations.id', 'delegates.invitation_id')
    .select(['delegates.person_id', 'delegates.listing_consent', 'invitations.institution_id'])
    .where('delegates.meeting_id', '=', meeting.id)
    .where('delegates.state', '=', 'nominated')
    .where('delegates.partstat', '<>', 'declined')
    .execute()
  const [institutions, people] = await Promise.all([
    institutionNames(store, [...new Set(rows.map((row) => row.institution_id))], meeting.days[0]?.date),
    personCards(store, mode === 'names' ? rows.map((row) => row.person_id) : []),
  ])
  return rows.flatMap((row) => {
    const institution = institutions.get(row.institution_id)
    const person = people.get(row.person_id) ?? null
    return institution ? [{ institution, person, listingConsent: row.listing_consent === 1 }] : []
  })
}
