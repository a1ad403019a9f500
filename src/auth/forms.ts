/** The forms of signing in and of the first set-up. */

import * as z from 'zod'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { address, choice, flag, id, line, optionalLine, readForm, version, zoneName } from '../web/fields.ts'
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

/** What a browser wrote into the hidden field, untouched: whether it is a credential is for `webauthn.ts` to say. */
export function readCredential(values: FormValues): Outcome<{ credential: string }> {
  return done({ credential: credentialIn(values) })
}

function credentialIn({ credential }: FormValues): string {
  return typeof credential === 'string' ? credential : ''
}

const NAMED = z.object({ label: line(100) })

/** A new passkey with its name. */
export function readNewPasskey(values: FormValues): Outcome<{ label: string; credential: string }> {
  const form = readForm(NAMED, values)
  return form.ok ? done({ ...form.value, credential: credentialIn(values) }) : form
}

const RENAMED = z.object({ label: line(100), version: version() })

/** Another name for a passkey. */
export function readRenamed(values: FormValues): Outcome<z.output<typeof RENAMED>> {
  return readForm(RENAMED, values)
}

const REMOVED = z.object({ version: version() })

/** Which version of a passkey to remove. */
export function readRemoved(values: FormValues): Outcome<z.output<typeof REMOVED>> {
  return readForm(REMOVED, values)
}

const SESSION = z.object({ session: line(40) })

/** Which session to end, or `others`. */
export function readSessionEnd(values: FormValues): Outcome<z.output<typeof SESSION>> {
  return readForm(SESSION, values)
}

const RESET = z.object({ person: id() })

/** Whose passkeys to remove. */
export function readReset(values: FormValues): Outcome<z.output<typeof RESET>> {
  return readForm(RESET, values)
}

const REQUIRED = z.object({ required: flag() })

/** Whether organisers and administrators must use their passkeys. */
export function readRequired(values: FormValues): Outcome<z.output<typeof REQUIRED>> {
  return readForm(REQUIRED, values)
}
