/** The people of one dialogue whom some mail does not reach; a fixed number of queries. */

import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { OPEN_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import { personCards } from '../people/queries.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { isPaused, type MailScope } from './preference.ts'
import { utcDay } from './queries.ts'
import { addressStop, type NotedChange, ownStops, type Unheard } from './reach.ts'

const PAGE = 100

/** A page of them in the reader's alphabet. */
interface UnheardPage {
  readonly people: readonly Unheard[]
  readonly hasNext: boolean
}

/**
 * Delegates, focal points of invited institutions and of those that owe or verify something, named owners,
 * organisers and coordinators who stopped or paused something or whose address takes no mail; 100 a page. The
 * caller has checked the dialogue.
 */
export async function unheardIn(
  store: Store,
  dialogueId: Id,
  { locale, page }: { readonly locale: Locale; readonly page: number },
): Promise<UnheardPage> {
  const rows = await store.db
    .selectFrom('persons')
    .innerJoin('person_order', 'person_order.person_id', 'persons.id')
    .select(['persons.id', 'persons.email', 'persons.phone', 'persons.zone', 'persons.paused_until'])
    .select(['persons.digest', 'persons.reminders'])
    .where('person_order.lang', '=', locale)
    .where('persons.erased_at', 'is', null)
    .where('persons.id', 'in', peopleOf(store, dialogueId))
    .where((eb) => isUnheard(eb, store))
    .orderBy('person_order.sort_key')
    .orderBy('persons.id')
    .limit(PAGE + 1)
    .offset((page - 1) * PAGE)
    .execute()
  const shown = rows.slice(0, PAGE)
  const ids = shown.map(({ id }) => id)
  const [cards, changes, addresses] = await Promise.all([
    personCards(store, ids),
    changesOf(store, ids),
    suppressionsOf(
      store,
      shown.map(({ email }) => email),
    ),
  ])
  const people = shown.flatMap((row): Unheard[] => {
    const person = cards.get(row.id)
    if (!person) return []
    const off = (['digest', 'reminders'] as const satisfies MailScope[]).filter((what) => row[what] === 'off')
    const paused = isPaused(row.paused_until, dateOf(store.now, row.zone))
    const stops = [
      ...ownStops(off, changes.get(row.id) ?? []),
      ...(addresses.get(row.email) ?? []).map(addressStop),
    ]
    if (!paused && stops.length === 0) return []
    return [{ person, phone: row.phone, pausedUntil: paused ? row.paused_until : null, stops }]
  })
  return { people, hasNext: rows.length > PAGE }
}

/** Does anything stand in the way of some mail? By tomorrow in UTC the last day of a pause has come everywhere. */
function isUnheard(eb: ExpressionBuilder<Database, 'persons'>, store: Store): Expression<SqlBool> {
  return eb.or([
    eb('persons.digest', '=', 'off'),
    eb('persons.reminders', '=', 'off'),
    eb('persons.paused_until', '>=', addDays(utcDay(store), -1)),
    eb.exists(
      eb
        .selectFrom('suppressions')
        .select('suppressions.scope')
        .whereRef('suppressions.address', '=', 'persons.email'),
    ),
  ])
}

function peopleOf(store: Store, dialogueId: Id) {
  const { db } = store
  const owing = db
    .selectFrom('commitments')
    .where('dialogue_id', '=', dialogueId)
    .where('state', 'in', OPEN_STATES)
  const invited = db
    .selectFrom('invitations')
    .innerJoin('meetings', 'meetings.id', 'invitations.meeting_id')
    .select('invitations.institution_id as id')
    .where('meetings.dialogue_id', '=', dialogueId)
    .where('invitations.state', '<>', 'withdrawn')
  const institutions = invited
    .unionAll(owing.select('lead_institution_id as id'))
    .unionAll(
      owing
        .select((eb) => eb.ref('verifier_institution_id').$castTo<Id>().as('id'))
        .where('verifier_institution_id', 'is not', null),
    )
  return db
    .selectFrom('affiliations')
    .select('affiliations.person_id')
    .where('affiliations.institution_id', 'in', institutions)
    .where('affiliations.role', '=', 'focal_point')
    .where((eb) =>
      eb.or([eb('affiliations.valid_to', 'is', null), eb('affiliations.valid_to', '>=', utcDay(store))]),
    )
    .unionAll(
      owing
        .select((eb) => eb.ref('person_id').$castTo<Id>().as('person_id'))
        .where('person_id', 'is not', null),
    )
    .unionAll(
      db
        .selectFrom('delegates')
        .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
        .select('delegates.person_id')
        .where('meetings.dialogue_id', '=', dialogueId)
        .where('delegates.state', '=', 'nominated'),
    )
    .unionAll(
      db
        .selectFrom('dialogue_roles')
        .select('dialogue_roles.person_id')
        .where('dialogue_id', '=', dialogueId)
        .where('ended_at', 'is', null)
        .where('role', 'in', ['organiser', 'coordinator']),
    )
}

async function changesOf(store: Store, ids: readonly Id[]): Promise<Map<Id, NotedChange[]>> {
  const rows = await store.db
    .selectFrom('facts')
    .select(['subject_id', 'actor_id', 'at', 'details'])
    .where(inList('subject_id', ids))
    .where('kind', '=', 'person.preferences_changed')
    .orderBy('subject_id')
    .orderBy('subject_version')
    .execute()
  const changes = rows.map((row) => ({
    personId: row.subject_id,
    actorId: row.actor_id,
    at: row.at,
    details: row.details,
  }))
  return Map.groupBy(changes, ({ personId }) => personId)
}

async function suppressionsOf(store: Store, addresses: readonly string[]) {
  const rows = await store.db
    .selectFrom('suppressions')
    .select(['address', 'scope', 'reason', 'since'])
    .where(inList('address', [...new Set(addresses.filter(Boolean))]))
    .orderBy('address')
    .orderBy('scope')
    .execute()
  return Map.groupBy(rows, ({ address }) => address)
}
