/** The letters of this room: facts about a commitment, and one person's official mail out of them. */

import { moved, promised, refusedDue, returned, verificationAsked } from '../../views/letters/commitments.tsx'
import type { LetterBody } from '../../views/letters/letter.tsx'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { formatDateRange } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { DueRequest } from '../steps/due-request.ts'
import type { Commitment } from './commitment.ts'
import type { DueMove } from './due.ts'
import type { Report } from './report.ts'

/** Who is written to about what. */
export interface LetterFacts {
  readonly dialogue: Dialogue
  readonly commitment: Commitment
  /** The institution that promised. */
  readonly lead: InstitutionName
  /** The institution the recipient belongs to. */
  readonly of: InstitutionName
  readonly person: PersonCard
  /** The recipient's personal link. */
  readonly url: string
}

/** Asks a focal point of the verifying institution to say whether it was done. */
export function verificationRequest(
  facts: LetterFacts,
  report: Pick<Report, 'id' | 'text' | 'evidence'>,
): Mail {
  return mailOf(facts, {
    kind: 'verification_request',
    revision: report.id,
    letter: verificationAsked({ ...partsOf(facts), report }),
  })
}

/** Tells the owner that a report was sent back, and why. */
export function reportReturned(facts: LetterFacts, returnedReport: { id: string; reason: string }): Mail {
  return mailOf(facts, {
    kind: 'report_returned',
    revision: returnedReport.id,
    letter: returned({ ...partsOf(facts), reason: returnedReport.reason }),
  })
}

/** Tells the owner that the due date moved. */
export function dueMoved(facts: LetterFacts, move: DueMove): Mail {
  return mailOf(facts, {
    kind: 'due_moved',
    revision: String(move.dateVersion),
    letter: moved({ ...partsOf(facts), move }),
  })
}

/** Tells the owner that the due date stays as it is, and why. */
export function dueRefused(
  facts: LetterFacts,
  request: Pick<DueRequest, 'id' | 'dueOn' | 'duePrecision' | 'answer'>,
): Mail {
  return mailOf(facts, {
    kind: 'due_refused',
    revision: request.id,
    letter: refusedDue({ ...partsOf(facts), request }),
  })
}

/** What one institution promised at a meeting, to one of its people. */
export interface PromiseFacts {
  readonly dialogue: Dialogue
  readonly meeting: Meeting
  readonly institution: InstitutionName
  readonly person: PersonCard
  readonly promises: readonly { readonly commitment: Commitment; readonly url: string }[]
  /** The page with all that the institution promised. */
  readonly allUrl: string
}

/** The letter itself, also for the preview. */
export function promisedLetter({ meeting, institution, person, promises, allUrl }: PromiseFacts): LetterBody {
  const lang = person.locale
  const [first, last] = [meeting.days[0], meeting.days.at(-1)]
  return promised({
    t: messagesIn(lang),
    lang,
    greeting: salutation(person, lang),
    institution: nameOf(institution, lang).text,
    meeting: chooseText(meeting.title, lang).text,
    date: first && last ? formatDateRange(lang, first.date, last.date) : '',
    promises,
    allUrl,
  })
}

/** The mail of {@link promisedLetter}; `revision` stands for the list of promises in it. */
export function promisedMail(facts: PromiseFacts, revision: string): Mail {
  const { person, meeting, institution } = facts
  return {
    kind: 'promised',
    dedupeKey: promisedKey(facts, revision),
    subjectId: meeting.id,
    meetingId: meeting.id,
    institutionId: institution.id,
    ...envelopeOf(person, facts.dialogue),
    letter: promisedLetter(facts),
  }
}

/** The same list to the same person is one mail, however often it is asked for. */
export function promisedKey(
  { meeting, person }: { meeting: Pick<Meeting, 'id'>; person: Pick<PersonCard, 'id'> },
  revision: string,
): string {
  return `promised:${meeting.id}:${revision}:${person.id}`
}

function mailOf(
  facts: LetterFacts,
  about: { kind: Mail['kind']; revision: string; letter: LetterBody },
): Mail {
  const { commitment, person, of, dialogue } = facts
  return {
    kind: about.kind,
    dedupeKey: `${about.kind}:${commitment.id}:${about.revision}:${person.id}`,
    subjectId: commitment.id,
    ...(commitment.meetingId ? { meetingId: commitment.meetingId } : {}),
    institutionId: of.id,
    ...envelopeOf(person, dialogue),
    letter: about.letter,
  }
}

function envelopeOf(person: PersonCard, dialogue: Dialogue) {
  const lang = person.locale
  return {
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).commitments.letters.from(dialogue.code),
    lang,
  }
}

function partsOf({ dialogue, commitment, lead, person, url }: LetterFacts) {
  const lang = person.locale
  return {
    t: messagesIn(lang),
    lang,
    greeting: salutation(person, lang),
    dialogue: chooseText(dialogue.title, lang).text,
    lead: nameOf(lead, lang).text,
    commitment,
    url,
  }
}
