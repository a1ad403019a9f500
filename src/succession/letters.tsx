/** The letter to a focal point whose colleague left: facts in, one mail out. */

import { successorAsked } from '../../views/letters/succession.ts'
import type { Commitment } from '../commitments/commitment.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail } from '../mail/outbox.ts'
import { fullName, listName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'

interface AskedFacts {
  readonly dialogue: Dialogue
  readonly institution: InstitutionName
  readonly person: PersonCard
  /** Each with the person who left, if still known. */
  readonly commitments: readonly { readonly commitment: Commitment; readonly former: PersonCard | null }[]
  /** The recipient's link to what their institution promised. */
  readonly url: string
}

/** Official mail: asks a focal point to name somebody else. `revision` keeps one asking from going out twice. */
export function successorMail(facts: AskedFacts, revision: string): Mail {
  const { dialogue, institution, person, commitments, url } = facts
  const lang = person.locale
  return {
    kind: 'successor_asked',
    dedupeKey: `successor_asked:${revision}:${person.id}`,
    subjectId: dialogue.id,
    institutionId: institution.id,
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).commitments.letters.from(dialogue.code),
    lang,
    letter: successorAsked({
      t: messagesIn(lang),
      lang,
      greeting: salutation(person, lang),
      dialogue: chooseText(dialogue.title, lang).text,
      institution: nameOf(institution, lang).text,
      commitments: commitments.map(({ commitment, former }) => ({
        commitment,
        former: former ? listName(former, lang) : null,
      })),
      url,
    }),
  }
}
