/** Reads what the call list can speak of, out of all that is owed: keys first, then only the rows that may matter. */

import { withoutWords } from '../commitments/queries.ts'
import { CALL_AFTER_DAYS, CALL_AGAIN_DAYS } from '../commitments/reminders.ts'
import { NOT_OWING_STATES, OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { addDays } from '../kernel/local-date.ts'
import type { Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { type Owned, ownersNow } from './owner-queries.ts'
import { lastMoves, type OwedNow, UNDER_WAY, unreachedBy, utcDay } from './queries.ts'

/** The first rung of the ladder stands this far before the due date. */
const LADDER_DAYS = 30

/**
 * As `owedNow` in the dialogues of a scope, without the words and without whatever can be on no list of whom to
 * phone: promises that are not silent long enough, whose owners are there and get their reminders.
 */
export async function owedForCalls(store: Store, scope: Scope): Promise<OwedNow> {
  const pairs = await owingPairs(store, scope)
  const { owners, people } = await ownersNow(store, pairs)
  const unreached = await unreachedBy(store, 'reminders', [...people.values()])
  const apart = (id: Id) => {
    const own = owners.get(id) ?? []
    return own.length === 0 ? 'nobody' : own.some((one) => unreached.has(one)) ? 'stopped' : null
  }
  const leads = { nobody: new Set<Id>(), stopped: new Set<Id>() }
  for (const { id, leadId } of pairs) {
    const how = apart(id)
    if (how) leads[how].add(leadId)
  }
  const promises = await withoutWords(store, candidates(store, scope, leads))
  const movedAt = await lastMoves(
    store,
    promises.map(({ id }) => id),
  )
  const owned = promises.map((one) => [one.id, owners.get(pairKey(one.leadId, one.personId)) ?? []] as const)
  return { promises, owners: new Map(owned), people, movedAt, unreached }
}

/** Who leads what is owed and who is named for it, each pair once. */
async function owingPairs(store: Store, scope: Scope): Promise<Owned[]> {
  const query = store.db
    .selectFrom('dialogues')
    .innerJoin('commitments', 'commitments.dialogue_id', 'dialogues.id')
    .select(['commitments.lead_institution_id', 'commitments.person_id'])
    .select((eb) => eb.fn.min('dialogues.zone').as('zone'))
    .where('dialogues.state', 'in', UNDER_WAY)
    .groupBy(['commitments.lead_institution_id', 'commitments.person_id'])
  const rows = await (scope === 'all'
    ? query.where('commitments.state', 'in', OWING_STATES)
    : query.where('commitments.state', 'not in', NOT_OWING_STATES).where(inList('dialogues.id', scope))
  ).execute()
  return rows.map(({ lead_institution_id: leadId, person_id: personId, zone }) => ({
    ...{ id: pairKey(leadId, personId), leadId, personId, zone },
  }))
}

function pairKey(leadId: Id, personId: Id | null): string {
  return `${leadId}/${personId ?? ''}`
}

/**
 * The ids of all that can be on a list; each part of the union goes by the index of its dialogues or of its leads. The
 * states are named by what they are not, because SQLite would go by them and look at the other dialogues too.
 */
function candidates(
  store: Store,
  scope: Scope,
  leads: Readonly<Record<'nobody' | 'stopped', ReadonlySet<Id>>>,
) {
  const active = store.db.selectFrom('dialogues').select('id').where('state', 'in', UNDER_WAY)
  const some = scope === 'all' ? active : active.where(inList('id', scope))
  const owing = store.db
    .selectFrom('commitments')
    .select('id')
    .where('state', 'not in', NOT_OWING_STATES)
    .where('dialogue_id', 'in', some)
  // One day more: the date is already tomorrow in some zones.
  const tomorrow = addDays(utcDay(store), 1)
  const silent = owing.where((eb) =>
    eb.or([
      eb('last_report_at', 'is', null),
      eb('last_report_at', '<', plus(store.now, { days: 2 - CALL_AGAIN_DAYS })),
    ]),
  )
  return silent
    .where('due_on', '<=', addDays(tomorrow, -CALL_AFTER_DAYS.due))
    .unionAll(
      silent.where('due_on', 'is', null).where('review_on', '<=', addDays(tomorrow, -CALL_AFTER_DAYS.review)),
    )
    .unionAll(
      owing
        .where(inList('lead_institution_id', [...leads.nobody]))
        .where((eb) =>
          eb.or([eb('due_on', '<=', addDays(tomorrow, LADDER_DAYS)), eb('review_on', '<=', tomorrow)]),
        ),
    )
    .unionAll(owing.where(inList('lead_institution_id', [...leads.stopped])))
}
