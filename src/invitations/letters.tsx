/** Letters to institutions as mails: the official invitation, its reminder, its withdrawal. */

import {
  type AskingLetter,
  type InstitutionLetter,
  invitationBody,
  reminderBody,
  withdrawnBody,
} from '../../views/letters/invitation.tsx'
import type { LetterBody } from '../../views/letters/letter.tsx'
import { cutText } from '../calendar/text.ts'
import { mailWords, type OfficialLetter } from '../correspondence/letters.tsx'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Enqueued, enqueue, type MailAttachment, type MailKind } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { asTold } from '../meetings/zone-change.ts'
import { listName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { Invitation } from './invitation.ts'

/** What a letter of this room is about. */
export interface Occasion {
  readonly meeting: Meeting
  readonly dialogue: Pick<Dialogue, 'title' | 'code'>
}

/** One institution's letter; the same for each of its focal points, but for name and link. */
export interface LetterFacts extends Occasion {
  readonly invitation: Invitation
  readonly institution: InstitutionName
  /** The official letter that an invitation is; what follows on one has none. */
  readonly official?: OfficialLetter
}

/** A focal point and the personal link that the letter carries. */
export interface Addressee {
  readonly person: PersonCard
  readonly url: string
}

/** Subjects longer than this are cut in every list of mails. */
const SUBJECT_MAX = 200

/** The one constant, read mailbox (calendar-mail.md §1.4). */
export function mailboxOf(store: Store): string {
  return `rsvp@${store.instance.mailDomain}`
}

/** The invitation as it will read; also what the preview shows. */
export function invitationText(store: Store, facts: LetterFacts, to: Addressee): LetterBody {
  return shortened(invitationBody(asking(store, facts, to)))
}

/** The reminder as it will read. */
export function reminderText(store: Store, facts: LetterFacts, to: Addressee): LetterBody {
  return shortened(reminderBody(asking(store, facts, to)))
}

/** Queues the invitation to one focal point, with the letter as a file. */
export function invitationLetter(
  store: Store,
  facts: LetterFacts,
  to: Addressee,
  attachments: readonly MailAttachment[],
): Enqueued {
  const reason = `${facts.invitation.id}:${facts.invitation.version}`
  return post(
    store,
    { facts, to: to.person, kind: 'invitation_letter', reason, attachments },
    invitationText(store, facts, to),
  )
}

/** Queues the reminder; a second one on the same day of the meeting's zone is the same mail. */
export function reminderLetter(store: Store, facts: LetterFacts, to: Addressee): Enqueued {
  const reason = `${facts.invitation.id}:${dateOf(store.now, facts.meeting.zone)}`
  return post(
    store,
    { facts, to: to.person, kind: 'invitation_reminder', reason },
    reminderText(store, facts, to),
  )
}

/** Queues the letter that takes the invitation back. */
export function withdrawnLetter(store: Store, facts: LetterFacts, person: PersonCard): Enqueued {
  const reason = `${facts.invitation.id}:${facts.invitation.version}`
  const body = shortened(withdrawnBody(common(store, facts)))
  return post(store, { facts, to: person, kind: 'invitation_withdrawn', reason }, body)
}

interface Posting {
  readonly facts: LetterFacts
  readonly to: PersonCard
  readonly kind: MailKind
  readonly reason: string
  readonly attachments?: readonly MailAttachment[]
}

function post(
  store: Store,
  { facts, to, kind, reason, attachments = [] }: Posting,
  letter: LetterBody,
): Enqueued {
  const lang = letterLang(facts)
  return enqueue(store, {
    kind,
    dedupeKey: `${kind}:${reason}:${to.id}`,
    subjectId: facts.invitation.id,
    meetingId: facts.meeting.id,
    institutionId: facts.institution.id,
    to: { personId: to.id, address: to.email, name: listName(to, lang) },
    fromName: messagesIn(lang).invitations.letters.secretariat(facts.dialogue.code),
    lang,
    letter,
    attachments,
    ...untilOver(store, facts.meeting.endsAt),
  })
}

/** A letter about a meeting is worth nothing once the meeting is over. */
export function untilOver(store: Store, endsAt: Instant): { notAfter?: Instant } {
  return endsAt > store.now ? { notAfter: endsAt } : {}
}

function asking(store: Store, facts: LetterFacts, { person, url }: Addressee): AskingLetter {
  const { capacity, seats, replyBy } = facts.invitation
  const asked = { ...common(store, facts), capacity, seats, replyBy, recipient: person, url }
  const { official } = facts
  return official ? { ...asked, words: (lang) => mailWords(official, lang) } : asked
}

function common(store: Store, facts: LetterFacts): InstitutionLetter {
  const { invitation, institution, meeting, dialogue } = facts
  return {
    languages: invitation.languages,
    number: invitation.letterNumber,
    date: letterDate(store, facts),
    institution: institution.official,
    addressee: invitation.addressee,
    meeting: asTold(meeting),
    dialogue,
    mailbox: mailboxOf(store),
  }
}

/** The date on the letter: the one set beforehand, else the day on which it goes out. */
export function letterDate(store: Store, { invitation, meeting }: LetterFacts): LocalDate {
  return invitation.letterDate ?? dateOf(store.now, meeting.zone)
}

function letterLang({ invitation, meeting }: LetterFacts): Locale {
  return invitation.languages[0] ?? meeting.title.authoritative
}

/** The letter with a subject that mail lists can show. */
export function shortened(body: LetterBody): LetterBody {
  return { ...body, subject: cutText(body.subject, SUBJECT_MAX) }
}
