/** The file that proves something: the statements that keep it, for the rooms that take reports of what was done. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { Statement, Store } from '../store/store.ts'
import { addDocument, type Hook } from './documents.ts'
import type { TakenFile } from './file.ts'
import { decideSpace } from './paper.ts'
import { spaceTaken } from './queries.ts'

/** A file with what it proves; null where none was sent. */
interface SentProof {
  readonly file: TakenFile | null
  readonly by: Id
  readonly hook: Hook
}

/** The statements that keep the proof, with its fact; none without a file. @returns the refusal of `decideSpace`. */
export async function keepProof(
  store: Store,
  { file, by, hook }: SentProof,
): Promise<Outcome<readonly Statement[]>> {
  if (!file) return done([])
  const space = decideSpace(await spaceTaken(store, hook.dialogueId), file.bytes.length)
  return space.ok ? done(addDocument(store, { ...file, createdBy: by }, hook).statements) : space
}
