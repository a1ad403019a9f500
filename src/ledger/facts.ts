/** The accountability record: who did what to which subject, from which version. Also the lock of `commit`. */

import type { Id } from '../kernel/id.ts'
import type { FactStatement, Store } from '../store/store.ts'

/** Anything with an id and a version that grows by one with every decision about it. */
interface Subject {
  readonly id: Id
  /** The version the decision was taken from; 0 for something new. */
  readonly version: number
}

/** What happened. `details` holds ids, states and dates, never names, addresses or free text. */
export interface Fact {
  /** `<noun>.<what happened>`, such as `commitment.reported`. */
  readonly kind: string
  /** A person's id, or `system` for the tick. */
  readonly actorId: Id
  readonly details?: Readonly<Record<string, string | number | null>>
}

/**
 * The statement that records a fact as version `subject.version + 1`. The row of the subject must be written
 * with that version in the same batch. Two facts from the same version collide and the second batch fails.
 */
export function recordFact(store: Store, subject: Subject, fact: Fact): FactStatement {
  const insert = store.db.insertInto('facts').values({
    subject_id: subject.id,
    subject_version: subject.version + 1,
    kind: fact.kind,
    actor_id: fact.actorId,
    at: store.now,
    details: JSON.stringify(fact.details ?? {}),
    seal: null,
  })
  return { isFact: true, compile: () => insert.compile() }
}
