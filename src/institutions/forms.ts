/** The forms of institutions and sectors. */

import * as z from 'zod'
import { type LocalDate, localDate } from '../kernel/local-date.ts'
import { type Locale, parseLocales } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  atLeastOneLanguage,
  choice,
  id,
  inLanguages,
  integer,
  line,
  optionalAddress,
  optionalDate,
  optionalLine,
  readForm,
  textsOf,
  version,
  zoneName,
} from '../web/fields.ts'
import { LETTER_LANGUAGE_CHOICES, SECTOR_CLASSES } from './choices.ts'
import type { AskedNames, InstitutionFields } from './commands.ts'
import type { SectorClass } from './institution.ts'

/** Names given without a date are in force since ever. */
const SINCE_EVER: LocalDate = localDate('0001-01-01')

const FIELDS = {
  sector: id(),
  country: optionalLine(60),
  precedence: integer(0, 9999),
  listable: choice(['public', 'members', 'never']),
  letter_languages: choice(LETTER_LANGUAGE_CHOICES),
  zone: zoneName(),
  holiday_calendar: optionalLine(10),
  official_mail: optionalAddress(),
}

const NAMES = { ...inLanguages('official', 300), ...inLanguages('short', 60), from: optionalDate() }

const NEW = z.object({ ...FIELDS, ...NAMES }).superRefine(atLeastOneLanguage('official', 'kk'))

/** A new institution with its names. */
export function readNewInstitution(
  values: FormValues,
): Outcome<{ fields: InstitutionFields; names: AskedNames }> {
  const form = readForm(NEW, values)
  return form.ok ? done({ fields: fieldsOf(form.value), names: namesOf(form.value) }) : form
}

const EDIT = z.object({ ...FIELDS, version: version() })

/** The changed facts of an institution and the version they were read from. */
export function readInstitution(values: FormValues): Outcome<{ fields: InstitutionFields; version: number }> {
  const form = readForm(EDIT, values)
  return form.ok ? done({ fields: fieldsOf(form.value), version: form.value.version }) : form
}

const RENAME = z.object({ ...NAMES, version: version() }).superRefine(atLeastOneLanguage('official', 'kk'))

/** New names and the day they come into force. */
export function readNames(values: FormValues): Outcome<{ names: AskedNames; version: number }> {
  const form = readForm(RENAME, values)
  return form.ok ? done({ names: namesOf(form.value), version: form.value.version }) : form
}

const SECTOR = z
  .object({ code: line(20), class: choice(SECTOR_CLASSES), ...inLanguages('name', 120) })
  .superRefine(atLeastOneLanguage('name', 'kk'))

/** A new sector. */
export function readSector(
  values: FormValues,
): Outcome<{ code: string; class: SectorClass; names: Partial<Record<Locale, string>> }> {
  const form = readForm(SECTOR, values)
  return form.ok
    ? done({ code: form.value.code, class: form.value.class, names: textsOf(form.value, 'name') })
    : form
}

function fieldsOf(form: z.output<z.ZodObject<typeof FIELDS>>): InstitutionFields {
  return {
    sectorId: form.sector,
    country: form.country,
    precedence: form.precedence,
    listable: form.listable,
    letterLanguages: parseLocales(form.letter_languages),
    zone: form.zone,
    holidayCalendar: form.holiday_calendar,
    officialMail: form.official_mail,
  }
}

function namesOf(form: Readonly<Record<string, unknown>> & { from: LocalDate | null }): AskedNames {
  return { official: textsOf(form, 'official'), short: textsOf(form, 'short'), from: form.from ?? SINCE_EVER }
}
