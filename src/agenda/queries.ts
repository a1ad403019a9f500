/** Reads of agendas: the items of a meeting in two queries. */

import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { inList } from '../store/lists.ts'
import type { AgendaItemsTable, AgendaItemTextsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type AgendaItem, isVisible } from './item.ts'

type Row = AgendaItemsTable & { authoritative_lang: Locale }

/** All items of a meeting in their order, also withdrawn ones. The caller has checked the meeting. */
export async function agendaOf(store: Store, meetingId: Id): Promise<AgendaItem[]> {
  return (await agendasOf(store, [meetingId])).get(meetingId) ?? []
}

/** The items of several meetings by meeting, in two queries; a meeting without items is missing. */
export async function agendasOf(store: Store, meetingIds: readonly Id[]): Promise<Map<Id, AgendaItem[]>> {
  const rows = await store.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', 'meetings.id', 'agenda_items.meeting_id')
    .innerJoin('dialogues', 'dialogues.id', 'meetings.dialogue_id')
    .selectAll('agenda_items')
    .select('dialogues.authoritative_lang')
    .where(inList('agenda_items.meeting_id', meetingIds))
    .orderBy('agenda_items.day')
    .orderBy('agenda_items.position')
    .execute()
  if (rows.length === 0) return new Map()
  const texts = await store.db
    .selectFrom('agenda_item_texts')
    .innerJoin('agenda_items', 'agenda_items.id', 'agenda_item_texts.item_id')
    .selectAll('agenda_item_texts')
    .where(inList('agenda_items.meeting_id', meetingIds))
    .execute()
  const textsOf = Map.groupBy(texts, (text) => text.item_id)
  return Map.groupBy(
    rows.map((row) => itemOf(row, textsOf.get(row.id) ?? [])),
    (item) => item.meetingId,
  )
}

/** The titles of some items, and whether only the secretariat may read them; for rooms that refer to items. */
export async function itemTitles(
  store: Store,
  ids: readonly Id[],
): Promise<Map<Id, Pick<AgendaItem, 'id' | 'title'> & { readonly closed: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await store.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', 'meetings.id', 'agenda_items.meeting_id')
    .innerJoin('dialogues', 'dialogues.id', 'meetings.dialogue_id')
    .innerJoin('agenda_item_texts', 'agenda_item_texts.item_id', 'agenda_items.id')
    .select([
      'agenda_items.id',
      'agenda_items.visibility',
      'agenda_items.state',
      'dialogues.authoritative_lang',
    ])
    .select(['agenda_item_texts.lang', 'agenda_item_texts.title'])
    .where(inList('agenda_items.id', ids))
    .orderBy('agenda_item_texts.lang')
    .execute()
  const groups = [...Map.groupBy(rows, ({ id }) => id).values()]
  return new Map(
    groups.flatMap((own) => {
      const [first] = own
      if (!first) return []
      const texts = Object.fromEntries(own.map(({ lang, title }) => [lang, title]))
      const title = { authoritative: first.authoritative_lang, texts }
      return [[first.id, { id: first.id, title, closed: !isVisible(first, 'members') }] as const]
    }),
  )
}

/** Was the item carried over into a later meeting of the dialogue? */
export async function isContinued(store: Store, dialogueId: Id, itemId: Id): Promise<boolean> {
  const row = await store.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', 'meetings.id', 'agenda_items.meeting_id')
    .select('agenda_items.id')
    .where('meetings.dialogue_id', '=', dialogueId)
    .where('agenda_items.carried_from_id', '=', itemId)
    .executeTakeFirst()
  return row !== undefined
}

/** Does a decision, a commitment or a paper of the meeting refer to the item, so that it has to stay on record? */
export async function isReferredTo(store: Store, meetingId: Id, itemId: Id): Promise<boolean> {
  const own = (table: 'decisions' | 'commitments') =>
    store.db.selectFrom(table).select('id').where('meeting_id', '=', meetingId).where('item_id', '=', itemId)
  const papers = store.db
    .selectFrom('document_links')
    .select('document_id as id')
    .where('subject_kind', '=', 'agenda_item')
    .where('subject_id', '=', itemId)
  return (await own('decisions').unionAll(own('commitments')).unionAll(papers).limit(1).execute()).length > 0
}

function itemOf(row: Row, texts: readonly AgendaItemTextsTable[]): AgendaItem {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    day: row.day,
    position: row.position,
    kind: row.kind,
    isBreak: row.is_break === 1,
    minutes: row.minutes,
    presenterInstitutionId: row.presenter_institution_id,
    presenterPersonId: row.presenter_person_id,
    attribution: row.attribution,
    visibility: row.visibility,
    carriedFromId: row.carried_from_id,
    recurs: row.recurs === 1,
    followUp: row.follow_up === 1,
    state: row.state,
    title: {
      authoritative: row.authoritative_lang,
      texts: Object.fromEntries(texts.map((text) => [text.lang, text.title])),
    },
    version: row.version,
  }
}

/** The persons who may present at a meeting: its delegates at present. */
export async function delegatePersons(store: Store, meetingId: Id): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('delegates')
    .select('person_id')
    .distinct()
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'nominated')
    .execute()
  return rows.map((row) => row.person_id)
}
