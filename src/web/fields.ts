/**
 * Building blocks for `forms.ts`: zod schemas that clean what was typed and whose faults are our message keys.
 * Every form is read whole, so that all faults are shown at once.
 */

import * as z from 'zod'
import { isId } from '../kernel/id.ts'
import { type LocalDate, type LocalTime, parseLocalDate, parseLocalTime } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, type Params, refuseFaults } from '../kernel/outcome.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'
import { parseZone, type Zone } from '../kernel/zone.ts'
import { parseAddress } from '../mail/address.ts'
import type { FormValues } from './body.ts'

/** Reads a whole form. @returns `invalid` with every fault; fields that are not in the schema are dropped. */
export function readForm<S extends z.ZodType>(schema: S, values: FormValues): Outcome<z.output<S>> {
  const result = schema.safeParse(values)
  if (result.success) return done(result.data)
  return refuseFaults(result.error.issues.map(faultOf))
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  const field = String(issue.path[0] ?? '')
  const custom =
    issue.code === 'custom' ? (issue.params as { key?: string; params?: Params } | undefined) : undefined
  const messageKey = custom?.key ?? 'forms.invalid'
  return custom?.params ? { field, messageKey, params: custom.params } : { field, messageKey }
}

/** A value from a form: the text, or a fault's key with its parameters. */
type Read<T> = { readonly value: T } | { readonly key: string; readonly params?: Params }

/** A field read by `read` from its text; lists and missing fields count as the empty text. */
export function field<T>(read: (text: string) => Read<T>) {
  return z
    .unknown()
    .optional()
    .transform((input, ctx): T => {
      const found = read(typeof input === 'string' ? input : '')
      if ('value' in found) return found.value
      ctx.addIssue({ code: 'custom', params: { key: found.key, params: found.params } })
      return z.NEVER
    })
}

function limited(text: string, max: number): Read<string> {
  return [...text].length > max ? { key: 'forms.too_long', params: { max } } : { value: text }
}

/** One line, required, at most `max` characters as people count them. */
export function line(max: number) {
  return field((input) => {
    const text = cleanLine(input)
    return text ? limited(text, max) : { key: 'forms.required' }
  })
}

/** One line or nothing. */
export function optionalLine(max: number) {
  return field((input) => limited(cleanLine(input), max))
}

/** Several lines, required. */
export function text(max: number) {
  return field((input) => {
    const cleaned = cleanText(input)
    return cleaned ? limited(cleaned, max) : { key: 'forms.required' }
  })
}

/** Several lines or nothing. */
export function optionalText(max: number) {
  return field((input) => limited(cleanText(input), max))
}

/** Makes a required field optional: nothing typed is null. */
function orNull<T>(read: (text: string) => Read<T>) {
  return field<T | null>((input) => (input.trim() ? read(input) : { value: null }))
}

function orRequired<T>(read: (text: string) => Read<T>) {
  return field<T>((input) => (input.trim() ? read(input) : { key: 'forms.required' }))
}

function readDate(input: string): Read<LocalDate> {
  const date = parseLocalDate(input)
  return date ? { value: date } : { key: 'forms.not_a_date' }
}

/** A date, picked or typed as `14.10.2025`. */
export function date() {
  return orRequired(readDate)
}

export function optionalDate() {
  return orNull(readDate)
}

/** A time of day, 24-hour clock. */
export function time() {
  return orRequired((input): Read<LocalTime> => {
    const found = parseLocalTime(input)
    return found ? { value: found } : { key: 'forms.not_a_time' }
  })
}

/** An IANA time zone that this machine knows. */
export function zoneName() {
  return orRequired((input): Read<Zone> => {
    const found = parseZone(input.trim())
    return found ? { value: found } : { key: 'forms.not_a_zone' }
  })
}

/** One of a closed list. */
export function choice<const T extends string>(options: readonly T[]) {
  return orRequired((input) => readChoice(options, input))
}

export function optionalChoice<const T extends string>(options: readonly T[]) {
  return orNull((input) => readChoice(options, input))
}

