/** Statements that several commands of roadmaps put into their batches. */

import type { Id } from '../kernel/id.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Roadmap, RoadmapEvent } from './roadmap.ts'

/** The roadmap's next version: its fact is the lock of everything below it. */
export function nextVersion(store: Store, { id, version }: Pick<Roadmap, 'id' | 'version'>): Statement {
  return store.db
    .updateTable('roadmaps')
    .set({ version: version + 1 })
    .where('id', '=', id)
}

interface Happened {
  readonly actor: Actor
  /** The roadmap as it was before. */
  readonly roadmap: Pick<Roadmap, 'id' | 'version'>
  readonly kind: RoadmapEvent['kind']
  readonly reason: string
  readonly objectiveId?: Id
}

/** One line of the history of a roadmap. */
export function insertEvent(
  store: Store,
  { actor, roadmap, kind, reason, objectiveId }: Happened,
): Statement {
  return store.db.insertInto('roadmap_events').values({
    id: store.newId(),
    roadmap_id: roadmap.id,
    position: roadmap.version + 1,
    kind,
    objective_id: objectiveId ?? null,
    reason,
    done_by: actor.personId,
    done_at: store.now,
  })
}
