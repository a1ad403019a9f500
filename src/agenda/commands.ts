/** Changes the items of an agenda: load, decide, commit under the agenda's own lock. Nothing here sends mail. */

import { institutionNames } from '../institutions/queries.ts'
import { surnamesKeptOut } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { isEditable } from '../meetings/state.ts'
import { forgetReservations } from '../minutes/decisions.ts'
import type { Act, Actor } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import { decideCarryOver } from './carry.ts'
import { returningTo } from './carry-queries.ts'
import {
  type AgendaItem,
  decideItem,
  decideItemMove,
  type ItemDraft,
  type ItemMove,
  type ItemState,
  titleFaults,
  withoutSpeaker,
} from './item.ts'
import {
  continuationOf,
  countAgenda,
  deleteItem,
  insertItem,
  placeItems,
  rewriteItem,
  setItemState,
} from './items.ts'
import { type Direction, lastPosition, moveByOne } from './order.ts'
import { agendaOf, isContinued, isReferredTo } from './queries.ts'

/** Whose agenda, and who asks. */
interface AskedOfAgenda {
  readonly actor: Actor
  readonly meetingId: Id
}

/** An agenda that may be changed, with what its decisions need. */
interface LoadedAgenda {
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
}

/**
 * Loads an agenda to change it.
 * @returns `not_found`, `forbidden`, or `conflict` `agenda.meeting_over` for a closed or cancelled meeting.
 */
async function loadAgenda(
  store: Store,
  { actor, meetingId }: AskedOfAgenda,
  act: Act = 'organise',
): Promise<Outcome<LoadedAgenda>> {
  const found = await meetingFor(store, actor, meetingId, act)
  if (!found.ok) return found
  const meeting = found.value
  if (!isEditable(meeting.state)) return refuse('conflict', 'agenda.meeting_over')
  return done({ meeting, items: await agendaOf(store, meetingId) })
}

/**
 * Adds an item at the end of its day.
 * @returns its id; refusals of `loadAgenda` and `decideItem`, `invalid` `agenda.presenter_unknown`
 *   (`presenter_institution` or `presenter_person`) or the faults of `titleFaults`.
 */
export async function addItem(
  store: Store,
  asked: AskedOfAgenda & { readonly item: ItemDraft },
): Promise<Outcome<Id>> {
  const loaded = await loadAgenda(store, asked)
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const draft = await decideDraft(store, asked.item, meeting)
  if (!draft.ok) return draft

  const id = store.newId()
  const position = lastPosition(items, draft.value.day)
  return store.commit(
    [
      ...countAgenda(store, meeting, factOf('agenda_item.added', asked.actor, id)),
      ...insertItem(store, { id, meetingId: meeting.id, position, carriedFromId: null, draft: draft.value }),
    ],
    id,
  )
}

/**
 * Changes an item; on another day it goes to the end of that day.
 * @returns its id; as {@link addItem}, `not_found` `agenda.item_unknown`, `conflict` `forms.changed_meanwhile`.
 */
