/** How institutions were invited to the example's meetings, named their people, and those people answered. */

import { answer } from '../../invitations/answer-commands.ts'
import { editLetter, inviteInstitutions } from '../../invitations/commands.ts'
import type { Invitation } from '../../invitations/invitation.ts'
import { loadLetters, sendLetters } from '../../invitations/letter-commands.ts'
import { nominate, replaceDelegate, sendRegrets } from '../../invitations/nomination-commands.ts'
import { delegatesOfMeeting, invitationList } from '../../invitations/queries.ts'
import { type Instant, plus } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import { done, type Outcome } from '../../kernel/outcome.ts'
import type { Meeting } from '../../meetings/meeting.ts'
import { findMeeting } from '../../meetings/queries.ts'
import { personCard } from '../../people/queries.ts'
import type { Store } from '../../store/store.ts'
import { CENTRAL_PEOPLE } from '../directory/people.ts'
import { REGIONAL_PEOPLE } from '../directory/regional-people.ts'
import { astana, named } from '../moment.ts'
import { type Act, byLink, idOf, type Scene } from '../scene.ts'
import type { ExampleDelegate, ExampleDelegation } from './delegations.ts'

/** Between a nomination and the person's answer. */
const THINKING = { hours: 26 }

interface Invited {
  readonly meeting: string
  readonly replyBy: string
  readonly delegations: readonly ExampleDelegation[]
}

/** The letters of a meeting go out, and whoever answers does so on their day. */
export function invites(at: Instant, invited: Invited): Act[] {
  const { meeting, delegations } = invited
  return [
    { at, what: `list of ${meeting}`, run: (store, scene) => list(store, scene, invited) },
    {
      at: plus(at, { minutes: 20 }),
      what: `letters of ${meeting}`,
      run: (store, scene) => send(store, scene, meeting),
    },
    ...delegations.flatMap((delegation) => answersOf(meeting, delegation)),
  ]
}

/** Puts one delegate in another's place. */
export function replaces(
  at: Instant,
  seat: { meeting: string; institution: string; leaving: string; coming: ExampleDelegate },
): Act[] {
  const { meeting, institution, leaving, coming } = seat
  return [
    {
      at,
      what: `${coming.person} for ${leaving}`,
      run: async (store, scene) => {
        const place = await placeOf(store, scene, { meeting, institution })
        const delegate = await delegateOf(store, scene, { meeting, person: leaving })
        const asked = { ...place, person: await naming(store, scene, { ...place, delegate: coming }) }
        return replaceDelegate(store, { ...asked, delegateId: delegate.id })
      },
    },
    replies(plus(at, { hours: 2 }), { meeting, institution, delegate: coming }),
  ]
}

async function list(store: Store, scene: Scene, invited: Invited): Promise<Outcome<number>> {
  const groups = Map.groupBy(invited.delegations, ({ capacity, seats }) => `${capacity}/${seats}`)
  for (const group of groups.values()) {
    const [first] = group
    if (!first) continue
    const outcome = await inviteInstitutions(store, {
      actor: scene.actor,
      meetingId: idOf(scene, invited.meeting),
      institutionIds: group.map(({ institution }) => named(scene.institutions, institution)),
      capacity: first.capacity,
      seats: first.seats,
      replyBy: localDate(invited.replyBy),
    })
    if (!outcome.ok) return outcome
  }
  return number(store, scene, invited)
}

/** Every letter has a number of the register: the meeting's, and one more for each institution. */
async function number(store: Store, scene: Scene, invited: Invited): Promise<Outcome<number>> {
  const meeting = await meetingOf(store, scene, invited.meeting)
  for (const [at, { institution }] of invited.delegations.entries()) {
    const invitation = await invitationOf(store, scene, { meeting: invited.meeting, institution })
    const letterNumber = `14-${meeting.ordinal}/${101 + at}`
    const asked = { actor: scene.actor, meetingId: meeting.id }
    const outcome = await editLetter(store, { ...invitation, ...asked, letterNumber })
    if (!outcome.ok) return outcome
  }
  return done(invited.delegations.length)
}

