/** Calendar mails to delegates: the letter in the person's language and the entry that goes with it. */

import { type CancelReason, cancelBody, requestBody, updateBody } from '../../views/letters/calendar.tsx'
import type { LetterBody } from '../../views/letters/letter.tsx'
import { type AgendaItem, isVisible } from '../agenda/item.ts'
import { type CalendarEntry, cancelCalendar, requestCalendar } from '../calendar/entry.ts'
import { formatWhen } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, millisOf } from '../kernel/instant.ts'
import { chooseText } from '../kernel/locale.ts'
import { type Enqueued, enqueue, type MailKind } from '../mail/outbox.ts'
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

/** Queues the request to somebody newly named, or once more to somebody named before. */
export function requestMail(
  store: Store,
  source: EntrySource,
  revision: Revision,
  { seat, url }: { readonly seat: Seat; readonly url: string },
): Enqueued {
  const letter = requestBody({ ...letterOf(store, source, revision, seat), url })
  const content = requestCalendar(entryOf(store, source, revision, seat))
  return post(store, source, revision, { seat, letter, kind: 'calendar_request', content })
}

interface UpdatedSeat {
  readonly seat: Seat
  readonly url: string
  readonly was: CalendarFacts
  readonly askAgain: boolean
}

/** Queues the update to somebody who holds an earlier revision, old values beside new ones. */
export function updateMail(
  store: Store,
  source: EntrySource,
  revision: Revision,
  { seat, url, was, askAgain }: UpdatedSeat,
): Enqueued {
  const letter = updateBody({
    ...letterOf(store, source, revision, seat),
    url,
    was,
    is: revision.facts,
    changes: changesFor(was, revision.facts, seat.person.locale),
    askAgain,
  })
  const content = requestCalendar(entryOf(store, source, revision, seat))
  return post(store, source, revision, { seat, letter, kind: 'calendar_update', content })
}

/**
 * Queues the cancellation that takes the entry out; its facts are those mailed last. Somebody whose calendar
 * holds nothing at present, after a postponement, gets the letter alone.
 */
export function cancelMail(
  store: Store,
  source: EntrySource,
  revision: Revision,
  { seat, reason }: { readonly seat: Seat; readonly reason: CancelReason },
): Enqueued {
  const letter = cancelBody({ ...letterOf(store, source, revision, seat), reason })
  const content = seat.mailedSequence === null ? null : cancelCalendar(entryOf(store, source, revision, seat))
  return post(store, source, revision, { seat, letter, kind: 'calendar_cancel', content })
}

interface Posting {
  readonly seat: Seat
  readonly letter: LetterBody
  readonly kind: MailKind
  readonly content: string | null
}

function post(store: Store, source: EntrySource, revision: Revision, posting: Posting): Enqueued {
  const { seat, letter, kind, content } = posting
  const { sequence, stamp } = revision
  const lang = seat.person.locale
  return enqueue(store, {
    kind,
    dedupeKey: `${kind}:${seat.delegateId}:${sequence}:${millisOf(stamp)}`,
    subjectId: seat.delegateId,
    meetingId: source.meeting.id,
    institutionId: seat.institution.id,
    to: { personId: seat.person.id, address: seat.person.email, name: listName(seat.person, lang) },
    fromName: messagesIn(lang).invitations.letters.secretariat(source.dialogue.code),
    lang,
    letter: shortened(letter),
    ...(content === null
      ? {}
      : { calendar: { method: kind === 'calendar_cancel' ? 'CANCEL' : 'REQUEST', sequence, content } }),
    ...(seat.firstMessageId ? { inReplyTo: seat.firstMessageId } : {}),
    ...untilOver(store, source.meeting.endsAt),
  })
}

function letterOf(store: Store, source: EntrySource, { facts }: Revision, seat: Seat) {
  const { languages, interpretation } = source.meeting
  return {
    lang: seat.person.locale,
    greeting: salutation(seat.person, seat.person.locale),
    institution: seat.institution.official,
    role: seat.role,
    meeting: { ...facts, languages, interpretation },
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
    title: chooseText(facts.title, lang).text,
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
