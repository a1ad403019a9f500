/** Tables that people upload: what is read from them, what is refused in words, and that nothing hostile throws. */

import * as fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { printCsv } from '../../src/printing/csv.ts'
import { printXlsx } from '../../src/printing/xlsx.ts'
import { columnsOf } from '../../src/tables/columns.ts'
import { windows1251 } from '../../src/tables/csv.ts'
import { keptTable, sentTable } from '../../src/tables/kept.ts'
import { readDate, readWhole } from '../../src/tables/reading.ts'
import { readTable } from '../../src/tables/table.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (bytes: Uint8Array) => readTable({ name: 'stock.csv', bytes })
const said = async (bytes: Uint8Array) => {
  const { ok, ...rest } = (await read(bytes)) as { ok: boolean; messageKey?: string; params?: object }
  return ok ? 'read' : { key: rest.messageKey, ...rest.params }
}

const TABLE = {
  header: ['Place', 'On hand'],
  rows: [
    { line: 2, cells: ['Алматы қаласы', '1 080'] },
    { line: 4, cells: ['Astana', ''] },
  ],
}

describe('CSV', () => {
  test.each([
    ['commas', 'Place,On hand\r\nАлматы қаласы,1 080\r\n\r\nAstana\r\n'],
    ['semicolons and a mark', '\ufeffPlace;On hand\nАлматы қаласы;1 080\n;\nAstana;'],
    ['tabs', 'Place\tOn hand\nАлматы қаласы\t1 080\n\t\nAstana\t\t'],
    ['quotes', '"Place","On hand"\n"Алматы\u00a0қаласы","1 080"\n\n"Astana",""'],
  ])('%s', async (_, text) => {
    const table = JSON.parse(JSON.stringify(await read(utf8(text))).replaceAll('\u00a0', ' '))
    expect(table).toEqual({ ok: true, value: TABLE })
  })

  test('what Excel saves: UTF-16 with tabs, windows-1251 with semicolons, a line that names the delimiter', async () => {
    const text = 'Место;Остаток\nг. Алматы;630'
    const utf16 = new Uint8Array(Uint16Array.from([0xfeff, ...[...text].map((c) => c.charCodeAt(0))]).buffer)
    const bytes = Uint8Array.from([...text], (c) => {
      const code = c.charCodeAt(0)
      return code < 0x80 ? code : code - 0x410 + 0xc0
    })
    const expected = {
      ok: true,
      value: { header: ['Место', 'Остаток'], rows: [{ line: 2, cells: ['г. Алматы', '630'] }] },
    }
    expect(await read(utf16)).toEqual(expected)
    expect(await read(bytes)).toEqual(expected)
    expect(await read(utf8(`sep=;\r\n${text}`))).toEqual({
      ok: true,
      value: { ...expected.value, rows: [{ line: 3, cells: ['г. Алматы', '630'] }] },
    })
  })

  test('the letters of windows-1251 are those of the standard', () => {
    const all = Uint8Array.from({ length: 256 }, (_, at) => at)
    expect(windows1251(all)).toBe(new TextDecoder('windows-1251').decode(all))
  })

  test('a line end within quotes is text, and does not shift the numbers of a spreadsheet', async () => {
    expect(await read(utf8('a,b\n"one\ntwo",1\nthree,2'))).toEqual({
      ok: true,
      value: {
        header: ['a', 'b'],
        rows: [
          { line: 2, cells: ['one\ntwo', '1'] },
          { line: 3, cells: ['three', '2'] },
        ],
      },
    })
  })

  test('what cannot be read is said with its line', async () => {
    expect(await said(utf8(''))).toEqual({ key: 'tables.empty' })
    expect(await said(utf8('a,b\n'))).toEqual({ key: 'tables.empty' })
    expect(await said(utf8('a,b\n1,2\n1,2,3'))).toEqual({ key: 'tables.beyond_header', line: 3 })
    expect(await said(utf8('a,b\n1,"2\n3,4'))).toEqual({ key: 'tables.quote_open', line: 2 })
    expect(await said(utf8(`a\n${'x'.repeat(10_001)}`))).toEqual({
      key: 'tables.cell_too_long',
      line: 2,
      most: 10_000,
    })
    expect(await said(utf8(`a\n${'1\n'.repeat(5_000)}`))).toBe('read')
    expect(await said(utf8(`a\n${'1\n'.repeat(5_001)}`))).toEqual({
      key: 'tables.too_many_rows',
      most: 5_000,
    })
    expect(await said(utf8(`a\n${'\n'.repeat(1_000_000)}`))).toEqual({
      key: 'tables.too_many_rows',
      most: 5_000,
    })
    expect(await said(utf8(`${'a,'.repeat(200)}\n1`))).toBe('read')
    expect(await said(utf8(`${'a,'.repeat(200)}a\n1`))).toEqual({ key: 'tables.too_wide', most: 200 })
    expect(await said(new Uint8Array(10_000_001))).toEqual({ key: 'tables.too_large', megabytes: 10 })
    expect(await said(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0))).toEqual({ key: 'tables.not_a_table' })
  })
})

