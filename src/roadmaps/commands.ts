/** Roadmaps: adding, changing, moving on, closing words. Load, decide, commit; whoever coordinates the dialogue keeps them. */

import { dialogueFor } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import { readinessOf } from './content.ts'
import type { Objective } from './objective.ts'
import { contentOf, roadmapFor } from './queries.ts'
import { insertEvent, nextVersion } from './records.ts'
import {
  decideChange,
  decideMove,
  decideRoadmap,
  type Roadmap,
  type RoadmapDraft,
  type RoadmapMove,
  type RoadmapState,
} from './roadmap.ts'
import { papersOfDialogue } from './source-queries.ts'

interface AskedRoadmap {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly draft: RoadmapDraft
}

/** Adds a roadmap to a dialogue, as a draft. @returns its id; `not_found`, `forbidden`, or as {@link decideRoadmap}. */
export async function addRoadmap(store: Store, asked: AskedRoadmap): Promise<Outcome<Id>> {
  const { actor, dialogueId, draft } = asked
  const dialogue = await dialogueFor(store, actor, dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const decision = await checkDraft(store, dialogueId, draft)
  if (!decision.ok) return decision
  const id = store.newId()
  const row = { id, dialogue_id: dialogueId, state: 'draft', created_at: store.now, version: 1 } as const
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'roadmap.added', actorId: actor.personId }),
      store.db.insertInto('roadmaps').values({ ...row, ...columnsOf(draft) }),
      textRows(store, id, draft),
    ],
    id,
  )
}

/** Who changes which roadmap, from which version, and why. */
export interface OnRoadmap {
  readonly actor: Actor
  readonly id: Id
  /** As the page showed it. */
  readonly version: number
  /** Needed once it is approved. */
  readonly reason: string
}

/**
 * The roadmap, if it may be changed now.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideChange}.
 */
export async function roadmapToChange(store: Store, asked: OnRoadmap): Promise<Outcome<Roadmap>> {
  const roadmap = await roadmapFor(store, asked.actor, asked.id, 'coordinate')
  if (!roadmap.ok) return roadmap
  if (roadmap.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const decision = decideChange(roadmap.value, asked.reason)
  return decision.ok ? roadmap : decision
}

/** Changes what is said of a roadmap. @returns as {@link roadmapToChange}, and as {@link decideRoadmap}. */
export async function editRoadmap(
  store: Store,
  asked: OnRoadmap & { readonly draft: RoadmapDraft },
): Promise<Outcome<null>> {
  const roadmap = await roadmapToChange(store, asked)
  if (!roadmap.ok) return roadmap
  const { dialogueId, state, version } = roadmap.value
  const decision = await checkDraft(store, dialogueId, asked.draft)
  if (!decision.ok) return decision
  const { db } = store
  return store.commit(
    [
      recordFact(store, roadmap.value, { kind: 'roadmap.changed', actorId: asked.actor.personId }),
      db
        .updateTable('roadmaps')
        .set({ ...columnsOf(asked.draft), version: version + 1 })
        .where('id', '=', asked.id),
      db.deleteFrom('roadmap_texts').where('roadmap_id', '=', asked.id),
      textRows(store, asked.id, asked.draft),
      state === 'draft' ? null : insertEvent(store, { ...asked, roadmap: roadmap.value, kind: 'change' }),
    ],
    null,
  )
}

async function checkDraft(store: Store, dialogueId: Id, draft: RoadmapDraft): Promise<Outcome<RoadmapDraft>> {
  if (draft.ownerId && !(await institutionNames(store, [draft.ownerId])).has(draft.ownerId))
    return refuse('invalid', 'forms.not_a_choice', 'owner')
  const { actDocumentId } = draft
  if (actDocumentId && !(await papersOfDialogue(store, dialogueId)).some(({ id }) => id === actDocumentId))
    return refuse('invalid', 'forms.not_a_choice', 'act_document')
  return decideRoadmap(draft)
}

function columnsOf(draft: RoadmapDraft) {
  return {
    authoritative_lang: draft.authoritative,
    period_from: draft.periodFrom,
    period_to: draft.periodTo,
    owner_id: draft.ownerId,
    act_on: draft.actOn,
    act_number: draft.actNumber,
    act_document_id: draft.actDocumentId,
    act_link: draft.actLink,
  }
}

function textRows(store: Store, id: Id, { titles, actTitles, actBodies }: RoadmapDraft): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const title = titles[lang]
    const act = { act_title: actTitles[lang] ?? '', act_body: actBodies[lang] ?? '' }
    return title ? [{ roadmap_id: id, lang, title, ...act }] : []
  })
  return insertRows(store.db, 'roadmap_texts', rows)
}

