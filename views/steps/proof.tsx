/** The file that proves a step done: its field, and what the pages of a step know of such files. */

import type { Evidence } from '../../src/documents/paper.ts'
import { FileField } from '../documents/file.tsx'
import type { Draft } from '../parts/field.tsx'

/** The files there are, and how large one may be. */
export interface StepProof {
  /** By step. */
  readonly files: Evidence
  /** Bytes. */
  readonly largest: number
}

interface ProofFieldProps extends Pick<StepProof, 'largest'> {
  readonly draft: Draft
}

/** Chooses the file; it goes with "done" only. */
export function ProofField({ draft, largest }: ProofFieldProps) {
  const { documents, steps } = draft.reader.t
  return (
    <FileField draft={draft} label={documents.evidence} hint={steps.hints.file} largest={largest} optional />
  )
}
