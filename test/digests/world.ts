/** A small world for reminders and digests: two institutions, their people, one dialogue; rows written directly. */

import type { Insertable } from 'kysely'
import type { Id } from '../../src/kernel/id.ts'
import { type Instant, parseInstant } from '../../src/kernel/instant.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Database } from '../../src/store/database.ts'
import type { CommitmentsTable, OutboxTable } from '../../src/store/followup-schema.ts'
import type { PersonsTable } from '../../src/store/schema.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

/** Long before anything in the tests. */
export const LONG_AGO = instant('2025-06-01T04:00:00Z')

export function instant(text: string): Instant {
  const found = parseInstant(text)
  if (!found) throw new RangeError(text)
  return found
}

export interface World extends TestStore {
  insert<T extends keyof Database>(table: T, row: Insertable<Database[T]>): Promise<void>
  change<T extends keyof Database>(table: T, id: Id, row: Partial<Database[T]>): Promise<void>
  rows<T extends keyof Database>(table: T): Promise<Database[T][]>
  person(id: Id, row?: Partial<PersonsTable> & { name?: Partial<Record<Locale, string>> }): Promise<Id>
  speaks(personId: Id, institutionId: Id, role?: 'focal_point' | 'member'): Promise<void>
  commitment(
    id: Id,
    row?: Partial<CommitmentsTable> & { text?: Partial<Record<Locale, string>> },
  ): Promise<Id>
  role(personId: Id, role: 'organiser' | 'coordinator' | 'viewer', dialogueId?: Id): Promise<void>
}

/** DIST leads, MOH verifies, dialogue OAT-KZ is active; nobody is known yet. */
export async function openWorld(): Promise<World> {
  const base = openTestStore()
  const { db } = base.engine
  const insert: World['insert'] = async (table, row) => {
    await base.engine.runOne(
      db
        .insertInto(table)
        .values(row as never)
        .compile(),
    )
  }
  const world: World = {
    ...base,
    insert,
    change: async (table, id, row) => {
      const update = db
        .updateTable(table as never)
        .set(row as never)
        .where('id' as never, '=', id as never)
      await base.engine.runOne(update.compile())
    },
    rows: async (table) =>
      (await db
        .selectFrom(table as never)
        .selectAll()
        .execute()) as never,
    person: async (id, { name, ...row } = {}) => {
      await insert('persons', { ...PERSON, id, email: `${id}@example.org`, ...row })
      const names = name ?? { en: 'Serikova', ru: 'Серикова', kk: 'Серікова' }
      for (const [lang, surname] of Object.entries(names))
        await insert('person_names', nameRow(id, lang as Locale, surname))
      return id
    },
    speaks: (personId, institutionId, role = 'focal_point') =>
      insert('affiliations', {
        id: `${personId}-${institutionId}`,
        person_id: personId,
        institution_id: institutionId,
        role,
        valid_from: localDate('2020-01-01'),
        valid_to: null,
        version: 1,
      }),
    commitment: async (id, { text, ...row } = {}) => {
      await insert('commitments', { ...COMMITMENT, id, ...row })
      const texts = text ?? { en: `Promise ${id}`, ru: `Обязательство ${id}`, kk: `Міндеттеме ${id}` }
      for (const [lang, words] of Object.entries(texts))
        await insert('commitment_texts', { commitment_id: id, lang: lang as Locale, text: words })
      return id
    },
    role: (personId, role, dialogueId = 'oat') =>
      insert('dialogue_roles', {
        id: `${personId}-${dialogueId}-${role}`,
        dialogue_id: dialogueId,
        person_id: personId,
        role,
        granted_at: LONG_AGO,
        ended_at: null,
        version: 1,
      }),
  }
  await institutions(world)
  await dialogue(world, 'oat', 'OAT-KZ', {
    en: 'Access to OAT',
    ru: 'Доступ к ПТАО',
    kk: 'ОАҚТ қолжетімділігі',
  })
  return world
}

const PERSON = {
  reading_lang: 'en',
  zone: zone('Asia/Almaty'),
  holiday_calendar: 'KZ',
  phone: '',
  protected: 0,
  digest: 'weekly',
  reminders: 'on',
  search: '',
  created_at: LONG_AGO,
  version: 1,
} as const