const GRID = {
  title: 'Stock',
  zone: zone('Asia/Almaty'),
  columns: [
    { title: 'Place', width: 20 },
    { title: 'Counted', width: 12 },
    { title: 'On hand', width: 10 },
  ],
  rows: [
    [
      { kind: 'text', text: '=cmd()' },
      { kind: 'date', date: localDate('2025-10-14') },
      { kind: 'integer', number: 630 },
    ],
    [{ kind: 'text', text: 'Шымкент' }, null, null],
  ],
} as const
const GRID_TABLE = {
  header: ['Place', 'Counted', 'On hand'],
  rows: [
    { line: 2, cells: ['=cmd()', '2025-10-14', '630'] },
    { line: 3, cells: ['Шымкент', '', ''] },
  ],
}

/** A workbook of one sheet, written by hand. */
function workbook(sheetData: string, after = '', shared = ''): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'
  const relation = `<Relationship Id="r1" Type="${type}" Target="worksheets/sheet1.xml"/>`
  const strings = `<Relationship Id="r2" Type="${type.replace('worksheet', 'sharedStrings')}" Target="sharedStrings.xml"/>`
  return zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${relation}${shared && strings}</Relationships>`),
    ...(shared ? { 'xl/sharedStrings.xml': strToU8(`<sst><si><t>${shared}</t></si></sst>`) } : {}),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheetData}</sheetData>${after}</worksheet>`),
  })
}
const row = (r: number, ...cells: string[]) =>
  `<row r="${r}">${cells.map((v, at) => `<c r="${String.fromCharCode(65 + at)}${r}" t="str"><v>${v}</v></c>`).join('')}</row>`

describe('workbooks', () => {
  test('what we write we read back, as a workbook and as CSV', async () => {
    expect(await read(await printXlsx(GRID))).toEqual({ ok: true, value: GRID_TABLE })
    expect(await read(utf8(printCsv(GRID, 'ru')))).toEqual({ ok: true, value: GRID_TABLE })
  })

  test('blank lines above and between keep the numbers that the spreadsheet shows', async () => {
    const bytes = workbook(
      `${row(3, 'a', 'b') + row(7, '1', '2')}<row r="1048576"><c r="A1048576" s="1"/></row>`,
    )
    expect(await read(bytes)).toEqual({
      ok: true,
      value: { header: ['a', 'b'], rows: [{ line: 7, cells: ['1', '2'] }] },
    })
  })

  test('what cannot be read is said with its line', async () => {
    const merged = '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    expect(await said(workbook(row(1, 'a') + row(2, '1'), merged))).toEqual({ key: 'tables.merged', line: 2 })
    const formula = '<row r="2"><c r="A2"><f>1+1</f></c></row>'
    expect(await said(workbook(row(1, 'a') + formula))).toEqual({ key: 'tables.formula', line: 2 })
    const computed = '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    expect(await said(workbook(row(1, 'a') + computed))).toBe('read')
    expect(await said(zipSync({ 'word/document.xml': strToU8('<a/>') }))).toEqual({
      key: 'tables.not_a_table',
    })
  })

  test('far lines and columns cannot make it large', async () => {
    const far = workbook(row(1, 'a') + row(1_048_576, '1'))
    expect(await said(far)).toEqual({ key: 'tables.too_many_rows', most: 5_000 })
    const wide = workbook('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')
    expect(await said(wide)).toEqual({ key: 'tables.too_wide', most: 200 })
    for (const address of ['&#65;1', 'A0', 'AAAA1', "A1' r='B9", 'A1e9'])
      expect(await said(workbook(`<row r="1"><c r="${address}"><v>1</v></c></row>`))).toEqual({
        key: 'tables.not_a_table',
      })
  })

  test('a bomb is refused before it is unpacked whole, whatever it says of its size', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(35_000_000) }, { level: 1 })
    expect(await said(bomb)).toEqual({ key: 'tables.too_large', megabytes: 30 })
    new DataView(bomb.buffer).setUint32(22, 10, true)
    expect(await said(bomb)).toEqual({ key: 'tables.too_large', megabytes: 30 })
  })

  test('one long text named in every cell is refused before each is looked at', async () => {
    const cells = (r: number) => 'ABCDEFGHIJ'.replace(/./g, (at) => `<c r="${at}${r}" t="s"><v>0</v></c>`)
    const lines = Array.from({ length: 200 }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join('')
    expect(await said(workbook(lines, '', 'ә'.repeat(9_000)))).toEqual({
      key: 'tables.too_large',
      megabytes: 10,
    })
  })

  // The library alone takes more than half a minute for the first.
  test('half tags cost no more than their length', { timeout: 20_000 }, async () => {
    expect(await said(workbook('<c '.repeat(1_000_000)))).toEqual({ key: 'tables.not_a_table' })
    await read(workbook('<row r="1">'.repeat(100_000)))
    await read(workbook('<c r="A1"><f>'.repeat(100_000)))
  })
})

