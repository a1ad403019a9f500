/** The ministry's matrix: regions by kinds of activity or by objectives, each cell with its states. Pure. */

import type { Id } from '../kernel/id.ts'
import {
  ACTIVITY_STATES,
  type Activity,
  type ActivityKind,
  type ActivityState,
  type Counted,
  KINDS,
} from './activity.ts'
import type { Plan, PlanState } from './plan.ts'

/** An activity with how it stands. */
export interface Placed<A extends Counted = Activity> {
  readonly activity: A
  readonly state: ActivityState
}

/** A plan with its activities, those of an accepted plan only: a draft is not yet planned. */
export interface PlanRow<A extends Counted = Activity> {
  readonly plan: Plan
  readonly placed: readonly Placed<A>[]
}

/** The activities of one plan as its pages list them: of one that is not accepted yet, all are only planned. */
export function listedIn(row: PlanRow | undefined, activities: readonly Activity[]): readonly Placed[] {
  return row?.placed.length
    ? row.placed
    : activities.map((activity) => ({ activity, state: 'planned' as const }))
}

/** By what the activities stand side by side. */
export type By = 'kind' | 'objective'
export const BYS: readonly By[] = ['kind', 'objective']

/** How many activities stand how. */
export type Counts = Readonly<Record<ActivityState, number>>

/** The key of a column: a kind, an objective's id, or the empty text for what serves no objective. */
export type ColumnKey = ActivityKind | Id | ''

export interface MatrixRow {
  readonly plan: Plan
  readonly cells: readonly Counts[]
  readonly total: Counts
}

export interface Matrix {
  readonly by: By
  readonly columns: readonly ColumnKey[]
  readonly rows: readonly MatrixRow[]
  /** Under each column. */
  readonly totals: readonly Counts[]
  readonly all: Counts
}

/** What the page shows of it. */
export interface MatrixFilter {
  readonly by: By
  readonly state: ActivityState | null
  readonly plan: PlanState | null
}

/** Counts states. */
export function countStates(placed: readonly Pick<Placed, 'state'>[]): Counts {
  const counts: Record<ActivityState, number> = { planned: 0, reported: 0, verified: 0, silent: 0 }
  for (const { state } of placed) counts[state] += 1
  return counts
}

/** All of them. */
export function sumOf(counts: Counts): number {
  return ACTIVITY_STATES.reduce((sum, state) => sum + counts[state], 0)
}

function keyOf(activity: Counted, by: By): ColumnKey {
  return by === 'kind' ? activity.kind : (activity.objectiveId ?? '')
}

/** The matrix of some plans, in their order. @param objectives in theirs; those that nothing serves stay, empty. */
export function matrixOf(
  rows: readonly PlanRow<Counted>[],
  filter: MatrixFilter,
  objectives: readonly Id[],
): Matrix {
  const { by, state, plan } = filter
  const wanted = rows
    .filter((row) => plan === null || row.plan.state === plan)
    .map((row) => ({ ...row, placed: row.placed.filter((one) => state === null || one.state === state) }))
    .filter((row) => state === null || row.placed.length > 0)
  const columns = columnsOf(wanted, by, objectives)
  const placed = wanted.flatMap((row) => row.placed)
  const inColumns = (all: readonly Placed<Counted>[]) => {
    const byKey = Map.groupBy(all, ({ activity }) => keyOf(activity, by))
    return columns.map((key) => countStates(byKey.get(key) ?? []))
  }
  return {
    by,
    columns,
    rows: wanted.map((row) => ({
      plan: row.plan,
      cells: inColumns(row.placed),
      total: countStates(row.placed),
    })),
    totals: inColumns(placed),
    all: countStates(placed),
  }
}

function columnsOf(rows: readonly PlanRow<Counted>[], by: By, objectives: readonly Id[]): ColumnKey[] {
  const used = new Set(rows.flatMap(({ placed }) => placed.map(({ activity }) => keyOf(activity, by))))
  if (by === 'kind') return KINDS.filter((kind) => used.has(kind))
  const unknown = [...used].filter((key) => key !== '' && !objectives.includes(key))
  return [...objectives, ...unknown, ...(used.has('') ? ([''] as const) : [])]
}

/** How far a template came, as one says it: handed in or accepted, in hand, sent back, no answer. */
export interface Completeness {
  readonly total: number
  readonly byState: Readonly<Record<PlanState, number>>
}

/** Counts plans by their state. */
export function completenessOf(plans: readonly Pick<Plan, 'state'>[]): Completeness {
  const byState: Record<PlanState, number> = {
    requested: 0,
    drafted: 0,
    presented: 0,
    returned: 0,
    approved: 0,
    monitored: 0,
    closed: 0,
  }
  for (const { state } of plans) byState[state] += 1
  return { total: plans.length, byState }
}
