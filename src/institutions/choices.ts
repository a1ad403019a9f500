/** What the forms of institutions let one choose from. */

import type { SectorClass } from './institution.ts'

export const SECTOR_CLASSES: readonly SectorClass[] = [
  'state_health',
  'state_justice',
  'state_other',
  'multilateral',
  'funder',
  'civil_society',
  'affected_community',
  'academia',
  'supplier',
]

/** Orders of correspondence languages; the first is the letter's first. */
export const LETTER_LANGUAGE_CHOICES = [
  'kk,ru',
  'ru,kk',
  'kk',
  'ru',
  'en',
  'en,ru',
  'ru,en',
  'kk,ru,en',
] as const
