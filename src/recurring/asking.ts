/** The recurring act that asks for reports: opens each period once, for every institution that owes a report on it. */

import { supportersOf } from '../commitments/queries.ts'
import { OWING_STATES } from '../commitments/state.ts'
import { calendarsBetween } from '../holidays/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, localDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { followCalendars } from './following.ts'
import { askedTo, recurrenceOf } from './queries.ts'
import type { Recurrence } from './recurrence.ts'
import { type DuePeriod, periodsToAsk } from './rhythm.ts'
import { insertPeriod } from './shares.ts'
import { settleByStock } from './stock-periods.ts'

/** Holidays are read this far around today: the oldest period that can be asked for, and the farthest due day. */
const HOLIDAY_DAYS = 1100

/** A rule with what it takes to ask by it. */
interface Series {
  readonly rule: Recurrence
  readonly leadId: Id
  readonly zone: Zone
  /** The lead's. */
  readonly calendar: string
}

/**
 * Opens what is to be asked for today. Twice, late or in two processes gives the same: the fact of commitment and
 * period lets it through once. Stock reports that came before count at once, and days asked for before follow the
 * calendar. @returns how many periods, reports and days.
 */
export async function askForPeriods(store: Store): Promise<number> {
  const series = await runningSeries(store)
  const ids = series.map(({ rule }) => rule.commitmentId)
  const [asked, supporters] = await Promise.all([askedTo(store, ids), supportersOf(store, ids)])
  const today = localDate(store.now.slice(0, 10))
  const calendars = await calendarsBetween(store, addDays(today, -HOLIDAY_DAYS), addDays(today, HOLIDAY_DAYS))
  let opened = 0
  for (const one of series) {
    const { rule, leadId, zone, calendar } = one
    const standing = {
      since: rule.since,
      askedTo: asked.get(rule.commitmentId) ?? null,
      today: dateOf(store.now, zone),
      holidays: calendars(calendar),
    }
    const owing = rule.owedBy === 'lead' ? [leadId] : (supporters.get(rule.commitmentId) ?? [])
    if (owing.length === 0) continue
    for (const period of periodsToAsk(rule, standing))
      if (await open(store, rule, { period, owing })) opened++
  }
  return opened + (await settleByStock(store)) + (await followCalendars(store))
}

async function open(
  store: Store,
  { commitmentId }: Recurrence,
  { period: asked, owing }: { readonly period: DuePeriod; readonly owing: readonly Id[] },
): Promise<boolean> {
  const { key } = asked.period
  const details = { commitment: commitmentId, period: key, due: asked.dueOn, institutions: owing.length }
  const outcome = await store.commit(
    [
      recordFact(
        store,
        { id: `${commitmentId}:${key}`, version: 0 },
        { kind: 'commitment.period_asked', actorId: 'system', details },
      ),
      ...insertPeriod(store, commitmentId, { asked, owing }),
    ],
    null,
  )
  return outcome.ok
}

async function runningSeries(store: Store): Promise<Series[]> {
  const rows = await store.db
    .selectFrom('recurrences')
    .innerJoin('commitments', 'commitments.id', 'recurrences.commitment_id')
    .innerJoin('dialogues', 'dialogues.id', 'commitments.dialogue_id')
    .innerJoin('institutions', 'institutions.id', 'commitments.lead_institution_id')
    .selectAll('recurrences')
    .select(['commitments.lead_institution_id', 'dialogues.zone', 'institutions.holiday_calendar'])
    .where('recurrences.ended_on', 'is', null)
    .where('commitments.state', 'in', OWING_STATES)
    .where('dialogues.state', 'in', ['draft', 'active'])
    .orderBy('recurrences.commitment_id')
    .execute()
  return rows.map((row) => ({
    rule: recurrenceOf(row),
    leadId: row.lead_institution_id,
    zone: row.zone,
    calendar: row.holiday_calendar,
  }))
}
