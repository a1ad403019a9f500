/** The neutral model of a printed document, made into PDF (`pdf.ts`) and DOCX (`docx.ts`). */

import type { Instant } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { cleanText } from '../kernel/text.ts'

/** A document to print: one or several sheets, each complete in its language and beginning on a page of its own. */
export interface Paper {
  readonly title: string
  readonly author: string
  readonly madeAt: Instant
  readonly sheets: readonly Sheet[]
}

/** One language version. The foot stands at the bottom of every page of it. */
export interface Sheet {
  readonly lang: Locale
  readonly head?: Letterhead
  readonly blocks: readonly Block[]
  readonly foot?: string
}

/**
 * Name of the body in up to two languages side by side over a rule, contact lines below it; then the number and
 * the date on the left, the addressee on the right.
 */
export interface Letterhead {
  readonly names: readonly string[]
  readonly contact: readonly string[]
  readonly reference?: string
  readonly date?: string
  readonly addressee?: readonly string[]
}

/** A column takes the width its texts need; `end` is for numbers. */
export interface Column {
  readonly title: string
  readonly align?: 'start' | 'end'
}

export type Align = 'start' | 'center' | 'end' | 'justify'

/** `justify` is the body text of a letter: its first line is indented, and a line with wide gaps stays ragged. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly align?: Align; readonly strong?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: 'pairs'; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'signature'; readonly title: string; readonly name: string }

/** Rows and paragraphs of a paper, and thousands of letters: more would hold a process for over a quarter of a second. */
export const MOST = { rows: 500, thousands: 250 }

/** Is there more in a paper than {@link MOST}? */
export function isTooLong({ sheets }: Paper): boolean {
  const rows = sheets.flatMap(({ blocks }) => blocks.flatMap(rowsOf))
  const letters = rows.reduce((sum, row) => sum + row.length, 0)
  return rows.length > MOST.rows || letters > MOST.thousands * 1_000
}

function rowsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'list':
      return block.items
    case 'pairs':
    case 'table':
      return block.rows.map((cells) => cells.join(''))
    case 'signature':
      return [block.title + block.name]
    default:
      return [block.text]
  }
}

/** Stands for a letter that the fonts do not have. */
export const MISSING = '\uFFFD'

// What public/fonts/noto-* hold (docs/decisions/0014): Latin, Cyrillic with the Kazakh letters, accents, signs.
const COVERED =
  /[ -~\u00a0-\u024f\u02bc\u0400-\u052f\u1e9e\u2010-\u2027\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u20b8\u20bd\u2116\u2122\u2212\ufffd]|[\u0300-\u0304]|[\u0306-\u0308]|[\u030a-\u030c]/u

// Noto Sans itself has neither arrows nor signs of mathematics.
const STAND_INS: Readonly<Record<string, string>> = {
  '←': '<',
  '→': '>',
  '↔': '–',
  '≈': '~',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
}

/**
 * Text as the fonts can print it: safe (`cleanText`), tabs as blanks, invisible marks gone, each character of a
 * script that the fonts lack a visible {@link MISSING}. Line feeds stay.
 */
export function printable(text: string): string {
  const safe = plain(text)
  return safe.replace(/\P{M}\p{M}*|\p{M}+/gu, (letter) => (isCovered(letter) ? letter : replaced(letter)))
}

/** Text for programs that have their own fonts: safe, tabs as blanks, no invisible marks. Line feeds stay. */
export function plain(text: string): string {
  // Cleaned again, since what went may have stood between a letter and its accent, or behind the last blank.
  return cleanText(cleanText(text.replace(/\t/g, ' ')).replace(INVISIBLE, ''))
}

// Noncharacters too: Excel takes none, and the maker of XLSX leaves out what stands beside them.
const INVISIBLE = /(?!\n)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu

function isCovered(letter: string): boolean {
  for (const sign of letter) if (sign !== '\n' && !COVERED.test(sign)) return false
  return true
}

function replaced(letter: string): string {
  const [base = ''] = letter
  return STAND_INS[base] ?? (base === '\n' || COVERED.test(base) ? base : MISSING)
}
