/** One door to the texts of the product: the catalogue of a language, and the text of a refusal. */

import type { Locale } from '../kernel/locale.ts'
import type { Params } from '../kernel/outcome.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

/** The shape of every catalogue. English is the model only for the compiler, not for the reader. */
export type Messages = typeof en

const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, ru, kk }

/** All texts in one language. */
export function messagesIn(locale: Locale): Messages {
  return CATALOGUES[locale]
}

type RefusalText = string | ((params: Params) => string)
type Refusals = Readonly<Record<string, { readonly refusals?: Readonly<Record<string, RefusalText>> }>>

/** The text of a fault or refusal: key `<catalogue>.<name>`, found in that catalogue's `refusals`. */
export function faultText(
  t: Messages,
  fault: { readonly messageKey: string; readonly params?: Params },
): string {
  const at = fault.messageKey.indexOf('.')
  const catalogue = (t as unknown as Refusals)[fault.messageKey.slice(0, at)]
  const text = catalogue?.refusals?.[fault.messageKey.slice(at + 1)]
  if (text === undefined) return t.forms.refusals.invalid
  return typeof text === 'function' ? text(fault.params ?? {}) : text
}