export async function editItem(
  store: Store,
  asked: AskedOfAgenda & { readonly itemId: Id; readonly version: number; readonly item: ItemDraft },
): Promise<Outcome<Id>> {
  const loaded = await loadAgenda(store, asked)
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const item = items.find((entry) => entry.id === asked.itemId)
  if (!item) return refuse('not_found', 'agenda.item_unknown')
  if (item.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const draft = await decideDraft(store, asked.item, meeting)
  if (!draft.ok) return draft

  const rule = draft.value.attribution ?? meeting.attribution
  const position = draft.value.day === item.day ? item.position : lastPosition(items, draft.value.day)
  return store.commit(
    [
      ...countAgenda(store, meeting, factOf('agenda_item.edited', asked.actor, item.id)),
      ...rewriteItem(store, item, draft.value, position),
      ...(rule === (item.attribution ?? meeting.attribution)
        ? []
        : forgetReservations(store, rule, { itemId: item.id })),
    ],
    item.id,
  )
}

/**
 * Moves an item one place up or down, over the border of a day if need be.
 * @returns its id; refusals of `loadAgenda` and `moveByOne`.
 */
export async function moveItem(
  store: Store,
  asked: AskedOfAgenda & { readonly itemId: Id; readonly direction: Direction },
): Promise<Outcome<Id>> {
  const loaded = await loadAgenda(store, asked)
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const days = meeting.days.map((day) => day.date)
  const places = moveByOne(items, days, asked.itemId, asked.direction)
  if (!places.ok) return places
  return store.commit(
    [
      ...countAgenda(store, meeting, factOf('agenda_item.moved', asked.actor, asked.itemId)),
      ...placeItems(store, places.value),
    ],
    asked.itemId,
  )
}

/**
 * Takes, defers, reschedules or removes an item. A draft that nothing refers to is deleted; anything else is
 * withdrawn and stays on record.
 * @returns the new state; refusals of `loadAgenda` (taking and deferring is also for who keeps the record) and
 *   `decideItemMove`, `not_found` `agenda.item_unknown`.
 */
export async function changeItemState(
  store: Store,
  asked: AskedOfAgenda & { readonly itemId: Id; readonly move: ItemMove },
): Promise<Outcome<ItemState>> {
  const loaded = await loadAgenda(store, asked, asked.move === 'removal' ? 'organise' : 'record')
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const item = items.find((entry) => entry.id === asked.itemId)
  if (!item) return refuse('not_found', 'agenda.item_unknown')
  const sits = meeting.state === 'in_session' || meeting.state === 'held'
  const continued = await isContinued(store, meeting.dialogueId, item.id)
  const to = decideItemMove(item.state, asked.move, { sits, continued })
  if (!to.ok) return to

  const forgotten =
    asked.move === 'removal' && item.state === 'draft' && !(await isReferredTo(store, meeting.id, item.id))
  const kind = forgotten ? 'agenda_item.deleted' : `agenda_item.${to.value}`
  return store.commit(
    [
      ...countAgenda(store, meeting, factOf(kind, asked.actor, item.id)),
      ...(forgotten ? deleteItem(store, item.id) : [setItemState(store, item, to.value)]),
    ],
    to.value,
  )
}

/**
 * Publishes the agenda: the participants see it from now on, and drafts become scheduled items.
 * @returns how many items were scheduled; refusals of `loadAgenda`, `conflict` `agenda.nothing_to_publish`.
 */
export async function publishAgenda(store: Store, asked: AskedOfAgenda): Promise<Outcome<number>> {
  const loaded = await loadAgenda(store, asked)
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const drafts = items.filter((item) => item.state === 'draft')
  if (drafts.length === 0) return refuse('conflict', 'agenda.nothing_to_publish')

  const details = { items: drafts.length }
  return store.commit(
    [
      ...countAgenda(store, meeting, {
        kind: 'agenda_item.published',
        actorId: asked.actor.personId,
        details,
      }),
      store.db.updateTable('meetings').set({ agenda_published_at: store.now }).where('id', '=', meeting.id),
      ...drafts.map((item) => setItemState(store, item, 'scheduled')),
    ],
    drafts.length,
  )
}

/**
 * Carries what earlier meetings left over to the end of this meeting's first day: what was not taken is deferred there,
 * what was taken stays so; here they are drafts that name what they continue. All these agendas are locked.
 * @returns how many; refusals of `loadAgenda` and `decideCarryOver`, `conflict` `agenda.no_previous_meeting`.
 */
export async function carryOver(
  store: Store,
  asked: AskedOfAgenda & { readonly itemIds: readonly Id[] },
): Promise<Outcome<number>> {
  const loaded = await loadAgenda(store, asked)
  if (!loaded.ok) return loaded
  const { meeting, items } = loaded.value
  const { offered, meetings } = await returningTo(store, meeting)
  const day = meeting.days[0]?.date
  if (meetings.size === 0 || !day) return refuse('conflict', 'agenda.no_previous_meeting')
  const chosen = decideCarryOver(offered, asked.itemIds)
  if (!chosen.ok) return chosen

  const actorId = asked.actor.personId
  const first = lastPosition(items, day)
  const from = [...meetings.values()].filter(({ id }) => chosen.value.some((one) => one.meetingId === id))
  const details = { items: chosen.value.length, meeting: from[0]?.id ?? null }
  return store.commit(
    [
      ...countAgenda(store, meeting, { kind: 'agenda_item.carried_over', actorId, details }),
      ...from.flatMap((previous) =>
        countAgenda(store, previous, {
          kind: 'agenda_item.carried_on',
          actorId,
          details: { meeting: meeting.id },
        }),
      ),
      ...chosen.value.flatMap((item, at) => {
        const previous = meetings.get(item.meetingId)
        return previous ? continueItem(store, item, { meeting, previous, day, position: first + at }) : []
      }),
    ],
    chosen.value.length,
  )
}

/** From which meeting to which, and where it stands there. */
interface Continued {
  readonly meeting: Meeting
  readonly previous: Meeting
  readonly day: LocalDate
  readonly position: number
}

function continueItem(
  store: Store,
  item: AgendaItem,
  { meeting, previous, day, position }: Continued,
): Statement[] {
  const id = store.newId()
  const draft = continuationOf(item, day, { from: previous.attribution, to: meeting.attribution })
  return [
    ...insertItem(store, { id, meetingId: meeting.id, position, carriedFromId: item.id, draft }),
    ...(item.state === 'deferred' || item.state === 'taken' ? [] : [setItemState(store, item, 'deferred')]),
  ]
}

function factOf(kind: string, actor: Actor, itemId: Id) {
  return { kind, actorId: actor.personId, details: { item: itemId } }
}

async function decideDraft(store: Store, asked: ItemDraft, meeting: Meeting): Promise<Outcome<ItemDraft>> {
  const days = meeting.days.map((day) => day.date)
  const decided = decideItem(asked, days)
  if (!decided.ok) return decided
  const rule = decided.value.attribution ?? meeting.attribution
  const draft = done(withoutSpeaker(decided.value, rule))
  // The title goes into calendars and onto pages.
  const faults = titleFaults(asked, await surnamesKeptOut(store, meeting, rule))
  if (faults.length > 0) return refuseFaults(faults)
  const { presenterInstitutionId: institution, presenterPersonId: person } = draft.value
  if (institution && !(await institutionNames(store, [institution])).has(institution))
    return refuse('invalid', 'agenda.presenter_unknown', 'presenter_institution')
  if (person && !(await personCards(store, [person])).has(person))
    return refuse('invalid', 'agenda.presenter_unknown', 'presenter_person')
  return draft
}
