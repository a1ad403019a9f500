/** Reads of recurring and joint commitments; each takes a fixed number of queries whatever the number of rows. */

import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { RecurrencesTable } from '../store/recurring-schema.ts'
import type { Store } from '../store/store.ts'
import type { Joint, PeriodCount } from './joint.ts'
import type { Recurrence } from './recurrence.ts'
import { type Completeness, completenessOf, dayOfPeriod } from './share.ts'
import { partsOf } from './share-queries.ts'

/** Shares of one commitment, period and due day: one line of "reports expected this week". */
export interface DuePeriods {
  readonly commitmentId: Id
  readonly dialogueId: Id
  /** The commitment's number within its dialogue. */
  readonly number: number
  readonly periodKey: string
  readonly dueOn: LocalDate
  readonly completeness: Completeness
}

/**
 * The periods on which reports are due from one day to another, both included, soonest first: for who coordinates or
 * records in these dialogues (closed commitments are among them). One query.
 */
export async function duePeriodsBetween(
  store: Store,
  scope: Scope,
  from: LocalDate,
  to: LocalDate,
): Promise<DuePeriods[]> {
  const found = store.db
    .selectFrom('commitment_shares as s')
    .innerJoin('commitments as c', 'c.id', 's.commitment_id')
    .select(['s.commitment_id', 's.period_key', 's.due_on', 's.state', 'c.dialogue_id', 'c.number'])
    .where('s.kind', '=', 'period')
    .where('s.state', 'in', ['open', 'reported', 'done', 'missed'])
    .where('s.due_on', '>=', from)
    .where('s.due_on', '<=', to)
    .where('c.state', 'in', OWING_STATES)
    .orderBy('s.due_on')
    .orderBy('c.number')
    .orderBy('s.id')
  const rows = await (scope === 'all' ? found : found.where(inList('c.dialogue_id', scope))).execute()
  const groups = Map.groupBy(rows, (row) => `${row.commitment_id}/${row.period_key}/${row.due_on}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first?.due_on) return []
    const { commitment_id, dialogue_id, number, period_key, due_on } = first
    const about = { commitmentId: commitment_id, dialogueId: dialogue_id, number, periodKey: period_key }
    return [{ ...about, dueOn: due_on, completeness: completenessOf(group) }]
  })
}

/** The rules of some commitments, by commitment; one that does not recur is missing. */
export async function recurrencesOf(
  store: Store,
  commitmentIds: readonly Id[],
): Promise<Map<Id, Recurrence>> {
  const rows = await store.db
    .selectFrom('recurrences')
    .selectAll()
    .where(inList('commitment_id', commitmentIds))
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, recurrenceOf(row)]))
}

/** A rule from its row. */
export function recurrenceOf(row: RecurrencesTable): Recurrence {
  return {
    commitmentId: row.commitment_id,
    every: row.every,
    dayRule: row.day_rule,
    day: row.day,
    monthsAfter: row.months_after,
    dayOff: row.day_off,
    owedBy: row.owed_by,
    first: row.first_period,
    last: row.last_period,
    medicineId: row.medicine_id,
    since: row.since,
    endedOn: row.ended_on,
    version: row.version,
  }
}

/** The last day of the last period that was asked for, by commitment; one without any is missing. */
export async function askedTo(store: Store, commitmentIds: readonly Id[]): Promise<Map<Id, LocalDate>> {
  const rows = await store.db
    .selectFrom('commitment_shares')
    .select((eb) => ['commitment_id', eb.fn.max('ends_on').as('ends_on')])
    .where(inList('commitment_id', commitmentIds))
    .where('kind', '=', 'period')
    .groupBy('commitment_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.ends_on ? [[row.commitment_id, row.ends_on] as const] : [])))
}

/** The completeness of the newest periods of some commitments, by commitment: the latest one asked for. */
export async function latestPeriods(
  store: Store,
  commitmentIds: readonly Id[],
): Promise<Map<Id, PeriodCount>> {
  const rows = await store.db
    .selectFrom('commitment_shares as s')
    .select(['s.commitment_id', 's.period_key', 's.due_on', 's.state'])
    .where(inList('s.commitment_id', commitmentIds))
    .where('s.kind', '=', 'period')
    .where('s.ends_on', '=', (eb) =>
      eb
        .selectFrom('commitment_shares as newest')
        .select((max) => max.fn.max('newest.ends_on').as('ends_on'))
        .whereRef('newest.commitment_id', '=', 's.commitment_id'),
    )
    .orderBy('s.id')
    .execute()
  const groups = Map.groupBy(rows, (row) => row.commitment_id)
  return new Map(
    [...groups].flatMap(([id, group]) => {
      const [first] = group
      if (!first) return []
      const dueOn = dayOfPeriod(group.map((row) => row.due_on))
      return [[id, { key: first.period_key, dueOn, ...completenessOf(group) }] as const]
    }),
  )
}

/** What the page of a commitment shows of this room; four queries. */
export async function jointOf(store: Store, commitmentId: Id): Promise<Joint> {
  const [recurrences, latest, parts] = await Promise.all([
    recurrencesOf(store, [commitmentId]),
    latestPeriods(store, [commitmentId]),
    partsOf(store, [commitmentId]),
  ])
  return {
    recurrence: recurrences.get(commitmentId) ?? null,
    latest: latest.get(commitmentId) ?? null,
    parts,
  }
}
