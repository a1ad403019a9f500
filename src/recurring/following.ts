/** The recurring act by which due days that were asked for follow the calendar, and what a page says where they stay. */

import { calendarsBetween } from '../holidays/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { inList } from '../store/lists.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { type DueDays, earlierDay, followedDay } from './due-day.ts'
import { recurrenceOf } from './queries.ts'
import { dueDate } from './rhythm.ts'
import { STANDING_STATES } from './share.ts'
import { updateShare } from './shares.ts'

/** Moved in one go: each takes three statements, and D1 takes 1,000 of a request. */
const AT_ONCE = 100

/** A due day that lies ahead lies less than this far ahead: a year's report is asked for when the year is over. */
const AHEAD_DAYS = 800

/** One report that is owed or was given, with the days of its period. */
interface DatedShare extends DueDays {
  readonly id: Id
  readonly commitmentId: Id
  readonly periodKey: string
  readonly version: number
  /** In the dialogue's zone. */
  readonly today: LocalDate
}

/**
 * Moves the due days that the calendar of the lead now puts later; their reminders begin anew with the new day. Periods
 * that were asked for by an earlier rule stay as they are: the calendar did not change them. Twice gives the same.
 * @returns how many shares, at most {@link AT_ONCE}; the rest with the next run.
 */
export async function followCalendars(store: Store): Promise<number> {
  const moves = (await datedShares(store))
    .flatMap((share) => {
      const to = followedDay(share, share.today)
      return to ? [moved(store, share, to)] : []
    })
    .slice(0, AT_ONCE)
  const [first, ...rest] = moves
  if (!first) return 0
  const [fact, ...others] = first
  // Who reports at this moment collides; then it is the next run's.
  const outcome = await store.commit([fact, others, ...rest], moves.length)
  return outcome.ok ? outcome.value : 0
}

function moved(store: Store, share: DatedShare, to: LocalDate): readonly [FactStatement, ...Statement[]] {
  const details = { from: share.dueOn, to }
  return [
    recordFact(store, share, { kind: 'share.due_followed', actorId: 'system', details }),
    updateShare(store, share, { due_on: to }),
    withdrawUnsent(store, { subjectId: share.id, kind: 'reminder' }),
  ]
}

/** The earlier days that the calendar now gives for periods of a commitment, by period; mostly none. Three queries. */
export async function earlierDays(store: Store, commitmentId: Id): Promise<ReadonlyMap<string, LocalDate>> {
  const shares = await datedShares(store, commitmentId)
  return new Map(
    shares.flatMap((share) => {
      const day = earlierDay(share, share.today)
      return day ? [[share.periodKey, day] as const] : []
    }),
  )
}

/** Shares of periods that are due today or later and were asked for by the rule that holds; three queries. */
async function datedShares(store: Store, commitmentId?: Id): Promise<DatedShare[]> {
  // In no zone is it earlier than yesterday in UTC.
  const yesterday = addDays(localDate(store.now.slice(0, 10)), -1)
  const rows = await sharesFrom(store, yesterday, commitmentId)
  const ids = [...new Set(rows.map((row) => row.commitment_id))]
  const [since, calendars] = await Promise.all([
    rulesSince(store, ids),
    calendarsBetween(store, addDays(yesterday, -31), addDays(yesterday, AHEAD_DAYS)),
  ])
  return rows.flatMap((row) => {
    const set = since.get(row.commitment_id)
    if (!row.due_on || !row.ends_on || (set !== undefined && row.created_at < set)) return []
    const byCalendar = dueDate(recurrenceOf(row), { endsOn: row.ends_on }, calendars(row.holiday_calendar))
    const { id, commitment_id, period_key, share_version, due_on, zone } = row
    const days = { dueOn: due_on, byCalendar, today: dateOf(store.now, zone) }
    return [{ id, commitmentId: commitment_id, periodKey: period_key, version: share_version, ...days }]
  })
}

function sharesFrom({ db }: Store, day: LocalDate, commitmentId?: Id) {
  const found = db
    .selectFrom('commitment_shares as s')
    .innerJoin('recurrences as r', 'r.commitment_id', 's.commitment_id')
    .innerJoin('commitments as c', 'c.id', 's.commitment_id')
    .innerJoin('dialogues as d', 'd.id', 'c.dialogue_id')
    .innerJoin('institutions as i', 'i.id', 'c.lead_institution_id')
    .selectAll('r')
    .select(['s.id', 's.period_key', 's.due_on', 's.ends_on', 's.created_at', 's.version as share_version'])
    .select(['d.zone', 'i.holiday_calendar'])
    .where('s.kind', '=', 'period')
    // Whoever counts in the period moves along, so that it has one day; nothing is asked of who was let off.
    .where('s.state', 'in', ['open', 'reported', 'done', 'missed'])
    .where('s.due_on', '>=', day)
    .where('c.state', 'in', STANDING_STATES)
    .where('d.state', 'in', ['draft', 'active'])
    .orderBy('s.due_on')
    .orderBy('s.id')
  return (commitmentId ? found.where('s.commitment_id', '=', commitmentId) : found).execute()
}

/** When the rules of some commitments were set last. */
async function rulesSince(store: Store, commitmentIds: readonly Id[]): Promise<ReadonlyMap<Id, Instant>> {
  const rows = await store.db
    .selectFrom('facts')
    .select((eb) => ['subject_id', eb.fn.max('at').as('at')])
    .where(inList('subject_id', commitmentIds))
    .where('kind', '=', 'commitment.recurrence_set')
    .groupBy('subject_id')
    .execute()
  return new Map(rows.map(({ subject_id, at }) => [subject_id, at]))
}
