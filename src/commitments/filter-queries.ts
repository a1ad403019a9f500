/** A choice of commitments as conditions of a query: what a filter finds within the reach of a reader. */

import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { fold } from '../kernel/text.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import type { CommitmentFilter, Show } from './filter.ts'
import type { Reach } from './reach.ts'
import { COMMITMENT_STATES, isFinal, NOT_OWING_STATES, OPEN_STATES, OWING_STATES } from './state.ts'

type Where = ExpressionBuilder<Database, 'commitments'>
type Condition = (eb: Where) => Expression<SqlBool>
type Query<Row> = SelectQueryBuilder<Database, 'commitments', Row>

export const FINAL_STATES = COMMITMENT_STATES.filter(isFinal)

/**
 * How SQLite shall go about it. `walk`: through the due dates in their order, for the first page of many; `seek`: by
 * an index to those that are meant, for counting them or putting them into another order.
 */
export type Way = 'walk' | 'seek'

/** What is today in which dialogues: each lives by the calendar of its own zone. */
export type Days = ReadonlyMap<LocalDate, readonly Id[]>

/** One filter for one reader. */
interface Wanted {
  readonly filter: CommitmentFilter
  readonly reach: Reach
  readonly way?: Way
}

/** Those that a filter finds within the reach of a reader. */
export async function filtered<Row>(store: Store, query: Query<Row>, wanted: Wanted): Promise<Query<Row>> {
  return chosen(query, wanted, isDated(wanted.filter) ? await daysOf(store) : new Map())
}

/** Does the filter ask what is today? */
export function isDated({ show }: CommitmentFilter): boolean {
  return show === 'late' || show === 'silent' || show === 'soon'
}

/** The dialogues by what is today there. */
export async function daysOf(store: Store): Promise<Days> {
  const rows = await store.db.selectFrom('dialogues').select(['id', 'zone']).execute()
  const byDay = Map.groupBy(rows, ({ zone }) => dateOf(store.now, zone))
  return new Map([...byDay].map(([today, entries]) => [today, entries.map(({ id }) => id)]))
}

/** As {@link filtered}, for several filters that share their days. */
export function chosen<Row>(
  query: Query<Row>,
  { filter, reach, way = 'walk' }: Wanted,
  days: Days,
): Query<Row> {
  const { dialogueId, objectiveId, meetingId, search } = filter
  let found = within(query, reach, way)
  if (dialogueId) found = found.where('dialogue_id', '=', dialogueId)
  if (filter.leadId) found = found.where(partOf(filter.leadId, filter.supports))
  if (objectiveId) found = found.where('objective_id', '=', objectiveId)
  if (meetingId) found = found.where('meeting_id', '=', meetingId)
  if (filter.unnamed) found = found.where('person_id', 'is', null)
  for (const word of fold(search).split(' ').filter(Boolean).slice(0, 6)) found = found.where(holds(word))
  const states = statesOf(filter.show)
  const shown = way === 'walk' ? leaving(found, states) : found.where(inList('state', states))
  return dated(shown, filter, days)
}

/** Only what lies within a reach. */
export function within<Row>(query: Query<Row>, reach: Reach, way: Way = 'walk'): Query<Row> {
  if (reach === 'all') return query
  const { dialogues, closed } = 'closed' in reach ? reach : { dialogues: reach, closed: reach }
  const [only] = dialogues
  // One dialogue: its index comes in the order of due dates already.
  const narrowed =
    dialogues.length === 1 && only
      ? query.where('dialogue_id', '=', only)
      : query.where((eb) => (way === 'seek' ? inList('dialogue_id', dialogues) : ofSome(eb, dialogues)))
  return closed.length === dialogues.length ? narrowed : narrowed.where(orOpen(closed))
}

/** Closed and proposed commitments count only in these dialogues. */
export function orOpen(closed: readonly Id[]): Condition {
  return (eb) =>
    eb.or([
      eb.and([eb('visibility', '<>', 'closed'), eb('state', '<>', 'proposed')]),
      inList('dialogue_id', closed),
    ])
}

// The second half is never true. Beside a list it makes SQLite walk the due dates in order instead of sorting.
function ofSome(eb: Where, dialogues: readonly Id[]): Expression<SqlBool> {
  return eb.or([inList('dialogue_id', dialogues), eb('number', '<', 0)])
}

function partOf(institutionId: Id, supports: boolean): Condition {
  return (eb) => {
    const leads = eb('lead_institution_id', '=', institutionId)
    if (!supports) return leads
    const supported = eb
      .selectFrom('commitment_supporters')
      .select('commitment_id')
      .where('institution_id', '=', institutionId)
    return eb.or([leads, eb('id', 'in', supported)])
  }
}

function statesOf(show: Show): readonly Show[] {
  if (show === 'all') return COMMITMENT_STATES
  if (show === 'open' || show === 'undated' || show === 'recurring') return OPEN_STATES
  if (show === 'late' || show === 'silent' || show === 'soon') return OWING_STATES
  return [show]
}

// Named by what they are not, for the same reason: a list of states would be sorted.
function leaving<Row>(query: Query<Row>, states: readonly Show[]): Query<Row> {
  if (states === COMMITMENT_STATES) return query
  if (states === OPEN_STATES) return query.where('state', 'not in', FINAL_STATES)
  if (states === OWING_STATES) return query.where('state', 'not in', NOT_OWING_STATES)
  return query.where(inList('state', states))
}

function dated<Row>(query: Query<Row>, { show, within: ahead }: CommitmentFilter, days: Days): Query<Row> {
  switch (show) {
    case 'undated':
      return query.where('due_precision', '=', 'undated')
    case 'recurring':
      return query.where((eb) => eb('id', 'in', eb.selectFrom('recurrences').select('commitment_id')))
    case 'soon':
      return query.where(onDays(days, (today) => (eb) => eb.between('due_on', today, addDays(today, ahead))))
    case 'late':
      return query.where(onDays(days, isPast))
    case 'silent':
      return query.where(onDays(days, isPast)).where('last_report_at', 'is', null)
    default:
      return query
  }
}

function isPast(today: LocalDate): Condition {
  return (eb) => eb('due_on', '<', today)
}

/** A condition on today, each dialogue by its own; one is enough where all have the same. */
function onDays(days: Days, on: (today: LocalDate) => Condition): Condition {
  const [first, ...others] = days.keys()
  if (!first) return (eb) => eb.lit(false)
  if (others.length === 0) return on(first)
  return (eb) => eb.or([...days].map(([today, ids]) => eb.and([on(today)(eb), inList('dialogue_id', ids)])))
}

/** A word of the text, or a code such as `C-07`, typed with a Latin or a Cyrillic letter. */
function holds(word: string): Condition {
  const found = holdsWord('search', word)
  const code = /^[cс]-?0*(\d{1,6})$/.exec(word)?.[1]
  return (eb) => (code ? eb.or([eb('number', '=', Number(code)), found]) : found)
}
