/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import { filterOf, queryOf } from '../commitments/filter.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import { flag, line, optionalLine, readForm, version } from '../web/fields.ts'
import { type AskedFilter, LONGEST_NAME } from './saved.ts'

const savingForm = z.object({ name: line(LONGEST_NAME), query: optionalLine(1000) })

/** A view to keep; its query is brought into the one form that such a view has. @returns `invalid` with its faults. */
export function readSaving(values: FormValues): Outcome<AskedFilter> {
  const form = readForm(savingForm, values)
  return form.ok ? done({ name: form.value.name, query: queryOf(filterOf(form.value.query)) }) : form
}

const changeForm = z.object({ name: line(LONGEST_NAME), default: flag(), version: version() })

/** A view with its new name. @returns `invalid` with the faults of its fields. */
export function readChange(
  values: FormValues,
): Outcome<{ name: string; isDefault: boolean; version: number }> {
  const form = readForm(changeForm, values)
  if (!form.ok) return form
  const { name, default: isDefault, version: read } = form.value
  return done({ name, isDefault, version: read })
}

const removalForm = z.object({ version: version() })

/** Which version of a view is dropped. @returns `invalid` with the faults of its fields. */
export function readRemoval(values: FormValues): Outcome<{ version: number }> {
  return readForm(removalForm, values)
}
