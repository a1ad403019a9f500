/** Draws a paper as a tagged PDF of A4 pages. The only file that knows pdfkit, which is loaded when it is needed. */

import { millisOf } from '../kernel/instant.ts'
import { setFoot, setSheet } from './layout.ts'
import type { Hand, Measure } from './lines.ts'
import { type Area, MM } from './passage.ts'
import { type Mark, type Part, type Placed, paginate } from './rows.ts'
import { type Paper, printable, type Sheet } from './sheet.ts'

/** Where the platform keeps the two faces (`public/fonts/noto-sans-*.ttf`). */
export type Fonts = (face: Hand['face']) => Promise<Uint8Array>

/** Where a face is served from on every platform. */
export function fontPath(face: Hand['face']): string {
  return `/fonts/noto-sans-${face}.ttf`
}

type Document = PDFKit.PDFDocument
type Element = PDFKit.PDFStructureElement

// A4 with the margins of office work in Kazakhstan and Russia: 30 mm to bind, 15, 20 above and below.
const PAGE = {
  width: 210 * MM,
  height: 297 * MM,
  left: 30 * MM,
  right: 15 * MM,
  top: 20 * MM,
  bottom: 20 * MM,
}
const WIDTH = PAGE.width - PAGE.left - PAGE.right
const HEIGHT = PAGE.height - PAGE.top - PAGE.bottom
const NUMBER: Hand = { face: 'regular', size: 9 }
const ABOVE_FOOT = 8

/** A page as it is drawn: what stands on it, and which one of its sheet it is. */
interface Page {
  readonly placed: readonly Placed[]
  readonly foot: readonly Placed[]
  readonly number: string
}

/**
 * A paper as PDF: the same paper gives the same bytes on the same runtime. Sheets longer than one page carry
 * "2 / 3"; letters that the fonts lack are replaced visibly (`printable`).
 */
export async function printPdf(paper: Paper, fonts: Fonts): Promise<Uint8Array<ArrayBuffer>> {
  const document = await openDocument(paper, fonts)
  const bytes = collect(document)
  const measure = measureOf(document)
  const tags = openTags(document)
  const pages = paper.sheets.flatMap((sheet) => pagesOf(sheet, { width: WIDTH, measure }))
  for (const page of pages) drawPage(document, page, tags)
  tags.root.end()
  document.end()
  return bytes
}

async function openDocument(paper: Paper, fonts: Fonts): Promise<Document> {
  const [{ default: PDFDocument }, regular, bold] = await Promise.all([
    import('pdfkit'),
    fonts('regular'),
    fonts('bold'),
  ])
  const made = new Date(millisOf(paper.madeAt))
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: paper.sheets[0]?.lang ?? 'en',
    // None of the standard fonts, which have no Cyrillic and are not there on Workers.
    font: '',
    info: {
      Title: printable(paper.title),
      Author: printable(paper.author),
      Producer: 'Intersession',
      Creator: 'Intersession',
      CreationDate: made,
      ModDate: made,
    },
  })
  document.registerFont('regular', regular as Buffer)
  document.registerFont('bold', bold as Buffer)
  return document
}

function collect(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  return new Promise((resolve, reject) => {
    document.on('data', (chunk: Uint8Array<ArrayBuffer>) => chunks.push(chunk))
    document.on('error', reject)
    document.on('end', () => resolve(joined(chunks)))
  })
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function measureOf(document: Document): Measure {
  return (text, { face, size }) => document.font(face, size).widthOfString(text)
}

function pagesOf(sheet: Sheet, area: Area): Page[] {
  const [foot = []] = sheet.foot ? paginate(setFoot(sheet.foot, area), HEIGHT / 3) : []
  const last = foot.at(-1)
  const used = last ? last.top + last.row.height : 0
  const room = HEIGHT - (last ? used + ABOVE_FOOT : 0)
  const pages = paginate(setSheet(sheet, area), room)
  return pages.map((placed, at) => ({
    placed,
    foot: foot.map((row) => ({ ...row, top: row.top + HEIGHT - used })),
    number: pages.length === 1 ? '' : `${at + 1} / ${pages.length}`,
  }))
}

function drawPage(document: Document, page: Page, tags: Tags): void {
  document.addPage()
  for (const { row, top, again } of page.placed) {
    for (const mark of row.marks) drawMark(document, mark, top, again || mark.kind === 'rule' ? null : tags)
  }
  for (const { row, top } of page.foot) for (const mark of row.marks) drawMark(document, mark, top, null)
  if (page.number === '') return
  const width = measureOf(document)(page.number, NUMBER)
  document.markContent('Artifact', { type: 'Pagination' })
  const y = PAGE.height - PAGE.bottom / 2
  document.text(page.number, PAGE.left + WIDTH - width, y, { lineBreak: false, baseline: 'alphabetic' })
  document.endMarkedContent()
}

/** Draws a mark as content of its part, or, without tags, as something that only the eye needs. */
function drawMark(document: Document, mark: Mark, top: number, tags: Tags | null): void {
  if (tags && mark.kind === 'text') {
    const element = elementOf(document, mark.part, tags)
    element.add(document.markStructureContent(mark.part.type))
  } else document.markContent('Artifact', { type: 'Layout' })
  const [x, y] = [PAGE.left + mark.x, PAGE.top + top + mark.y]
  if (mark.kind === 'rule')
    document
      .lineWidth(mark.weight)
      .moveTo(x, y)
      .lineTo(x + mark.width, y)
      .stroke()
  else {
    const options = { lineBreak: false, baseline: 'alphabetic', wordSpacing: mark.gap } as const
    document.font(mark.hand.face, mark.hand.size).text(mark.text, x, y, options)
  }
  document.endMarkedContent()
}

/** The structure so far: everything lies below one root, as the standard has it (ISO 32000-1 §14.8.4.2). */
interface Tags {
  readonly root: Element
  readonly parts: Map<Part, Element>
}

function openTags(document: Document): Tags {
  const root = document.struct('Document')
  document.addStructure(root)
  return { root, parts: new Map() }
}

function elementOf(document: Document, part: Part, tags: Tags): Element {
  const known = tags.parts.get(part)
  if (known) return known
  const element = document.struct(part.type, part.lang ? { lang: part.lang } : {})
  const parent = part.within ? elementOf(document, part.within, tags) : tags.root
  parent.add(element)
  tags.parts.set(part, element)
  return element
}
