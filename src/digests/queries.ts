/** Reads that reminders and digests share; each takes a fixed number of queries, however many people wait. */

import type { Commitment } from '../commitments/commitment.ts'
import { type Among, owedUntil } from '../commitments/queries.ts'
import type { DialogueState } from '../dialogues/dialogue.ts'
import type { Holiday, Holidays } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import { parseAddress } from '../mail/address.ts'
import type { PersonCard } from '../people/person.ts'
import { inList } from '../store/lists.ts'
import type { HolidaysTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Unreached } from './call.ts'
import type { Reader } from './owner.ts'
import { ownersNow } from './owner-queries.ts'
import { isPaused, type MailScope } from './preference.ts'

/** A week before and after cover every question about "the next working day" and "the week's first one". */
const HOLIDAY_DAYS = 10

/** The calendar day in UTC; local days differ from it by one at most. */
export function utcDay(store: Store): LocalDate {
  return localDate(store.now.slice(0, 10))
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
  readonly owners: ReadonlyMap<Id, readonly Id[]>
  /** All of the owners. */
  readonly people: ReadonlyMap<Id, Reader>
  /** When the date of a commitment was moved last; one that never moved is missing. */
  readonly movedAt: ReadonlyMap<Id, Instant>
  /** Those of the owners whom no reminder reaches, and why. */
  readonly unreached: ReadonlyMap<Id, Unreached>
}

/**
 * Everything that reminders, the call list and digests are made of; eight queries.
 * @param asked.until what is due later is left out.
 * @param asked.among all dialogues when left out.
 */
export async function owedNow(
  store: Store,
  { until = END_OF_TIME, among }: { readonly until?: LocalDate; readonly among?: Among },
): Promise<OwedNow> {
  const [owed, active] = await Promise.all([owedUntil(store, until, among), activeDialogueIds(store)])
  const promises = owed.filter((commitment) => active.has(commitment.dialogueId))
  const [{ owners, people }, movedAt] = await Promise.all([
    ownersNow(store, promises),
    lastMoves(
      store,
      promises.map((commitment) => commitment.id),
    ),
  ])
  const unreached = await unreachedBy(store, 'reminders', [...people.values()])
  return { promises, owners, people, movedAt, unreached }
}

/** When the due dates of some commitments were moved last, by commitment; one that never moved is missing. */
export async function lastMoves(store: Store, commitmentIds: readonly Id[]): Promise<Map<Id, Instant>> {
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

/** The dialogues that are under way. */
export async function activeDialogueIds(store: Store): Promise<Set<Id>> {
  const rows = await store.db.selectFrom('dialogues').select('id').where('state', 'in', UNDER_WAY).execute()
  return new Set(rows.map((row) => row.id))
}

/** Of these people, the ones whom this kind of mail does not reach now, and why; one query. */
export async function unreachedBy<Scope extends MailScope>(
  store: Store,
  scope: Scope,
  people: readonly Pick<Reader, 'id' | 'email' | 'zone' | 'pausedUntil' | Scope>[],
): Promise<Map<Id, Unreached>> {
  const suppressed = await suppressedAddresses(store, scope, people)
  return new Map(
    people.flatMap((person): [Id, Unreached][] => {
      const { id, email, zone, pausedUntil } = person
      if (person[scope] === 'off') return [[id, { reason: 'off', pausedUntil: null }]]
      if (suppressed.has(email) || !parseAddress(email).ok)
        return [[id, { reason: 'suppressed', pausedUntil: null }]]
      return isPaused(pausedUntil, dateOf(store.now, zone)) ? [[id, { reason: 'paused', pausedUntil }]] : []
    }),
  )
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
