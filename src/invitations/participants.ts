/** Who takes part, as far as one participant may know of the others (domain.md §2.9, safety.md §2.3). */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import { type InstitutionName, inProtocolOrder, nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Chosen, Locale } from '../kernel/locale.ts'
import { compareTexts } from '../kernel/text.ts'
import { listName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { listableInstitutions, shownCount } from '../people/visible.ts'

/** One delegate of the meeting, as the list's rule sees them. */
export interface Attending {
  readonly institution: InstitutionName
  /** Null where the mode shows no names, so that none is read. */
  readonly person: Pick<PersonCard, 'names' | 'locale' | 'protected'> | null
  readonly listingConsent: boolean
}

/** One institution of the list; `people` only in the mode `names`, and only those who agreed. */
interface ListedInstitution {
  readonly id: Id
  readonly name: Chosen
  readonly people: readonly string[]
}

/** What the page may show. `unlisted` counts institutions in the mode `institutions`, else people. */
export interface ParticipantsShown {
  readonly mode: ParticipantList
  readonly institutions: readonly ListedInstitution[]
  /** Institutions and people expected, in the mode `counts`; null for a number so small that it points at somebody. */
  readonly counted: { readonly institutions: number | null; readonly people: number | null } | null
  readonly unlisted: number
}

/**
 * The list of participants for a delegate who reads `locale`; `mode` from `listFor` (people/visible.ts).
 *
 * Institutions that are never listed and protected persons do not appear in any mode; a person's name appears
 * only with their own consent, whatever the mode. What is left out is counted, so that the list is honest.
 */
export function participantsShown(
  mode: ParticipantList,
  attending: readonly Attending[],
  locale: Locale,
): ParticipantsShown {
  const none = { mode, institutions: [], counted: null, unlisted: 0 }
  if (mode === 'nobody') return none
  const byInstitution = Map.groupBy(attending, ({ institution }) => institution.id)
  if (mode === 'counts')
    return {
      ...none,
      counted: { institutions: shownCount(byInstitution.size), people: shownCount(attending.length) },
    }
  const present = new Map(attending.map(({ institution }) => [institution.id, institution]))
  const listable = inProtocolOrder([...listableInstitutions(present, false).values()], locale)
  const institutions = listable.map((institution) => ({
    id: institution.id,
    name: nameOf(institution, locale),
    people: mode === 'names' ? namesIn(byInstitution.get(institution.id) ?? [], locale) : [],
  }))
  if (mode === 'institutions')
    return { ...none, institutions, unlisted: byInstitution.size - institutions.length }
  const named = institutions.reduce((sum, { people }) => sum + people.length, 0)
  return { ...none, institutions, unlisted: attending.length - named }
}

function namesIn(delegation: readonly Attending[], locale: Locale): string[] {
  return delegation
    .flatMap(({ person, listingConsent }) => (person && listingConsent && !person.protected ? [person] : []))
    .map((person) => listName(person, locale))
    .sort((a, b) => compareTexts(a, b, locale))
}
