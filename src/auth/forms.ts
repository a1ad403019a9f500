/** The forms of signing in and of the first set-up. */

import { z } from 'zod'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { address, choice, line, optionalLine, readForm, zoneName } from '../web/fields.ts'
import type { FirstOrganiser } from './commands.ts'

const ASK = z.object({ email: address() })

/** Whom to mail a link. */
export function readAsk(values: FormValues): Outcome<z.output<typeof ASK>> {
  return readForm(ASK, values)
}

const CODE = z.object({ code: line(12), token: optionalLine(100) })

/** The code from the mail, typed with or without blanks. */
export function readCode(values: FormValues): Outcome<{ code: string; token: string }> {
  const form = readForm(CODE, values)
  return form.ok ? { ok: true, value: { ...form.value, code: form.value.code.replace(/\s/g, '') } } : form
}

const SETUP = z.object({
  surname: line(100),
  given: optionalLine(100),
  email: address(),
  language: choice(['en', 'ru', 'kk']),
  zone: zoneName(),
  holiday_calendar: optionalLine(10),
  start: choice(['empty', 'example']),
})

type SetupForm = z.output<typeof SETUP>

/** Who the first organiser is and how to begin. */
export function readSetup(values: FormValues): Outcome<SetupForm> {
  return readForm(SETUP, values)
}

/** The first organiser as the form tells, with the name in the language chosen for reading. */
export function organiserOf(form: SetupForm, userAgent: string): FirstOrganiser {
  const { surname, given, email, language, zone, holiday_calendar } = form
  const parts = { surname, given, patronymic: '', salutation: '', position: '' }
  return {
    names: { [language]: parts },
    email,
    locale: language,
    zone,
    holidayCalendar: holiday_calendar,
    userAgent,
  }
}
