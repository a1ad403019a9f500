/** Reads of roadmaps: those of a dialogue, and everything in them, in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import { LOCALES, type Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Act, type Actor, dialogueScope, may } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type * as table from '../store/roadmap-schema.ts'
import type { Store } from '../store/store.ts'
import type { Content } from './content.ts'
import { decimal } from './decimal.ts'
import type { FormerTerms, Indicator, IndicatorValue, Terms } from './indicator.ts'
import { inOrder, type Objective } from './objective.ts'
import { isShared, type Roadmap, type RoadmapEvent } from './roadmap.ts'

/** Of which dialogues something is wanted: those of the asker, or all. */
type Scope = ReturnType<typeof dialogueScope>

/** The roadmaps of a dialogue, the latest period first. @param drafts whether those not approved yet are among them. */
export async function roadmapsOf(store: Store, dialogueId: Id, drafts: boolean): Promise<Roadmap[]> {
  const rows = await store.db
    .selectFrom('roadmaps')
    .selectAll()
    .where('dialogue_id', '=', dialogueId)
    .orderBy('period_from', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const all = await assemble(store, rows)
  return drafts ? all : all.filter(isShared)
}

/**
 * One roadmap on which `actor` wants to act. @returns `not_found` outside their dialogues and for a draft that they do
 * not keep, `forbidden` within.
 */
export async function roadmapFor(store: Store, actor: Actor, id: Id, act: Act): Promise<Outcome<Roadmap>> {
  const rows = await store.db.selectFrom('roadmaps').selectAll().where('id', '=', id).execute()
  const [roadmap] = await assemble(store, rows)
  const scope = dialogueScope(actor)
  if (!roadmap || (scope !== 'all' && !scope.includes(roadmap.dialogueId)))
    return refuse('not_found', 'forms.unknown')
  if (!isShared(roadmap) && !may(actor, 'coordinate', roadmap.dialogueId))
    return refuse('not_found', 'forms.unknown')
  return may(actor, act, roadmap.dialogueId) ? done(roadmap) : refuse('forbidden', 'forms.forbidden')
}

async function assemble(store: Store, rows: readonly table.RoadmapsTable[]): Promise<Roadmap[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const texts = await store.db
    .selectFrom('roadmap_texts')
    .selectAll()
    .where(inList('roadmap_id', ids))
    .execute()
  const byRoadmap = Map.groupBy(texts, (text) => text.roadmap_id)
  return rows.map((row) => {
    const own = byRoadmap.get(row.id) ?? []
    const lang = row.authoritative_lang
    return {
      id: row.id,
      dialogueId: row.dialogue_id,
      state: row.state,
      authoritative: lang,
      title: versions(lang, own, 'title'),
      periodFrom: row.period_from,
      periodTo: row.period_to,
      ownerId: row.owner_id,
      actTitle: versions(lang, own, 'act_title'),
      actBody: versions(lang, own, 'act_body'),
      actNumber: row.act_number,
      actOn: row.act_on,
      actDocumentId: row.act_document_id,
      actLink: row.act_link,
      version: row.version,
    }
  })
}

/** One column of the rows of texts as versions; languages in which it is empty are left out. */
function versions<Column extends string>(
  authoritative: Versions['authoritative'],
  rows: readonly (Readonly<Record<Column, string>> & { readonly lang: Versions['authoritative'] })[],
  column: Column,
): Versions {
  const texts = LOCALES.flatMap((lang) => {
    const text = rows.find((row) => row.lang === lang)?.[column]
    return text ? [[lang, text] as const] : []
  })
  return { authoritative, texts: Object.fromEntries(texts) }
}

/** Everything in these roadmaps, by roadmap; five queries whatever their number. */
export async function contentsOf(
  store: Store,
  roadmaps: readonly Roadmap[],
): Promise<ReadonlyMap<Id, Content>> {
  if (roadmaps.length === 0) return new Map()
  const ids = roadmaps.map(({ id }) => id)
  const [objectives, indicators, values] = await Promise.all([
    objectivesIn(store, roadmaps),
    indicatorsIn(store, roadmaps),
    valuesIn(store, ids),
  ])
  return new Map(
    roadmaps.map(({ id }) => {
      const own = objectives.filter(({ roadmapId }) => roadmapId === id)
      const ownIds = new Set(own.map((one) => one.id))
      const measured = indicators.filter(({ objectiveId }) => ownIds.has(objectiveId))
      const byIndicator = Map.groupBy(values, ({ indicatorId }) => indicatorId)
      return [id, { objectives: inOrder(own), indicators: measured, values: byIndicator }] as const
    }),
  )
}

/** As {@link contentsOf} for one. */
export async function contentOf(store: Store, roadmap: Roadmap): Promise<Content> {
  const found = (await contentsOf(store, [roadmap])).get(roadmap.id)
  return found ?? { objectives: [], indicators: [], values: new Map() }
}

async function objectivesIn(
  store: Store,
  roadmaps: readonly Pick<Roadmap, 'id' | 'dialogueId' | 'authoritative'>[],
): Promise<Objective[]> {
  const ids = roadmaps.map(({ id }) => id)
  const [rows, texts] = await Promise.all([
    store.db
      .selectFrom('objectives')
      .selectAll()
      .where(inList('roadmap_id', ids))
      .where('removed_at', 'is', null)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    store.db.selectFrom('objective_texts').selectAll().where(inList('roadmap_id', ids)).execute(),
  ])
  const byObjective = Map.groupBy(texts, (text) => text.objective_id)
  return rows.flatMap((row) => {
    const roadmap = roadmaps.find(({ id }) => id === row.roadmap_id)
    if (!roadmap) return []
    const own = byObjective.get(row.id) ?? []
    return [
      {
        id: row.id,
        roadmapId: row.roadmap_id,
        dialogueId: roadmap.dialogueId,
        parentId: row.parent_id,
        code: row.code,
        position: row.position,
        ownerId: row.owner_id,
        title: versions(roadmap.authoritative, own, 'title'),
        description: versions(roadmap.authoritative, own, 'description'),
        closing: versions(roadmap.authoritative, own, 'closing'),
      },
    ]
  })
}

async function indicatorsIn(store: Store, roadmaps: readonly Roadmap[]): Promise<Indicator[]> {
  const ids = roadmaps.map(({ id }) => id)
  const [rows, texts] = await Promise.all([
    store.db
      .selectFrom('indicators')
      .selectAll()
      .where(inList('roadmap_id', ids))
      .where('removed_at', 'is', null)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    store.db.selectFrom('indicator_texts').selectAll().where(inList('roadmap_id', ids)).execute(),
  ])
  const byIndicator = Map.groupBy(texts, (text) => text.indicator_id)
  return rows.map((row) => {
    const own = byIndicator.get(row.id) ?? []
    const lang = roadmaps.find(({ id }) => id === row.roadmap_id)?.authoritative ?? 'en'
    return {
      id: row.id,
      objectiveId: row.objective_id,
      position: row.position,
      ownerId: row.owner_id,
      name: versions(lang, own, 'name'),
      unit: versions(lang, own, 'unit'),
      rhythm: versions(lang, own, 'rhythm'),
      ...termsOf(row),
    }
  })
}

function termsOf(row: Pick<table.IndicatorsTable, TermColumn>): Terms {
  const number = (text: string | null) => (text === null ? null : decimal(text))
  return {
    direction: row.direction,
    baseline: number(row.baseline),
    baselineOn: row.baseline_on,
    target: number(row.target),
    targetHigh: number(row.target_high),
    targetOn: row.target_on,
  }
}
type TermColumn = 'direction' | 'baseline' | 'baseline_on' | 'target' | 'target_high' | 'target_on'

async function valuesIn(store: Store, roadmapIds: readonly Id[]): Promise<IndicatorValue[]> {
  const rows = await store.db
    .selectFrom('indicator_values')
    .selectAll()
    .where(inList('roadmap_id', roadmapIds))
    .orderBy('as_of')
    .orderBy('noted_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    indicatorId: row.indicator_id,
    asOf: row.as_of,
    amount: decimal(row.amount),
    source: row.source,
    note: row.note,
    notedBy: row.noted_by,
    notedAt: row.noted_at,
    supersededAt: row.superseded_at,
  }))
}

