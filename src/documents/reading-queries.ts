/**
 * Who may read a file: exactly who may read what it hangs on (people/visible.ts). There is no rule for files of their
 * own, so none that could be forgotten when another one changes.
 */

import { isVisible } from '../agenda/item.ts'
import { agendaOf } from '../agenda/queries.ts'
import type { PersonalLink } from '../auth/links.ts'
import { findCommitment } from '../commitments/queries.ts'
import { reachOf } from '../commitments/reach.ts'
import { findDelegate, findInvitation } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { findMeeting } from '../meetings/queries.ts'
import { type Actor, dialogueScope } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { speaksForStep } from '../steps/link.ts'
import { commitmentOfStep, stepsOf } from '../steps/queries.ts'
import { withheldAmong } from '../steps/schedule.ts'
import type { Store } from '../store/store.ts'
import { findLinked, type LinkedFile } from './queries.ts'

/** The file, if somebody signed in may read what it hangs on; else null. */
export async function fileFor(store: Store, actor: Actor, id: Id): Promise<LinkedFile | null> {
  const file = await findLinked(store, id)
  const scope = dialogueScope(actor)
  if (!file || (scope !== 'all' && !scope.includes(file.dialogueId))) return null
  return (await isShownTo(store, actor, file)) ? file : null
}

function isShownTo(store: Store, actor: Actor, file: LinkedFile): Promise<boolean> | boolean {
  const { subjectKind, subjectId, dialogueId } = file
  if (subjectKind === 'meeting') return sees(actor, 'meeting', dialogueId)
  if (subjectKind === 'letter') return sees(actor, 'letter', dialogueId)
  if (subjectKind === 'report') return isReportShown(store, actor, file)
  if (subjectKind === 'step') return isStepShown(store, actor, file)
  return isItemShown(store, subjectId, sees(actor, 'closedAgenda', dialogueId) ? 'secretariat' : 'members')
}

async function isReportShown(store: Store, actor: Actor, { subjectId, dialogueId }: LinkedFile) {
  const commitmentId = sees(actor, 'report', dialogueId) ? await commitmentOf(store, subjectId) : null
  return commitmentId !== null && (await findCommitment(store, commitmentId, reachOf(actor))) !== null
}

/** As {@link isReportShown}; where a shipment could be reckoned from the step, only to who may know of shipments. */
async function isStepShown(store: Store, actor: Actor, { subjectId, dialogueId }: LinkedFile) {
  const commitmentId = sees(actor, 'report', dialogueId) ? await commitmentOfStep(store, subjectId) : null
  if (commitmentId === null || !(await findCommitment(store, commitmentId, reachOf(actor)))) return false
  return sees(actor, 'shipment', dialogueId) || !(await isWithheld(store, commitmentId, subjectId))
}

async function isWithheld(store: Store, commitmentId: Id, stepId: Id): Promise<boolean> {
  const steps = (await stepsOf(store, [commitmentId])).get(commitmentId) ?? []
  return withheldAmong(steps).has(stepId)
}

async function isItemShown(store: Store, itemId: Id, audience: 'secretariat' | 'members'): Promise<boolean> {
  const item = await store.db
    .selectFrom('agenda_items')
    .select(['state', 'visibility'])
    .where('id', '=', itemId)
    .executeTakeFirst()
  return item !== undefined && isVisible(item, audience)
}

/** The page on which a file stands for the secretariat; for a letter the register of its dialogue. */
export async function pageOf(store: Store, file: LinkedFile): Promise<string> {
  const { subjectKind, subjectId, dialogueId } = file
  if (subjectKind === 'meeting') return `/meetings/${subjectId}#papers`
  if (subjectKind === 'letter') return `/dialogues/${dialogueId}/letters`
  if (subjectKind === 'report') return `/commitments/${await commitmentOf(store, subjectId)}`
  if (subjectKind === 'step')
    return `/commitments/${await commitmentOfStep(store, subjectId)}/steps/${subjectId}`
  const item = await store.db
    .selectFrom('agenda_items')
    .select('meeting_id')
    .where('id', '=', subjectId)
    .executeTakeFirstOrThrow()
  return `/meetings/${item.meeting_id}#papers`
}

