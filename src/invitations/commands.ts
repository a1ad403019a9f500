/** Invites institutions, edits letters before they go out, takes invitations back: load, decide, commit. */

import { revokeLinks } from '../auth/links.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { type InstitutionName, letterLanguagesOf } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { focalPoints } from '../people/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import { loadCalendar } from './calendar-queries.ts'
import {
  decideInvitations,
  decideLetterDraft,
  decideWithdrawal,
  type Invitation,
  type InvitationTerms,
  type LetterDraft,
} from './invitation.ts'
import { type LetterFacts, withdrawnLetter } from './letters.tsx'
import { delegatesOfMeeting, findInvitation, invitationList } from './queries.ts'
import { leave, moveInvitation, touchMeeting } from './rows.ts'
import { mayHold, openTurn, removals, saveTurn } from './turn.ts'

interface AskedInvites extends InvitationTerms {
  readonly actor: Actor
  readonly meetingId: Id
  readonly institutionIds: readonly Id[]
}

/**
 * Puts institutions on the list of a meeting, as drafts that nobody is told of.
 * @returns how many; `not_found`, `forbidden`, or as {@link decideInvitations}.
 */
export async function inviteInstitutions(store: Store, asked: AskedInvites): Promise<Outcome<number>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  const [institutions, invited] = await Promise.all([
    institutionNames(store, asked.institutionIds),
    invitationList(store, meeting.id),
  ])
  const today = dateOf(store.now, meeting.zone)
  const known = new Set(institutions.keys())
  const decision = decideInvitations(meeting, { ...asked, today }, known, invited)
  if (!decision.ok) return decision

  const actorId = asked.actor.personId
  const before = new Map(invited.map((invitation) => [invitation.institutionId, invitation]))
  return store.commit(
    [
      // The meeting's fact keeps two organisers from inviting the same institution at once.
      recordFact(store, meeting, { kind: 'meeting.institutions_invited', actorId }),
      store.db
        .updateTable('meetings')
        .set({ version: meeting.version + 1 })
        .where('id', '=', meeting.id),
      ...[...institutions.values()].flatMap((institution) => {
        const withdrawn = before.get(institution.id)
        return withdrawn
          ? inviteAgain(store, withdrawn, { asked, institution })
          : inviteFirst(store, { asked, institution })
      }),
    ],
    decision.value.length,
  )
}

interface Invited {
  readonly asked: AskedInvites
  readonly institution: InstitutionName
}

function inviteFirst(store: Store, { asked, institution }: Invited): Statement[] {
  const id = store.newId()
  const fact = { kind: 'invitation.prepared', actorId: asked.actor.personId }
  return [
    recordFact(store, { id, version: 0 }, { ...fact, details: { institution: institution.id } }),
    store.db.insertInto('invitations').values({
      id,
      meeting_id: asked.meetingId,
      institution_id: institution.id,
      capacity: asked.capacity,
      seats: asked.seats,
      letter_number: '',
      letter_date: null,
      addressee: '',
      letter_form: null,
      languages: letterLanguagesOf(institution).join(','),
      reply_by: asked.replyBy,
      state: 'draft',
      state_since: store.now,
      sent_at: null,
      reminded_at: null,
      answer_channel: null,
      answer_source: '',
      answered_by: null,
      answered_at: null,
      version: 1,
    }),
  ]
}

function inviteAgain(store: Store, invitation: Invitation, { asked, institution }: Invited): Statement[] {
  const set = {
    capacity: asked.capacity,
    seats: asked.seats,
    reply_by: asked.replyBy,
    languages: letterLanguagesOf(institution).join(','),
    letter_number: '',
    letter_date: null,
    state: 'draft',
    sent_at: null,
    reminded_at: null,
    answer_channel: null,
    answer_source: '',
    answered_by: null,
    answered_at: null,
  } as const
  return moveInvitation(store, invitation, {
    kind: 'invitation.prepared',
    actorId: asked.actor.personId,
    set,
  })
}

interface AskedLetter extends LetterDraft {
  readonly actor: Actor
  readonly meetingId: Id
  readonly id: Id
  readonly version: number
}

/**
 * Changes a letter that is not out yet. A state body gets Kazakh first, whatever order was chosen.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideLetterDraft}.
 */
