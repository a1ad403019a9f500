/** Reads of who speaks for which institution, without names: thousands at once. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { ownersAmong, type Reader, type Speaker } from './owner.ts'

/** Who answers for some commitments, and what it takes to write to them. */
interface Owners {
  /** By commitment. */
  readonly owners: ReadonlyMap<Id, readonly Id[]>
  readonly people: ReadonlyMap<Id, Reader>
}

/** As little of a commitment, or of a share in one, as it takes to say who answers for it. */
export type Owned = Pick<Commitment, 'id' | 'leadId' | 'personId' | 'zone'>

/** Everybody who answers for these commitments and has an address; two queries. */
export async function ownersNow(store: Store, commitments: readonly Owned[]): Promise<Owners> {
  const [first] = commitments
  if (!first) return { owners: new Map(), people: new Map() }
  const leads = [...new Set(commitments.map(({ leadId }) => leadId))]
  const named = [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]
  const today = dateOf(store.now, first.zone)
  const staff = await speaking(store, today)
    .where(inList('affiliations.institution_id', leads))
    .where((eb) =>
      eb.or([eb('affiliations.role', '=', 'focal_point'), inList('affiliations.person_id', named)]),
    )
    .execute()
  const people = await readersAmong(store, [...new Set(staff.map(({ personId }) => personId))])
  const reachable = staff.filter(({ personId }) => people.has(personId))
  return { owners: ownersAmong(commitments, reachable), people }
}

/** The institutions for which some people speak on a date. */
export function speakersAmong(store: Store, personIds: readonly Id[], on: LocalDate): Promise<Speaker[]> {
  return speaking(store, on).where(inList('affiliations.person_id', personIds)).execute()
}

function speaking(store: Store, on: LocalDate) {
  return store.db
    .selectFrom('affiliations')
    .select(['person_id as personId', 'institution_id as institutionId', 'role'])
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .orderBy('valid_from')
    .orderBy('id')
}

async function readersAmong(store: Store, ids: readonly Id[]): Promise<Map<Id, Reader>> {
  const rows = await store.db
    .selectFrom('persons')
    .select(['id', 'email', 'zone', 'holiday_calendar as holidayCalendar'])
    .select(['digest', 'reminders', 'paused_until as pausedUntil'])
    .where(inList('id', ids))
    .where('email', '<>', '')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
