/**
 * A person's own words go on to the organisers of the meeting they are about, never read for yes or no
 * (calendar-mail.md §6.11). Statements for one batch.
 */

import { forwardedBody } from '../../views/letters/forwarded.tsx'
import { rolesInForce } from '../dialogues/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { chooseText } from '../kernel/locale.ts'
import { spend } from '../limits/limits.ts'
import { mailOfMessageId } from '../mail/mail.ts'
import { enqueue } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { listName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import type { Message } from './message.ts'
import { lastMeetingOf, sentMails } from './queries.ts'
import { NOTHING, type Taking } from './taking.ts'

/**
 * Letters to every organiser but the writer. Only for mail that answers one of ours, or comes from an address that
 * we write to: anything else is a stranger's, and passing it on would make us a sender of unwanted mail.
 */
export async function forwardWords(store: Store, id: string, message: Message): Promise<Taking> {
  const meeting = await meetingOf(store, message)
  const readers = meeting && message.text !== '' ? await organisersOf(store, meeting, message.from) : []
  if (!meeting || readers.length === 0) return NOTHING
  const free = await spend(store, [{ limit: 'letters_forwarded', by: message.from }])
  if (!free.ok) return NOTHING
  const statements = readers.flatMap((reader) => letterTo(store, { id, message, meeting, reader }))
  return { outcome: 'forwarded', statements, meetingId: meeting.id }
}

async function meetingOf(store: Store, message: Message): Promise<Meeting | null> {
  const ids = message.answers.flatMap((one) => mailOfMessageId(store.instance, one) ?? [])
  const sent = ids.length > 0 ? await sentMails(store, [...new Set(ids)]) : []
  const meetingId =
    sent.find((one) => one.meeting_id)?.meeting_id ?? (await lastMeetingOf(store, message.from))
  return meetingId ? findMeeting(store, meetingId, 'all') : null
}

async function organisersOf(store: Store, meeting: Meeting, from: string): Promise<PersonCard[]> {
  const roles = await rolesInForce(store, meeting.dialogueId)
  const organisers = roles.filter(({ role }) => role === 'organiser').map(({ personId }) => personId)
  const people = await personCards(store, [...new Set(organisers)])
  return [...people.values()].filter(({ email }) => email !== '' && email.toLowerCase() !== from)
}

interface Forwarded {
  readonly id: string
  readonly message: Message
  readonly meeting: Meeting
  readonly reader: PersonCard
}

function letterTo(store: Store, { id, message, meeting, reader }: Forwarded) {
  const lang = reader.locale
  const personId: Id = reader.id
  return enqueue(store, {
    kind: 'forwarded',
    dedupeKey: `forwarded:${id}:${personId}`,
    subjectId: meeting.id,
    meetingId: meeting.id,
    to: { personId, address: reader.email, name: listName(reader, lang) },
    fromName: messagesIn(lang).inbound.letter.fromName,
    lang,
    letter: forwardedBody({
      lang,
      from: { address: message.from, name: message.fromName },
      subject: message.subject,
      text: message.text,
      meeting: chooseText(meeting.title, lang).text,
    }),
  }).statements
}
