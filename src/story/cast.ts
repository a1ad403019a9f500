/** Who acts in the story: a secretariat and twelve institutions of the example's directory. */

import type { Directory } from '../example/directory/commands.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Letter } from './mailbox.ts'
import type { Office } from './office.ts'

/** Somebody whom an institution names. */
export interface Named {
  readonly institution: string
  /** Local part of the address. */
  readonly person: string
  readonly role: string
  /** The language that the person reads. */
  readonly lang: Locale
}

/** The twelve institutions that are invited, with their focal points. */
export const INVITED: readonly (readonly [institution: string, focalPoint: string])[] = [
  ['MOH', 'aigerim.seitkali'],
  ['RSPCMH', 'saltanat.zhumabayeva'],
  ['GPO', 'qasym.bekturov'],
  ['LEA', 'bolat.kenzhebekov'],
  ['MFA', 'asem.tleukhan'],
  ['CNA', 'serik.baimukhanov'],
  ['DIST', 'tatyana.kim'],
  ['WHO', 'marie.lindqvist'],
  ['UNODC', 'anna.keller'],
  ['GF', 'claire.dubois'],
  ['EHRA', 'ieva.kazlauskaite'],
  ['CSO-1', 'ainur.rakhim'],
]

export const SILENT = { institution: 'LEA', focalPoint: 'bolat.kenzhebekov' }
export const REGRETTING = { institution: 'MFA', focalPoint: 'asem.tleukhan' }

/** Ten institutions name twelve people; the distributor sends a head and an alternate. */
export const NAMED: readonly Named[] = [
  { institution: 'MOH', person: 'nurlan.abenov', role: 'head', lang: 'kk' },
  { institution: 'RSPCMH', person: 'galym.tursunbekov', role: 'head', lang: 'ru' },
  { institution: 'RSPCMH', person: 'yelena.pavlova', role: 'member', lang: 'ru' },
  { institution: 'GPO', person: 'umit.sarsenbayeva', role: 'member', lang: 'kk' },
  { institution: 'CNA', person: 'oksana.li', role: 'member', lang: 'ru' },
  { institution: 'DIST', person: 'yerlan.sultanov', role: 'head', lang: 'kk' },
  { institution: 'DIST', person: 'irina.gorbunova', role: 'alternate', lang: 'ru' },
  { institution: 'WHO', person: 'liam.ohara', role: 'member', lang: 'en' },
  { institution: 'UNODC', person: 'hiroshi.tanaka', role: 'member', lang: 'en' },
  { institution: 'GF', person: 'thandiwe.mbeki', role: 'observer', lang: 'en' },
  { institution: 'EHRA', person: 'jonas.petrauskas', role: 'member', lang: 'en' },
  { institution: 'CSO-1', person: 'sergey.volkov', role: 'member', lang: 'ru' },
]

/** What the steps hand on to each other. */
export interface Cast {
  readonly organiser: Office
  readonly coordinator: Office
  readonly directory: Directory
  dialogueId: string
  meetingId: string
  followUpId: string
  medicineId: string
  /** Ids of its two deliveries, the one that waits for the contract first. */
  deliveries: readonly string[]
  /** Ids of the story's commitments by a short name. */
  readonly commitments: Map<string, string>
}

/** The address of somebody of the example. */
export function mailOf(person: string): string {
  return `${person}@example.org`
}

/** The language that a text is written in, told by its letters. */
export function languageOf(text: string): Locale {
  if (/[әғқңөұүһі]/i.test(text)) return 'kk'
  return /[а-яё]/i.test(text) ? 'ru' : 'en'
}

/** How many of each, in a fixed order, so that two counts can be compared. */
export function countOf(values: readonly string[]): Record<string, number> {
  const counts = Map.groupBy([...values].sort(), (value) => value)
  return Object.fromEntries([...counts].map(([value, all]) => [value, all.length]))
}

/** Mail that follows from what somebody did: without digests and links to sign in, which come of themselves. */
export function followingFrom(letters: readonly Letter[]): Letter[] {
  return letters.filter(({ kind }) => kind !== 'digest' && kind !== 'sign_in')
}
