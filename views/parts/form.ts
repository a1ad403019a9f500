/** The state of a form between a route and its view: what was typed and what is wrong with it. */

import { faultText } from '../../src/i18n/messages.ts'
import { type Fault, faultsOf, type Refusal } from '../../src/kernel/outcome.ts'
import type { Reader } from '../reader.ts'
import type { Draft } from './field.tsx'

export interface FormState {
  readonly values: Readonly<Record<string, string | readonly string[]>>
  readonly faults: readonly Fault[]
}

/** A form without faults that shows stored values. */
export function formOf(values: FormState['values']): FormState {
  return { values, faults: [] }
}

/** What was typed together with the refusal it met; a refusal without a field stands on top of the form. */
export function refusedForm(values: FormState['values'], refusal: Refusal): FormState {
  const faults = faultsOf(refusal)
  if (faults.length > 0) return { values, faults }
  const { messageKey, params } = refusal
  return { values, faults: [params ? { field: '', messageKey, params } : { field: '', messageKey }] }
}

/**
 * The form in the reader's words, ready for the fields of `field.tsx`. `labels` names the fields, so that the
 * summary of faults can say which one it means; `form` is a prefix for pages with several forms.
 */
export function draftOf(
  reader: Reader,
  form: FormState,
  more: { readonly labels?: Readonly<Record<string, string>>; readonly form?: string } = {},
): Draft {
  const faults = form.faults.map((fault) => ({ field: fault.field, text: faultText(reader.t, fault) }))
  return { reader, values: form.values, faults, ...more }
}

/** The text of a field; the first one where several were given. */
export function fieldValue(form: FormState, name: string): string {
  const value = form.values[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
