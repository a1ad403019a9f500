/** One institution's copy of a letter that is no invitation. Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { PersonCard } from '../people/person.ts'
import type { OfficialLetter } from './letters.tsx'

/** The letter and whom its mail goes to. */
export interface FreeLetter {
  readonly institution: InstitutionName
  readonly official: OfficialLetter
  readonly recipients: readonly PersonCard[]
}
