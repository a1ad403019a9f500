/** The five commitments of the story, after domain.md §5.4, and the people who answer for them. */

import { OTHER_PROMISES } from '../example/followup/other-promises.ts'
import type { ExamplePromise } from '../example/followup/promise.ts'
import { SUPPLY_PROMISES } from '../example/followup/promises.ts'
import type { Locale } from '../kernel/locale.ts'

export interface StoryPromise {
  /** Short name within the story; numbered C-01 … C-05 in this order. */
  readonly name: 'contract' | 'estimate' | 'clarification' | 'patients' | 'translation'
  readonly promise: ExamplePromise
  /** Who answers for it, and the language that person reads. */
  readonly owner: string
  readonly lang: Locale
  /** The institution's focal point answers when no person is named. */
  readonly isNamed: boolean
}

function numbered(number: number): ExamplePromise {
  const found = [...SUPPLY_PROMISES, ...OTHER_PROMISES].find((promise) => promise.number === number)
  if (!found) throw new Error(`the example has no commitment ${number}`)
  return found
}

export const STORY_PROMISES: readonly StoryPromise[] = [
  { name: 'contract', promise: numbered(1), owner: 'yerlan.sultanov', lang: 'kk', isNamed: true },
  { name: 'estimate', promise: numbered(2), owner: 'oksana.li', lang: 'ru', isNamed: true },
  { name: 'clarification', promise: numbered(7), owner: 'umit.sarsenbayeva', lang: 'kk', isNamed: true },
  { name: 'patients', promise: numbered(9), owner: 'ainur.rakhim', lang: 'kk', isNamed: false },
  { name: 'translation', promise: numbered(11), owner: 'marie.lindqvist', lang: 'en', isNamed: false },
]
