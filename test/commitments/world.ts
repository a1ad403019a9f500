/** One dialogue with a meeting that was held, three institutions with their people, and another dialogue. */

import { sql } from 'kysely'
import { recordCommitment } from '../../src/commitments/commands.ts'
import type { Commitment, CommitmentDraft } from '../../src/commitments/commitment.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { findCommitment } from '../../src/commitments/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import type { Database } from '../../src/store/database.ts'
import type { Store } from '../../src/store/store.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

export const ALMATY = zone('Asia/Almaty')

/** Everything that tests refer to by name. */
export interface World {
  readonly open: TestStore
  readonly store: Store
  readonly dialogueId: Id
  readonly otherDialogueId: Id
  readonly meetingId: Id
  readonly itemId: Id
  readonly decisionId: Id
  /** The single distributor, the ministry, the permit authority; the last has no focal point. */
  readonly dist: Id
  readonly moh: Id
  readonly cna: Id
  /** Focal points of the distributor (reads Russian) and of the ministry (reads Kazakh), a specialist of the distributor. */
  readonly distPoint: Id
  readonly mohPoint: Id
  readonly specialist: Id
  readonly organiser: Actor
  readonly coordinator: Actor
  readonly rapporteur: Actor
  readonly viewer: Actor
  readonly stranger: Actor
}

/** The value of an outcome that has to be good. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.messageKey}`)
  return outcome.value
}

export async function openWorld(open: TestStore = openTestStore()): Promise<World> {
  const { store } = open
  const id = () => store.newId()
  const insert = inserter(open)
  const [dialogueId, otherDialogueId, meetingId, itemId, decisionId] = [id(), id(), id(), id(), id()]
  await insertDialogue(open, dialogueId, 'OAT-KZ')
  await insertDialogue(open, otherDialogueId, 'TB-KZ')
  await insertMeeting(open, { dialogueId, meetingId, itemId })
  await insert('decisions', {
    id: decisionId,
    meeting_id: meetingId,
    item_id: itemId,
    number: 7,
    method: 'consensus',
    state: 'adopted',
    votes_for: null,
    votes_against: null,
    votes_abstained: null,
    reservations: '',
    authoritative_lang: 'ru',
    recorded_at: store.now,
    version: 1,
  })
  await insert('decision_texts', { decision_id: decisionId, lang: 'ru', text: 'Закупить препарат' })

  const sector = id()
  await insert('sectors', { id: sector, code: 'S', class: 'supplier', position: 1, version: 1 })
  const [dist, moh, cna] = [id(), id(), id()]
  await insertInstitution(open, { id: dist, sector, precedence: 30, name: 'Единый дистрибьютор' })
  await insertInstitution(open, { id: moh, sector, precedence: 10, name: 'Министерство здравоохранения' })
  await insertInstitution(open, { id: cna, sector, precedence: 25, name: 'Орган по разрешениям' })
  const [distPoint, mohPoint, specialist] = [id(), id(), id()]
  await insertPerson(open, {
    id: distPoint,
    locale: 'ru',
    surname: 'Ахметова',
    of: dist,
    role: 'focal_point',
  })
  await insertPerson(open, { id: mohPoint, locale: 'kk', surname: 'Серікова', of: moh, role: 'focal_point' })
  await insertPerson(open, { id: specialist, locale: 'en', surname: 'Ospanov', of: dist, role: 'member' })

  const user = async (roles: Actor['roles']): Promise<Actor> => {
    const personId = id()
    await insertPerson(open, { id: personId, locale: 'en', surname: 'Secretary' })
    return { personId, rank: 'member', roles, speaksFor: [] }
  }
  const withRole = (role: DialogueRole) => user({ [dialogueId]: [role] })
  return {
    open,
    store,
    ...{ dialogueId, otherDialogueId, meetingId, itemId, decisionId },
    ...{ dist, moh, cna, distPoint, mohPoint, specialist },
    organiser: await withRole('organiser'),
    coordinator: await withRole('coordinator'),
    rapporteur: await withRole('rapporteur'),
    viewer: await withRole('viewer'),
    stranger: await user({ [otherDialogueId]: ['organiser'] }),
  }
}

/** Somebody with a personal link who speaks for these institutions. */
export function speaks(personId: Id, ...speaksFor: Id[]): Actor {
  return { personId, rank: 'none', roles: {}, speaksFor }
}

/** What is most often asked: agreed, lead `dist`, verified by `moh`, due on 30 January 2026. */
export function draftOf(world: World, changes: Partial<CommitmentDraft> = {}): CommitmentDraft {
  return {
    text: { ru: 'Заключить договор на 2026 год', en: 'Sign the contract for 2026' },
    authoritative: 'ru',
    leadId: world.dist,
    supporterIds: [world.moh],
    verifierId: world.moh,
    itemId: world.itemId,
    decisionId: world.decisionId,
    visibility: 'members',
    due: dueOf('day', localDate('2026-01-30')),
    agreed: true,
    ...changes,
  }
}

/** Records a commitment as the rapporteur does. */
export async function recorded(world: World, changes: Partial<CommitmentDraft> = {}): Promise<Commitment> {
  const { store, rapporteur, meetingId } = world
  const id = accepted(
    await recordCommitment(store, { actor: rapporteur, meetingId, ...draftOf(world, changes) }),
  )
  return loaded(world, id)
}

