/** Tables of official letters by their SQL names (migrations/0017_correspondence.sql). */

import type { Generated } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'

export interface LetterheadsTable {
  /** The dialogue's. */
  id: Id
  number_pattern: Generated<string>
  version: number
}

export interface LetterheadTextsTable {
  dialogue_id: Id
  lang: Locale
  names: string
  contact: string
}

export interface SignatoriesTable {
  dialogue_id: Id
  position: number
  lang: Locale
  name: string
  title: string
}

export interface LetterTemplatesTable {
  dialogue_id: Id
  kind: 'invitation' | 'note' | 'request' | 'thanks'
  lang: Locale
  text: string
}

export interface LettersTable {
  id: Id
  dialogue_id: Id
  direction: 'out' | 'in'
  kind: LetterTemplatesTable['kind'] | 'nomination' | 'regrets' | 'other'
  number: string
  year: number
  letter_date: LocalDate
  received_on: LocalDate | null
  institution_id: Id
  invitation_id: Id | null
  reply_to_id: Id | null
  signatory: string
  note: string
  /** JSON of a `Paper`; null for letters that came in. */
  paper: string | null
  document_id: Id | null
  search: string
  created_by: Id
  created_at: Instant
  version: number
}
