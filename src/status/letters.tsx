/** The letters of a status request as mails: official, one per person and institution. */

import type { LetterBody } from '../../views/letters/letter.tsx'
import { statusAsked, statusReminded } from '../../views/letters/status.tsx'
import type { Commitment } from '../commitments/commitment.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { formatDateRange } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { StatusRequest } from './request.ts'

/** Who is asked what, before which meeting. */
export interface StatusFacts {
  readonly request: StatusRequest
  readonly dialogue: Dialogue
  readonly meeting: Meeting | null
  readonly institution: InstitutionName
  readonly person: PersonCard
  /** What the institution can report on. */
  readonly commitments: readonly Commitment[]
  readonly url: string
}

export type StatusLetterKind = 'status_request' | 'status_reminder'

/** The letter itself, also for the preview. */
export function statusLetter(facts: StatusFacts, kind: StatusLetterKind): LetterBody {
  const { request, dialogue, meeting, institution, person, commitments, url } = facts
  const lang = person.locale
  const [first, last] = [meeting?.days[0], meeting?.days.at(-1)]
  const write = kind === 'status_request' ? statusAsked : statusReminded
  return write({
    t: messagesIn(lang),
    lang,
    greeting: salutation(person, lang),
    dialogue: chooseText(dialogue.title, lang).text,
    institution: nameOf(institution, lang).text,
    meeting: meeting && {
      title: chooseText(meeting.title, lang).text,
      date: first && last ? formatDateRange(lang, first.date, last.date) : '',
    },
    dueOn: request.dueOn,
    words: chooseText(request.words, lang),
    commitments,
    url,
  })
}

/** The mail of {@link statusLetter}. A part is asked once; it is reminded at most once a day. */
export function statusMail(
  facts: StatusFacts,
  about: { readonly kind: StatusLetterKind; readonly partId: Id; readonly on: LocalDate },
): Mail {
  const { request, dialogue, institution, person } = facts
  const { kind, partId, on } = about
  const revision = kind === 'status_request' ? partId : `${partId}:${on}`
  const lang = person.locale
  return {
    kind,
    dedupeKey: `${kind}:${revision}:${person.id}`,
    subjectId: request.id,
    ...(request.meetingId ? { meetingId: request.meetingId } : {}),
    institutionId: institution.id,
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).commitments.letters.from(dialogue.code),
    lang,
    letter: statusLetter(facts, kind),
  }
}
