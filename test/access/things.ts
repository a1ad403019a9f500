/** One dialogue with one of everything that an address or a form can name, built by the commands of the rooms. */

import { readFree } from '../../src/correspondence/forms.ts'
import { prepareFree } from '../../src/correspondence/free-commands.ts'
import { setLetterhead } from '../../src/correspondence/letterhead-commands.ts'
import { letterOfInvitation } from '../../src/correspondence/queries.ts'
import { grantRole, moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import { rolesInForce } from '../../src/dialogues/queries.ts'
import { openFeed } from '../../src/feeds/commands.ts'
import { feedOf } from '../../src/feeds/queries.ts'
import { addInstitution, addSector } from '../../src/institutions/commands.ts'
import { inviteInstitutions } from '../../src/invitations/commands.ts'
import { loadLetters, sendLetters } from '../../src/invitations/letter-commands.ts'
import { nominate } from '../../src/invitations/nomination-commands.ts'
import { invitationList } from '../../src/invitations/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import type { MeetingDraft } from '../../src/meetings/meeting.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import type { MeetingMove } from '../../src/meetings/state.ts'
import { addPerson } from '../../src/people/commands.ts'
import type { Actor } from '../../src/people/may.ts'
import { findPerson } from '../../src/people/queries.ts'
import type { Store } from '../../src/store/store.ts'
import { somebody } from '../invitations/world.ts'
import { day } from '../meetings/meetings.ts'
import { DIALOGUE, MEETING, value } from '../meetings/world.ts'
import { furnishRoadmap } from '../roadmaps/sample.ts'
import { furnishSupply } from '../supply/sample.ts'
import { FREE_LETTER } from './form-parts.ts'
import { plansIn } from './things-plans.ts'
import {
  agendas,
  answerToDecide,
  type besides,
  commitments,
  failedMail,
  minutes,
  papers,
  returned,
  unwanted,
} from './things-record.ts'
import { shared } from './things-shares.ts'
import { statusRequests } from './things-status.ts'
import { chain } from './things-steps.ts'

/** What one dialogue holds. */
export type Furnished = Awaited<ReturnType<typeof furnish>>
/** Everything by name; the rows of the matrix and the forms refer to these names. */
export type Things = Furnished &
  Awaited<ReturnType<typeof besides>> & {
    /** Somebody's passkey, and somebody who has one. */
    readonly passkey: Id
    /** A view of the list of commitments that somebody keeps. */
    readonly savedFilter: Id
    readonly holder: Id
  }
export type Thing = keyof Things

/** Who builds, where, and under which short name. */
export interface Site {
  readonly store: Store
  /** An administrator. */
  readonly actor: Actor
  /** `OWN` or `FOREIGN`: makes codes, names and addresses of the two dialogues differ. */
  readonly code: string
}

/** Builds the dialogue and gives the ids of all that is in it. */
export async function furnish(site: Site) {
  const bodies = await institutions(site)
  const dialogues = await allDialogues(site)
  const meetings = await allMeetings(site, dialogues.dialogue)
  await letterhead(site, dialogues.dialogue)
  const invitations = await delegations(site, { ...bodies, ...meetings })
  const items = await agendas(site, meetings)
  const record = await minutes(site, { ...meetings, ...items })
  const followUp = await commitments(site, { ...bodies, ...meetings })
  const steps = await chain(site, { ...bodies, ...followUp })
  const shares = await shared(site, { ...bodies, ...meetings, ...followUp })
  const status = await statusRequests(site, { ...dialogues, ...meetings, ...followUp })
  const files = await papers(site, { ...meetings, ...items, ...followUp })
  const mail = await failedMail(site, meetings.announced)
  const bounce = await returned(site, mail)
  const suppressed = await unwanted(site, `lead@${site.code.toLowerCase()}.example.org`)
  const openAnswer = await answerToDecide(site, meetings.confirmed, invitations.laterDelegate)
  const lettersSeen = await seenOf(site.store, meetings.confirmed)
  const freeSeen = await seenOfFree(site, { dialogueId: dialogues.dialogue, lead: bodies.lead })
  const sentLetter = (await letterOfInvitation(site.store, invitations.invitation))?.id ?? ''
  const feedToken = await feeds(site, dialogues.dialogue, bodies.leadPoint)
  const supply = await furnishSupply(site.store, {
    actor: site.actor,
    dialogueId: dialogues.dialogue,
    institutionId: bodies.lead,
  })
  const planned = { actor: site.actor, dialogueId: dialogues.dialogue, ownerId: bodies.lead, closed: true }
  const roadmaps = {
    ...(await furnishRoadmap(site.store, planned)),
    draftRoadmap: (await furnishRoadmap(site.store, { ...planned, state: 'draft' })).roadmap,
    approvedRoadmap: (await furnishRoadmap(site.store, { ...planned, state: 'approved' })).roadmap,
  }
  const plans = await plansIn(site.store, { actor: site.actor, dialogueId: dialogues.dialogue, ...bodies })
  return {
    ...bodies,
    ...plans,
    ...roadmaps,
    ...dialogues,
    ...meetings,
    ...invitations,
    ...items,
    ...record,
    ...followUp,
    ...steps,
    ...shares,
    ...status,
    ...files,
    ...supply,
    mail,
    openAnswer,
    bounce,
    suppressed,
    lettersSeen,
    freeSeen,
    sentLetter,
    feedToken,
  }
}

type Found<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>

const SINCE = localDate('2020-01-01')

/** Adds somebody to the directory who may speak for an institution. */
export async function person(
  { store, actor }: Site,
  email: string,
  institutionId: Id | null = null,
): Promise<Id> {
  const surname = email.split('@')[0] ?? ''
  const parts = { given: 'A.', patronymic: '', salutation: '', position: '' }
  return value(
    await addPerson(store, {
      actor,
      fields: {
        names: { ru: { surname, ...parts } },
        readingLang: 'ru',
        zone: zone('Asia/Almaty'),
        holidayCalendar: 'KZ',
        email,
        phone: '',
        protected: false,
      },
      affiliation: institutionId === null ? null : { institutionId, role: 'focal_point', from: SINCE },
    }),
  )
}

async function institutions(site: Site) {
  const { store, actor, code } = site
  const low = code.toLowerCase()
  const sector = value(
    await addSector(store, { actor, code, class: 'supplier', names: { ru: `Сектор ${code}` } }),
  )
  const one = async (name: string) =>
    value(
      await addInstitution(store, {
        actor,
        fields: {
          sectorId: sector,
          country: 'KZ',
          precedence: 10,
          listable: 'members',
          letterLanguages: ['ru'],
          zone: zone('Asia/Almaty'),
          holidayCalendar: 'KZ',
          officialMail: '',
        },
        names: { official: { ru: `${name} ${code}` }, short: {}, from: localDate('0001-01-01') },
      }),
    )
  const lead = await one('Дистрибьютор')
  const verifier = await one('Министерство')
  const uninvited = await one('Ведомство')
  const leadPoint = await person(site, `lead@${low}.example.org`, lead)
  const verifierPoint = await person(site, `verifier@${low}.example.org`, verifier)
  const affiliation = (await findPerson(store, leadPoint))?.affiliations[0]?.id ?? ''
  return { sector, lead, verifier, uninvited, leadPoint, verifierPoint, affiliation }
}

async function allDialogues({ store, actor, code }: Site) {
  const one = async (suffix: string) =>
    value(await openDialogue(store, { actor, ...DIALOGUE, code: `${code}${suffix}` }))
  const move = async (id: Id, ...moves: ('activation' | 'closure')[]) => {
    for (const next of moves) value(await moveDialogue(store, { actor, id, move: next }))
    return id
  }
  const dialogue = await move(await one(''), 'activation')
  const draftDialogue = await one('-D')
  const idleDialogue = await move(await one('-I'), 'activation')
  const closedDialogue = await move(await one('-C'), 'activation', 'closure')
  const email = `helper@${code.toLowerCase()}.example.org`
  await person({ store, actor, code }, email)
  value(await grantRole(store, { actor, dialogueId: dialogue, email, role: 'viewer' }))
  const role = (await rolesInForce(store, dialogue)).find((entry) => entry.role === 'viewer')?.id ?? ''
  return { dialogue, draftDialogue, idleDialogue, closedDialogue, role }
}

async function allMeetings({ store, actor }: Site, dialogueId: Id) {
  const plan = async (on: string, changes: Partial<MeetingDraft> = {}) =>
    value(
      await createMeeting(store, {
        actor,
        dialogueId,
        ...MEETING,
        days: [day(on, '09:00', '17:30')],
        ...changes,
      }),
    )
  const move = async (id: Id, ...moves: MeetingMove[]) => {
    for (const next of moves) value(await moveMeeting(store, { actor, id, move: next }))
    return id
  }
  const minuted = await move(
    await plan('2025-06-10'),
    ...(['announcement', 'confirmation', 'opening', 'holding', 'minuting'] as const),
  )
  const held = await move(await plan('2025-10-14'), ...(['announcement', 'confirmation', 'opening'] as const))
  const session = await move(
    await plan('2026-01-15'),
    ...(['announcement', 'confirmation', 'opening'] as const),
  )
  const announced = await move(await plan('2026-04-14'), 'announcement')
  const confirmed = await move(await plan('2026-05-14'), 'announcement', 'confirmation')
  const meeting = await findMeeting(store, confirmed, 'all')
  // Delegates would have to learn of another place: the change is gathered and can be sent at once.
  value(
    await editMeeting(store, {
      actor,
      id: confirmed,
      version: meeting?.version ?? 0,
      ...MEETING,
      days: [day('2026-05-14', '09:00', '17:30')],
      venue: { ru: 'Алматы' },
    }),
  )
  const draftMeeting = await plan('2026-06-14', { previousMeetingId: held })
  return { minuted, held, session, announced, confirmed, draftMeeting }
}

export type Bodies = Found<typeof institutions>
export type Meetings = Found<typeof allMeetings>

/** Two delegations in the announced meeting and one in another, so that each can be mistaken for the other. */
async function delegations(site: Site, place: Bodies & Meetings) {
  const { store, actor, code } = site
  const low = code.toLowerCase()
  const at = async (meetingId: Id, institutionIds: Id[]) => {
    const terms = { capacity: 'member', seats: 5, replyBy: null } as const
    value(await inviteInstitutions(store, { actor, meetingId, institutionIds, ...terms }))
    const list = await invitationList(store, meetingId)
    return (institutionId: Id) => list.find((entry) => entry.institutionId === institutionId)?.id ?? ''
  }
  const send = async (meetingId: Id, invitationIds: Id[]) => {
    const seen = await seenOf(store, meetingId)
    value(await sendLetters(store, { actor, meetingId, invitationIds, seen, locale: 'ru' }))
  }
  const name = async (meetingId: Id, invitationId: Id, email: string) => {
    const list = await invitationList(store, meetingId)
    const version = list.find((entry) => entry.id === invitationId)?.version ?? 0
    const by = { by: 'organiser', channel: 'phone', source: 'Звонок' } as const
    const asked = { actor, ...by, meetingId, invitationId, version, person: somebody({ version, email }) }
    return value(await nominate(store, asked))
  }
  const { announced, confirmed, lead, verifier, uninvited } = place
  const invited = await at(announced, [lead, verifier])
  const [invitation, otherInvitation] = [invited(lead), invited(verifier)]
  await send(announced, [invitation, otherInvitation])
  const draftInvitation = (await at(announced, [uninvited]))(uninvited)
  const laterInvitation = (await at(confirmed, [lead]))(lead)
  const waitingInvitation = (await at(confirmed, [verifier]))(verifier)
  const delegate = await name(announced, invitation, `delegate@${low}.example.org`)
  const otherDelegate = await name(announced, otherInvitation, `other@${low}.example.org`)
  const laterDelegate = await name(confirmed, laterInvitation, `later@${low}.example.org`)
  const first = { invitation, otherInvitation, draftInvitation, laterInvitation, waitingInvitation }
  // Nobody answers for this one: it is silent, so a reminder may go out.
  const silentInvitation = (await at(place.session, [verifier]))(verifier)
  await send(place.session, [silentInvitation])
  return { ...first, silentInvitation, delegate, otherDelegate, laterDelegate }
}

async function letterhead({ store, actor }: Site, dialogueId: Id): Promise<void> {
  const draft = { numberPattern: '', texts: { ru: { names: 'Министерство', contact: '' } }, signatories: [] }
  value(await setLetterhead(store, { actor, dialogueId, version: 0, draft }))
}

/** What stands for the preview of a letter to an institution. */
async function seenOfFree(
  { store, actor }: Site,
  { dialogueId, lead }: { readonly dialogueId: Id; readonly lead: Id },
): Promise<string> {
  const draft = value(readFree({ ...FREE_LETTER, institutions: lead }))
  return value(await prepareFree(store, { actor, dialogueId, draft, locale: 'ru' })).seen
}

/** The feed of the dialogue, and one of somebody who has a link to their settings. */
async function feeds({ store, actor }: Site, dialogue: Id, person: Id): Promise<string> {
  const asked = { dueAs: 'event', renew: false } as const
  const actorId = actor.personId
  value(await openFeed(store, { kind: 'person', id: person, actorId: person }, asked))
  value(await openFeed(store, { kind: 'dialogue', id: dialogue, actorId }, asked))
  return (await feedOf(store, dialogue)).address?.split('/').at(-2) ?? ''
}

/** What stands for the preview of the letters that a meeting has waiting. */
async function seenOf(store: Store, meetingId: Id): Promise<string> {
  const meeting = await findMeeting(store, meetingId, 'all')
  return meeting ? (await loadLetters(store, meeting)).seen : ''
}
