/** The blocks of a sheet as paragraphs and tables of a word processor. Imported only by `word.ts`. */

import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  HeadingLevel,
  type IRunOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Locale } from '../kernel/locale.ts'
import { columnWidths } from './columns.ts'
import { type Align, type Block, plain } from './sheet.ts'

/** On every office computer, with the Kazakh letters. */
export const FONT = 'Times New Roman'

/** Half points. */
export const SIZE = { body: 28, title: 32, table: 22, small: 20 } as const

/** Twips between the margins. */
export const WIDTH = convertMillimetersToTwip(165)

export const BULLETS = 'bullets'
export const NUMBERS = 'numbers'

const LANGUAGES: Readonly<Record<Locale, string>> = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' }

const ALIGNED = {
  start: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  end: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const

/** What a block has to know of where it stands; `list` numbers its list apart from all others. */
export interface Place {
  readonly lang: Locale
  readonly keepNext: boolean
  readonly list: number
}

/** How a paragraph looks that is no heading. */
interface Look {
  readonly align?: Align
  readonly strong?: boolean
  readonly size?: number
  readonly before?: number
  readonly keepNext?: boolean
}

/** A text with its line feeds, in its language so that the right spelling is checked. */
export function runsOf(text: string, lang: Locale, look: Pick<IRunOptions, 'bold' | 'size'> = {}): TextRun[] {
  const language = { value: LANGUAGES[lang] }
  return plain(text)
    .split('\n')
    .map((line, at) => new TextRun({ text: line, language, ...look, ...(at > 0 ? { break: 1 } : {}) }))
}

/** One paragraph. */
export function textOf(text: string, lang: Locale, look: Look = {}): Paragraph {
  const { align = 'start', strong = false, size = SIZE.body, before = 120, keepNext = false } = look
  return new Paragraph({
    alignment: ALIGNED[align],
    spacing: { before },
    keepNext,
    ...(align === 'justify' ? { indent: { firstLine: convertMillimetersToTwip(12.5) } } : {}),
    children: runsOf(text, lang, { bold: strong, size }),
  })
}

/** What a block becomes. */
export function blockOf(block: Block, place: Place): (Paragraph | Table)[] {
  const { lang, keepNext } = place
  switch (block.kind) {
    case 'heading':
      return [headingOf(block, lang)]
    case 'paragraph':
      return [textOf(block.text, lang, { ...block, keepNext })]
    case 'list':
      return listOf(block, place)
    case 'pairs':
      return [
        plainTable(
          block.rows.map((row) => row.map((text, at) => [pairOf(text, at === 0, lang)])),
          [36, 64],
        ),
      ]
    case 'table':
      return [
        new Paragraph({ children: [] }),
        tableOf(block, lang),
        new Paragraph({ keepNext, children: [] }),
      ]
    case 'signature':
      return signatureOf(block, lang)
  }
}

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

function headingOf({ level, text }: Of<'heading'>, lang: Locale): Paragraph {
  const heading = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][level - 1]
  return new Paragraph({
    ...(heading ? { heading } : {}),
    alignment: level === 1 ? AlignmentType.CENTER : AlignmentType.LEFT,
    children: runsOf(text, lang),
  })
}

function listOf({ items, numbered }: Of<'list'>, { lang, list, keepNext }: Place): Paragraph[] {
  const numbering = { reference: numbered ? NUMBERS : BULLETS, level: 0, instance: list }
  return items.map(
    (text) => new Paragraph({ numbering, keepNext, spacing: { before: 60 }, children: runsOf(text, lang) }),
  )
}

function pairOf(text: string, strong: boolean, lang: Locale): Paragraph {
  return textOf(text, lang, { strong, before: 60 })
}

/** The head stands again on each page, and no row is divided. */
function tableOf(table: Of<'table'>, lang: Locale): Table {
  const { columns, rows } = table
  const widths = columnWidths(table, WIDTH, roughly).map(Math.round)
  const cell = (text: string, at: number, strong: boolean) => {
    const look = { align: columns[at]?.align ?? 'start', strong, size: SIZE.table, before: 0 } as const
    const width = { size: widths[at] ?? 0, type: WidthType.DXA }
    return new TableCell({ width, margins: CELL, children: [textOf(text, lang, look)] })
  }
  const cells = (texts: readonly string[], strong: boolean) =>
    columns.map((_, at) => cell(texts[at] ?? '', at, strong))
  const titles = columns.map(({ title }) => title)
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: RULED,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cells(titles, true) }),
      ...rows.map((texts) => new TableRow({ cantSplit: true, children: cells(texts, false) })),
    ],
  })
}

/** The width of a text in twips with the margins of a cell; the program that opens the file knows better and mends it. */
function roughly(text: string): number {
  return text.length * SIZE.table * 5 + CELL.left + CELL.right
}

function signatureOf({ title, name }: Of<'signature'>, lang: Locale): (Paragraph | Table)[] {
  const office = [textOf(title, lang, { strong: true, before: 0 })]
  const signed = [textOf(name, lang, { strong: true, before: 0, align: 'end' })]
  return [
    new Paragraph({ keepNext: true, spacing: { before: 480 }, children: [] }),
    plainTable([[office, signed]], [60, 40]),
    new Paragraph({ children: [] }),
  ]
}

const CELL = { top: 50, bottom: 50, left: 70, right: 70 }
const NO_RULE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const RULE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const NO_RULES = { top: NO_RULE, bottom: NO_RULE, left: NO_RULE, right: NO_RULE, insideVertical: NO_RULE }
const RULED = { ...NO_RULES, top: RULE, bottom: RULE, insideHorizontal: RULE }

/** Cells side by side without rules; shares of the width in per cent, alike without them. */
export function plainTable(rows: readonly (readonly Paragraph[][])[], shares?: readonly number[]): Table {
  const count = rows[0]?.length ?? 1
  const widths = Array.from({ length: count }, (_, at) =>
    Math.round((WIDTH * (shares?.[at] ?? 100 / count)) / 100),
  )
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...NO_RULES, insideHorizontal: NO_RULE },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, at) =>
              new TableCell({
                width: { size: widths[at] ?? 0, type: WidthType.DXA },
                verticalAlign: VerticalAlign.TOP,
                children,
              }),
          ),
        }),
    ),
  })
}
