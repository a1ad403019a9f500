/** A dialogue with its organiser in a fresh database, and what tests ask of meetings in it. */

import { moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import type { DialogueDraft } from '../../src/dialogues/dialogue.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { zone } from '../../src/kernel/zone.ts'
import { createMeeting } from '../../src/meetings/commands.ts'
import type { Meeting, MeetingDraft } from '../../src/meetings/meeting.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import { newPerson } from '../../src/people/persons.ts'
import type { Store } from '../../src/store/store.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { day } from './meetings.ts'

/** What a dialogue is opened with unless a test says otherwise. */
export const DIALOGUE: DialogueDraft = {
  code: 'OAT-KZ',
  title: { ru: 'Многосторонний диалог' },
  mandate: {},
  project: '',
  funder: '',
  languages: ['kk', 'ru'],
  authoritative: 'ru',
  zone: zone('Asia/Almaty'),
  holidayCalendar: 'KZ',
  attribution: 'attributed',
  participantList: 'institutions',
  quorumBasis: 'institutions',
  quorumPercent: 50,
  decisionRule: 'consensus',
  silenceLength: 5,
  silenceUnit: 'working_days',
}

/** What a meeting is planned with unless a test says otherwise: 14 April 2026 in Astana. */
export const MEETING: MeetingDraft = {
  kind: 'dialogue',
  format: 'in_person',
  zone: zone('Asia/Almaty'),
  days: [day('2026-04-14', '09:00', '17:30')],
  title: { ru: 'Второй диалог' },
  venue: { ru: 'Астана' },
  link: '',
  languages: ['kk', 'ru'],
  interpretation: [],
  attribution: 'attributed',
  previousMeetingId: null,
}

export interface World extends TestStore {
  readonly organiser: Actor
  readonly dialogueId: Id
  /** Somebody of the directory, without an account; named after their address. */
  person(email: string): Promise<Id>
  /** The same person with a role in the dialogue, as a session would see them. */
  actor(personId: Id, role: DialogueRole): Actor
  /** A meeting planned by the organiser. */
  meeting(changes?: Partial<MeetingDraft>): Promise<Id>
  /** The meeting as it is stored now. */
  stored(id: Id): Promise<Meeting>
}

/** Opens the world; the dialogue is active unless told otherwise. */
export async function openWorld({ active = true } = {}): Promise<World> {
  const open = openTestStore()
  const { store } = open
  const person = (email: string) => addPerson(store, email)
  const personId = await person('organiser@example.org')
  const opener: Actor = { personId, rank: 'organiser', roles: {}, speaksFor: [] }
  const dialogueId = value(await openDialogue(store, { actor: opener, ...DIALOGUE }))
  const organiser: Actor = { ...opener, roles: { [dialogueId]: ['organiser'] } }
  if (active) value(await moveDialogue(store, { actor: organiser, id: dialogueId, move: 'activation' }))
  return {
    ...open,
    organiser,
    dialogueId,
    person,
    actor: (id, role) => ({ personId: id, rank: 'member', roles: { [dialogueId]: [role] }, speaksFor: [] }),
    meeting: async (changes = {}) =>
      value(await createMeeting(store, { actor: organiser, dialogueId, ...MEETING, ...changes })),
    stored: async (id) => {
      const meeting = await findMeeting(store, id, 'all')
      if (!meeting) throw new Error('the meeting of this test is not there')
      return meeting
    },
  }
}

/** The value of an outcome that the test takes for granted. */
export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.messageKey}`)
  return outcome.value
}

async function addPerson(store: Store, email: string): Promise<Id> {
  const surname = email.split('@')[0] ?? ''
  const written = newPerson(store, {
    names: { ru: { surname, given: '', patronymic: '', salutation: '', position: '' } },
    readingLang: 'ru',
    zone: zone('Asia/Almaty'),
    email,
    actorId: 'system',
  })
  return value(await store.commit([written.fact, ...written.statements], written.id))
}
