/** Calendar mails to delegates: the letter in the person's language and the entry that goes with it. */

import {
  type CancelReason,
  cancelBody,
  type DelegateLetter,
  quietBody,
  requestBody,
  updateBody,
} from '../../views/letters/calendar.tsx'
import { titleOutside } from '../../views/letters/invitation.tsx'
import type { LetterBody } from '../../views/letters/letter.tsx'
import { type AgendaItem, isVisible } from '../agenda/item.ts'
import { type CalendarEntry, cancelCalendar, requestCalendar } from '../calendar/entry.ts'
import { formatWhen } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, millisOf } from '../kernel/instant.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Mail, MailKind } from '../mail/outbox.ts'
import { listName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { PartStat } from './answer.ts'
import { type CalendarFacts, changesFor } from './calendar-facts.ts'
import { mailboxOf, type Occasion, shortened, untilOver } from './letters.tsx'
import type { DelegateRole } from './nomination.ts'

/** What a meeting's entries have in common: whose meeting, and its agenda (empty until published). */
export interface EntrySource extends Occasion {
  readonly agenda: readonly AgendaItem[]
}

/** One delegate as a calendar mail sees them. */
export interface Seat {
  readonly delegateId: Id
  readonly role: DelegateRole
  readonly person: PersonCard
  readonly institution: InstitutionName
  readonly partstat: PartStat
  readonly partstatSequence: number | null
  readonly mailedSequence: number | null
  readonly firstMessageId: string | null
}

/** One revision as it is mailed: its numbers and the facts that it tells. */
interface Revision {
  readonly sequence: number
  readonly stamp: Instant
  readonly facts: CalendarFacts
}

/** What one person gets in a turn of the calendar; `seat` holds the answer that the mail shows. */
export type Sending =
  | { readonly kind: 'request'; readonly seat: Seat }
  | SendingUpdate
  | { readonly kind: 'cancel'; readonly seat: Seat; readonly reason: CancelReason }

interface SendingUpdate {
  readonly kind: 'update'
  readonly seat: Seat
  /** What the person was told last. */
  readonly was: CalendarFacts
  /** Their answer was to another time. */
  readonly askAgain: boolean
  /** Without the covering note (docs/mail.md). */
  readonly quiet: boolean
}

const KINDS = {
  request: 'calendar_request',
  update: 'calendar_update',
  cancel: 'calendar_cancel',
} as const satisfies Readonly<Record<Sending['kind'], MailKind>>

/**
 * The whole mail to one person: what is queued, and what a preview shows. `url` is their personal link, which a
 * cancellation does not carry. Somebody whose calendar holds nothing at present, after a postponement, gets the
 * letter of a cancellation alone.
 */
export function calendarMail(
  store: Store,
  source: EntrySource,
  revision: Revision,
  { sending, url }: { readonly sending: Sending; readonly url: string },
): Mail {
  const { seat } = sending
  const { sequence, stamp } = revision
  const kind = KINDS[sending.kind]
  const lang = seat.person.locale
  const calendar = calendarOf(store, source, revision, sending)
  return {
    kind,
    dedupeKey: `${kind}:${seat.delegateId}:${sequence}:${millisOf(stamp)}`,
    subjectId: seat.delegateId,
    meetingId: source.meeting.id,
    institutionId: seat.institution.id,
    to: { personId: seat.person.id, address: seat.person.email, name: listName(seat.person, lang) },
    fromName: messagesIn(lang).invitations.letters.secretariat(source.dialogue.code),
    lang,
    letter: shortened(bodyOf(letterOf(store, source, revision, seat), revision, { sending, url })),
    ...(calendar ? { calendar } : {}),
    ...(seat.firstMessageId ? { inReplyTo: seat.firstMessageId } : {}),
    ...untilOver(store, source.meeting.endsAt),
  }
}

function bodyOf(
  letter: DelegateLetter,
  { facts }: Revision,
  { sending, url }: { readonly sending: Sending; readonly url: string },
): LetterBody {
  if (sending.kind === 'request') return requestBody({ ...letter, url })
  if (sending.kind === 'cancel') return cancelBody({ ...letter, reason: sending.reason })
  const { was, askAgain, quiet } = sending
  const changes = changesFor(was, facts, letter.lang)
  return (quiet ? quietBody : updateBody)({ ...letter, url, was, is: facts, changes, askAgain })
}

function calendarOf(
  store: Store,
  source: EntrySource,
  revision: Revision,
  sending: Sending,
): Mail['calendar'] | null {
  const { sequence } = revision
  const entry = entryOf(store, source, revision, sending.seat)
  if (sending.kind !== 'cancel') return { method: 'REQUEST', sequence, content: requestCalendar(entry) }
  if (sending.seat.mailedSequence === null) return null
  return { method: 'CANCEL', sequence, content: cancelCalendar(entry) }
}

function letterOf(store: Store, source: EntrySource, { facts }: Revision, seat: Seat): DelegateLetter {
  const { languages, interpretation, neutralSubject } = source.meeting
  return {
    lang: seat.person.locale,
    greeting: salutation(seat.person, seat.person.locale),
    institution: seat.institution.official,
    role: seat.role,
    meeting: { ...facts, languages, interpretation, neutralSubject },
    code: source.dialogue.code,
    mailbox: mailboxOf(store),
  }
}

/** The entry of one person: no other participant's name or address, and no token (calendar-mail.md §9). */
function entryOf(store: Store, source: EntrySource, revision: Revision, seat: Seat): CalendarEntry {
  const { meeting, dialogue } = source
  const { facts, sequence, stamp } = revision
  const lang = seat.person.locale
  return {
    uid: meeting.calendarUid,
    sequence,
    stamp,
    created: meeting.createdAt,
    days: facts.days,
    zone: facts.zone,
    ...(facts.told ? { told: facts.told } : {}),
    title: titleOutside({ ...facts, neutralSubject: meeting.neutralSubject }, dialogue.code, lang),
    description: describe(store, source, facts, seat),
    location: chooseText(facts.venue, lang).text,
    url: pageOf(store, source),
    ...(facts.link ? { conference: facts.link } : {}),
    tentative: facts.tentative,
    // Who takes part must not leave the room: a shared calendar shows a private entry as "busy" only.
    confidential: meeting.attribution === 'chatham_house',
    organiser: {
      name: messagesIn(lang).invitations.letters.secretariat(dialogue.code),
      address: mailboxOf(store),
    },
    attendee: {
      name: listName(seat.person, lang),
      address: seat.person.email,
      role: seat.role === 'observer' ? 'optional' : 'required',
      partstat: seat.partstat,
    },
  }
}

function describe(store: Store, source: EntrySource, facts: CalendarFacts, seat: Seat): string {
  const lang = seat.person.locale
  const t = messagesIn(lang)
  const { entry, facts: labels } = t.invitations.letters
  const agenda = source.agenda
    .filter((item) => !item.isBreak && isVisible(item, 'members'))
    .map((item, at) => `${at + 1}. ${chooseText(item.title, lang).text}`)
  return [
    formatWhen(lang, facts),
    `${entry.role}: ${t.invitations.roles[seat.role]}`,
    ...(facts.link ? [`${labels.link}: ${facts.link}`] : []),
    '',
    ...(agenda.length > 0 ? [entry.agenda, ...agenda, ''] : []),
    `${entry.page}: ${pageOf(store, source)}`,
    `${entry.secretariat}: ${mailboxOf(store)}`,
  ].join('\n')
}

function pageOf(store: Store, { meeting }: EntrySource): string {
  return `${store.instance.baseUrl}/meetings/${meeting.id}`
}
