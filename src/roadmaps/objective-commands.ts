/** Objectives of a roadmap: adding, changing, taking out. Load, decide, commit. */

import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import { done, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import { type OnRoadmap, roadmapToChange } from './commands.ts'
import type { Content } from './content.ts'
import { decideObjective, type Objective, type ObjectiveDraft } from './objective.ts'
import { contentOf } from './queries.ts'
import { insertEvent, nextVersion } from './records.ts'
import type { Roadmap } from './roadmap.ts'

type Asked = OnRoadmap & { readonly draft: ObjectiveDraft }

/** Adds an objective. @returns its id; as `roadmapToChange` and {@link decideObjective}. */
export async function addObjective(store: Store, asked: Asked): Promise<Outcome<Id>> {
  const id = store.newId()
  return changing(store, { ...asked, what: 'objective_added', objectiveId: id }, async (roadmap, content) => {
    const decision = await check(store, asked.draft, { roadmap, content, id: null })
    if (!decision.ok) return decision
    const row = { id, roadmap_id: asked.id, removed_at: null, ...columnsOf(asked.draft) }
    return done([
      store.db.insertInto('objectives').values(row),
      ...textRows(store, { id, roadmapId: asked.id, closing: {} }, asked.draft),
    ])
  })
}

/**
 * Changes an objective; its closing words stay.
 * @returns its id; as `roadmapToChange` and {@link decideObjective}; `invalid` `forms.required` for a title that is taken
 *   away in a language in which there are closing words.
 */
export async function editObjective(
  store: Store,
  asked: Asked & { readonly objectiveId: Id },
): Promise<Outcome<Id>> {
  const { objectiveId, draft } = asked
  return changing(store, { ...asked, what: 'objective_changed' }, async (roadmap, content) => {
    const objective = content.objectives.find(({ id }) => id === objectiveId)
    if (!objective) return refuse('not_found', 'forms.unknown')
    const decision = await check(store, draft, { roadmap, content, id: objectiveId })
    if (!decision.ok) return decision
    const untitled = LOCALES.filter((lang) => objective.closing.texts[lang] && !draft.titles[lang])
    if (untitled.length > 0)
      return refuseFaults(untitled.map((lang) => ({ field: `title_${lang}`, messageKey: 'forms.required' })))
    const { db } = store
    const kept = { id: objectiveId, roadmapId: asked.id, closing: objective.closing.texts }
    return done([
      db.updateTable('objectives').set(columnsOf(draft)).where('id', '=', objectiveId),
      db.deleteFrom('objective_texts').where('objective_id', '=', objectiveId),
      ...textRows(store, kept, draft),
    ])
  })
}

/**
 * Takes an objective out of the roadmap; what pointed to it keeps its own words.
 * @returns its id; as `roadmapToChange`; `conflict` while something stands below it (`roadmaps.has_parts`).
 */
export async function removeObjective(
  store: Store,
  asked: OnRoadmap & { readonly objectiveId: Id },
): Promise<Outcome<Id>> {
  const { objectiveId } = asked
  return changing(store, { ...asked, what: 'objective_removed' }, async (_, content) => {
    if (!content.objectives.some(({ id }) => id === objectiveId)) return refuse('not_found', 'forms.unknown')
    const parts = [
      ...content.objectives.filter(({ parentId }) => parentId === objectiveId),
      ...content.indicators.filter((indicator) => indicator.objectiveId === objectiveId),
    ]
    if (parts.length > 0) return refuse('conflict', 'roadmaps.has_parts')
    return done([
      store.db.updateTable('objectives').set({ removed_at: store.now }).where('id', '=', objectiveId),
    ])
  })
}

type Changing = OnRoadmap & { readonly what: string; readonly objectiveId: Id }

/** Every change of an objective: one fact of the roadmap, its next version, a line of history once it is approved. */
async function changing(
  store: Store,
  asked: Changing,
  change: (roadmap: Roadmap, content: Content) => Promise<Outcome<readonly Statement[]>>,
): Promise<Outcome<Id>> {
  const roadmap = await roadmapToChange(store, asked)
  if (!roadmap.ok) return roadmap
  const statements = await change(roadmap.value, await contentOf(store, roadmap.value))
  if (!statements.ok) return statements
  const { actor, reason, objectiveId, what } = asked
  const details = { objective: objectiveId }
  return store.commit(
    [
      recordFact(store, roadmap.value, { kind: `roadmap.${what}`, actorId: actor.personId, details }),
      nextVersion(store, roadmap.value),
      statements.value,
      roadmap.value.state === 'draft'
        ? null
        : insertEvent(store, { actor, roadmap: roadmap.value, kind: 'change', reason, objectiveId }),
    ],
    objectiveId,
  )
}

interface Among {
  readonly roadmap: Roadmap
  readonly content: Content
  readonly id: Id | null
}

async function check(
  store: Store,
  draft: ObjectiveDraft,
  { roadmap, content, id }: Among,
): Promise<Outcome<ObjectiveDraft>> {
  if (draft.ownerId && !(await institutionNames(store, [draft.ownerId])).has(draft.ownerId))
    return refuse('invalid', 'forms.not_a_choice', 'owner')
  const others = content.objectives.filter((one) => one.id !== id)
  return decideObjective(draft, { others, authoritative: roadmap.authoritative, id })
}

function columnsOf({ code, parentId, ownerId, position }: ObjectiveDraft) {
  return { code, parent_id: parentId, owner_id: ownerId, position }
}

interface Kept {
  readonly id: Id
  readonly roadmapId: Id
  readonly closing: Objective['closing']['texts']
}

function textRows(
  store: Store,
  { id, roadmapId, closing }: Kept,
  { titles, descriptions }: ObjectiveDraft,
): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const title = titles[lang]
    const more = { description: descriptions[lang] ?? '', closing: closing[lang] ?? '' }
    return title ? [{ objective_id: id, lang, roadmap_id: roadmapId, title, ...more }] : []
  })
  return insertRows(store.db, 'objective_texts', rows)
}
