/** What the page of mail settings sends. */

import * as z from 'zod'
import { LOCALES } from '../kernel/locale.ts'
import type { Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { choice, readForm } from '../web/fields.ts'
import type { Preferences } from './preference.ts'

const PREFERENCES = z.object({
  digest: choice(['weekly', 'off']),
  reminders: choice(['on', 'off']),
  locale: choice(LOCALES),
})

/** @returns `invalid` with every fault: a missing or unknown choice. */
export function readPreferences(values: FormValues): Outcome<Preferences> {
  return readForm(PREFERENCES, values)
}
