/** What the timeline of a choice of commitments shows, in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Viewer } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { datedStepsOf } from '../steps/queries.ts'
import { scheduleFor, scheduleOf } from '../steps/schedule.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { groupKey, groupOf, groupsOnPage } from './grouping.ts'
import { orderedPage } from './list-queries.ts'
import { type AskedList, choicesFor, headingsOf, namesFor, tabsOf } from './overview-queries.ts'
import { leadsShown, reachOf } from './reach.ts'
import { type Course, type TimelineRow, timelineRow } from './timeline.ts'

/** Bars of one picture: more can neither be read nor printed. */
const MOST_BARS = 200

/** The first bars that a choice finds, soonest due first, under headings: of the lead institutions unless told. */
export async function loadTimeline(store: Store, viewer: Viewer, asked: AskedList) {
  const { filter, locale } = asked
  const found = { page: 1, size: MOST_BARS, locale }
  const [{ commitments, hasNext }, choices, tabs] = await Promise.all([
    orderedPage(store, filter, reachOf(viewer), found),
    kept(store, choicesFor, viewer, { filter, locale }),
    tabsOf(store, viewer, asked.saved),
  ])
  const grouping = filter.grouping ?? 'lead'
  const byKey = Map.groupBy(commitments, (one) => groupKey(groupOf(one, grouping)))
  const counts = [...byKey].map(([key, some]) => ({ key: key || null, count: some.length }))
  const [{ groups, titles }, rows, named] = await Promise.all([
    headingsOf(store, viewer, { counts, grouping, locale }),
    rowsOf(store, viewer, commitments),
    namesFor(store, { commitments, directory: choices.directory }),
  ])
  const shown = groupsOnPage(groups, { page: 1, size: MOST_BARS }).map(({ key, count }) => ({
    key,
    count,
    title: titles.get(groupKey(key)) ?? null,
    rows: (byKey.get(groupKey(key)) ?? []).flatMap(({ id }) => rows.get(id) ?? []),
  }))
  const leads = leadsShown(viewer, commitments, named)
  const institutions = choices.directory ?? [...named.values()].filter(({ listable }) => listable !== 'never')
  return {
    ...choices,
    groups: shown,
    leads,
    institutions,
    tabs,
    filter: { ...filter, grouping },
    asked: filter,
    hasNext,
  }
}

/** The bars of some commitments, by commitment. */
async function rowsOf(
  store: Store,
  viewer: Viewer,
  commitments: readonly Commitment[],
): Promise<Map<Id, TimelineRow>> {
  const ids = commitments.map(({ id }) => id)
  const [courses, steps] = await Promise.all([coursesOf(store, ids), datedStepsOf(store, ids)])
  const zones = new Set(commitments.map(({ zone }) => zone))
  const todays = new Map([...zones].map((zone) => [zone, dateOf(store.now, zone)]))
  return new Map(
    commitments.map((commitment) => {
      const today = todays.get(commitment.zone) ?? dateOf(store.now, commitment.zone)
      const own = steps.get(commitment.id)
      const all = own ? scheduleOf(own, commitment, today) : null
      const schedule = all && scheduleFor(all, sees(viewer, 'shipment', commitment.dialogueId))
      return [commitment.id, timelineRow(commitment, { ...courses(commitment.id), schedule }, today)]
    }),
  )
}

/** Only when what was reported, verified and moved: the words stay where they are. */
async function coursesOf(store: Store, ids: readonly Id[]): Promise<(id: Id) => Omit<Course, 'schedule'>> {
  const { db } = store
  const [reports, verifications, changes] = await Promise.all([
    db
      .selectFrom('reports')
      .select(['commitment_id', 'at', 'claim'])
      .where(inList('commitment_id', ids))
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('verifications')
      .select(['commitment_id', 'at', 'result'])
      .where(inList('commitment_id', ids))
      .orderBy('at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('due_changes')
      .select(['commitment_id', 'old_due_on'])
      .where(inList('commitment_id', ids))
      .orderBy('commitment_id')
      .orderBy('move')
      .execute(),
  ])
  const byReport = Map.groupBy(reports, (row) => row.commitment_id)
  const byVerification = Map.groupBy(verifications, (row) => row.commitment_id)
  const byChange = Map.groupBy(changes, (row) => row.commitment_id)
  return (id) => ({
    reports: byReport.get(id) ?? [],
    verifications: byVerification.get(id) ?? [],
    formerDues: (byChange.get(id) ?? []).flatMap(({ old_due_on }) => old_due_on ?? []),
  })
}
