/** Reads of the table of places and months: only the months that are shown, in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { StockReportsTable } from '../store/supply-schema.ts'
import type { Month } from './consumption.ts'
import { openMonths } from './entry.ts'
import { LEVELS } from './place.ts'
import { placesOf, reportOf } from './queries.ts'
import type { PlaceMonths } from './region.ts'
import { monthOf } from './report.ts'
import { dueDay } from './request.ts'
import { askingOf, calendarsFor } from './request-queries.ts'
import { monthCell } from './timeliness.ts'

/** The last twelve months of every open place of a medicine, by level; seven queries. Who may see them asks the caller. */
export async function placeMonths(store: Store, medicineId: Id, today: LocalDate): Promise<PlaceMonths[]> {
  const months = openMonths(today).reverse()
  const [places, asking, calendars] = await Promise.all([
    placesOf(store, [medicineId]),
    askingOf(store, medicineId),
    calendarsFor(store, months, today),
  ])
  const [institutions, reports, added] = await Promise.all([
    institutionsOf(
      store,
      places.map(({ institutionId }) => institutionId),
    ),
    reportsIn(
      store,
      places.map(({ id }) => id),
      months[0] ?? '',
    ),
    addedAt(
      store,
      places.map(({ id }) => id),
    ),
  ])
  const datedMonths = monthsDated(months, (month, calendar) =>
    dueDay(month, asking.dueDays, calendars(calendar)),
  )
  const inLevels = [...places].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
  return inLevels.flatMap((place): PlaceMonths[] => {
    const institution = institutions.get(place.institutionId)
    if (!institution) return []
    const own = reports.get(place.id) ?? new Map<Month, StockReportsTable[]>()
    const at = added.get(place.id)
    const since = at ? dateOf(at, institution.zone) : null
    const first = [...own.keys(), ...(since ? [monthOf(since)] : [])].sort()[0] ?? ''
    const cells = datedMonths(institution.holiday_calendar).map(({ month, dueOn }) => {
      const rows = own.get(month) ?? []
      const [oldest] = rows
      const current = rows.find(({ superseded_at }) => superseded_at === null)
      if (!oldest && month < first) return null
      return monthCell({
        ...{ month, dueOn, since, today, zone: institution.zone },
        report: current ? reportOf(current, []) : null,
        versions: oldest && { count: rows.length, firstAt: oldest.reported_at },
      })
    })
    return [{ place, cells }]
  })
}

interface DatedMonth {
  readonly month: Month
  readonly dueOn: LocalDate
}

/** The months with the days on which they are due, reckoned once for all the places that keep a calendar. */
function monthsDated(
  months: readonly Month[],
  dueIn: (month: Month, calendar: string) => LocalDate,
): (calendar: string) => readonly DatedMonth[] {
  const known = new Map<string, readonly DatedMonth[]>()
  return (calendar) => {
    const dated = known.get(calendar) ?? months.map((month) => ({ month, dueOn: dueIn(month, calendar) }))
    known.set(calendar, dated)
    return dated
  }
}

async function institutionsOf(store: Store, ids: readonly Id[]) {
  const rows = await store.db
    .selectFrom('institutions')
    .select(['id', 'zone', 'holiday_calendar'])
    .where(inList('id', ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function addedAt(store: Store, placeIds: readonly Id[]) {
  const rows = await store.db
    .selectFrom('facts')
    .select(['subject_id', 'at'])
    .where(inList('subject_id', placeIds))
    .where('subject_version', '=', 1)
    .execute()
  return new Map(rows.map(({ subject_id, at }) => [subject_id, at]))
}

/** All reports with their corrections, by place and month, oldest first. */
async function reportsIn(store: Store, placeIds: readonly Id[], since: string) {
  const rows = await store.db
    .selectFrom('stock_reports')
    .selectAll()
    .where(inList('place_id', placeIds))
    .where('month', '>=', since)
    .orderBy('reported_at')
    .orderBy('id')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ place_id }) => place_id)].map(([placeId, own]) => [
      placeId,
      Map.groupBy(own, ({ month }) => month as Month),
    ]),
  )
}