function readChoice<T extends string>(options: readonly T[], input: string): Read<T> {
  const found = options.find((option) => option === input)
  return found === undefined ? { key: 'forms.not_a_choice' } : { value: found }
}

function readInteger(input: string, min: number, max: number): Read<number> {
  const trimmed = input.trim()
  if (!/^-?\d{1,9}$/.test(trimmed)) return { key: 'forms.not_a_number' }
  const number = Number(trimmed)
  return number < min || number > max
    ? { key: 'forms.out_of_range', params: { min, max } }
    : { value: number }
}

/** A whole number between two bounds, both allowed. */
export function integer(min: number, max: number) {
  return orRequired((input) => readInteger(input, min, max))
}

export function optionalInteger(min: number, max: number) {
  return orNull((input) => readInteger(input, min, max))
}

/** The hidden `version` of an edited row. */
export function version() {
  return integer(0, 999_999_999)
}

function readAddress(input: string): Read<string> {
  const found = parseAddress(input.trim())
  return found.ok ? { value: found.value } : { key: 'forms.not_an_address' }
}

/** One mail address that we can really write to. */
export function address() {
  return orRequired(readAddress)
}

/** A mail address or the empty text. */
export function optionalAddress() {
  return field((input) => (input.trim() ? readAddress(input) : { value: '' }))
}

/** An http or https address, or the empty text. */
export function link() {
  return field((input): Read<string> => {
    const typed = cleanLine(input)
    if (!typed) return { value: '' }
    const url = URL.parse(typed)
    const good =
      url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && typed.length <= 2000
    return good ? { value: url.href } : { key: 'forms.not_a_link' }
  })
}

/** A checkbox. */
export function flag() {
  return field((input) => ({ value: input !== '' }))
}

function readId(input: string): Read<string> {
  return isId(input) ? { value: input } : { key: 'forms.not_a_choice' }
}

/** The id of something chosen; whether it exists is for the command to say. */
export function id() {
  return orRequired(readId)
}

export function optionalId() {
  return orNull(readId)
}

/** Ids from a group of checkboxes or a multiple select; doubles are dropped. */
export function idList() {
  return z
    .unknown()
    .optional()
    .transform((input, ctx): string[] => {
      const given = (Array.isArray(input) ? input : [input]).filter(
        (entry) => typeof entry === 'string' && entry !== '',
      )
      if (given.every(isId)) return [...new Set(given)]
      ctx.addIssue({ code: 'custom', params: { key: 'forms.not_a_choice' } })
      return z.NEVER
    })
}

type PerLanguage<P extends string, S> = { [K in `${P}_${Locale}`]: S }

/** One optional line per language: `title_en`, `title_ru`, `title_kk`. */
export function inLanguages<P extends string>(prefix: P, max: number) {
  return perLanguage(prefix, optionalLine(max))
}

/** As {@link inLanguages}, for texts of several lines. */
export function textInLanguages<P extends string>(prefix: P, max: number) {
  return perLanguage(prefix, optionalText(max))
}

function perLanguage<P extends string, S>(prefix: P, schema: S): PerLanguage<P, S> {
  return Object.fromEntries(LOCALES.map((lang) => [`${prefix}_${lang}`, schema])) as PerLanguage<P, S>
}

/** The texts of such a group that are not empty, by language. */
export function textsOf(
  form: Readonly<Record<string, unknown>>,
  prefix: string,
): Partial<Record<Locale, string>> {
  const given = LOCALES.map((lang) => [lang, form[`${prefix}_${lang}`]] as const)
  return Object.fromEntries(given.filter(([, value]) => typeof value === 'string' && value !== ''))
}

/** A refinement for `schema.superRefine`: the group needs a text in some language; the fault sits at the first. */
export function atLeastOneLanguage(prefix: string, first: Locale = 'en') {
  return (form: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): void => {
    if (Object.keys(textsOf(form, prefix)).length > 0) return
    ctx.addIssue({ code: 'custom', path: [`${prefix}_${first}`], params: { key: 'forms.required' } })
  }
}
