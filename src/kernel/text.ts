/** Cleaning, folding and ordering of text in Latin, Russian and Kazakh letters, alike on every engine. */

import type { Locale } from './locale.ts'

// Every way to end a line: Word pastes a soft break as U+000B, web pages as U+2028.
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g

// Controls except line feed and tab, soft hyphen, bidi overrides and isolates, zero-width marks,
// lone surrogates, and the two non-characters that XML (so XLSX and DOCX) refuses.
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what has to go
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\p{Cs}/gu

/**
 * Text of several lines: NFC, safe characters, `\n` line ends, no blanks around. Cleaning twice changes
 * nothing.
 */
export function cleanText(text: string): string {
  // Composed last: an unsafe mark may stand between a letter and its accent.
  return text.replace(LINE_END, '\n').replace(UNSAFE, '').normalize('NFC').trim()
}

/** Text of one line: as {@link cleanText}, every run of white space one blank. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ')
}

// Latin letters that NFD does not take apart, as in Łódź, Ørsted, Işıl.
const LATIN: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }

/** Lower case, Latin letters without their accents; Cyrillic й and ё stay whole. */
function plainLatin(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{Mn}+/gu, '')
    .normalize('NFC')
    .replace(/[łøđıßæœ]/g, (letter) => LATIN[letter] ?? letter)
}

// biome-ignore format: a table reads better on one line
const FOLDED: Readonly<Record<string, string>> = {
  ә: 'а', ғ: 'г', қ: 'к', ң: 'н', ө: 'о', ұ: 'у', ү: 'у', һ: 'х', і: 'и', ё: 'е',
}

/**
 * The form in which we search: lower case, Kazakh letters as their plain Cyrillic neighbours, no accents,
 * no apostrophes (domain.md §2.6). Stored beside the text because no engine folds Cyrillic.
 */
export function fold(text: string): string {
  return plainLatin(text)
    .replace(/[әғқңөұүһіё]/g, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’‘ʼʻ`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

// Each alphabet also places the other's letters, beside what they look or sound like.
const CYRILLIC_KK = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
const CYRILLIC_RU = 'аәбвгғдеёжзиійкқлмнңоөпрстуұүфхһцчшщъыьэюя'

const RANKS: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  kk: ranks(CYRILLIC_KK),
  ru: ranks(CYRILLIC_RU),
  en: ranks(CYRILLIC_RU),
}

function ranks(alphabet: string): ReadonlyMap<string, string> {
  const rank = (at: number): string => `3${String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26))}`
  return new Map([...alphabet].map((letter, at) => [letter, rank(at)]))
}

/**
 * A key whose byte order is the alphabet's order in `locale`: stored, so that every engine sorts alike
 * (SQLite puts І before А, workerd has no Kazakh collation). Blank, digits, Latin, Cyrillic, the rest;
 * punctuation does not count. Known letters become ASCII letters and digits only, because PostgreSQL may
 * compare by the rules of a language, and these agree with byte order in all that matter.
 */
export function sortKey(text: string, locale: Locale): string {
  const kept = KEYS[locale]
  const known = kept.get(text)
  if (known !== undefined) return known
  const key = makeKey(text, locale)
  if (kept.size >= KEYS_KEPT) kept.clear()
  kept.set(text, key)
  return key
}

// Every page sorts the same few hundred names again, and making a key takes some ten microseconds.
const KEYS: Readonly<Record<Locale, Map<string, string>>> = { kk: new Map(), ru: new Map(), en: new Map() }
const KEYS_KEPT = 2_000

function makeKey(text: string, locale: Locale): string {
  const known = RANKS[locale]
  return [...plainLatin(text)].map((letter) => known.get(letter) ?? rankOf(letter)).join('')
}

function rankOf(letter: string): string {
  if (/\s/.test(letter)) return '0'
  if (letter >= '0' && letter <= '9') return `1${letter}`
  if (letter >= 'a' && letter <= 'z') return `2${letter}`
  return /[\p{L}\p{N}]/u.test(letter) ? `4${letter}` : ''
}

/** Compares two texts in the alphabet of `locale`. */
export function compareTexts(a: string, b: string, locale: Locale): number {
  const [left, right] = [sortKey(a, locale), sortKey(b, locale)]
  return left < right ? -1 : left > right ? 1 : 0
}
