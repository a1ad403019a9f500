/** The forms of people: name parts per language, how to write to them, for whom they speak. */

import * as z from 'zod'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  flag,
  id,
  optionalAddress,
  optionalDate,
  optionalId,
  optionalLine,
  readForm,
  version,
  zoneName,
} from '../web/fields.ts'
import type { AskedAffiliation, PersonFields } from './commands.ts'
import type { Names } from './name.ts'
import { AFFILIATION_ROLES, type AffiliationRole, type Person } from './person.ts'

const PARTS = ['surname', 'given', 'patronymic', 'salutation', 'position'] as const
const LENGTHS = { surname: 100, given: 100, patronymic: 100, salutation: 150, position: 200 } as const

const NAME_FIELDS = Object.fromEntries(
  LOCALES.flatMap((lang) => PARTS.map((part) => [`${part}_${lang}`, optionalLine(LENGTHS[part])])),
)

const FIELDS = {
  ...NAME_FIELDS,
  reading_lang: choice(['en', 'ru', 'kk']),
  zone: zoneName(),
  holiday_calendar: optionalLine(10),
  email: optionalAddress(),
  phone: optionalLine(40),
  protected: flag(),
}

const NEW = z
  .object({ ...FIELDS, institution: optionalId(), role: choice(AFFILIATION_ROLES), from: optionalDate() })
  .superRefine(needsSurname)

/** A new person and for whom they speak; without a date, from `today` on. */
export function readNewPerson(
  values: FormValues,
  today: LocalDate,
): Outcome<{ fields: PersonFields; affiliation: AskedAffiliation | null }> {
  const form = readForm(NEW, { role: 'member', ...values })
  if (!form.ok) return form
  const { institution, role, from } = form.value
  const affiliation = institution ? { institutionId: institution, role, from: from ?? today } : null
  return done({ fields: fieldsOf(form.value), affiliation })
}

const EDIT = z.object({ ...FIELDS, version: version() }).superRefine(needsSurname)

/** The changed facts of a person and the version they were read from. */
export function readPerson(values: FormValues): Outcome<{ fields: PersonFields; version: number }> {
  const form = readForm(EDIT, values)
  return form.ok ? done({ fields: fieldsOf(form.value), version: form.value.version }) : form
}

const AFFILIATION = z.object({ institution: id(), role: choice(AFFILIATION_ROLES), from: optionalDate() })

/** One more institution to speak for. */
export function readAffiliation(values: FormValues, today: LocalDate): Outcome<AskedAffiliation> {
  const form = readForm(AFFILIATION, values)
  if (!form.ok) return form
  const { institution, role, from } = form.value
  return done({ institutionId: institution, role: role as AffiliationRole, from: from ?? today })
}

/** The form of a known person, filled in. */
export function valuesOf(person: Person): FormValues {
  const names = LOCALES.flatMap((lang) =>
    PARTS.map((part) => [`${part}_${lang}`, person.names[lang]?.[part] ?? '']),
  )
  return {
    ...Object.fromEntries(names),
    reading_lang: person.locale,
    zone: person.zone,
    holiday_calendar: person.holidayCalendar,
    email: person.email,
    phone: person.phone,
    protected: person.protected ? 'yes' : '',
    version: String(person.version),
  }
}

/** A name is needed in the language the person reads: letters greet them in it. */
function needsSurname(form: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): void {
  const lang = String(form.reading_lang)
  if (form[`surname_${lang}`]) return
  ctx.addIssue({ code: 'custom', path: [`surname_${lang}`], params: { key: 'forms.required' } })
}

function fieldsOf(form: Readonly<Record<string, unknown>>): PersonFields {
  const text = (name: string) => String(form[name] ?? '')
  const names: Names = Object.fromEntries(
    LOCALES.filter((lang) => text(`surname_${lang}`)).map((lang) => [
      lang,
      Object.fromEntries(PARTS.map((part) => [part, text(`${part}_${lang}`)])),
    ]),
  )
  return {
    names,
    readingLang: form.reading_lang as Locale,
    zone: form.zone as PersonFields['zone'],
    holidayCalendar: text('holiday_calendar'),
    email: text('email'),
    phone: text('phone'),
    protected: form.protected === true,
  }
}
