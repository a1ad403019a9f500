/** Sets the blocks of a sheet into rows: sizes, white and what stays together. Pure. */

import type { Hand } from './lines.ts'
import { type Area, beside, MM, setPassage, within } from './passage.ts'
import { joinLast, type Mark, type Part, type Row } from './rows.ts'
import { type Block, type Letterhead, printable, type Sheet } from './sheet.ts'
import { setTable } from './table.ts'

const BODY: Hand = { face: 'regular', size: 12 }
const STRONG: Hand = { face: 'bold', size: 12 }
const SMALL: Hand = { face: 'regular', size: 9 }
const TITLE: Hand = { face: 'bold', size: 14 }

const GUTTER = 6 * MM

/** The rows of a whole sheet with its letterhead; its foot is set by `setFoot`. */
export function setSheet(sheet: Sheet, area: Area): Row[] {
  const sect: Part = { type: 'Sect', within: null, lang: sheet.lang }
  let rows: Row[] = sheet.head ? setHead(sheet.head, area, sect) : []
  for (const block of sheet.blocks) {
    // A signature alone on a page could belong to anything.
    if (block.kind === 'signature') rows = joinLast(rows, 2)
    rows.push(...setBlock(block, area, sect))
  }
  return rows
}

/** The rows that stand at the bottom of every page. */
export function setFoot(text: string, area: Area): Row[] {
  const part: Part = { type: 'P', within: null }
  return setPassage({ text, hand: SMALL, part, width: area.width }, area)
}

function setBlock(block: Block, area: Area, sect: Part): Row[] {
  switch (block.kind) {
    case 'heading':
      return setHeading(block, area, sect)
    case 'paragraph':
      return setParagraph(block, area, sect)
    case 'list':
      return setList(block, area, sect)
    case 'pairs':
      return setPairs(block.rows, area, sect)
    case 'table':
      return setTable(block, area, sect)
    case 'signature':
      return setSignature(block, area, sect)
  }
}

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

function setHeading({ level, text }: Of<'heading'>, area: Area, sect: Part): Row[] {
  const part: Part = { type: level === 1 ? 'H1' : level === 2 ? 'H2' : 'H3', within: sect }
  const look = level === 1 ? ({ hand: TITLE, align: 'center' } as const) : { hand: STRONG }
  const before = level === 1 ? 14 : level === 2 ? 16 : 10
  const rows = setPassage({ text, part, width: area.width, before, ...look }, area)
  return joinLast(rows, rows.length)
}

function setParagraph({ text, align = 'start', strong }: Of<'paragraph'>, area: Area, sect: Part): Row[] {
  const part: Part = { type: 'P', within: sect }
  return setPassage({ text, part, hand: strong ? STRONG : BODY, width: area.width, align, before: 6 }, area)
}

function setList({ items, numbered }: Of<'list'>, area: Area, sect: Part): Row[] {
  const list: Part = { type: 'L', within: sect }
  const labels = items.map((_, at) => (numbered ? `${at + 1}.` : '•'))
  const indent = Math.max(14, ...labels.map((label) => area.measure(label, BODY) + 7))
  return items.flatMap((text, at) => {
    const item: Part = { type: 'LI', within: list }
    const place = { hand: BODY, before: at === 0 ? 6 : 3 }
    const label = { ...place, text: labels[at] ?? '', part: within(item, 'Lbl'), width: indent }
    const body = { ...place, text, part: within(item, 'LBody'), x: indent, width: area.width - indent }
    return beside([setPassage(label, area), setPassage(body, area)])
  })
}

/** Names of things on the left, what they are on the right. */
function setPairs(pairs: Of<'pairs'>['rows'], area: Area, sect: Part): Row[] {
  const list: Part = { type: 'L', within: sect }
  const widest = Math.max(0, ...pairs.map(([label]) => area.measure(printable(label), STRONG)))
  const left = Math.min(widest + 1, area.width * 0.36)
  return pairs.flatMap(([label, text], at) => {
    const item: Part = { type: 'LI', within: list }
    const before = at === 0 ? 8 : 4
    const name = { text: label, part: within(item, 'Lbl'), hand: STRONG, width: left, before }
    const x = left + GUTTER
    const value = { text, part: within(item, 'LBody'), hand: BODY, x, width: area.width - x, before }
    return beside([setPassage(name, area), setPassage(value, area)])
  })
}

/** The office on the left over as many lines as it takes, the name on the right of its last line. */
function setSignature({ title, name }: Of<'signature'>, area: Area, sect: Part): Row[] {
  const part: Part = { type: 'P', within: sect }
  const width = area.width * 0.55
  const office = setPassage({ text: title, part, hand: STRONG, width, before: 36 }, area)
  const x = area.width * 0.6
  const right = {
    text: name,
    part,
    hand: STRONG,
    x,
    width: area.width - x,
    align: 'end',
    before: 36,
  } as const
  const signed = setPassage(right, area)
  const above = Math.max(0, office.length - signed.length)
  return joinLast([...office.slice(0, above), ...beside([office.slice(above), signed])], office.length).map(
    (row, at, all) => ({ ...row, joined: at < all.length - 1, before: at === 0 ? 36 : 0 }),
  )
}

function setHead(head: Letterhead, area: Area, sect: Part): Row[] {
  const rows = [...setNames(head.names, area, sect), ruled(area.width)]
  for (const [at, text] of head.contact.entries()) {
    const part = within(sect, 'P')
    const before = at === 0 ? 4 : 0
    rows.push(...setPassage({ text, part, hand: SMALL, width: area.width, align: 'center', before }, area))
  }
  const left = [head.date, head.reference].filter((line) => line !== undefined)
  const sides = [
    { lines: left, x: 0, width: area.width * 0.48 },
    { lines: head.addressee ?? [], x: area.width * 0.52, width: area.width * 0.48 },
  ].map(({ lines, x, width }) =>
    lines.flatMap((text) => setPassage({ text, part: within(sect, 'P'), hand: BODY, x, width }, area)),
  )
  const [first, ...rest] = beside(sides)
  return joinLast(first ? [...rows, { ...first, before: 18 }, ...rest] : rows, rows.length)
}

function setNames(names: readonly string[], area: Area, sect: Part): Row[] {
  const width = (area.width - GUTTER * (names.length - 1)) / Math.max(1, names.length)
  return beside(
    names.map((text, at) => {
      const place = { x: at * (width + GUTTER), width, align: 'center' } as const
      return setPassage({ text, part: within(sect, 'P'), hand: STRONG, ...place }, area)
    }),
  )
}

function ruled(width: number): Row {
  const mark: Mark = { kind: 'rule', x: 0, y: 0.5, width, weight: 1 }
  return { height: 1, before: 6, marks: [mark], joined: true }
}
