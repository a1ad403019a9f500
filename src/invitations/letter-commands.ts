/** Sends lots of letters: invitations, reminders to the silent, one entry once more. */

import { decideNumbers } from '../correspondence/number.ts'
import type { Press } from '../correspondence/records.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { nameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { focalPoints } from '../people/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import type { InvitationEntry } from './board.ts'
import { loadCalendar } from './calendar-queries.ts'
import { decideLetters, decideReminders } from './invitation.ts'
import { type Occasion, reminderLetter } from './letters.tsx'
import { deskOf, numbered, officialOf } from './official-letters.ts'
import { type Letter, post, sendInParts, withOfficial } from './posting-commands.ts'
import { invitationList, invitationsOfMeeting } from './queries.ts'
import { moveInvitation, touchMeeting } from './rows.ts'
import { hasAddress, openTurn, requests, saveTurn, takesRequests } from './turn.ts'

/** A lot of letters as it stands now; `seen` identifies its texts. */
export interface Lot {
  readonly meeting: Meeting
  readonly dialogue: Dialogue
  readonly letters: readonly Letter[]
  /** Keys of the numbers that letters of the dialogue have already. */
  readonly given: ReadonlySet<string>
  readonly seen: string
}

/** All invitations of the meeting that are not sent yet, with recipients: what the preview shows. */
export async function loadLetters(store: Store, meeting: Meeting): Promise<Lot> {
  const lot = await loadLot(store, meeting, ({ invitation }) => invitation.state === 'draft')
  const desk = await deskOf(store, lot.dialogue)
  const numbers = numbered(
    desk,
    lot.letters.map(({ facts }) => facts),
  )
  const letters = lot.letters.map((letter, at) => {
    const facts = numbers[at] ?? letter.facts
    return { ...letter, facts: { ...facts, official: officialOf(store, desk.stationery, facts) } }
  })
  return { ...lot, letters, given: desk.given.keys, seen: seenKey(store, lot, letters) }
}

/**
 * The invitations that a reminder would go to, with recipients.
 * @returns as {@link decideReminders}.
 */
export async function loadReminders(store: Store, meeting: Meeting): Promise<Outcome<Lot>> {
  const lot = await loadLot(store, meeting, () => true)
  const today = dateOf(store.now, meeting.zone)
  const silent = decideReminders(
    meeting,
    lot.letters.map((letter) => letter.facts.invitation),
    today,
  )
  if (!silent.ok) return silent
  const ids = new Set(silent.value.map((invitation) => invitation.id))
  return done({ ...lot, letters: lot.letters.filter((letter) => ids.has(letter.facts.invitation.id)) })
}

async function loadLot(
  store: Store,
  meeting: Meeting,
  wanted: (entry: InvitationEntry) => boolean,
): Promise<Lot> {
  const entries = (await invitationsOfMeeting(store, meeting.id, meeting.days[0]?.date)).filter(wanted)
  const [dialogue, people] = await Promise.all([
    findDialogue(store, meeting.dialogueId, 'all'),
    focalPoints(
      store,
      entries.map(({ invitation }) => invitation.institutionId),
      dateOf(store.now, meeting.zone),
    ),
  ])
  if (!dialogue) throw new Error(`meeting ${meeting.id} has no dialogue`)
  const letters = entries.map(({ invitation, institution }) => ({
    facts: { meeting, dialogue, invitation, institution },
    recipients: (people.get(institution.id) ?? []).filter((person) => person.email !== ''),
  }))
  return {
    meeting,
    dialogue,
    letters,
    given: new Set(),
    seen: seenKey(store, { meeting, dialogue }, letters),
  }
}

/** Changes whenever a text of the lot would: one hidden field instead of a thousand versions. */
function seenKey(store: Store, { meeting, dialogue }: Occasion, letters: readonly Letter[]): string {
  const { title, venue, days, zone, link, format, languages, interpretation } = meeting
  const shown = [title, venue, days, zone, link, format, languages, interpretation, dialogue.title]
  const versions = letters.map(({ facts: { invitation, institution } }) => [
    invitation.id,
    invitation.version,
    invitation.letterNumber,
    institution.official,
    institution.sectorClass,
  ])
  const { letterhead, templates } = letters[0]?.facts.official ?? {}
  return store.instance.digest(JSON.stringify([shown, versions, letterhead, templates]))
}

interface AskedNumbers {
  readonly actor: Actor
  readonly meetingId: Id
  /** By invitation; what is not sent any more or has the number already is left alone. */
  readonly numbers: ReadonlyMap<Id, string>
}

/**
 * Gives letters that are not sent yet their numbers, all at once.
 * @returns how many changed; `not_found`, `forbidden`, `conflict` when somebody edits one of them.
 */
