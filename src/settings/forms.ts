/** The forms of the settings page. */

import * as z from 'zod'
import { RANKS, type Rank } from '../auth/account.ts'
import type { AskedHoliday } from '../holidays/calendars.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, date, flag, id, line, readForm, version } from '../web/fields.ts'

const HOLIDAY = z.object({
  calendar: line(10),
  day: date(),
  kind: choice(['off', 'working']),
  name_kk: line(100),
  name_ru: line(100),
  name_en: line(100),
  source: line(300),
})

/** A new day of a calendar, named in all three languages, with its source. */
export function readHoliday(values: FormValues): Outcome<AskedHoliday> {
  const form = readForm(HOLIDAY, values)
  if (!form.ok) return form
  const { calendar, day, kind, source, name_en, name_ru, name_kk } = form.value
  return done({
    calendar: calendar.toUpperCase(),
    day,
    kind,
    source,
    names: { en: name_en, ru: name_ru, kk: name_kk },
  })
}

const REMOVAL = z.object({ calendar: line(10), day: date() })

/** Which day to take out. */
export function readRemoval(values: FormValues): Outcome<{ calendar: string; day: LocalDate }> {
  return readForm(REMOVAL, values)
}

const ACCOUNT = z.object({
  person: id(),
  rank: choice(RANKS),
  closed: flag(),
  version: version(),
})

/** The new rank of an account. */
export function readAccount(
  values: FormValues,
): Outcome<{ personId: string; rank: Rank; closed: boolean; version: number }> {
  const form = readForm(ACCOUNT, values)
  if (!form.ok) return form
  const { person, ...rest } = form.value
  return done({ personId: person, ...rest })
}