/** The history of a roadmap, the oldest first. */
export async function eventsOf(store: Store, roadmapId: Id): Promise<RoadmapEvent[]> {
  const rows = await store.db
    .selectFrom('roadmap_events')
    .selectAll()
    .where('roadmap_id', '=', roadmapId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    kind: row.kind,
    objectiveId: row.objective_id,
    reason: row.reason,
    doneBy: row.done_by,
    doneAt: row.done_at,
  }))
}

/** What an indicator was aimed at before it was changed, the oldest first. */
export async function formerTermsOf(store: Store, roadmapId: Id, indicatorId: Id): Promise<FormerTerms[]> {
  const rows = await store.db
    .selectFrom('indicator_terms')
    .selectAll()
    .where('roadmap_id', '=', roadmapId)
    .where('indicator_id', '=', indicatorId)
    .orderBy('changed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    indicatorId: row.indicator_id,
    reason: row.reason,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    ...termsOf(row),
  }))
}

/** Objectives of the approved roadmaps of a dialogue in their order, the latest roadmap first: what others point to. */
export async function objectivesOf(store: Store, dialogueId: Id): Promise<Objective[]> {
  const roadmaps = await roadmapsOf(store, dialogueId, false)
  if (roadmaps.length === 0) return []
  const found = await objectivesIn(store, roadmaps)
  return roadmaps.flatMap(({ id }) => inOrder(found.filter(({ roadmapId }) => roadmapId === id)))
}

/** One objective of an approved roadmap in those dialogues, or null. */
export async function findObjective(store: Store, id: Id, scope: Scope): Promise<Objective | null> {
  const row = await store.db
    .selectFrom('objectives')
    .innerJoin('roadmaps', 'roadmaps.id', 'objectives.roadmap_id')
    .select(['roadmaps.id', 'roadmaps.dialogue_id', 'roadmaps.authoritative_lang', 'roadmaps.state'])
    .where('objectives.id', '=', id)
    .executeTakeFirst()
  if (!row || !isShared(row) || (scope !== 'all' && !scope.includes(row.dialogue_id))) return null
  const roadmap = { id: row.id, dialogueId: row.dialogue_id, authoritative: row.authoritative_lang }
  return (await objectivesIn(store, [roadmap])).find((one) => one.id === id) ?? null
}
