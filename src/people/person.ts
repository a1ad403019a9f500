/** A person: how to write to them, in which language and zone, and for whom they speak. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Zone } from '../kernel/zone.ts'
import type { Names } from './name.ts'

/** What letters and lists need of a person. */
export interface PersonCard {
  readonly id: Id
  readonly names: Names
  /** Empty when no address is known. */
  readonly email: string
  readonly locale: Locale
  readonly zone: Zone
  readonly holidayCalendar: string
  /** Never listed, never exported without the explicit right (domain.md §2.9). */
  readonly protected: boolean
  readonly digest: 'weekly' | 'off'
  readonly reminders: 'on' | 'off'
}

/** A person as the directory page shows and edits them. */
export interface Person extends PersonCard {
  readonly phone: string
  readonly version: number
  readonly affiliations: readonly Affiliation[]
}

export type AffiliationRole = 'head' | 'focal_point' | 'member' | 'assistant'

export const AFFILIATION_ROLES: readonly AffiliationRole[] = ['focal_point', 'head', 'member', 'assistant']

/** For whom a person speaks, and since when; closed by a date, never deleted. */
export interface Affiliation {
  readonly id: Id
  readonly personId: Id
  readonly institutionId: Id
  readonly role: AffiliationRole
  readonly from: LocalDate
  readonly to: LocalDate | null
  readonly version: number
}
