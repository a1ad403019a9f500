/** Names, replaces and takes back delegates, declines as a body, acknowledges: load, decide, commit. */

import { findInstitution } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Newcomer as Met, meetPerson } from '../people/newcomers.ts'
import type { Statement, Store } from '../store/store.ts'
import { type AskedDelegation, type Delegation, despiteOthers, loadDelegation } from './access.ts'
import type { Seat } from './calendar-letters.tsx'
import { type Calendar, loadCalendar } from './calendar-queries.ts'
import type { NamedPerson } from './forms.ts'
import {
  type Delegate,
  decideAcknowledgement,
  decideNomination,
  decideRegrets,
  decideRemoval,
  decideReplacement,
  stateAfter,
} from './nomination.ts'
import {
  answerColumns,
  type InvitationMove,
  insertDelegate,
  leave,
  moveInvitation,
  touchMeeting,
} from './rows.ts'
import { isAgain, mayHold, openTurn, removals, requests, saveTurn, takesRequests } from './turn.ts'

interface AskedNaming extends AskedDelegation {
  readonly person: NamedPerson
}

/**
 * Names a person for an institution and sends them the calendar entry as soon as the date is told.
 * @returns the delegate's id, or a refusal of {@link loadDelegation} or {@link decideNomination}.
 */
export async function nominate(store: Store, asked: AskedNaming): Promise<Outcome<Id>> {
  return despiteOthers(async () => {
    const found = await loadDelegation(store, asked)
    return found.ok ? name(store, found.value, { asked, leaving: null }) : found
  })
}

interface AskedReplacement extends AskedNaming {
  readonly delegateId: Id
}

/**
 * Puts another person in a delegate's place: a cancellation to the one, a request to the other.
 * @returns the new delegate's id; `not_found` for another delegation's delegate, or a refusal of
 *   {@link loadDelegation} or {@link decideReplacement}.
 */
export async function replaceDelegate(store: Store, asked: AskedReplacement): Promise<Outcome<Id>> {
  return despiteOthers(async () => {
    const found = await loadDelegation(store, asked)
    if (!found.ok) return found
    const leaving = ownDelegate(found.value, asked.delegateId)
    return leaving ? name(store, found.value, { asked, leaving }) : refuse('not_found', 'forms.unknown')
  })
}

interface Naming {
  readonly asked: AskedNaming
  readonly leaving: Delegate | null
}

async function name(store: Store, delegation: Delegation, naming: Naming): Promise<Outcome<Id>> {
  const { asked, leaving } = naming
  const [newcomer, calendar] = await Promise.all([
    meet(store, delegation, asked),
    loadCalendar(store, delegation.meeting),
  ])
  if (!newcomer) return refuse('not_found', 'forms.unknown')
  const wanted = { by: asked.by, role: asked.person.role, personId: newcomer.known }
  const decision = leaving
    ? decideReplacement(delegation, leaving.id, wanted)
    : decideNomination(delegation, wanted)
  if (!decision.ok) return decision

  const { meeting, invitation } = delegation
  const actorId = asked.actor.personId
  const id = store.newId()
  const move = { kind: leaving ? 'invitation.replaced' : 'invitation.nominated', actorId }
  const delegate = { id, invitation, personId: newcomer.card.id, role: asked.person.role, actorId }
  return store.commit(
    [
      ...moveInvitation(store, invitation, answered(store, asked, { ...move, set: { state: 'nominated' } })),
      ...touchMeeting(store, meeting, actorId),
      ...newcomer.statements,
      // First out, then in: there is one head at most at any moment.
      ...(leaving ? leave(store, [leaving], { state: 'replaced', actorId }) : []),
      ...insertDelegate(store, { ...delegate, replacesId: leaving?.id ?? null }),
      ...(await changeCalendars(store, calendar, {
        leaving: calendar.seats.filter((seat) => seat.delegateId === leaving?.id),
        coming: seatOf(newcomer, { id, role: asked.person.role }),
      })),
    ],
    id,
  )
}

interface AskedRemoval extends AskedDelegation {
  readonly delegateId: Id
}

/**
 * Takes a name back without naming anybody else.
 * @returns `not_found` for another delegation's delegate, or a refusal of {@link loadDelegation} or
 *   {@link decideRemoval}.
 */
export async function removeDelegate(store: Store, asked: AskedRemoval): Promise<Outcome<void>> {
  return despiteOthers(async () => {
    const found = await loadDelegation(store, asked)
    if (!found.ok) return found
    const leaving = ownDelegate(found.value, asked.delegateId)
    if (!leaving) return refuse('not_found', 'forms.unknown')
    const decision = decideRemoval(found.value, leaving.id, asked.by)
    if (!decision.ok) return decision
    const left = namedBy(found.value).length - 1
    const move = { kind: 'invitation.name_withdrawn', set: { state: stateAfter(left) } }
    return letGo(store, found.value, { asked, leaving: [leaving], move })
  })
}

