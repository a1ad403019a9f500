/** Reads of letterheads, texts and the register: a fixed number of queries each. */

import { sql } from 'kysely'
import type { Dialogue } from '../dialogues/dialogue.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'
import type { Paper } from '../printing/sheet.ts'
import type { LettersTable, SignatoriesTable } from '../store/correspondence-schema.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import type { Letterhead, Signatory, SignatoryText } from './letterhead.ts'
import type { Stationery } from './letters.tsx'
import { numberKey, yearOf } from './number.ts'
import type { Direction, RegisteredLetter } from './register.ts'
import type { LetterKind, OwnTemplates } from './template.ts'

/** The letterhead of a dialogue, empty when none was set; three queries. */
export async function letterheadOf(store: Store, dialogueId: Id): Promise<Letterhead> {
  const [row, texts, people] = await Promise.all([
    store.db.selectFrom('letterheads').selectAll().where('id', '=', dialogueId).executeTakeFirst(),
    store.db.selectFrom('letterhead_texts').selectAll().where('dialogue_id', '=', dialogueId).execute(),
    store.db
      .selectFrom('signatories')
      .selectAll()
      .where('dialogue_id', '=', dialogueId)
      .orderBy('position')
      .orderBy('lang')
      .execute(),
  ])
  return {
    numberPattern: row?.number_pattern ?? '',
    texts: Object.fromEntries(texts.map(({ lang, names, contact }) => [lang, { names, contact }])),
    signatories: signatoriesOf(people),
    version: row?.version ?? 0,
  }
}

function signatoriesOf(rows: readonly SignatoriesTable[]): Signatory[] {
  const byPosition = Map.groupBy(rows, (row) => row.position)
  return [...byPosition.values()].map((one) =>
    Object.fromEntries(one.map(({ lang, name, title }): [Locale, SignatoryText] => [lang, { name, title }])),
  )
}

/** The dialogue's own texts; one query. */
export async function ownTemplates(store: Store, dialogueId: Id): Promise<OwnTemplates> {
  const rows = await store.db
    .selectFrom('letter_templates')
    .selectAll()
    .where('dialogue_id', '=', dialogueId)
    .execute()
  const own: Partial<Record<LetterKind, Partial<Record<Locale, string>>>> = {}
  for (const { kind, lang, text } of rows) own[kind] = { ...own[kind], [lang]: text }
  return own
}

/** All that the letters of a dialogue share; four queries. */
export async function stationeryOf(
  store: Store,
  dialogue: Pick<Dialogue, 'id' | 'title' | 'code'>,
): Promise<Stationery> {
  const [letterhead, templates] = await Promise.all([
    letterheadOf(store, dialogue.id),
    ownTemplates(store, dialogue.id),
  ])
  const { title, code } = dialogue
  return { letterhead, templates, dialogue: { title, code } }
}

/** The numbers given in a year, and their keys over all years ({@link numberKey}). */
export interface GivenNumbers {
  readonly inYear: readonly string[]
  readonly keys: ReadonlySet<string>
}

/** The outgoing numbers of a dialogue, from the index alone. */
export async function givenNumbers(store: Store, dialogueId: Id, on: LocalDate): Promise<GivenNumbers> {
  const rows = await store.db
    .selectFrom('letters')
    .select(['number', 'year', 'letter_date'])
    .where('dialogue_id', '=', dialogueId)
    .where('direction', '=', 'out')
    .where('number', '<>', '')
    .execute()
  const year = yearOf(on)
  return {
    inYear: rows.filter((row) => row.year === year).map((row) => row.number),
    keys: new Set(rows.map((row) => numberKey({ number: row.number, date: row.letter_date }))),
  }
}

const COLUMNS = [
  'id',
  'dialogue_id',
  'direction',
  'kind',
  'number',
  'letter_date',
  'received_on',
  'institution_id',
  'invitation_id',
  'reply_to_id',
  'signatory',
  'note',
  'document_id',
] as const

// The papers themselves are some kilobytes each.
const PRINTED = sql<number>`case when paper is null then 0 else 1 end`.as('printed')

type Row = Pick<LettersTable, (typeof COLUMNS)[number]> & { readonly printed: number }

function letterOf(row: Row): RegisteredLetter {
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    direction: row.direction,
    kind: row.kind,
    number: row.number,
    date: row.letter_date,
    receivedOn: row.received_on,
    institutionId: row.institution_id,
    invitationId: row.invitation_id,
    replyToId: row.reply_to_id,
    signatory: row.signatory,
    note: row.note,
    documentId: row.document_id,
    printed: Number(row.printed) === 1,
  }
}

/** What to list, newest first. */
export interface RegisterQuery {
  readonly dialogueId: Id
  readonly search: string
  readonly direction: Direction | null
  /** How many to pass over, and how many to give. */
  readonly offset: number
  readonly limit: number
}

/** A part of the register, found by words of number and institution; one query within the dialogue's index. */
export async function registerPage(store: Store, asked: RegisterQuery): Promise<RegisteredLetter[]> {
  let query = store.db
    .selectFrom('letters')
    .select([...COLUMNS, PRINTED])
    .where('dialogue_id', '=', asked.dialogueId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit)
    .offset(asked.offset)
  if (asked.direction) query = query.where('direction', '=', asked.direction)
  for (const word of fold(asked.search).split(' ').filter(Boolean))
    query = query.where(holdsWord('search', word))
  return (await query.execute()).map(letterOf)
}

/** Some letters by id, within one dialogue. */
export async function lettersById(
  store: Store,
  dialogueId: Id,
  ids: readonly Id[],
): Promise<Map<Id, RegisteredLetter>> {
  const rows = await store.db
    .selectFrom('letters')
    .select([...COLUMNS, PRINTED])
    .where(inList('id', ids))
    .where('dialogue_id', '=', dialogueId)
    .execute()
  return new Map(rows.map((row) => [row.id, letterOf(row)]))
}

/**
 * Letters of ours that may be answered, newest first: the latest to each institution, and the one asked for, whatever
 * came after it. Ids sort by time.
 */
export async function answerableLetters(
  store: Store,
  dialogueId: Id,
  asked: Id = '',
): Promise<RegisteredLetter[]> {
  const ours = store.db
    .selectFrom('letters')
    .where('dialogue_id', '=', dialogueId)
    .where('direction', '=', 'out')
  const latest = ours.select((eb) => eb.fn.max<Id>('id').as('id')).groupBy('institution_id')
  const rows = await ours
    .select([...COLUMNS, PRINTED])
    .where((eb) => eb.or([eb('id', 'in', latest), eb('id', '=', asked)]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(letterOf)
}

/** Is this file one that came in with a letter? */
export async function cameIn(store: Store, documentId: Id): Promise<boolean> {
  const row = await store.db
    .selectFrom('letters')
    .select('id')
    .where('document_id', '=', documentId)
    .where('direction', '=', 'in')
    .executeTakeFirst()
  return row !== undefined
}

/** The latest letter of an invitation as it left; null when none was entered. */
export async function letterOfInvitation(store: Store, invitationId: Id): Promise<RegisteredLetter | null> {
  const row = await store.db
    .selectFrom('letters')
    .select([...COLUMNS, PRINTED])
    .where('invitation_id', '=', invitationId)
    .where('direction', '=', 'out')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row ? letterOf(row) : null
}

/** What was printed of a letter; null for one that came in. */
export async function paperOf(store: Store, id: Id): Promise<Paper | null> {
  const row = await store.db.selectFrom('letters').select('paper').where('id', '=', id).executeTakeFirst()
  return row?.paper ? (JSON.parse(row.paper) as Paper) : null
}
