/** Indicators and their values: adding, changing, taking out, noting what was found. Load, decide, commit. */

import { findDialogue } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import { type OnRoadmap, roadmapToChange } from './commands.ts'
import type { Content } from './content.ts'
import {
  type AskedValue,
  decideIndicator,
  decideValue,
  type IndicatorDraft,
  type IndicatorValue,
  sameTerms,
  type Terms,
} from './indicator.ts'
import { contentOf, roadmapFor } from './queries.ts'
import { insertEvent, nextVersion } from './records.ts'
import type { Roadmap } from './roadmap.ts'

type Asked = OnRoadmap & { readonly draft: IndicatorDraft }

/** Adds an indicator to an objective. @returns its id; as `roadmapToChange` and {@link decideIndicator}. */
export async function addIndicator(
  store: Store,
  asked: Asked & { readonly objectiveId: Id },
): Promise<Outcome<Id>> {
  const { objectiveId, draft } = asked
  const id = store.newId()
  return changing(store, { ...asked, what: 'indicator_added', indicatorId: id }, async (roadmap, content) => {
    if (!content.objectives.some((one) => one.id === objectiveId)) return refuse('not_found', 'forms.unknown')
    const decision = await check(store, draft, roadmap)
    if (!decision.ok) return decision
    const row = { id, roadmap_id: asked.id, objective_id: objectiveId, removed_at: null }
    const statements = [
      store.db.insertInto('indicators').values({ ...row, ...columnsOf(draft), ...termColumns(draft) }),
      ...textRows(store, { id, roadmapId: asked.id }, draft),
    ]
    return done({ objectiveId, statements })
  })
}

/**
 * Changes an indicator. Once the roadmap is approved, the baseline and target it had stay on record.
 * @returns its id; as `roadmapToChange` and {@link decideIndicator}.
 */
export async function editIndicator(
  store: Store,
  asked: Asked & { readonly indicatorId: Id },
): Promise<Outcome<Id>> {
  const { indicatorId, draft } = asked
  return changing(store, { ...asked, what: 'indicator_changed' }, async (roadmap, content) => {
    const before = content.indicators.find(({ id }) => id === indicatorId)
    if (!before) return refuse('not_found', 'forms.unknown')
    const decision = await check(store, draft, roadmap)
    if (!decision.ok) return decision
    const { db } = store
    const moved = roadmap.state !== 'draft' && !sameTerms(before, draft)
    const statements = [
      db
        .updateTable('indicators')
        .set({ ...columnsOf(draft), ...termColumns(draft) })
        .where('id', '=', indicatorId),
      db.deleteFrom('indicator_texts').where('indicator_id', '=', indicatorId),
      ...textRows(store, { id: indicatorId, roadmapId: asked.id }, draft),
      ...(moved ? [keepTerms(store, asked, before)] : []),
    ]
    return done({ objectiveId: before.objectiveId, statements })
  })
}

function keepTerms(store: Store, asked: OnRoadmap & { readonly indicatorId: Id }, before: Terms): Statement {
  return store.db.insertInto('indicator_terms').values({
    id: store.newId(),
    indicator_id: asked.indicatorId,
    roadmap_id: asked.id,
    ...termColumns(before),
    reason: asked.reason,
    changed_by: asked.actor.personId,
    changed_at: store.now,
  })
}

/** Takes an indicator out of the roadmap; its values stay on record. @returns its id; as `roadmapToChange`. */
export async function removeIndicator(
  store: Store,
  asked: OnRoadmap & { readonly indicatorId: Id },
): Promise<Outcome<Id>> {
  const { indicatorId } = asked
  return changing(store, { ...asked, what: 'indicator_removed' }, async (_, content) => {
    const indicator = content.indicators.find(({ id }) => id === indicatorId)
    if (!indicator) return refuse('not_found', 'forms.unknown')
    const statements = [
      store.db.updateTable('indicators').set({ removed_at: store.now }).where('id', '=', indicatorId),
    ]
    return done({ objectiveId: indicator.objectiveId, statements })
  })
}

type Changing = OnRoadmap & { readonly what: string; readonly indicatorId: Id }

interface Change {
  readonly objectiveId: Id
  readonly statements: readonly Statement[]
}