/** The commitment as it stands now. */
export async function loaded({ store }: World, id: Id): Promise<Commitment> {
  const commitment = await findCommitment(store, id, 'all')
  if (!commitment) throw new Error('not there')
  return commitment
}

/** Kinds and recipients of the mails that wait or were sent, oldest first. */
export async function mails({ store }: World, state: 'queued' | 'skipped' = 'queued') {
  const rows = await store.db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', state)
    // Ids made at one instant have no order among themselves.
    .orderBy(sql`rowid`)
    .execute()
  return rows
}

type Insert = <T extends keyof Database>(table: T, row: Partial<Database[T]>) => Promise<void>

/** Writes rows directly, past all rules: only for what other rooms own. */
export function inserter({ engine }: TestStore): Insert {
  return async (table, row) => {
    await engine.runOne(
      engine.db
        .insertInto(table)
        .values(row as never)
        .compile(),
    )
  }
}

async function insertDialogue(open: TestStore, id: Id, code: string): Promise<void> {
  const insert = inserter(open)
  await insert('dialogues', {
    id,
    code,
    state: 'active',
    project: '',
    funder: '',
    zone: ALMATY,
    holiday_calendar: 'KZ',
    languages: 'kk,ru,en',
    authoritative_lang: 'ru',
    attribution: 'attributed',
    participant_list: 'institutions',
    quorum_basis: 'institutions',
    quorum_percent: 50,
    decision_rule: 'simple_majority',
    silence_length: 5,
    silence_unit: 'working_days',
    created_at: open.store.now,
    version: 1,
  })
  await insert('dialogue_texts', { dialogue_id: id, lang: 'ru', title: `Диалог ${code}`, mandate: '' })
}

async function insertMeeting(
  open: TestStore,
  { dialogueId, meetingId, itemId }: { dialogueId: Id; meetingId: Id; itemId: Id },
): Promise<void> {
  const insert = inserter(open)
  const { now } = open.store
  await insert('meetings', {
    id: meetingId,
    dialogue_id: dialogueId,
    ordinal: 1,
    kind: 'dialogue',
    format: 'in_person',
    state: 'held',
    state_since: now,
    zone: ALMATY,
    starts_at: now,
    ends_at: now,
    link: '',
    languages: 'kk,ru,en',
    interpretation: '',
    attribution: 'chatham_house',
    calendar_uid: `${meetingId}@example.org`,
    calendar_sequence: 0,
    date_version: 1,
    agenda_version: 0,
    created_at: now,
    version: 1,
    revision: 1,
    revised_at: now,
  })
  await insert('meeting_texts', {
    meeting_id: meetingId,
    lang: 'ru',
    title: 'Первый диалог',
    venue: 'Астана',
  })
  const day = localDate('2025-10-14')
  await insert('meeting_days', {
    meeting_id: meetingId,
    day,
    starts: localTime('09:00'),
    ends: localTime('17:30'),
  })
  await insert('agenda_items', {
    id: itemId,
    meeting_id: meetingId,
    day,
    position: 1,
    kind: 'decision',
    is_break: 0,
    minutes: 45,
    visibility: 'members',
    state: 'taken',
    version: 1,
  })
  await insert('agenda_item_texts', { item_id: itemId, lang: 'ru', title: 'Бесперебойные закупки' })
}

async function insertInstitution(
  open: TestStore,
  { id, sector, precedence, name }: { id: Id; sector: Id; precedence: number; name: string },
): Promise<void> {
  const insert = inserter(open)
  await insert('institutions', {
    id,
    sector_id: sector,
    country: 'KZ',
    precedence,
    listable: 'members',
    letter_languages: 'kk,ru',
    zone: ALMATY,
    holiday_calendar: 'KZ',
    official_mail: '',
    search: '',
    created_at: open.store.now,
    version: 1,
  })
  await insert('institution_names', {
    institution_id: id,
    lang: 'ru',
    official: name,
    short: '',
    valid_from: localDate('2000-01-01'),
    valid_to: null,
  })
}

interface TestPerson {
  readonly id: Id
  readonly locale: Locale
  readonly surname: string
  readonly of?: Id
  readonly role?: 'focal_point' | 'member'
}

/** A person with the address `<id>@example.org`. */
export async function insertPerson(open: TestStore, person: TestPerson): Promise<void> {
  const insert = inserter(open)
  const { id, locale, surname, of, role = 'member' } = person
  await insert('persons', {
    id,
    reading_lang: locale,
    zone: ALMATY,
    holiday_calendar: 'KZ',
    email: `${id}@example.org`,
    phone: '',
    protected: 0,
    digest: 'weekly',
    reminders: 'on',
    search: '',
    created_at: open.store.now,
    version: 1,
  })
  await insert('person_names', {
    person_id: id,
    lang: locale,
    surname,
    given: 'A.',
    patronymic: '',
    salutation: '',
    position: '',
  })
  if (!of) return
  await insert('affiliations', {
    id: open.store.newId(),
    person_id: id,
    institution_id: of,
    role,
    valid_from: localDate('2020-01-01'),
    valid_to: null,
    version: 1,
  })
}
