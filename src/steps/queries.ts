/** Reads of steps and of requests for another due date, each in a fixed number of queries. */

import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import type { Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { CommitmentStepsTable, CommitmentStepTextsTable, StepMovesTable } from '../store/step-schema.ts'
import type { Store } from '../store/store.ts'
import type { DueRequest } from './due-request.ts'
import type { DatedStep, Step, StepMove } from './step.ts'

/** The steps of some commitments in their order; one without any is missing. The caller has checked the reach. */
export async function stepsOf(
  store: Store,
  commitmentIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Step[]>> {
  if (commitmentIds.length === 0) return new Map()
  const ours = store.db
    .selectFrom('commitment_steps')
    .select('id')
    .where(inList('commitment_id', commitmentIds))
  const [rows, texts, ties, moves] = await Promise.all([
    store.db
      .selectFrom('commitment_steps')
      .selectAll()
      .where(inList('commitment_id', commitmentIds))
      .orderBy('position')
      .orderBy('id')
      .execute(),
    store.db.selectFrom('commitment_step_texts').selectAll().where('step_id', 'in', ours).execute(),
    store.db
      .selectFrom('step_dependencies')
      .selectAll()
      .where('step_id', 'in', ours)
      .orderBy('after_id')
      .execute(),
    store.db
      .selectFrom('step_moves')
      .selectAll()
      .where('step_id', 'in', ours)
      .orderBy('moved_at')
      .orderBy('id')
      .execute(),
  ])
  const known = {
    texts: Map.groupBy(texts, (row) => row.step_id),
    ties: Map.groupBy(ties, (row) => row.step_id),
    moves: Map.groupBy(moves, (row) => row.step_id),
  }
  const steps = rows.map((row) =>
    stepOf(row, {
      texts: known.texts.get(row.id) ?? [],
      ties: known.ties.get(row.id) ?? [],
      moves: (known.moves.get(row.id) ?? []).map(moveOf),
    }),
  )
  return Map.groupBy(steps, (step) => step.commitmentId)
}

/**
 * The dates and ties of the steps of some commitments, in their order: what a schedule needs, without their words and
 * moves. The caller has checked the reach.
 */
export async function datedStepsOf(
  store: Store,
  commitmentIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly DatedStep[]>> {
  if (commitmentIds.length === 0) return new Map()
  const isOurs = inList('commitment_id', commitmentIds)
  const [rows, ties] = await Promise.all([
    store.db
      .selectFrom('commitment_steps')
      .select(DATED)
      .where(isOurs)
      .orderBy('commitment_id')
      .orderBy('position')
      .orderBy('id')
      .execute(),
    store.db
      .selectFrom('step_dependencies')
      .selectAll()
      .where('step_id', 'in', store.db.selectFrom('commitment_steps').select('id').where(isOurs))
      .orderBy('step_id')
      .orderBy('after_id')
      .execute(),
  ])
  const tiesOf = Map.groupBy(ties, (row) => row.step_id)
  const steps = Map.groupBy(rows, (row) => row.commitment_id)
  return new Map(
    [...steps].map(([id, own]) => [id, own.map((row) => datedStep(row, tiesOf.get(row.id) ?? []))]),
  )
}

// biome-ignore format: columns read better side by side
const DATED = [
  'id', 'commitment_id', 'state', 'days', 'first_planned_on', 'planned_on', 'forecast_on', 'started_on', 'done_on',
  'guarded',
] as const

interface Tie {
  readonly after_id: Id
}

function datedStep(row: Pick<CommitmentStepsTable, (typeof DATED)[number]>, ties: readonly Tie[]): DatedStep {
  return {
    id: row.id,
    state: row.state,
    days: row.days,
    firstPlannedOn: row.first_planned_on,
    plannedOn: row.planned_on,
    forecastOn: row.forecast_on,
    startedOn: row.started_on,
    doneOn: row.done_on,
    after: ties.map((tie) => tie.after_id),
    guarded: row.guarded === 1,
  }
}

interface Parts {
  readonly texts: readonly CommitmentStepTextsTable[]
  readonly ties: readonly Tie[]
  readonly moves: readonly StepMove[]
}

function stepOf(row: CommitmentStepsTable, { texts, ties, moves }: Parts): Step {
  const { authoritative_lang: lang } = row
  return {
    ...datedStep(row, ties),
    commitmentId: row.commitment_id,
    position: row.position,
    title: versionsOf(lang, texts, 'title'),
    who: versionsOf(lang, texts, 'who'),
    proof: versionsOf(lang, texts, 'proof'),
    institutionId: row.institution_id,
    reason: row.reason,
    evidence: row.evidence,
    moves,
    version: row.version,
  }
}

/** One kind of words out of rows by language; the empty ones do not count. */
export function versionsOf<K extends string>(
  authoritative: Versions['authoritative'],
  rows: readonly ({ readonly lang: Versions['authoritative'] } & Readonly<Record<K, string>>)[],
  key: K,
): Versions {
  const texts: Partial<Record<Locale, string>> = {}
  for (const lang of LOCALES) {
    const text: string | undefined = rows.find((row) => row.lang === lang)?.[key]
    if (text) texts[lang] = text
  }
  return { authoritative, texts }
}

function moveOf(row: StepMovesTable): StepMove {
  return {
    kind: row.kind,
    oldOn: row.old_on,
    newOn: row.new_on,
    reason: row.reason,
    movedBy: row.moved_by,
    movedAt: row.moved_at,
  }
}

/**
 * What leads have asked for and nobody has granted or refused, longest waiting first. For who coordinates: `scope` is
 * that of `coordinate`, and closed commitments are among them.
 */
export async function openDueRequests(store: Store, scope: Scope): Promise<DueRequest[]> {
  const open = dueRequests(store)
    .where('due_requests.state', '=', 'open')
    .where('commitments.state', 'in', OWING_STATES)
  const rows = await (scope === 'all' ? open : open.where(inList('commitments.dialogue_id', scope)))
    .orderBy('due_requests.asked_at')
    .orderBy('due_requests.id')
    .execute()
  return rows.map(requestOf)
}

/** Every request about some commitments, newest first. The caller has checked the reach. */
export async function dueRequestsOf(store: Store, commitmentIds: readonly Id[]): Promise<DueRequest[]> {
  const rows = await dueRequests(store)
    .where(inList('due_requests.commitment_id', commitmentIds))
    .orderBy('due_requests.asked_at', 'desc')
    .orderBy('due_requests.id', 'desc')
    .execute()
  return rows.map(requestOf)
}

function dueRequests(store: Store) {
  return store.db
    .selectFrom('due_requests')
    .innerJoin('commitments', 'commitments.id', 'due_requests.commitment_id')
    .selectAll('due_requests')
    .select(['commitments.dialogue_id', 'commitments.number', 'commitments.lead_institution_id'])
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof dueRequests>['execute']>>[number]

function requestOf(row: RequestRow): DueRequest {
  return {
    id: row.id,
    commitmentId: row.commitment_id,
    dialogueId: row.dialogue_id,
    number: row.number,
    leadId: row.lead_institution_id,
    dueOn: row.due_on,
    duePrecision: row.due_precision,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    state: row.state,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
  }
}

/** The commitment that a step belongs to, or null. */
export async function commitmentOfStep(store: Store, stepId: Id): Promise<Id | null> {
  const row = await store.db
    .selectFrom('commitment_steps')
    .select('commitment_id')
    .where('id', '=', stepId)
    .executeTakeFirst()
  return row?.commitment_id ?? null
}
