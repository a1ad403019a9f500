/** Who reads a page: handed down as a prop, so that two requests can never share a language. */

import type { Messages } from '../src/i18n/messages.ts'
import type { Locale } from '../src/kernel/locale.ts'

export interface Reader {
  readonly locale: Locale
  readonly t: Messages
}