/**
 * Records that the institution will not take part; whoever it had named is told.
 * @returns a refusal of {@link loadDelegation} or {@link decideRegrets}.
 */
export async function sendRegrets(store: Store, asked: AskedDelegation): Promise<Outcome<void>> {
  return despiteOthers(async () => {
    const found = await loadDelegation(store, asked)
    if (!found.ok) return found
    const decision = decideRegrets(found.value, asked.by)
    if (!decision.ok) return decision
    const move = { kind: 'invitation.regrets', set: { state: 'regrets' as const } }
    return letGo(store, found.value, { asked, leaving: namedBy(found.value), move })
  })
}

/**
 * Records that the institution has received its letter.
 * @returns a refusal of {@link loadDelegation} or {@link decideAcknowledgement}.
 */
export async function acknowledge(store: Store, asked: AskedDelegation): Promise<Outcome<void>> {
  const found = await loadDelegation(store, asked)
  if (!found.ok) return found
  const decision = decideAcknowledgement(found.value)
  if (!decision.ok) return decision
  const move = moveInvitation(store, found.value.invitation, {
    kind: 'invitation.acknowledged',
    actorId: asked.actor.personId,
    set: { state: 'acknowledged' },
  })
  return store.commit(move, undefined)
}

interface Leaving {
  readonly asked: AskedDelegation
  readonly leaving: readonly Delegate[]
  readonly move: Omit<InvitationMove, 'actorId'>
}

async function letGo(
  store: Store,
  { meeting, invitation }: Delegation,
  { asked, leaving, move }: Leaving,
): Promise<Outcome<void>> {
  const actorId = asked.actor.personId
  const calendar = await loadCalendar(store, meeting)
  const ids = new Set(leaving.map((delegate) => delegate.id))
  const seats = calendar.seats.filter((seat) => ids.has(seat.delegateId))
  return store.commit(
    [
      ...moveInvitation(store, invitation, answered(store, asked, { ...move, actorId })),
      ...touchMeeting(store, meeting, actorId),
      ...leave(store, leaving, { state: 'withdrawn', actorId }),
      ...(await changeCalendars(store, calendar, { leaving: seats, coming: null })),
      ...(asked.also ?? []),
    ],
    undefined,
  )
}

interface Change {
  readonly leaving: readonly Seat[]
  readonly coming: Seat | null
}

/** Cancellations to those who leave, a request to who comes, all in one turn of the meeting's calendar. */
async function changeCalendars(
  store: Store,
  calendar: Calendar,
  { leaving, coming }: Change,
): Promise<Statement[]> {
  const holds = leaving.some((seat) => mayHold(calendar, seat))
  const asked = coming && takesRequests(calendar, store.now) ? [coming] : []
  const turn = openTurn(store, calendar, holds || asked.some((seat) => isAgain(calendar, seat)))
  return [
    ...removals(store, calendar, turn, { seats: leaving, reason: 'removed' }),
    ...(await requests(store, calendar, turn, asked)),
    ...(holds || asked.length > 0 ? [saveTurn(store, calendar, turn)] : []),
  ]
}

/** Somebody to be named: known to the institution already, or about to be. */
interface Newcomer extends Met {
  readonly institution: Seat['institution']
}

async function meet(
  store: Store,
  { meeting, invitation }: Delegation,
  { person, actor }: AskedNaming,
): Promise<Newcomer | null> {
  const institution = await findInstitution(store, invitation.institutionId)
  if (!institution) return null
  const asked = { person, institution, on: dateOf(store.now, meeting.zone), actorId: actor.personId }
  return { ...(await meetPerson(store, asked)), institution }
}

function seatOf(
  { card, institution }: Newcomer,
  { id, role }: { readonly id: Id; readonly role: Delegate['role'] },
): Seat {
  return {
    delegateId: id,
    role,
    person: card,
    institution,
    partstat: 'needs_action',
    partstatSequence: null,
    mailedSequence: null,
    firstMessageId: null,
  }
}

function answered(store: Store, asked: AskedDelegation, move: InvitationMove): InvitationMove {
  const { channel, source, actor } = asked
  return { ...move, set: { ...move.set, ...answerColumns(store, { channel, source, by: actor.personId }) } }
}

function ownDelegate({ invitation, delegates }: Delegation, id: Id): Delegate | null {
  return delegates.find((entry) => entry.id === id && entry.invitationId === invitation.id) ?? null
}

function namedBy({ invitation, delegates }: Delegation): Delegate[] {
  return delegates.filter((entry) => entry.invitationId === invitation.id && entry.state === 'nominated')
}