async function send(store: Store, scene: Scene, code: string): Promise<Outcome<number>> {
  const meeting = await meetingOf(store, scene, code)
  const lot = await loadLetters(store, meeting)
  const invitationIds = lot.letters.map(({ facts }) => facts.invitation.id)
  return sendLetters(store, {
    actor: scene.actor,
    meetingId: meeting.id,
    invitationIds,
    seen: lot.seen,
    locale: 'en',
  })
}

function answersOf(meeting: string, delegation: ExampleDelegation): Act[] {
  const { institution, answered, delegates } = delegation
  if (!answered) return []
  const at = astana(answered)
  if (delegates.length === 0)
    return [
      {
        at,
        what: `regrets of ${institution}`,
        run: async (store, scene) =>
          sendRegrets(store, await placeOf(store, scene, { meeting, institution })),
      },
    ]
  return delegates.flatMap((delegate, index) => {
    const seat = { meeting, institution, delegate }
    const nominated = plus(at, { minutes: 2 * index })
    return [nominates(nominated, seat), ...(delegate.reply ? [replies(plus(nominated, THINKING), seat)] : [])]
  })
}

interface Seat {
  readonly meeting: string
  readonly institution: string
  readonly delegate: ExampleDelegate
}

function nominates(at: Instant, { meeting, institution, delegate }: Seat): Act {
  return {
    at,
    what: `${delegate.person} for ${institution}`,
    run: async (store, scene) => {
      const place = await placeOf(store, scene, { meeting, institution })
      return nominate(store, { ...place, person: await naming(store, scene, { ...place, delegate }) })
    },
  }
}

function replies(at: Instant, { meeting, institution, delegate }: Seat): Act {
  const { person, reply } = delegate
  return {
    at,
    what: `answer of ${person}`,
    run: async (store, scene) => {
      const { id } = await delegateOf(store, scene, { meeting, person })
      const { dateVersion } = await meetingOf(store, scene, meeting)
      return answer(store, {
        actor: byLink(scene, person, institution),
        delegateId: id,
        reply: reply ?? 'accepted',
        comment: '',
        listingConsent: institution !== 'COM-1' && reply === 'accepted',
        dateVersion,
      })
    },
  }
}

/** An institution that answers by the link of its focal point. */
async function placeOf(store: Store, scene: Scene, at: { meeting: string; institution: string }) {
  const invitation = await invitationOf(store, scene, at)
  const speaker = [...CENTRAL_PEOPLE, ...REGIONAL_PEOPLE].find(
    (person) => person.at === at.institution && person.role === 'focal_point',
  )
  if (!speaker) throw new Error(`${at.institution} has no focal point in the example`)
  return {
    actor: byLink(scene, speaker.key, at.institution),
    by: 'institution',
    invitationId: invitation.id,
    version: invitation.version,
    channel: 'link',
    source: '',
  } as const
}

async function naming(
  store: Store,
  scene: Scene,
  { delegate, version }: { delegate: ExampleDelegate; version: number },
) {
  const card = await personCard(store, named(scene.people, delegate.person))
  if (!card) throw new Error(`${delegate.person} is not known`)
  const { names, locale, email } = card
  return { role: delegate.role, names, readingLang: locale, email, version }
}

async function invitationOf(
  store: Store,
  scene: Scene,
  { meeting, institution }: { meeting: string; institution: string },
): Promise<Invitation> {
  const all = await invitationList(store, idOf(scene, meeting))
  const found = all.find((entry) => entry.institutionId === named(scene.institutions, institution))
  if (!found) throw new Error(`${institution} is not invited to ${meeting}`)
  return found
}

async function delegateOf(
  store: Store,
  scene: Scene,
  { meeting, person }: { meeting: string; person: string },
) {
  const all = await delegatesOfMeeting(store, idOf(scene, meeting))
  const personId = named(scene.people, person)
  const found = all.find((entry) => entry.personId === personId && entry.state === 'nominated')
  if (!found) throw new Error(`${person} is not named for ${meeting}`)
  return found
}

async function meetingOf(store: Store, scene: Scene, code: string): Promise<Meeting> {
  const meeting = await findMeeting(store, idOf(scene, code), 'all')
  if (!meeting) throw new Error(`${code} is not there`)
  return meeting
}