export async function numberLetters(store: Store, asked: AskedNumbers): Promise<Outcome<number>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const moves = (await invitationList(store, asked.meetingId)).flatMap((invitation) => {
    const letter_number = asked.numbers.get(invitation.id)
    const same = letter_number === undefined || letter_number === invitation.letterNumber
    if (invitation.state !== 'draft' || same) return []
    const actorId = asked.actor.personId
    return [
      moveInvitation(store, invitation, {
        kind: 'invitation.letter_edited',
        actorId,
        set: { letter_number },
      }),
    ]
  })
  const [first, ...rest] = moves
  return first ? store.commit([first[0], first[1], ...rest], moves.length) : done(0)
}

interface AskedLetters {
  readonly actor: Actor
  readonly meetingId: Id
  readonly invitationIds: readonly Id[]
  /** `seen` of the preview. */
  readonly seen: string
  /** For naming an institution in a refusal. */
  readonly locale: Locale
  /** Makes the PDFs; without it letters go without one. */
  readonly press?: Press | null
}

/**
 * Sends the chosen invitations: for each institution the letter in the register, its PDF and the mail to each of
 * its focal points are one act; {@link PART} institutions are one commit.
 * @returns the number of mails; `not_found`, `forbidden`, `conflict` `invitations.preview_outdated` when a
 *   text changed since it was shown, `correspondence.number_taken`, `correspondence.partly_sent` or
 *   `correspondence.next_part` (params `sent`, `all`) after a part of the lot, or as {@link decideLetters}.
 */
export async function sendLetters(store: Store, asked: AskedLetters): Promise<Outcome<number>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const lot = await loadLetters(store, found.value)
  const chosen = new Set(asked.invitationIds)
  const letters = lot.letters.filter(({ facts }) => chosen.has(facts.invitation.id))
  if (lot.seen !== asked.seen || letters.length < chosen.size)
    return refuse('conflict', 'invitations.preview_outdated')
  const decision = decideLetters(
    found.value,
    letters.map(({ facts, recipients }) => ({
      invitation: facts.invitation,
      institution: nameOf(facts.institution, asked.locale).text,
      recipients: recipients.length,
    })),
  )
  if (!decision.ok) return decision
  const official = letters.flatMap((letter) => withOfficial(letter))
  const numbers = decideNumbers(
    official.map((letter) => letter.official),
    lot.given,
  )
  return numbers.ok
    ? sendInParts(store, official, { actorId: asked.actor.personId, press: asked.press ?? null })
    : numbers
}

interface AskedReminders {
  readonly actor: Actor
  readonly meetingId: Id
}

/**
 * Reminds the focal points of every silent institution, at most once a day of the meeting's zone.
 * @returns the number of letters; `not_found`, `forbidden`, or as {@link decideReminders}.
 */
export async function sendReminders(store: Store, asked: AskedReminders): Promise<Outcome<number>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const lot = await loadReminders(store, found.value)
  if (!lot.ok) return lot
  const letters = lot.value.letters.filter(({ recipients }) => recipients.length > 0)
  if (letters.length === 0) return refuse('invalid', 'invitations.nobody_to_remind')
  return post(store, letters, {
    actorId: asked.actor.personId,
    kind: 'invitation.reminded',
    before: [],
    write: (facts, to) => reminderLetter(store, facts, to),
    set: () => ({ reminded_at: store.now }),
  })
}

interface AskedAgain extends AskedReminders {
  readonly delegateId: Id
}

/**
 * Sends one delegate the entry once more: the same SEQUENCE, a newer stamp (calendar-mail.md §3.4).
 * @returns `not_found` for somebody not named in this meeting, `forbidden`, `invalid`
 *   `invitations.no_address`, `conflict` `invitations.meeting_not_announced` or `invitations.update_waits`.
 */
export async function sendAgain(store: Store, asked: AskedAgain): Promise<Outcome<void>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const calendar = await loadCalendar(store, found.value)
  const seat = calendar.seats.find((entry) => entry.delegateId === asked.delegateId)
  if (!seat) return refuse('not_found', 'forms.unknown')
  if (!hasAddress(seat)) return refuse('invalid', 'invitations.no_address')
  if (calendar.meeting.gatherUntil !== null) return refuse('conflict', 'invitations.update_waits')
  if (!takesRequests(calendar, store.now)) return refuse('conflict', 'invitations.meeting_not_announced')

  const turn = openTurn(store, calendar, false)
  const [fact, version] = touchMeeting(store, found.value, asked.actor.personId)
  const statements: Statement[] = [
    version,
    ...(await requests(store, calendar, turn, [seat])),
    saveTurn(store, calendar, turn),
  ]
  return store.commit([fact, ...statements], undefined)
}
