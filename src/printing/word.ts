/** Composes the sections of a DOCX. With `word-blocks.ts` the only files that know docx; imported only by `docx.ts`. */

import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  type ISectionOptions,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TabStopType,
  TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type { Instant } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Letterhead, type Paper, plain, type Sheet } from './sheet.ts'
import { BULLETS, blockOf, FONT, NUMBERS, plainTable, runsOf, SIZE, textOf, WIDTH } from './word-blocks.ts'

const MARGINS = { left: mm(30), right: mm(15), top: mm(20), bottom: mm(20) }
const PAGE = { width: mm(210), height: mm(297) }

function mm(millimetres: number): number {
  return convertMillimetersToTwip(millimetres)
}

/** The bytes of the whole document; the same paper gives the same. */
export async function composeDocx(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  const document = new Document({
    title: plain(paper.title),
    creator: plain(paper.author),
    lastModifiedBy: plain(paper.author),
    styles: { default: defaultStyles() },
    numbering: {
      config: [listOf(BULLETS, LevelFormat.BULLET, '•'), listOf(NUMBERS, LevelFormat.DECIMAL, '%1.')],
    },
    sections: paper.sheets.map(sectionOf),
  })
  return redated(new Uint8Array(await Packer.toArrayBuffer(document)), paper.madeAt)
}

/** docx dates the document and its parts by the clock; the paper knows better. */
function redated(bytes: Uint8Array, madeAt: Instant): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes)
  const core = strFromU8(parts[CORE] ?? new Uint8Array())
  const at = `${madeAt.slice(0, 19)}Z`
  parts[CORE] = strToU8(core.replace(/(<dcterms:(?:created|modified)\b[^>]*>)[^<]*/g, `$1${at}`))
  return new Uint8Array(zipSync(parts, { mtime: DOS_EPOCH }))
}

const CORE = 'docProps/core.xml'
/** The first day that a ZIP can tell, in whatever zone. */
const DOS_EPOCH = new Date(1980, 0, 1)

function defaultStyles() {
  const heading = (size: number, before: number) => ({
    run: { font: FONT, size, bold: true, color: '000000' },
    paragraph: { keepNext: true, spacing: { before, after: 120 } },
  })
  return {
    document: { run: { font: FONT, size: SIZE.body } },
    heading1: heading(SIZE.title, 280),
    heading2: heading(SIZE.body, 280),
    heading3: heading(SIZE.body, 160),
  }
}

function listOf(reference: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  const style = { paragraph: { indent: { left: 480, hanging: 400 } } }
  return { reference, levels: [{ level: 0, format, text, alignment: AlignmentType.LEFT, style }] }
}

/** Each sheet begins on a page of its own and counts its own pages, from the second one on. */
function sectionOf(sheet: Sheet, at: number): ISectionOptions {
  const { lang, blocks } = sheet
  const children = blocks.flatMap((block, place) => {
    const isSigned = blocks.slice(place + 1, place + 3).some((next) => next.kind === 'signature')
    return blockOf(block, { lang, keepNext: isSigned, list: at * 10_000 + place })
  })
  return {
    properties: {
      titlePage: true,
      page: { size: PAGE, margin: MARGINS, pageNumbers: { start: 1 } },
    },
    footers: { first: footer(sheet, false), default: footer(sheet, true) },
    children: [...(sheet.head ? headOf(sheet.head, lang) : []), ...children],
  }
}

function footer({ foot = '', lang }: Sheet, numbered: boolean): Footer {
  const count = [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES_IN_SECTION]
  const number = new TextRun({ children: ['\t', ...count], size: SIZE.small })
  const tabStops = [{ type: TabStopType.RIGHT, position: WIDTH }]
  const children = [...runsOf(foot, lang, { size: SIZE.small }), ...(numbered ? [number] : [])]
  return new Footer({ children: [new Paragraph({ tabStops, children })] })
}

function headOf(head: Letterhead, lang: Locale): (Paragraph | Table)[] {
  const middle = { align: 'center', before: 0 } as const
  const names = head.names.map((text) => [textOf(text, lang, { ...middle, strong: true })])
  const left = [head.date, head.reference].filter((line) => line !== undefined)
  const sides = [left, head.addressee ?? []].map((lines) =>
    (lines.length > 0 ? lines : ['']).map((text) => textOf(text, lang, { before: 0 })),
  )
  const rule = { bottom: { style: BorderStyle.SINGLE, size: 8, space: 1, color: '000000' } }
  return [
    ...(names.length > 0 ? [plainTable([names])] : []),
    new Paragraph({ border: rule, spacing: { after: 60 }, children: [] }),
    ...head.contact.map((text) => textOf(text, lang, { ...middle, size: SIZE.small })),
    new Paragraph({ children: [] }),
    plainTable([sides]),
    new Paragraph({ children: [] }),
  ]
}