interface AskedMove {
  readonly actor: Actor
  readonly id: Id
  /** As the page showed it: what is approved is what was read. */
  readonly version: number
  readonly move: RoadmapMove
  readonly reason: string
}

/**
 * Moves a roadmap to its next state, or back by one.
 * @returns the new state; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideMove}.
 */
export async function moveRoadmap(store: Store, asked: AskedMove): Promise<Outcome<RoadmapState>> {
  const { actor, id, move, reason } = asked
  const roadmap = await roadmapFor(store, actor, id, 'coordinate')
  if (!roadmap.ok) return roadmap
  if (roadmap.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const ready = readinessOf(await contentOf(store, roadmap.value), roadmap.value)
  const decision = decideMove(roadmap.value, { move, reason }, ready)
  if (!decision.ok) return decision
  return store.commit(
    [
      recordFact(store, roadmap.value, {
        kind: `roadmap.${move}`,
        actorId: actor.personId,
        details: { state: decision.value },
      }),
      store.db
        .updateTable('roadmaps')
        .set({ state: decision.value, version: roadmap.value.version + 1 })
        .where('id', '=', id),
      insertEvent(store, { actor, roadmap: roadmap.value, kind: move, reason }),
    ],
    decision.value,
  )
}

/** Closing words by objective. */
export type ClosingWords = ReadonlyMap<Id, Readonly<Partial<Record<Locale, string>>>>

interface AskedClosing {
  readonly actor: Actor
  readonly id: Id
  readonly version: number
  readonly words: ClosingWords
}

/**
 * Writes what is said of each objective at the end; languages in which it has no title take none.
 * @returns `not_found`, `forbidden`, `conflict` when changed meanwhile or evaluated (`roadmaps.evaluated`), `invalid`
 *   `roadmaps.closing_without_title` for words in a language without a title.
 */
export async function writeClosing(store: Store, asked: AskedClosing): Promise<Outcome<null>> {
  const { actor, id, words } = asked
  const roadmap = await roadmapFor(store, actor, id, 'coordinate')
  if (!roadmap.ok) return roadmap
  if (roadmap.value.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  if (roadmap.value.state === 'evaluated') return refuse('conflict', 'roadmaps.evaluated')
  const { objectives } = await contentOf(store, roadmap.value)
  const changes = objectives.flatMap((one) => newWords(one, words.get(one.id) ?? {}))
  const untitled = changes.find(({ titled }) => !titled)
  if (untitled) return refuse('invalid', 'roadmaps.closing_without_title', untitled.field)
  const statements = changes.map(({ objectiveId, lang, closing }) =>
    store.db
      .updateTable('objective_texts')
      .set({ closing })
      .where('objective_id', '=', objectiveId)
      .where('lang', '=', lang),
  )
  if (statements.length === 0) return done(null)
  return store.commit(
    [
      recordFact(store, roadmap.value, { kind: 'roadmap.closing_written', actorId: actor.personId }),
      nextVersion(store, roadmap.value),
      statements,
    ],
    null,
  )
}

/** Closing words that are other than those recorded. */
function newWords({ id, title, closing }: Objective, asked: Readonly<Partial<Record<Locale, string>>>) {
  return LOCALES.filter((lang) => (asked[lang] ?? '') !== (closing.texts[lang] ?? '')).map((lang) => ({
    objectiveId: id,
    field: `${id}_${lang}`,
    lang,
    closing: asked[lang] ?? '',
    titled: Boolean(title.texts[lang]),
  }))
}