async function commitmentOf(store: Store, reportId: Id): Promise<Id | null> {
  const row = await store.db
    .selectFrom('reports')
    .select('commitment_id')
    .where('id', '=', reportId)
    .executeTakeFirst()
  return row?.commitment_id ?? null
}

/** The file, if the page behind a personal link shows what it hangs on; else null. */
export async function fileBehind(store: Store, link: PersonalLink, id: Id): Promise<LinkedFile | null> {
  const file = await findLinked(store, id)
  return file && (await isBehind(store, link, file)) ? file : null
}

function isBehind(store: Store, link: PersonalLink, file: LinkedFile): Promise<boolean> | boolean {
  const { subjectKind } = file
  if (link.purpose === 'attend') return isBeforeDelegate(store, link, file)
  if (link.purpose === 'nominate') return subjectKind === 'letter' && isInvited(store, link, file)
  if (subjectKind === 'step') return isOfOwnStep(store, link, file)
  if (link.purpose === 'report' || link.purpose === 'verify')
    return subjectKind === 'report' && isAboutCommitment(store, link, file)
  if (link.purpose === 'promises') return subjectKind === 'report' && isOfInstitution(store, link, file)
  return false
}

/** Papers of the meeting for who is still named, those of its items once they may be read by members. */
async function isBeforeDelegate(
  store: Store,
  link: PersonalLink,
  { subjectKind, subjectId }: LinkedFile,
): Promise<boolean> {
  const delegate = await findDelegate(store, link.subjectId)
  if (delegate?.personId !== link.person.id || delegate.state !== 'nominated') return false
  if (subjectKind === 'meeting') return subjectId === delegate.meetingId
  if (subjectKind !== 'agenda_item') return false
  const meeting = await findMeeting(store, delegate.meetingId, 'all')
  const items = meeting?.agendaPublishedAt ? await agendaOf(store, meeting.id) : []
  return items.some((item) => item.id === subjectId && isVisible(item, 'members'))
}

/** A letter to the institution that was invited, for who speaks for it. */
async function isInvited(store: Store, link: PersonalLink, { subjectId }: LinkedFile): Promise<boolean> {
  const invitation = subjectId === link.subjectId ? await findInvitation(store, subjectId) : null
  return invitation !== null && link.actor.speaksFor.includes(invitation.institutionId)
}

/** What proves a report: for who speaks for the institution that reports or the one that verifies. */
async function isAboutCommitment(store: Store, link: PersonalLink, file: LinkedFile): Promise<boolean> {
  const { speaksFor } = link.actor
  if ((await commitmentOf(store, file.subjectId)) !== link.subjectId) return false
  const commitment = await findCommitment(store, link.subjectId, 'all')
  const party = link.purpose === 'report' ? commitment?.leadId : commitment?.verifierId
  return party != null && speaksFor.includes(party)
}

/** What proves a step of which the link may speak, and from which no shipment can be reckoned. */
async function isOfOwnStep(store: Store, link: PersonalLink, { subjectId }: LinkedFile): Promise<boolean> {
  const commitmentId = (await commitmentOfStep(store, subjectId)) ?? ''
  const commitment = await findCommitment(store, commitmentId, 'all')
  const steps = commitment ? ((await stepsOf(store, [commitment.id])).get(commitment.id) ?? []) : []
  const step = steps.find(({ id }) => id === subjectId)
  if (!commitment || !step || !speaksForStep(link, commitment, step)) return false
  return !withheldAmong(steps).has(step.id)
}

/** What proves a report of the institution itself, for who speaks for it. */
async function isOfInstitution(store: Store, link: PersonalLink, file: LinkedFile): Promise<boolean> {
  const commitment = await findCommitment(store, (await commitmentOf(store, file.subjectId)) ?? '', 'all')
  return commitment?.leadId === link.subjectId && link.actor.speaksFor.includes(link.subjectId)
}
