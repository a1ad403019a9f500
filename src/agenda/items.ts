/** The writes of the agenda room as statements: the lock of a meeting's agenda, its items and their order. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { type Fact, recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { stricterRule } from '../people/visible.ts'
import type { AttributionRule } from '../store/schema.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { type AgendaItem, type ItemDraft, type ItemState, withoutSpeaker } from './item.ts'
import type { Placed } from './order.ts'

/** Under which the history of a meeting's agenda is kept. */
export function agendaSubject(meetingId: Id): string {
  return `agenda:${meetingId}`
}

/** What opens every batch about an agenda: the fact, and the counter that makes it a lock. */
export function countAgenda(
  store: Store,
  meeting: Pick<Meeting, 'id' | 'agendaVersion'>,
  fact: Fact,
): [FactStatement, Statement] {
  const subject = { id: agendaSubject(meeting.id), version: meeting.agendaVersion }
  return [
    recordFact(store, subject, fact),
    store.db
      .updateTable('meetings')
      .set({ agenda_version: meeting.agendaVersion + 1 })
      .where('id', '=', meeting.id),
  ]
}

/** A new item and its place. */
interface NewItem {
  readonly id: Id
  readonly meetingId: Id
  readonly position: number
  readonly carriedFromId: Id | null
  readonly draft: ItemDraft
}

/** Statements that add an item as a draft. */
export function insertItem(
  store: Store,
  { id, meetingId, position, carriedFromId, draft }: NewItem,
): Statement[] {
  const row = store.db.insertInto('agenda_items').values({
    id,
    meeting_id: meetingId,
    position,
    ...columnsOf(draft),
    carried_from_id: carriedFromId,
    state: 'draft',
    version: 1,
  })
  return [row, ...insertTexts(store, id, draft)]
}

/** Statements that write the new facts of an item at a place. */
export function rewriteItem(store: Store, item: AgendaItem, draft: ItemDraft, position: number): Statement[] {
  return [
    store.db
      .updateTable('agenda_items')
      .set({ ...columnsOf(draft), position, version: item.version + 1 })
      .where('id', '=', item.id),
    store.db.deleteFrom('agenda_item_texts').where('item_id', '=', item.id),
    ...insertTexts(store, item.id, draft),
  ]
}

/** The statement that sets an item's state. */
export function setItemState(store: Store, item: AgendaItem, state: ItemState): Statement {
  return store.db
    .updateTable('agenda_items')
    .set({ state, version: item.version + 1 })
    .where('id', '=', item.id)
}

/** Statements that take an item out without a trace, for a draft nothing refers to. */
export function deleteItem(store: Store, itemId: Id): Statement[] {
  return [
    store.db.deleteFrom('agenda_item_texts').where('item_id', '=', itemId),
    store.db.deleteFrom('agenda_items').where('id', '=', itemId),
  ]
}

/** Statements that put items in their new places; an item's version counts its facts, not its place. */
export function placeItems(store: Store, places: readonly Placed[]): Statement[] {
  return places.map(({ id, day, position }) =>
    store.db.updateTable('agenda_items').set({ day, position }).where('id', '=', id),
  )
}

/**
 * The draft that continues an item on a day of the next meeting: the same matter and presenter. An item without
 * a rule of its own keeps that of the meeting it comes from where the next one is more open.
 */
export function continuationOf(
  item: AgendaItem,
  day: LocalDate,
  rules: { readonly from: AttributionRule; readonly to: AttributionRule },
): ItemDraft {
  const { kind, isBreak, minutes, presenterInstitutionId, presenterPersonId, visibility, recurs } = item
  const inherited = stricterRule(rules.from, rules.to) === rules.to ? null : rules.from
  const attribution = item.attribution ?? inherited
  const presenter = withoutSpeaker({ presenterInstitutionId, presenterPersonId }, attribution ?? rules.to)
  // Follow-up is provided by the new item; whether more is needed is asked anew.
  const again = { recurs, followUp: false }
  return {
    day,
    kind,
    isBreak,
    minutes,
    ...presenter,
    attribution,
    visibility,
    ...again,
    title: item.title.texts,
  }
}

/**
 * Statements that forget who presents the items without a rule of their own, when the meeting takes a stricter
 * rule; none under `attributed`.
 */
export function forgetSpeakers(store: Store, meetingId: Id, rule: AttributionRule): Statement[] {
  if (rule === 'attributed') return []
  const kept = rule === 'chatham_house' ? { presenter_institution_id: null } : {}
  return [
    store.db
      .updateTable('agenda_items')
      .set({ ...kept, presenter_person_id: null })
      .where('meeting_id', '=', meetingId)
      .where('attribution', 'is', null),
  ]
}

function insertTexts(store: Store, itemId: Id, { title }: ItemDraft): Statement[] {
  const rows = LOCALES.flatMap((lang) => {
    const own = title[lang]
    return own ? [{ item_id: itemId, lang, title: own }] : []
  })
  return [store.db.insertInto('agenda_item_texts').values(rows)]
}

function columnsOf(draft: ItemDraft) {
  return {
    day: draft.day,
    kind: draft.kind,
    is_break: draft.isBreak ? (1 as const) : (0 as const),
    minutes: draft.minutes,
    presenter_institution_id: draft.presenterInstitutionId,
    presenter_person_id: draft.presenterPersonId,
    attribution: draft.attribution,
    visibility: draft.visibility,
    recurs: draft.recurs ? 1 : 0,
    follow_up: draft.followUp ? 1 : 0,
  }
}
