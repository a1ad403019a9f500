/** PDFs as other programs read them: Poppler is the judge. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printPdf } from '../../src/printing/pdf.ts'
import { type Block, type Paper, printable } from '../../src/printing/sheet.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { factsIn, hasPoppler, pagesIn, paperOf, structureIn } from './paper.ts'

const KAZAKH = 'ӘҒҚҢӨҰҮҺІ әғқңөұүһі'
const said = (text: string): Block => ({ kind: 'paragraph', text })
const signature: Block = { kind: 'signature', title: 'Вице-министр', name: 'А. Есенова' }

const print = (paper: Paper) => printPdf(paper, FONTS)

/** Without blanks and line breaks, which depend on where lines end. */
const letters = (text: string) => text.replace(/\s/g, '')

const TABLE: Block = {
  kind: 'table',
  columns: [{ title: '№', align: 'end' }, { title: 'Мәселе' }],
  rows: Array.from({ length: 60 }, (_, at) => [String(at + 1), `Мәселе ${at + 1}`]),
}

test('the same paper gives the same bytes', async () => {
  const paper = paperOf([said(KAZAKH), TABLE, signature])
  expect(await print(paper)).toEqual(await print(paper))
})

describe.skipIf(!hasPoppler)('a PDF', () => {
  test('says what it is, in which language, by whom and when', async () => {
    const facts = factsIn(await print(paperOf([said(KAZAKH)])))
    expect(
      ['Title', 'Author', 'Producer', 'CreationDate', 'Tagged', 'Pages'].map((name) => facts.get(name)),
    ).toEqual(['Күн тәртібі', 'Хатшылық', 'Intersession', expect.stringContaining('Nov 22'), 'yes', '1'])
    expect(facts.get('Page size')).toContain('(A4)')
  })

  test('gives back every kind of block, the head and the foot', async () => {
    const head = {
      names: ['Министрлік', 'Министерство'],
      contact: ['Астана, +7 7172 74 00 00'],
      reference: '№ 12-3/45',
      date: '22.11.2026',
      addressee: ['Көпір қорына'],
    }
    const blocks: Block[] = [
      { kind: 'heading', level: 1, text: 'Тақырып' },
      { kind: 'paragraph', text: 'Мәтін', align: 'justify' },
      { kind: 'list', items: ['бірінші', 'екінші'], numbered: true },
      { kind: 'list', items: ['нүкте'] },
      { kind: 'pairs', rows: [['Қашан', 'ертең']] },
      { kind: 'table', columns: [{ title: 'Баған' }], rows: [['ұяшық']] },
      signature,
    ]
    const [page = ''] = pagesIn(await print(paperOf(blocks, { head, foot: 'Орындаушы' })))
    expect(
      page
        .split('\n')
        .map((line) => line.trim().replace(/ +/g, ' '))
        .filter(Boolean),
    ).toEqual([
      'Министрлік Министерство',
      'Астана, +7 7172 74 00 00',
      '22.11.2026 Көпір қорына',
      '№ 12-3/45',
      'Тақырып',
      'Мәтін',
      '1. бірінші',
      '2. екінші',
      '• нүкте',
      'Қашан ертең',
      'Баған',
      'ұяшық',
      'Вице-министр А. Есенова',
      'Орындаушы',
    ])
  })

  test('has its headings, lists and tables as such for programs that read it out', async () => {
    const structure = structureIn(
      await print(
        paperOf([{ kind: 'heading', level: 1, text: 'Тақырып' }, TABLE, { kind: 'list', items: ['бір'] }]),
      ),
    )
    const types = [...new Set([...structure.matchAll(/^\s*([A-Z]\w*)/gm)].map(([, type]) => type))]
    expect(types).toEqual(['Document', 'Sect', 'H1', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody'])
    // Set again on the second page for the eye, read out once.
    expect(structure.match(/"Мәселе"/g)).toHaveLength(1)
  })

  test('counts the pages of a sheet that has several, and sets the head of a table again', async () => {
    const sheet = paperOf([TABLE]).sheets[0]
    const paper: Paper = {
      ...paperOf([]),
      sheets: sheet ? [sheet, { lang: 'ru', blocks: [said('Один')] }] : [],
    }
    const pages = pagesIn(await print(paper))
    expect(pages.map((page) => /(\d) ?\/ ?(\d)/.exec(page)?.slice(1) ?? [])).toEqual([
      ['1', '2'],
      ['2', '2'],
      [],
    ])
    expect(pages.map((page) => /№\s+Мәселе/.test(page))).toEqual([true, true, false])
    expect(pages.join('\n').match(/Мәселе \d+/g)).toHaveLength(60)
  })

  test('never leaves a signature alone on a page', async () => {
    for (let count = 30; count < 45; count++) {
      const lines = Array.from({ length: count }, (_, at) => said(`Жол ${at + 1}`))
      const last = pagesIn(await print(paperOf([...lines, signature]))).at(-1) ?? ''
      expect(last).toContain('А. Есенова')
      expect(last.match(/Жол \d+/g)?.length ?? 0).toBeGreaterThanOrEqual(2)
    }
  })

  test('opens and gives back its letters, whatever is written', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(texts, async (written) => {
        const pdf = await print(paperOf([...written, KAZAKH].map(said)))
        const read = letters(pagesIn(pdf).join('\n'))
        expect(read).toContain(letters(KAZAKH))
        const plain = printable(written.join('\n')).match(/[\p{Script=Cyrillic}A-Za-z0-9]/gu) ?? []
        for (const letter of new Set(plain)) expect(read).toContain(letter)
      }),
      { numRuns: 25 },
    )
  })
})
