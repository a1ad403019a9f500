/** Reads of what activities of a template may serve. */

import type { Objective } from '../roadmaps/objective.ts'
import { objectivesOf } from '../roadmaps/queries.ts'
import type { Store } from '../store/store.ts'
import type { Template } from './template.ts'

/**
 * The objectives of the roadmap that the template is tied to, none without one: who drafts behind a link reads of the
 * dialogue what the template shows them, and no more.
 */
export async function objectivesFor(
  store: Store,
  { roadmapId, dialogueId }: Pick<Template, 'roadmapId' | 'dialogueId'>,
): Promise<Objective[]> {
  if (!roadmapId) return []
  return (await objectivesOf(store, dialogueId)).filter((objective) => objective.roadmapId === roadmapId)
}
