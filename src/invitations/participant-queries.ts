/** Who takes part in a meeting, read for the list that a participant sees: no more than its mode needs. */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { personCards } from '../people/queries.ts'
import type { AttributionRule } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Attending } from './participants.ts'

/**
 * Everybody who is named and did not decline; people are read only where the mode may show a name. A list of
 * institutions holds those that declined as well: with one delegate it would tell that delegate's answer.
 */
export async function attendingOf(
  store: Store,
  meeting: Meeting,
  mode: ParticipantList,
): Promise<Attending[]> {
  if (mode === 'nobody') return []
  const named = store.db
    .selectFrom('delegates')
    .innerJoin('invitations', 'invitations.id', 'delegates.invitation_id')
    .select(['delegates.person_id', 'delegates.listing_consent', 'invitations.institution_id'])
    .where('delegates.meeting_id', '=', meeting.id)
    .where('delegates.state', '=', 'nominated')
  const coming = mode === 'institutions' ? named : named.where('delegates.partstat', '<>', 'declined')
  const rows = await coming.execute()
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

/** How the people and the institutions of a meeting are called, to keep them out of texts that name nobody. */
export interface ParticipantNames {
  /** Surnames in every script, also of those who were replaced. */
  readonly people: readonly string[]
  /** Official and short names. */
  readonly institutions: readonly string[]
}

/** Reads them under a rule that keeps names out; under `attributed` there is nothing to keep out. */
export async function participantNames(
  store: Store,
  meeting: Meeting,
  rule: AttributionRule,
): Promise<ParticipantNames> {
  if (rule === 'attributed') return { people: [], institutions: [] }
  const [surnames, invited] = await Promise.all([
    store.db
      .selectFrom('person_names')
      .innerJoin('delegates', 'delegates.person_id', 'person_names.person_id')
      .select('person_names.surname')
      .distinct()
      .where('delegates.meeting_id', '=', meeting.id)
      .execute(),
    store.db
      .selectFrom('invitations')
      .select('institution_id')
      .where('meeting_id', '=', meeting.id)
      .execute(),
  ])
  const ids = invited.map((row) => row.institution_id)
  const names = await institutionNames(store, ids, meeting.days[0]?.date)
  return {
    people: surnames.map((row) => row.surname),
    institutions: [...names.values()].flatMap(({ official, short }) =>
      [...Object.values(official.texts), ...Object.values(short.texts)].filter(Boolean),
    ),
  }
}

/**
 * The surnames that words for all to read must not hold: under the Chatham House Rule everybody's who was there
 * (product.md rule 5), under another rule nobody's.
 */
export async function surnamesKeptOut(
  store: Store,
  meeting: Meeting,
  rule: AttributionRule,
): Promise<readonly string[]> {
  return rule === 'chatham_house' ? (await participantNames(store, meeting, rule)).people : []
}
