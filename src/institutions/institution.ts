/** Institutions, their dated names and their sectors: the invitees of every meeting. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Chosen, chooseText, type Locale, type Versions } from '../kernel/locale.ts'
import { sortKey } from '../kernel/text.ts'
import type { Zone } from '../kernel/zone.ts'
import type { SectorClass } from '../store/schema.ts'

export type { SectorClass }

/** Names as lists and letters need them, valid on the date they were asked for. */
export interface InstitutionName {
  readonly id: Id
  readonly official: Versions
  readonly short: Versions
  readonly sectorId: Id
  readonly sectorClass: SectorClass
  readonly precedence: number
  readonly listable: 'public' | 'members' | 'never'
  /** Correspondence languages in their order; state bodies Kazakh first. */
  readonly letterLanguages: readonly Locale[]
}

/** One name in one language and the time it was in force. */
export interface DatedName {
  readonly lang: Locale
  readonly official: string
  readonly short: string
  readonly from: LocalDate
  readonly to: LocalDate | null
}

/** An institution as its page shows and edits it. */
export interface Institution extends InstitutionName {
  readonly country: string
  readonly zone: Zone
  readonly holidayCalendar: string
  readonly officialMail: string
  readonly names: readonly DatedName[]
  readonly version: number
}

export interface Sector {
  readonly id: Id
  readonly code: string
  readonly class: SectorClass
  readonly position: number
  readonly names: Versions
}

/** The official name for a reader, marked with the language it is in. */
export function nameOf(institution: Pick<InstitutionName, 'official'>, locale: Locale): Chosen {
  return chooseText(institution.official, locale)
}

/** The short name, or the official one where there is none. */
export function shortNameOf(
  institution: Pick<InstitutionName, 'official' | 'short'>,
  locale: Locale,
): Chosen {
  const short = chooseText(institution.short, locale)
  return short.text ? short : nameOf(institution, locale)
}

/** Is this a state body, so that letters go in Kazakh first (law on languages, art. 9)? */
export function isStateBody(sectorClass: SectorClass): boolean {
  return sectorClass === 'state_health' || sectorClass === 'state_justice' || sectorClass === 'state_other'
}

/**
 * Protocol order: precedence first, then the alphabet of the reader's language, so that the same list has
 * three orders in three languages (domain.md §2.2).
 */
export function inProtocolOrder<T extends InstitutionName>(institutions: readonly T[], locale: Locale): T[] {
  // Keys are made once, not in every comparison.
  const keyed = institutions.map((institution) => {
    const key = sortKey(nameOf(institution, locale).text, locale)
    return { institution, key }
  })
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return keyed
    .sort((a, b) => a.institution.precedence - b.institution.precedence || order(a.key, b.key))
    .map(({ institution }) => institution)
}

/** The languages of a letter: a state body gets Kazakh first, whatever the stored order. */
export function letterLanguagesOf(
  institution: Pick<InstitutionName, 'letterLanguages' | 'sectorClass'>,
): readonly Locale[] {
  const languages = institution.letterLanguages
  if (!isStateBody(institution.sectorClass) || !languages.includes('kk')) return languages
  return ['kk', ...languages.filter((lang) => lang !== 'kk')]
}

/** The names in force on `on`, the latest where several languages differ. */
export function namesOn(names: readonly DatedName[], on: LocalDate): readonly DatedName[] {
  return names.filter((name) => name.from <= on && (name.to === null || name.to >= on))
}