test('a file of any bytes is read or refused in words, never thrown', async () => {
  const good = await printXlsx(GRID)
  const broken = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 20 })
    .map((changes) => {
      const bytes = good.slice()
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes
    })
  const cut = fc.nat(good.length).map((length) => good.slice(0, length))
  const sheet = fc
    .array(
      fc.constantFrom(
        '<row r="1">',
        '</row>',
        '<c r="A1"',
        ' t="s">',
        '<v>',
        '9',
        '</v>',
        '</c>',
        '<',
        '&',
        '"',
      ),
    )
    .map((pieces) => workbook(pieces.join('')))
  const text = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'я', 'a', '=', '\t') }).map(utf8)
  const files = fc.oneof(broken, cut, sheet, text, fc.uint8Array({ maxLength: 300 }))
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      const outcome = await read(bytes)
      if (!outcome.ok) expect(outcome.messageKey).toMatch(/^tables\./)
      else for (const { cells } of outcome.value.rows) expect(cells.length).toBe(outcome.value.header.length)
    }),
    { numRuns: 400 },
  )
})

describe('what stands in a cell', () => {
  test('whole numbers as people write them', () => {
    const good = ['1080', '1 080', '1\u00a0080', '1\u202f080', '1,080', '1080.0', '1080,00', ' 1080 ']
    expect(good.map(readWhole)).toEqual(good.map(() => 1080))
    expect(['-5', '\u22125', '0', '-0'].map(readWhole)).toEqual([-5, -5, 0, -0])
    const bad = ['', '1.080', '1,08', '10,80.5', '1 08', '1e3', '=1', 'many', '1234567890', '1080,000']
    expect(bad.map(readWhole)).toEqual(bad.map(() => null))
  })

  test('dates as people and spreadsheets write them', () => {
    expect(['14.10.2025', '2025-10-14', '45944'].map(readDate)).toEqual(Array(3).fill('2025-10-14'))
    expect(['', '10/14/2025', '31.02.2025', '99999', '2025'].map(readDate)).toEqual(Array(5).fill(null))
  })
})

describe('columns', () => {
  const known = [
    { key: 'place', names: ['Place', 'Место', 'Орын'], required: true },
    { key: 'days', names: ['Days out'], required: false },
  ] as const
  const table = (...header: string[]) => ({ header, rows: [] })

  test('are known by any of their names, in any order and case', () => {
    expect(columnsOf(table('Замечания', 'МЕСТО:', 'days  out'), known)).toEqual({
      ok: true,
      value: { place: 1, days: 2 },
    })
    expect(columnsOf(table('орын'), known)).toEqual({ ok: true, value: { place: 0, days: null } })
  })

  test('missing and doubled ones are named', () => {
    const refusal = (messageKey: string) => ({
      ...{ ok: false, code: 'invalid', messageKey, field: 'file', params: { column: 'Place' } },
    })
    expect(columnsOf(table('Days out'), known)).toEqual(refusal('tables.column_missing'))
    expect(columnsOf(table('Place', 'Место'), known)).toEqual(refusal('tables.column_twice'))
  })
})

describe('between trial and taking over', () => {
  const sent = (values: Record<string, string>) => sentTable({ values, files: [], largest: 10_000_000 })

  test('the lines come back as they were', async () => {
    expect(await sent({ table: keptTable(TABLE) })).toEqual({ ok: true, value: TABLE })
  })

  test('what comes back is no more trusted than a file', async () => {
    for (const table of ['{}', '[1]', '[["a"]]', '[[1,2]]', '[[1,null]]', '[', 'null'])
      expect(await sent({ table })).toMatchObject({ ok: false, messageKey: 'tables.not_a_table' })
    expect(await sent({ table: '[]' })).toMatchObject({ messageKey: 'tables.empty' })
    expect(await sent({ table: '[[1,"a"],[2,"1","2"]]' })).toMatchObject({
      messageKey: 'tables.beyond_header',
    })
    expect(await sent({})).toMatchObject({ messageKey: 'forms.required', field: 'file' })
  })

  test('a file of which only the beginning has come is not read as a short one', async () => {
    const bytes = utf8('a,b\n1,2\n3,4')
    const files = [{ field: 'file', name: 'stock.csv', bytes }]
    expect(await sentTable({ values: {}, files, largest: 11 })).toMatchObject({ ok: true })
    expect(await sentTable({ values: {}, files, largest: 10 })).toMatchObject({
      messageKey: 'tables.too_large',
    })
  })
})
