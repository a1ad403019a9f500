/** The letters to a focal point whose colleague left, and to who was named: facts in, one mail out. */

import { personNamed, successorAsked } from '../../views/letters/succession.ts'
import type { Commitment } from '../commitments/commitment.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
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

interface NamedFacts {
  readonly dialogue: Dialogue
  readonly person: PersonCard
  /** At least one, each with the recipient's own link to report on it. */
  readonly namings: readonly {
    readonly commitment: Commitment
    readonly namedFor: Id | null
    readonly url: string
  }[]
  /** The leads, and those that named somebody. */
  readonly institutions: ReadonlyMap<Id, InstitutionName>
}

/**
 * Official mail: tells somebody for what they were named. The first commitment is its subject, so that its room can
 * withdraw it; what several lost meanwhile is found at delivery (`digests/recheck.ts`), and the rest is told anew.
 */
export function namedMail({ dialogue, person, namings, institutions }: NamedFacts, revision: string): Mail {
  const lang = person.locale
  const t = messagesIn(lang)
  const named = (id: Id) => {
    const institution = institutions.get(id)
    return institution ? nameOf(institution, lang).text : ''
  }
  const [first] = namings
  const secretariat = t.commitments.letters.from(dialogue.code)
  return {
    kind: 'person_named',
    dedupeKey: `person_named:${revision}:${person.id}`,
    subjectId: first?.commitment.id ?? dialogue.id,
    ...(first ? { institutionId: first.commitment.leadId } : {}),
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: secretariat,
    lang,
    letter: personNamed({
      t,
      lang,
      greeting: salutation(person, lang),
      dialogue: chooseText(dialogue.title, lang).text,
      promises: namings.map(({ commitment, namedFor, url }) => ({
        ...{ commitment, url, lead: named(commitment.leadId) },
        namedBy: namedFor ? named(namedFor) : secretariat,
      })),
    }),
  }
}