export async function editLetter(store: Store, asked: AskedLetter): Promise<Outcome<void>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const invitation = await findInvitation(store, asked.id, asked.meetingId)
  if (!invitation) return refuse('not_found', 'forms.unknown')
  if (invitation.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const today = dateOf(store.now, found.value.zone)
  const draft = decideLetterDraft(found.value, invitation, { ...asked, today })
  if (!draft.ok) return draft
  const institution = (await institutionNames(store, [invitation.institutionId])).get(
    invitation.institutionId,
  )
  if (!institution) return refuse('not_found', 'forms.unknown')

  const { capacity, seats, replyBy, letterNumber, letterDate, addressee, letterForm, languages } = draft.value
  const { sectorClass } = institution
  const moved = moveInvitation(store, invitation, {
    kind: 'invitation.letter_edited',
    actorId: asked.actor.personId,
    set: {
      capacity,
      seats,
      reply_by: replyBy,
      letter_number: letterNumber,
      letter_date: letterDate,
      addressee,
      ...(letterForm === undefined ? {} : { letter_form: letterForm }),
      languages: letterLanguagesOf({ letterLanguages: languages, sectorClass }).join(','),
    },
  })
  return store.commit(moved, undefined)
}

interface AskedWithdrawal {
  readonly actor: Actor
  readonly meetingId: Id
  readonly id: Id
  readonly version: number
}

/**
 * Takes an invitation back: a letter to each focal point if one had gone out, a cancellation to each delegate.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile`, or as {@link decideWithdrawal}.
 */
export async function withdrawInvitation(store: Store, asked: AskedWithdrawal): Promise<Outcome<void>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  const invitation = await findInvitation(store, asked.id, asked.meetingId)
  if (!invitation) return refuse('not_found', 'forms.unknown')
  if (invitation.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const decision = decideWithdrawal(meeting, invitation)
  if (!decision.ok) return decision

  const actorId = asked.actor.personId
  const [delegates, calendar, letters] = await Promise.all([
    delegatesOfMeeting(store, meeting.id),
    loadCalendar(store, meeting),
    farewells(store, { meeting, invitation }),
  ])
  const leaving = delegates.filter(
    (delegate) => delegate.invitationId === invitation.id && delegate.state === 'nominated',
  )
  const ids = new Set(leaving.map((delegate) => delegate.id))
  const seats = calendar.seats.filter((seat) => ids.has(seat.delegateId))
  const holds = seats.some((seat) => mayHold(calendar, seat))
  const turn = openTurn(store, calendar, holds)
  return store.commit(
    [
      ...moveInvitation(store, invitation, {
        kind: 'invitation.withdrawn',
        actorId,
        set: { state: 'withdrawn' },
      }),
      ...touchMeeting(store, meeting, actorId),
      ...leave(store, leaving, { state: 'withdrawn', actorId }),
      ...revokeLinks(store, { purpose: 'nominate', subjectId: invitation.id }),
      withdrawUnsent(store, { subjectId: invitation.id }),
      ...letters,
      ...removals(store, calendar, turn, { seats, reason: 'removed' }),
      ...(holds ? [saveTurn(store, calendar, turn)] : []),
    ],
    undefined,
  )
}

/** The letters that tell focal points; none when the invitation never went out. */
async function farewells(
  store: Store,
  { meeting, invitation }: Pick<LetterFacts, 'meeting' | 'invitation'>,
): Promise<Statement[]> {
  if (invitation.sentAt === null) return []
  const today = dateOf(store.now, meeting.zone)
  const [dialogue, institutions, people] = await Promise.all([
    findDialogue(store, meeting.dialogueId, 'all'),
    institutionNames(store, [invitation.institutionId], meeting.days[0]?.date),
    focalPoints(store, [invitation.institutionId], today),
  ])
  const institution = institutions.get(invitation.institutionId)
  if (!dialogue || !institution) return []
  const facts = { meeting, dialogue, invitation, institution }
  const reachable = (people.get(invitation.institutionId) ?? []).filter((person) => person.email !== '')
  return reachable.flatMap((person) => withdrawnLetter(store, facts, person).statements)
}
