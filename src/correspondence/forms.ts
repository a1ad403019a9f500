/** The forms of this room: what was typed → what a command asks for. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  id,
  idList,
  inLanguages,
  optionalDate,
  optionalId,
  optionalInteger,
  optionalLine,
  optionalText,
  readForm,
  textInLanguages,
  textsOf,
  version,
} from '../web/fields.ts'
import { type Letterhead, type LetterheadDraft, MAX_SIGNATORIES, type Signatory } from './letterhead.ts'
import { INCOMING_KINDS, type IncomingDraft } from './register.ts'
import type { LetterKind, OwnTemplates } from './template.ts'

const PLACES = Array.from({ length: MAX_SIGNATORIES }, (_, at) => at + 1)

const LETTERHEAD = z.object({
  number_pattern: optionalLine(40),
  ...textInLanguages('names', 400),
  ...textInLanguages('contact', 400),
  version: version(),
})
const SIGNATORIES = z.object(
  Object.assign(
    {},
    ...PLACES.flatMap((n) => [
      inLanguages(`signatory_${n}_name`, 120),
      inLanguages(`signatory_${n}_title`, 200),
    ]),
  ) as Record<string, ReturnType<typeof optionalLine>>,
)

/** The letterhead of a dialogue. */
export function readLetterhead(
  values: FormValues,
): Outcome<{ readonly draft: LetterheadDraft; readonly version: number }> {
  const form = readForm(LETTERHEAD.extend(SIGNATORIES.shape), values)
  if (!form.ok) return form
  const typed: Readonly<Record<string, unknown>> = form.value
  const text = (name: string) => String(typed[name] ?? '')
  const perLanguage = <T>(make: (lang: Locale) => T): Partial<Record<Locale, T>> =>
    Object.fromEntries(LOCALES.map((lang) => [lang, make(lang)]))
  const texts = perLanguage((lang) => ({ names: text(`names_${lang}`), contact: text(`contact_${lang}`) }))
  const signatories = PLACES.map(
    (n): Signatory =>
      perLanguage((lang) => ({
        name: text(`signatory_${n}_name_${lang}`),
        title: text(`signatory_${n}_title_${lang}`),
      })),
  )
  const draft = { numberPattern: text('number_pattern'), texts, signatories }
  return done({ draft, version: Number(typed.version) })
}

/** The letterhead as its form begins. */
export function letterheadValues(letterhead: Letterhead): Record<string, string> {
  const values: Record<string, string> = {
    number_pattern: letterhead.numberPattern,
    version: String(letterhead.version),
  }
  for (const lang of LOCALES) {
    values[`names_${lang}`] = letterhead.texts[lang]?.names ?? ''
    values[`contact_${lang}`] = letterhead.texts[lang]?.contact ?? ''
    for (const n of PLACES) {
      const text = letterhead.signatories[n - 1]?.[lang]
      values[`signatory_${n}_name_${lang}`] = text?.name ?? ''
      values[`signatory_${n}_title_${lang}`] = text?.title ?? ''
    }
  }
  return values
}

/** The longest text of a letter in one language. */
const LONGEST = 6000

const TEMPLATE = z.object({ ...textInLanguages('text', LONGEST), version: version() })

/** The dialogue's own texts of one kind of letter; empty ones fall back to the built-in text. */
export function readTemplate(values: FormValues) {
  const form = readForm(TEMPLATE, values)
  return form.ok ? done({ texts: textsOf(form.value, 'text'), version: form.value.version }) : form
}

/** The texts of one kind as their form begins. */
export function templateValues(
  templates: OwnTemplates,
  kind: LetterKind,
  shown: number,
): Record<string, string> {
  const texts = LOCALES.map((lang) => [`text_${lang}`, templates[kind]?.[lang] ?? ''])
  return { ...Object.fromEntries(texts), version: String(shown) }
}

const INCOMING = z.object({
  number: optionalLine(60),
  letter_date: date(),
  received_on: date(),
  institution: id(),
  reply_to: optionalId(),
  kind: choice(INCOMING_KINDS),
  note: optionalText(2000),
})

/** An incoming letter; its file comes beside the form. */
export function readIncoming(values: FormValues): Outcome<IncomingDraft> {
  const form = readForm(INCOMING, values)
  if (!form.ok) return form
  const { letter_date, received_on, institution, reply_to, ...rest } = form.value
  return done({
    ...rest,
    date: letter_date,
    receivedOn: received_on,
    institutionId: institution,
    replyToId: reply_to,
  })
}

/** Kinds of letters that are written freely. */
export const FREE_KINDS = ['request', 'thanks'] as const

/** A letter to institutions as it was typed. */
export interface FreeDraft {
  readonly kind: (typeof FREE_KINDS)[number]
  readonly words: Readonly<Partial<Record<Locale, string>>>
  readonly institutionIds: readonly Id[]
  readonly addressee: string
  readonly date: FreeForm['letter_date']
  /** The first number; the others count up. */
  readonly number: string
  readonly replyBy: FreeForm['reply_by']
  /** Counted from 0; null when nobody signs. */
  readonly signatory: number | null
  /** What the preview was made of; empty while none was shown. */
  readonly seen: string
}

const FREE = z.object({
  kind: choice(FREE_KINDS),
  ...textInLanguages('text', LONGEST),
  institutions: idList(),
  addressee: optionalLine(200),
  letter_date: date(),
  number: optionalLine(60),
  reply_by: optionalDate(),
  signatory: optionalInteger(1, MAX_SIGNATORIES),
  seen: optionalLine(100),
})
type FreeForm = z.output<typeof FREE>

/** A letter to institutions. */
export function readFree(values: FormValues): Outcome<FreeDraft> {
  const form = readForm(FREE, values)
  if (!form.ok) return form
  const { kind, institutions, addressee, letter_date, number, reply_by, signatory, seen } = form.value
  return done({
    kind,
    words: textsOf(form.value, 'text'),
    institutionIds: institutions,
    addressee,
    date: letter_date,
    number,
    replyBy: reply_by,
    signatory: signatory === null ? null : signatory - 1,
    seen,
  })
}
