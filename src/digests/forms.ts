/** What the page of mail settings sends, and which page of a list is asked for. */

import * as z from 'zod'
import { LOCALES } from '../kernel/locale.ts'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, optionalDate, readForm } from '../web/fields.ts'
import { DIGEST_CHOICES, type Preferences } from './preference.ts'

const PREFERENCES = z.object({
  digest: choice(DIGEST_CHOICES),
  reminders: choice(['on', 'off']),
  pausedUntil: optionalDate(),
  locale: choice(LOCALES),
})

/** @returns `invalid` with every fault: a missing or unknown choice, something that is no date. */
export function readPreferences(values: FormValues): Outcome<Preferences> {
  return readForm(PREFERENCES, values)
}

/** The page of a list that an address asks for: from 1 on, the first if it says nothing sensible. */
export function readPage(asked: string | undefined): number {
  return /^\d{1,5}$/.test(asked ?? '') ? Math.max(1, Number(asked)) : 1
}
