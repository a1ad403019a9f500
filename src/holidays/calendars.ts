/** Administrators keep the holiday calendars: the list changes by decree, so it is data with its source. */

import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayAdminister } from '../people/may.ts'
import type { Store } from '../store/store.ts'

/** A day that a calendar says something about. */
export interface AskedHoliday {
  readonly calendar: string
  readonly day: LocalDate
  readonly kind: 'off' | 'working'
  readonly names: Readonly<Record<Locale, string>>
  /** The act that says so; a day without a source cannot be checked. */
  readonly source: string
}

/** Adds a day. @returns `conflict` (field `day`) if the calendar has it already. */
export async function addHoliday(
  store: Store,
  asked: { actor: Actor; holiday: AskedHoliday },
): Promise<Outcome<null>> {
  if (!mayAdminister(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const { calendar, day, kind, names, source } = asked.holiday
  const known = await findVersion(store, calendar, day)
  if (known !== null) return refuse('conflict', 'settings.day_known', 'day')
  const subject = { id: subjectOf(calendar, day), version: await lastVersion(store, calendar, day) }
  return store.commit(
    [
      recordFact(store, subject, { kind: 'holiday.added', actorId: asked.actor.personId }),
      store.db.insertInto('holidays').values({
        calendar,
        day,
        kind,
        name_en: names.en,
        name_ru: names.ru,
        name_kk: names.kk,
        moved_from: null,
        source,
        version: subject.version + 1,
      }),
    ],
    null,
  )
}

/** Removes a day. @returns `not_found` if the calendar does not have it. */
export async function removeHoliday(
  store: Store,
  asked: { actor: Actor; calendar: string; day: LocalDate },
): Promise<Outcome<null>> {
  if (!mayAdminister(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const version = await findVersion(store, asked.calendar, asked.day)
  if (version === null) return refuse('not_found', 'forms.unknown')
  const subject = {
    id: subjectOf(asked.calendar, asked.day),
    version: await lastVersion(store, asked.calendar, asked.day),
  }
  return store.commit(
    [
      recordFact(store, subject, { kind: 'holiday.removed', actorId: asked.actor.personId }),
      store.db.deleteFrom('holidays').where('calendar', '=', asked.calendar).where('day', '=', asked.day),
    ],
    null,
  )
}

function subjectOf(calendar: string, day: LocalDate): string {
  return `holiday:${calendar}:${day}`
}

async function findVersion(store: Store, calendar: string, day: LocalDate): Promise<number | null> {
  const found = store.db
    .selectFrom('holidays')
    .select('version')
    .where('calendar', '=', calendar)
    .where('day', '=', day)
  return (await found.executeTakeFirst())?.version ?? null
}

/** A day may be added, removed and added again: its history counts on in the ledger. */
async function lastVersion(store: Store, calendar: string, day: LocalDate): Promise<number> {
  const row = await store.db
    .selectFrom('facts')
    .select((eb) => eb.fn.max('subject_version').as('last'))
    .where('subject_id', '=', subjectOf(calendar, day))
    .executeTakeFirst()
  return row?.last ?? 0
}
