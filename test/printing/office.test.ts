/** DOCX and XLSX: every part is XML, the words come back, cells have their types and are never formulas. */

import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { printDocx } from '../../src/printing/docx.ts'
import { type Grid, textCell } from '../../src/printing/grid.ts'
import { type Block, plain } from '../../src/printing/sheet.ts'
import { printXlsx } from '../../src/printing/xlsx.ts'
import { unzip } from '../fixtures/zip.ts'
import { paperOf } from './paper.ts'

const KAZAKH = 'ӘҒҚҢӨҰҮҺІ әғқңөұүһі'

/** Python's parser of XML reads every part, or says what is wrong. */
const READ = `
import io, json, sys, zipfile
import xml.etree.ElementTree as tree
z = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
assert z.testzip() is None
parts = {n: tree.fromstring(z.read(n)) for n in z.namelist() if n.endswith(('.xml', '.rels'))}
texts = lambda part: [t.text or '' for t in part.iter() if t.tag.endswith('}t')] if part is not None else []
w = [n for n in parts if n == 'word/document.xml' or n.startswith(('xl/worksheets/', 'xl/sharedStrings'))]
print(json.dumps([t for n in w for t in texts(parts[n])]))
`

const hasPython = spawnSync('/usr/bin/python3', ['-V']).status === 0
if (!hasPython) process.stderr.write('Reading DOCX and XLSX back is skipped: no /usr/bin/python3.\n')

function readBack(bytes: Uint8Array): string[] {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', READ], { input: bytes })
  if (status !== 0) throw new Error(String(stderr))
  return JSON.parse(String(stdout)) as string[]
}

const grid = (rows: Grid['rows']): Grid => ({
  title: 'Тізім: 2026/27',
  zone: zone('Asia/Almaty'),
  columns: [{ title: 'Баған', width: 10 }],
  rows,
})

test.skipIf(!hasPython)('a DOCX has the words of every kind of block', async () => {
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: 'Тақырып' },
    { kind: 'paragraph', text: `${KAZAKH}\nекінші жол`, align: 'justify' },
    { kind: 'list', items: ['бірінші'], numbered: true },
    { kind: 'pairs', rows: [['Қашан', 'ертең']] },
    { kind: 'table', columns: [{ title: 'Баған' }], rows: [['ұяшық']] },
    { kind: 'signature', title: 'Вице-министр', name: 'А. Есенова' },
  ]
  const head = { names: ['Министрлік', 'Министерство'], contact: ['Астана'], addressee: ['Көпір қорына'] }
  const words = readBack(await printDocx(paperOf(blocks, { head, foot: 'Орындаушы' })))
  expect(words.filter(Boolean)).toEqual([
    ...['Министрлік', 'Министерство', 'Астана', 'Көпір қорына', 'Тақырып', KAZAKH, 'екінші жол', 'бірінші'],
    ...['Қашан', 'ертең', 'Баған', 'ұяшық', 'Вице-министр', 'А. Есенова'],
  ])
})

test.skipIf(!hasPython)('a DOCX and an XLSX open with the same words, whatever is written', async () => {
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(texts, async (written) => {
      const lines = written.flatMap((text) => plain(text).split('\n')).filter(Boolean)
      const docx = readBack(await printDocx(paperOf(written.map((text) => ({ kind: 'paragraph', text })))))
      expect(docx.filter(Boolean)).toEqual(lines)
      const xlsx = readBack(await printXlsx(grid(written.map((text) => [textCell(text)]))))
      // What the maker of workbooks would take for its own (`src/printing/xlsx.ts`) has a space behind it.
      const cells = written
        .map(plain)
        .filter(Boolean)
        .map((cell) => (cell in Object.prototype ? `${cell} ` : cell))
      expect([...new Set(xlsx)].sort()).toEqual([...new Set(['Баған', ...cells])].sort())
    }),
    { numRuns: 25 },
  )
})

test('an XLSX has numbers and dates as such, the head in sight, and no formula', async () => {
  const sheet = unzip(
    await printXlsx({
      ...grid([
        [textCell('=HYPERLINK("http://evil.example")')],
        [{ kind: 'integer', number: 7 }],
        [{ kind: 'date', date: localDate('2026-10-14') }],
        [{ kind: 'instant', instant: '2026-10-14T04:00:00.000Z' as Instant }],
      ]),
    }),
  ).get('xl/worksheets/sheet1.xml')
  const cells = [...(sheet ?? '').matchAll(/<c [^>]*?(?: t="(\w+)")?[^>]*><v>([^<]*)<\/v>/g)].map(
    ([, , value]) => value,
  )
  // Days since 1899-12-30; nine in the morning in Almaty.
  expect(cells.slice(-3)).toEqual(['7', '46309', '46309.375'])
  expect(sheet).not.toContain('<f>')
  expect(sheet).toContain('state="frozen"')
})

test('an XLSX keeps words that mean something to JavaScript', async () => {
  const words = ['constructor', 'valueOf', '__proto__', 'toString']
  const strings = unzip(await printXlsx(grid(words.map((word) => [textCell(word)])))).get(
    'xl/sharedStrings.xml',
  )
  for (const word of words) expect(strings).toContain(`>${word} <`)
})

test('a DOCX of the same paper is the same to the byte, dated by the paper and not by the clock', async () => {
  const paper = paperOf([{ kind: 'list', items: ['бірінші'], numbered: true }])
  const first = await printDocx(paper)
  // The clock of a ZIP knows every other second only.
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  expect(await printDocx(paper)).toEqual(first)
  expect(
    unzip(first)
      .get('docProps/core.xml')
      ?.match(/2026-11-22T10:00:00Z/g),
  ).toHaveLength(2)
})
