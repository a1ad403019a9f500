/**
 * The columns in which commitments go out and come in as a table: one set of names, so that what was taken out can be
 * sent in again. Pure.
 */

import { messagesIn } from '../i18n/messages.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import type { KnownColumn } from '../tables/columns.ts'

/** What can be sent in; the rest of a table that was taken out is passed over. */
export const IMPORT_COLUMNS = [
  'code',
  'text_kk',
  'text_ru',
  'text_en',
  'lead',
  'supporters',
  'verifier',
  'person_mail',
  'due',
  'review',
  'visibility',
  'objective',
] as const
export type ImportColumn = (typeof IMPORT_COLUMNS)[number]

/** Without these a line says nothing; one text in any language will do. */
const NEEDED: readonly ImportColumn[] = ['lead']

/** The columns by their names in all languages; those of `first` are what refusals say. */
export function importColumns(first: Locale): KnownColumn<ImportColumn>[] {
  const heads = [first, ...LOCALES.filter((locale) => locale !== first)].map(headsIn)
  return IMPORT_COLUMNS.map((key) => ({
    key,
    names: heads.map((names) => names[key]),
    required: NEEDED.includes(key),
  }))
}

/** The heads of a table in one language. */
export function headsIn(locale: Locale) {
  return messagesIn(locale).overview.columns
}
