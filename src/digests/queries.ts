/** Reads that reminders and digests share; each takes a fixed number of queries, however many people wait. */

import type { Commitment } from '../commitments/commitment.ts'
import { ownersOf } from '../commitments/owner-queries.ts'
import { owedUntil } from '../commitments/queries.ts'
import type { DialogueState } from '../dialogues/dialogue.ts'
import type { Holiday, Holidays } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts'
import { parseAddress } from '../mail/address.ts'
import type { PersonCard } from '../people/person.ts'
import { peopleOf } from '../people/queries.ts'
import { inList } from '../store/lists.ts'
import type { HolidaysTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Speakers } from './owner.ts'
import type { MailScope } from './preference.ts'

/** A week before and after cover every question about "the next working day" and "the week's first one". */
const HOLIDAY_DAYS = 10

/** The calendar day in UTC; local days differ from it by one at most. */
export function utcDay(store: Store): LocalDate {
  return localDate(store.now.slice(0, 10))
}

/** Everybody who speaks for these institutions today. */
export async function speakersOf(store: Store, institutionIds: readonly Id[]): Promise<Speakers> {
  const found = await peopleOf(store, [...new Set(institutionIds)], utcDay(store))
  return Map.groupBy(found, ({ affiliation }) => affiliation.institutionId)
}

/** The days around today on which a holiday calendar says otherwise than the week, by calendar. */
export async function holidaysNow(store: Store): Promise<(calendar: string) => Holidays> {
  const today = utcDay(store)
  const rows = await store.db
    .selectFrom('holidays')
    .selectAll()
    .where('day', '>=', addDays(today, -HOLIDAY_DAYS))
    .where('day', '<=', addDays(today, HOLIDAY_DAYS))
    .execute()
  const none: Holidays = new Map()
  const calendars = new Map(
    [...Map.groupBy(rows, (row) => row.calendar)].map(([calendar, days]) => [
      calendar,
      new Map(days.map((row) => [row.day, holidayOf(row)])),
    ]),
  )
  return (calendar) => calendars.get(calendar) ?? none
}

const END_OF_TIME = localDate('9999-12-31')

/** What is owed in dialogues that are under way, and who answers for it. */
export interface OwedNow {
  /** Soonest due first, undated last. */
  readonly promises: readonly Commitment[]
  /** By commitment: everybody who answers for it and has an address; nobody is an empty list. */
  readonly owners: ReadonlyMap<Id, readonly PersonCard[]>
  /** When the date of a commitment was moved last; one that never moved is missing. */
  readonly movedAt: ReadonlyMap<Id, Instant>
  /** Those of the owners whom a reminder reaches. */
  readonly reminded: ReadonlySet<Id>
}

/**
 * Everything that reminders, the call list and digests are made of; a dozen queries.
 * @param until what is due later is left out.
 */
export async function owedNow(store: Store, until = END_OF_TIME): Promise<OwedNow> {
  const [owed, active] = await Promise.all([owedUntil(store, until), activeDialogueIds(store)])
  const promises = owed.filter((commitment) => active.has(commitment.dialogueId))
  const [owners, movedAt] = await Promise.all([
    ownersOf(store, promises),
    lastMoves(
      store,
      promises.map((commitment) => commitment.id),
    ),
  ])
  const people = new Map([...owners.values()].flat().map((person) => [person.id, person]))
  return { promises, owners, movedAt, reminded: await reachableBy(store, 'reminders', [...people.values()]) }
}

/** When the due dates of some commitments were moved last, by commitment; one that never moved is missing. */
async function lastMoves(store: Store, commitmentIds: readonly Id[]): Promise<Map<Id, Instant>> {
  const rows = await store.db
    .selectFrom('due_changes')
    .select((eb) => ['commitment_id', eb.fn.max('at').as('at')])
    .where(inList('commitment_id', commitmentIds))
    .groupBy('commitment_id')
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, row.at]))
}

/** Neither closed nor archived: only such dialogues remind and report. */
export const UNDER_WAY = ['draft', 'active'] as const satisfies readonly DialogueState[]

/** Is a dialogue of this state under way? */
export function isUnderWay(state: DialogueState): boolean {
  return UNDER_WAY.some((one) => one === state)
}

async function activeDialogueIds(store: Store): Promise<Set<Id>> {
  const rows = await store.db.selectFrom('dialogues').select('id').where('state', 'in', UNDER_WAY).execute()
  return new Set(rows.map((row) => row.id))
}

/** Of these people, the ones who take this kind of mail at an address that works. */
export async function reachableBy<Scope extends MailScope>(
  store: Store,
  scope: Scope,
  people: readonly Pick<PersonCard, 'id' | 'email' | Scope>[],
): Promise<Set<Id>> {
  const willing = people.filter((person) => person[scope] !== 'off' && parseAddress(person.email).ok)
  const suppressed = await suppressedAddresses(store, scope, willing)
  return new Set(willing.filter(({ email }) => !suppressed.has(email)).map(({ id }) => id))
}

/** The addresses among these to which this kind of mail is not sent, because it bounced or was complained about. */
async function suppressedAddresses(
  store: Store,
  scope: MailScope,
  people: readonly Pick<PersonCard, 'email'>[],
): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('suppressions')
    .select('address')
    .where(inList('address', [...new Set(people.map(({ email }) => email))]))
    .where('scope', 'in', ['all', scope])
    .execute()
  return new Set(rows.map((row) => row.address))
}

function holidayOf(row: HolidaysTable): Holiday {
  return {
    day: row.day,
    kind: row.kind,
    names: { en: row.name_en, ru: row.name_ru, kk: row.name_kk },
    movedFrom: row.moved_from,
    source: row.source,
  }
}