async function changing(
  store: Store,
  asked: Changing,
  change: (roadmap: Roadmap, content: Content) => Promise<Outcome<Change>>,
): Promise<Outcome<Id>> {
  const roadmap = await roadmapToChange(store, asked)
  if (!roadmap.ok) return roadmap
  const changed = await change(roadmap.value, await contentOf(store, roadmap.value))
  if (!changed.ok) return changed
  const { actor, reason, indicatorId, what } = asked
  const { objectiveId, statements } = changed.value
  const details = { indicator: indicatorId }
  return store.commit(
    [
      recordFact(store, roadmap.value, { kind: `roadmap.${what}`, actorId: actor.personId, details }),
      nextVersion(store, roadmap.value),
      statements,
      roadmap.value.state === 'draft'
        ? null
        : insertEvent(store, { actor, roadmap: roadmap.value, kind: 'change', reason, objectiveId }),
    ],
    indicatorId,
  )
}

async function check(
  store: Store,
  draft: IndicatorDraft,
  { authoritative }: Roadmap,
): Promise<Outcome<IndicatorDraft>> {
  if (draft.ownerId && !(await institutionNames(store, [draft.ownerId])).has(draft.ownerId))
    return refuse('invalid', 'forms.not_a_choice', 'owner')
  return decideIndicator(draft, authoritative)
}

function columnsOf({ ownerId, position }: IndicatorDraft) {
  return { owner_id: ownerId, position }
}

function termColumns(terms: Terms) {
  return {
    direction: terms.direction,
    baseline: terms.baseline,
    baseline_on: terms.baselineOn,
    target: terms.target,
    target_high: terms.targetHigh,
    target_on: terms.targetOn,
  }
}

function textRows(
  store: Store,
  { id, roadmapId }: { readonly id: Id; readonly roadmapId: Id },
  { names, units, rhythms }: IndicatorDraft,
): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const name = names[lang]
    const more = { unit: units[lang] ?? '', rhythm: rhythms[lang] ?? '' }
    return name ? [{ indicator_id: id, lang, roadmap_id: roadmapId, name, ...more }] : []
  })
  return insertRows(store.db, 'indicator_texts', rows)
}

interface NotedValue extends AskedValue {
  readonly actor: Actor
  /** The roadmap. */
  readonly id: Id
  readonly indicatorId: Id
}

/**
 * Notes what was found on a day; a correction takes the place of the value of that day, which stays on record.
 * @returns the value's id; `not_found`, `forbidden`, `conflict` `roadmaps.evaluated`, or as {@link decideValue}.
 */
export async function noteValue(store: Store, asked: NotedValue): Promise<Outcome<Id>> {
  const { actor, id, indicatorId } = asked
  const roadmap = await roadmapFor(store, actor, id, 'coordinate')
  if (!roadmap.ok) return roadmap
  if (roadmap.value.state === 'evaluated') return refuse('conflict', 'roadmaps.evaluated')
  const content = await contentOf(store, roadmap.value)
  if (!content.indicators.some((one) => one.id === indicatorId)) return refuse('not_found', 'forms.unknown')
  const dialogue = await findDialogue(store, roadmap.value.dialogueId, 'all')
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  const known = content.values.get(indicatorId) ?? []
  const decision = decideValue(asked, known, dateOf(store.now, dialogue.zone))
  if (!decision.ok) return decision
  const valueId = store.newId()
  const kind = decision.value ? 'roadmap.value_corrected' : 'roadmap.value_noted'
  const details = { indicator: indicatorId, value: valueId }
  return store.commit(
    [
      recordFact(store, roadmap.value, { kind, actorId: actor.personId, details }),
      nextVersion(store, roadmap.value),
      saveValue(store, { ...asked, valueId }, decision.value),
    ],
    valueId,
  )
}

function saveValue(
  store: Store,
  asked: NotedValue & { readonly valueId: Id },
  replaced: IndicatorValue | null,
): Statement[] {
  const { db, now } = store
  const row = db.insertInto('indicator_values').values({
    id: asked.valueId,
    indicator_id: asked.indicatorId,
    roadmap_id: asked.id,
    as_of: asked.asOf,
    amount: asked.amount,
    source: asked.source,
    note: asked.note,
    noted_by: asked.actor.personId,
    noted_at: now,
    superseded_at: null,
  })
  if (!replaced) return [row]
  return [db.updateTable('indicator_values').set({ superseded_at: now }).where('id', '=', replaced.id), row]
}
