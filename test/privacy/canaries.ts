/** Words that occur nowhere else, each with what it stands for and whose it is: found where it must not be, it tells. */

import { type Matter, type Relation, shownTo } from '../../src/people/visible.ts'

/** Whose a canary is, in the words of the fixture. */
export interface About {
  /** `own` is the dialogue in which all readers but the strangers have their part. */
  readonly dialogue?: 'own' | 'foreign'
  /** Key of the institution whose it is. */
  readonly institution?: string
  /** Key of the person whom it is about. */
  readonly person?: string
  /** Meetings whose participants it may concern. */
  readonly meetings?: readonly string[]
  /** Institutions that support or verify the commitment it belongs to. */
  readonly parties?: readonly string[]
  /** May it stand on a list of participants: agreed, not protected, institution listable? */
  readonly listed?: boolean
}

export interface Canary {
  readonly word: string
  /** A canary that stands for several matters may be seen by whoever may see one of them. */
  readonly matters: readonly Matter[]
  readonly about: About
}

/** Somebody who reads, and how they stand to things. */
export interface Standing {
  readonly person?: string
  readonly institution?: string
  /** Meetings in which they take part. */
  readonly meetings?: readonly string[]
  readonly role?: { readonly dialogue: 'own' | 'foreign'; readonly as: Relation }
  readonly administrator?: boolean
  readonly readsDirectory?: boolean
  readonly visitor?: boolean
}

/** All canaries of one fixture. */
export class Aviary {
  readonly all: Canary[] = []

  /** A new word; letters only, so that no escaping, folding or case can hide it. */
  put(matter: Matter | readonly Matter[], about: About = {}): string {
    const matters = typeof matter === 'string' ? [matter] : matter
    const word = `zq${letters(this.all.length)}xw`
    this.all.push({ word, matters, about })
    return word
  }
}

/** Four letters that no number shares with another. */
function letters(number: number): string {
  const digits = [26 ** 3, 26 ** 2, 26, 1].map((unit) => Math.floor((number * 7919) / unit) % 26)
  return digits.map((digit) => String.fromCharCode(97 + digit)).join('')
}

/** How a reader stands to what a canary stands for. */
function relationsTo(who: Standing, about: About): readonly Relation[] {
  if (who.visitor) return ['public']
  if (who.administrator) return ['administrator', 'directory']
  const meets = (about.meetings ?? []).some((meeting) => who.meetings?.includes(meeting))
  return [
    'outsider',
    ...(who.readsDirectory ? ['directory' as const] : []),
    ...(meets ? ['participant' as const] : []),
    ...(who.institution && about.parties?.includes(who.institution) ? ['party' as const] : []),
    ...(who.institution && about.institution === who.institution ? ['institution' as const] : []),
    ...(who.person && about.person === who.person ? ['self' as const] : []),
    ...(who.role && who.role.dialogue === about.dialogue ? [who.role.as] : []),
  ]
}

/** Does the policy let this reader see the word? `listShows`: what the list of participants shows at all. */
export function mayShow(
  canary: Canary,
  who: Standing,
  listShows: { readonly people: boolean; readonly institutions: boolean },
): boolean {
  const relations = relationsTo(who, canary.about)
  return canary.matters.some((matter) =>
    relations.some((relation) => {
      const shown = shownTo(matter, relation)
      if (shown !== 'listed') return shown === 'yes' || shown === 'listable'
      const shows = matter === 'delegate' ? listShows.people : listShows.institutions
      return shows && canary.about.listed === true
    }),
  )
}
