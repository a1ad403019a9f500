/** What the form that names another person sends, cleaned and typed. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { Names } from '../people/name.ts'
import type { FormValues } from '../web/body.ts'
import { address, choice, id, line, optionalLine, readForm, version } from '../web/fields.ts'

/** Somebody of the institution whom we know, or somebody new. */
export type NamedSuccessor =
  | { readonly personId: Id; readonly version: number }
  | { readonly names: Names; readonly readingLang: Locale; readonly email: string; readonly version: number }

/** The value of the choice that opens the fields for somebody new. */
export const SOMEBODY_NEW = 'new'

const KNOWN = z.object({ person: id(), version: version() })
const NEW = z.object({
  surname: line(100),
  given: optionalLine(100),
  patronymic: optionalLine(100),
  position: optionalLine(200),
  reading: choice(['kk', 'ru', 'en']),
  email: address(),
  version: version(),
})

/** @returns `invalid` with every fault of the half that was chosen. */
export function readSuccessor(values: FormValues): Outcome<NamedSuccessor> {
  if (values.person !== SOMEBODY_NEW) {
    const known = readForm(KNOWN, values)
    return known.ok ? done({ personId: known.value.person, version: known.value.version }) : known
  }
  const form = readForm(NEW, values)
  if (!form.ok) return form
  const { surname, given, patronymic, position, reading, email } = form.value
  const names = { [reading]: { surname, given, patronymic, salutation: '', position } }
  return done({ names, readingLang: reading, email, version: form.value.version })
}
