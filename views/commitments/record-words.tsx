/** What the parts of a commitment's record share: their props, names of institutions and people. */

import type { SourceShown } from '../../src/commitments/commitment.ts'
import type { CommitmentRecord } from '../../src/commitments/record.ts'
import { nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { listName } from '../../src/people/name.ts'
import type { Schedule } from '../../src/steps/schedule.ts'
import type { Step } from '../../src/steps/step.ts'
import { Words } from '../parts/passage.tsx'
import type { Reader } from '../reader.ts'

/** What the viewer may do in this dialogue. */
interface Rights {
  readonly record: boolean
  readonly coordinate: boolean
}

export interface RecordProps {
  readonly reader: Reader
  readonly record: CommitmentRecord
  readonly rights: Rights
  /** The plan or document it comes from, if this reader may open it. */
  readonly source: SourceShown | null
  /** The steps as this reader may see them. */
  readonly schedule: Schedule<Step>
  /** Today in the dialogue's zone. */
  readonly today: LocalDate
}

/** The official name of an institution; one that is not in the record is not for this reader. */
export function InstitutionWords({ reader, record, id }: RecordProps & { readonly id: Id }) {
  const institution = record.institutions.get(id)
  if (!institution) return <>{reader.t.commitments.unlisted}</>
  return <Words reader={reader} text={nameOf(institution, reader.locale)} />
}

/** A person's name; one who is not in the record is not for this reader. The tick has no name. */
export function personWords({ reader, record }: RecordProps, id: Id): string {
  const card = record.people.get(id)
  if (card) return listName(card, reader.locale)
  return id === 'system' ? '' : reader.t.commitments.protectedPerson
}