const COMMITMENT = {
  dialogue_id: 'oat',
  number: 1,
  meeting_id: null,
  source_kind: 'meeting',
  source_id: null,
  item_id: null,
  decision_id: null,
  lead_institution_id: 'dist',
  person_id: null,
  verifier_institution_id: null,
  state: 'agreed',
  state_since: LONG_AGO,
  state_note: '',
  due_on: null as LocalDate | null,
  due_precision: 'day',
  review_on: null,
  first_due_on: null,
  due_moves: 0,
  date_version: 1,
  visibility: 'members',
  authoritative_lang: 'ru',
  last_report_at: null,
  reminders_sent_to: null,
  paused_until: null,
  search: '',
  created_at: LONG_AGO,
  version: 1,
} as const

function nameRow(person_id: Id, lang: Locale, surname: string) {
  const given = { en: 'Aigul', ru: 'Айгуль', kk: 'Айгүл' }[lang]
  const patronymic = { en: '', ru: 'Сериковна', kk: 'Серікқызы' }[lang]
  return { person_id, lang, surname, given, patronymic, salutation: '', position: '' }
}

async function institutions(world: World): Promise<void> {
  const sector = { id: 'sector', code: 'S', class: 'supplier', position: 1, version: 1 } as const
  await world.insert('sectors', sector)
  const names = [
    ['dist', 'Single distributor', 'Единый дистрибьютор', 'Бірыңғай дистрибьютор'],
    ['moh', 'Ministry of Health', 'Министерство здравоохранения', 'Денсаулық сақтау министрлігі'],
  ] as const
  for (const [id, en, ru, kk] of names) {
    await world.insert('institutions', {
      id,
      sector_id: 'sector',
      country: 'KZ',
      precedence: 10,
      listable: 'members',
      letter_languages: 'kk,ru',
      zone: zone('Asia/Almaty'),
      holiday_calendar: 'KZ',
      official_mail: '',
      search: '',
      created_at: LONG_AGO,
      version: 1,
    })
    for (const [lang, official] of Object.entries({ en, ru, kk }))
      await world.insert('institution_names', {
        institution_id: id,
        lang: lang as Locale,
        official,
        short: '',
        valid_from: localDate('2000-01-01'),
        valid_to: null,
      })
  }
}

/** Adds a dialogue that is under way. */
export async function dialogue(
  world: World,
  id: Id,
  code: string,
  title: Record<Locale, string>,
): Promise<void> {
  await world.insert('dialogues', {
    id,
    code,
    state: 'active',
    project: '',
    funder: '',
    zone: zone('Asia/Almaty'),
    holiday_calendar: 'KZ',
    languages: 'kk,ru,en',
    authoritative_lang: 'ru',
    attribution: 'attributed',
    participant_list: 'institutions',
    quorum_basis: 'institutions',
    quorum_percent: 50,
    decision_rule: 'consensus',
    silence_length: 5,
    silence_unit: 'working_days',
    created_at: LONG_AGO,
    version: 1,
  })
  for (const lang of ['en', 'ru', 'kk'] as const)
    await world.insert('dialogue_texts', { dialogue_id: id, lang, title: title[lang], mandate: '' })
}

/** A day off of a calendar. */
export function holiday(world: World, calendar: string, day: string): Promise<void> {
  return world.insert('holidays', {
    calendar,
    day: localDate(day),
    kind: 'off',
    name_en: 'Day off',
    name_ru: 'Выходной',
    name_kk: 'Демалыс',
    moved_from: null,
    source: 'test',
    version: 1,
  })
}

/** The mails to somebody in the order in which they were written, only those in `state` if one is named. */
export async function mailsTo(
  world: World,
  personId: Id,
  state?: OutboxTable['state'],
): Promise<OutboxTable[]> {
  const all = await world.rows('outbox')
  return all
    .filter((row) => row.person_id === personId && (state === undefined || row.state === state))
    .sort((a, b) => (a.created_at < b.created_at ? -1 : 1))
}
