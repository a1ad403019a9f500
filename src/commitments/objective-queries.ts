/** What lists of commitments say about the objectives of roadmaps. */

import type { Id } from '../kernel/id.ts'
import type { Versions } from '../kernel/locale.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'

/** An objective as a heading or in a cell. */
export interface ObjectiveName {
  readonly id: Id
  readonly dialogueId: Id
  readonly code: string
  readonly title: Versions
}

/** Some objectives by id, as far as their roadmaps are approved: drafts are not for everybody. The caller has the scope. */
export async function objectiveNames(store: Store, ids: readonly Id[]): Promise<Map<Id, ObjectiveName>> {
  if (ids.length === 0) return new Map()
  const [rows, texts] = await Promise.all([
    store.db
      .selectFrom('objectives')
      .innerJoin('roadmaps', 'roadmaps.id', 'objectives.roadmap_id')
      .select(['objectives.id', 'objectives.code', 'roadmaps.dialogue_id', 'roadmaps.authoritative_lang'])
      .where(inList('objectives.id', ids))
      .where('roadmaps.state', '<>', 'draft')
      .execute(),
    store.db
      .selectFrom('objective_texts')
      .select(['objective_id', 'lang', 'title'])
      .where(inList('objective_id', ids))
      .execute(),
  ])
  const titles = Map.groupBy(texts, (row) => row.objective_id)
  return new Map(
    rows.map(({ id, code, dialogue_id, authoritative_lang }) => {
      const own = (titles.get(id) ?? []).map(({ lang, title }) => [lang, title])
      const title = { authoritative: authoritative_lang, texts: Object.fromEntries(own) }
      return [id, { id, dialogueId: dialogue_id, code, title }]
    }),
  )
}
