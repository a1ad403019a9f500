/** The world of commitments with a meeting ahead, and a status request in it. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { createMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import type { Actor } from '../../src/people/may.ts'
import { type TakenAnswer, takeAnswer } from '../../src/status/answer-commands.ts'
import { prepareRequest } from '../../src/status/commands.ts'
import { findRequest, partsOfRequests } from '../../src/status/queries.ts'
import type { RequestDraft, StatusPart, StatusRequest } from '../../src/status/request.ts'
import { sendRequest } from '../../src/status/sending-commands.ts'
import type { Store } from '../../src/store/store.ts'
import { accepted, loaded, recorded, speaks, type World } from '../commitments/world.ts'
import { day } from '../meetings/meetings.ts'
import { MEETING } from '../meetings/world.ts'

/** A meeting that is announced for 10 March 2026. */
export async function meetingAhead(world: World, changes: Partial<typeof MEETING> = {}): Promise<Id> {
  const { store, organiser: actor, dialogueId } = world
  const asked = { ...MEETING, days: [day('2026-03-10', '09:00', '17:30')], ...changes }
  const id = accepted(await createMeeting(store, { actor, dialogueId, ...asked }))
  accepted(await moveMeeting(store, { actor, id, move: 'announcement' }))
  return id
}

/** A draft as the coordinator prepares it. */
export async function prepared(world: World, changes: Partial<RequestDraft> = {}): Promise<Id> {
  const { store, coordinator: actor, dialogueId } = world
  const draft = {
    meetingId: null,
    commitmentIds: [],
    dueOn: localDate('2026-03-01'),
    words: { ru: 'Просим ответить коротко.' },
    ...changes,
  }
  return accepted(await prepareRequest(store, { actor, dialogueId, draft }))
}

/** A request whose letters went, with its parts. */
export async function opened(world: World, changes: Partial<RequestDraft> = {}) {
  const id = await prepared(world, changes)
  accepted(await sendRequest(world.store, { actor: world.coordinator, id }))
  return { id, parts: (await partsOfRequests(world.store, [id])).get(id) ?? [] }
}

/** The request as it stands now. */
export async function requestNow(store: Store, id: Id): Promise<StatusRequest> {
  const request = await findRequest(store, id, 'all')
  if (!request) throw new Error('not there')
  return request
}

/** The part of an institution. */
export function partOf(parts: readonly StatusPart[], institutionId: Id): Id {
  return parts.find((part) => part.institutionId === institutionId)?.id ?? ''
}

/** The focal point of the distributor. */
export function ofDist(world: World): Actor {
  return speaks(world.distPoint, world.dist)
}

/** Commitments of the distributor, the ministry and the authority where nobody can be written to. */
export async function three(world: World): Promise<Id[]> {
  const own = { supporterIds: [], verifierId: null }
  const first = await recorded(world, { text: { ru: 'Договор' } })
  const second = await recorded(world, { ...own, text: { ru: 'Приказ' }, leadId: world.moh })
  const third = await recorded(world, { ...own, text: { ru: 'Разрешение' }, leadId: world.cna })
  return [first.id, second.id, third.id]
}

/** Copies of a commitment, written directly: by hand two hundred would take a second. */
export async function copiesDueSooner({ store }: World, id: Id, count: number): Promise<Id[]> {
  const { db } = store
  const row = await db.selectFrom('commitments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const copies = Array.from({ length: count }, (_, at) => ({
    id: store.newId(),
    number: row.number + at + 1,
  }))
  for (const copy of copies) {
    const due_on = localDate('2026-01-20')
    const text = { commitment_id: copy.id, lang: 'ru' as const, text: `Копия ${copy.number}` }
    await store.tidy(db.insertInto('commitments').values({ ...row, ...copy, due_on }))
    await store.tidy(db.insertInto('commitment_texts').values(text))
  }
  return copies.map((copy) => copy.id)
}

/** The distributor says that one of its commitments is in progress. */
export async function say(
  world: World,
  at: string,
  commitmentId: Id,
  parts: readonly StatusPart[],
): Promise<Outcome<TakenAnswer>> {
  const { number, version } = await loaded(world, commitmentId)
  const lines = [{ number, version, claim: 'in_progress' as const, words: 'Идёт тендер' }]
  return takeAnswer(world.open.at(at), { actor: ofDist(world), partId: partOf(parts, world.dist), lines })
}
