/** Reads of what stands in plans: texts, activities, presentations, remarks; and what was said of the activities. */

import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { PlanActivitiesTable, PlanReportsTable } from '../store/plan-schema.ts'
import type { Store } from '../store/store.ts'
import {
  type Activity,
  type ActivityReport,
  type Counted,
  fallsInto,
  type Promised,
  stateOf,
} from './activity.ts'
import type { PlanRow } from './matrix.ts'
import { isAccepted, type Plan, type PlanText, type Written } from './plan.ts'
import { wasAsked } from './request.ts'
import { requestsOf } from './request-queries.ts'
import type { TextPart } from './template.ts'

/** All that is written in one plan. */
export async function writtenOf(store: Store, planId: Id): Promise<Written> {
  const { db } = store
  const [texts, activities, presentations, remarks] = await Promise.all([
    db.selectFrom('plan_texts').selectAll().where('plan_id', '=', planId).execute(),
    activitiesOf(store, [planId]),
    db.selectFrom('plan_presentations').selectAll().where('plan_id', '=', planId).orderBy('number').execute(),
    db
      .selectFrom('plan_remarks')
      .selectAll()
      .where('plan_id', '=', planId)
      .orderBy('number')
      .orderBy('part')
      .execute(),
  ])
  return {
    texts: new Map(
      texts.map(({ part, text, written_by, written_at, version }): [TextPart, PlanText] => [
        part,
        { text, writtenBy: written_by, writtenAt: written_at, version },
      ]),
    ),
    activities: activities.get(planId) ?? [],
    presentations: presentations.map((row) => ({
      number: row.number,
      presentedBy: row.presented_by,
      presentedAt: row.presented_at,
      decision: row.decision,
      decidedBy: row.decided_by,
      decidedFor: row.decided_for,
      decidedAt: row.decided_at,
    })),
    remarks: remarks.map(({ number, part, text }) => ({ number, part, text })),
  }
}

