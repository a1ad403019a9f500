/** Official letters: their words in each language, and the paper that is printed. */

import { formatDateRange, formatWhen } from '../i18n/dates.ts'
import { messagesIn } from '../i18n/messages.ts'
import { formatNumber } from '../i18n/numbers.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { chooseText, type Locale, type Versions } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { AsTold } from '../meetings/zone-change.ts'
import type { Block, Paper, Letterhead as PrintedHead, Sheet } from '../printing/sheet.ts'
import { headIn, type Letterhead, linesOf, type SignatoryText, signatoryIn } from './letterhead.ts'
import { fillTemplate, type LetterKind, type LetterValues, type OwnTemplates } from './template.ts'

/** What all letters of one dialogue share. */
export interface Stationery {
  readonly letterhead: Letterhead
  readonly templates: OwnTemplates
  readonly dialogue: { readonly title: Versions; readonly code: string }
}

/** What an invitation is to. */
export interface LetterOccasion {
  readonly meeting: Pick<Meeting, 'title' | 'venue' | 'days' | 'zone'> & AsTold
  readonly seats: number
}

/** One letter to one institution. */
export interface OfficialLetter extends Stationery {
  readonly kind: LetterKind
  /** The languages of its sheets in their order; each sheet is complete. */
  readonly languages: readonly Locale[]
  readonly number: string
  readonly date: LocalDate
  readonly institution: Versions
  /** The office addressed; may be empty. */
  readonly addressee: string
  readonly replyBy: LocalDate | null
  readonly occasion: LetterOccasion | null
  /** Which of the signatories, counted from 0; null when nobody signs. */
  readonly signatory: number | null
  /** Words written for this letter alone, instead of a template. */
  readonly words?: Readonly<Partial<Record<Locale, string>>>
}

/** The paragraphs of the letter in a language. */
export function wordsOf(letter: OfficialLetter, lang: Locale): string[] {
  return fillTemplate(letter.words?.[lang] ?? templateFor(letter, letter.kind, lang), valuesOf(letter, lang))
}

/** The text that a kind of letter begins with: the dialogue's own, else the built-in one. */
export function templateFor({ templates }: Stationery, kind: LetterKind, lang: Locale): string {
  return templates[kind]?.[lang] ?? messagesIn(lang).correspondence.builtin[kind]
}

/** Who signs a letter, in a language; nobody signs a note verbale (domain.md §2.2). */
export function signedBy(letter: OfficialLetter, lang: Locale): SignatoryText | null {
  if (letter.kind === 'note' || letter.signatory === null) return null
  return signatoryIn(letter.letterhead.signatories[letter.signatory], lang)
}

/** Position and name in one line. */
export function signatureLine(text: SignatoryText | null): string {
  return text ? [text.title, text.name].filter(Boolean).join(', ') : ''
}

/** The body that writes, in a language, as it stands in a sentence. */
export function senderOf({ letterhead, dialogue }: Stationery, lang: Locale): string {
  const head = headIn(letterhead, lang)
  return head ? linesOf(head.names).join(' ') : messagesIn(lang).correspondence.paper.author(dialogue.code)
}

function valuesOf(letter: OfficialLetter, lang: Locale): LetterValues {
  const { occasion, replyBy, date } = letter
  return {
    institution: chooseText(letter.institution, lang).text,
    addressee: letter.addressee,
    sender: senderOf(letter, lang),
    dialogue: chooseText(letter.dialogue.title, lang).text,
    meeting: occasion ? chooseText(occasion.meeting.title, lang).text : '',
    dates: occasion ? formatWhen(lang, occasion.meeting) : '',
    place: occasion ? chooseText(occasion.meeting.venue, lang).text : '',
    reply_by: replyBy ? formatDateRange(lang, replyBy, replyBy) : '',
    seats: occasion ? formatNumber(lang, occasion.seats) : '',
    number: letter.number,
    date: formatDateRange(lang, date, date),
    signatory: signatureLine(signedBy(letter, lang)),
  }
}

/** The words of the letter as a mail brings them: its paragraphs, and who signs. */
export function mailWords(letter: OfficialLetter, lang: Locale): string[] {
  const signatory = signedBy(letter, lang)
  const signature = signatory ? [[signatory.title, signatory.name].filter(Boolean).join('\n')] : []
  return [...wordsOf(letter, lang), ...signature]
}

/** The letter as it is printed: one complete sheet for each language. */
export function letterPaper(letter: OfficialLetter, madeAt: Instant): Paper {
  const [first] = letter.languages
  const lang = first ?? letter.dialogue.title.authoritative
  return {
    title: paperTitle(letter, lang),
    author: senderOf(letter, lang),
    madeAt,
    sheets: letter.languages.map((one) => sheetIn(letter, one)),
  }
}

function paperTitle({ kind, number }: OfficialLetter, lang: Locale): string {
  const { paper } = messagesIn(lang).correspondence
  return number === '' ? paper.names[kind] : `${paper.names[kind]}, ${paper.reference(number)}`
}

function sheetIn(letter: OfficialLetter, lang: Locale): Sheet {
  const isNote = letter.kind === 'note'
  const institution = chooseText(letter.institution, lang).text
  const signatory = signedBy(letter, lang)
  const blocks: Block[] = wordsOf(letter, lang).map((text) => ({
    kind: 'paragraph',
    text,
    // A list of facts, line by line, is no running text.
    align: text.includes('\n') ? 'start' : 'justify',
  }))
  if (isNote) {
    const { note } = messagesIn(lang).correspondence.paper
    blocks.unshift({ kind: 'heading', level: 2, text: note })
    blocks.push({ kind: 'paragraph', text: institution, align: 'start' })
  }
  if (signatory) blocks.push({ kind: 'signature', title: signatory.title, name: signatory.name })
  // A note names its addressee below its text, a letter above it.
  const addressee = isNote ? [] : [letter.addressee, institution].filter((line) => line !== '')
  return { lang, head: headOf(letter, lang, addressee), blocks }
}

/** Both names of a state body's letterhead stand on its Kazakh and on its Russian sheets (domain.md §2.6). */
const HEAD_LANGUAGES: Readonly<Record<Locale, readonly Locale[]>> = {
  kk: ['kk', 'ru'],
  ru: ['kk', 'ru'],
  en: ['en'],
}

function headOf(letter: OfficialLetter, lang: Locale, addressee: readonly string[]): PrintedHead {
  const { paper } = messagesIn(lang).correspondence
  const { letterhead, number, date } = letter
  const own = headIn(letterhead, lang)
  const names = HEAD_LANGUAGES[lang].flatMap((one) => headIn(letterhead, one)?.names ?? [])
  return {
    names: own ? names : [senderOf(letter, lang)],
    contact: own ? linesOf(own.contact) : [],
    ...(number === '' ? {} : { reference: paper.reference(number) }),
    date: formatDateRange(lang, date, date),
    ...(addressee.length > 0 ? { addressee } : {}),
  }
}