/** The activities of some plans in their order, by plan; a plan without any is missing. */
export async function activitiesOf(store: Store, planIds: readonly Id[]): Promise<Map<Id, Activity[]>> {
  const rows = await store.db
    .selectFrom('plan_activities')
    .selectAll()
    .where(inList('plan_id', planIds))
    .where('removed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows.map(activityOf), ({ planId }) => planId)
}

/** One activity of a plan that is still in it, or null. */
export async function findActivity(store: Store, planId: Id, id: Id): Promise<Activity | null> {
  const row = await store.db
    .selectFrom('plan_activities')
    .selectAll()
    .where('id', '=', id)
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row ? activityOf(row) : null
}

/** The newest report of each activity of some plans; one that nobody spoke of is missing. */
export async function newestReports(store: Store, planIds: readonly Id[]): Promise<Map<Id, ActivityReport>> {
  const rows = await store.db
    .selectFrom('plan_reports')
    .innerJoin('plan_activities', 'plan_activities.id', 'plan_reports.activity_id')
    .selectAll('plan_reports')
    .where(inList('plan_activities.plan_id', planIds))
    .orderBy('plan_reports.reported_at')
    .orderBy('plan_reports.id')
    .execute()
  return new Map(rows.map((row) => [row.activity_id, reportOf(row)]))
}

/** What the activities of some plans became: the states of the commitments, by commitment. */
export async function promisesOf(store: Store, planIds: readonly Id[]): Promise<Map<Id, Promised>> {
  const rows = await store.db
    .selectFrom('commitments')
    .innerJoin('plan_activities', 'plan_activities.commitment_id', 'commitments.id')
    .select(['commitments.id', 'commitments.state', 'commitments.due_on', 'commitments.last_report_at'])
    .where(inList('plan_activities.plan_id', planIds))
    .execute()
  return new Map(
    rows.map((row) => [row.id, { state: row.state, dueOn: row.due_on, lastReportAt: row.last_report_at }]),
  )
}

/** Plans with their activities and how each stands: the same four queries whatever their number. */
export async function placedIn(
  store: Store,
  templateIds: readonly Id[],
  plans: readonly Plan[],
): Promise<PlanRow[]> {
  const accepted = plans.filter(isAccepted).map(({ id }) => id)
  const [activities, reports, standing] = await Promise.all([
    activitiesOf(store, accepted),
    newestReports(store, accepted),
    standingIn(store, templateIds, accepted),
  ])
  return standing({ plans, activities, reports })
}

/** As {@link placedIn} for the matrix, which counts them and says none of their words. */
export async function countedIn(
  store: Store,
  templateIds: readonly Id[],
  plans: readonly Plan[],
): Promise<PlanRow<Counted>[]> {
  const accepted = plans.filter(isAccepted).map(({ id }) => id)
  const [activities, reports, standing] = await Promise.all([
    countedActivities(store, accepted),
    newestClaims(store, accepted),
    standingIn(store, templateIds, accepted),
  ])
  return standing({ plans, activities, reports })
}

async function countedActivities(store: Store, planIds: readonly Id[]): Promise<Map<Id, Counted[]>> {
  const rows = await store.db
    .selectFrom('plan_activities')
    .select(['id', 'plan_id', 'kind', 'starts_on', 'ends_on', 'objective_id', 'commitment_id'])
    .where(inList('plan_id', planIds))
    .where('removed_at', 'is', null)
    .orderBy('plan_id')
    .orderBy('id')
    .execute()
  const counted = rows.map((row) => ({
    id: row.id,
    planId: row.plan_id,
    kind: row.kind,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    objectiveId: row.objective_id,
    commitmentId: row.commitment_id,
  }))
  return Map.groupBy(counted, ({ planId }) => planId)
}

type Said = Pick<ActivityReport, 'claim' | 'reportedAt' | 'verifiedAt'>

async function newestClaims(store: Store, planIds: readonly Id[]): Promise<Map<Id, Said>> {
  const rows = await store.db
    .selectFrom('plan_reports')
    .innerJoin('plan_activities', 'plan_activities.id', 'plan_reports.activity_id')
    .select(['activity_id', 'claim', 'reported_at', 'verified_at'])
    .where(inList('plan_activities.plan_id', planIds))
    .orderBy('plan_reports.reported_at')
    .orderBy('plan_reports.id')
    .execute()
  return new Map(
    rows.map(({ activity_id, claim, reported_at, verified_at }) => [
      activity_id,
      { claim, reportedAt: reported_at, verifiedAt: verified_at },
    ]),
  )
}

interface Placing<A extends Counted> {
  readonly plans: readonly Plan[]
  readonly activities: ReadonlyMap<Id, readonly A[]>
  readonly reports: ReadonlyMap<Id, Said>
}

/** What else decides how activities stand: the promises that they became, and what was asked in vain. */
async function standingIn(store: Store, templateIds: readonly Id[], accepted: readonly Id[]) {
  const [promises, requests] = await Promise.all([
    promisesOf(store, accepted),
    requestsOf(store, templateIds),
  ])
  return <A extends Counted>({ plans, activities, reports }: Placing<A>): PlanRow<A>[] =>
    plans.map((plan) => {
      const today = dateOf(store.now, plan.zone)
      const over = requests.filter((request) => request.dueOn < today && wasAsked(plan, request))
      const placed = (activities.get(plan.id) ?? []).map((activity) => {
        const promise = (activity.commitmentId && promises.get(activity.commitmentId)) || null
        const report = reports.get(activity.id) ?? null
        const saidAt = [report?.reportedAt ?? '', promise?.lastReportAt ?? '']
        const askedInVain = over.some(
          ({ askedAt, from, to }) => fallsInto(activity, from, to) && saidAt.every((at) => at < askedAt),
        )
        return { activity, state: stateOf(activity, { promise, report, askedInVain }, today) }
      })
      return { plan, placed }
    })
}

function activityOf(row: PlanActivitiesTable): Activity {
  return {
    id: row.id,
    planId: row.plan_id,
    position: row.position,
    kind: row.kind,
    title: row.title,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    responsible: row.responsible,
    result: row.result,
    objectiveId: row.objective_id,
    commitmentId: row.commitment_id,
    writtenBy: row.written_by,
    writtenAt: row.written_at,
    version: row.version,
  }
}

function reportOf(row: PlanReportsTable): ActivityReport {
  return {
    id: row.id,
    activityId: row.activity_id,
    requestId: row.request_id,
    claim: row.claim,
    text: row.text,
    reportedBy: row.reported_by,
    reportedAt: row.reported_at,
    verifiedAt: row.verified_at,
  }
}
