/** docs/privacy.md says what the code does: its table is the policy, row by row. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { classOf, FEW, MATTERS, RELATIONS, shownTo } from '../../src/people/visible.ts'

const page = readFileSync('docs/privacy.md', 'utf8')

/** `closedCommitment` as the page writes it. */
function wordsOf(matter: string): string {
  return matter.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

test('the table of the page is the table of the code', () => {
  const told = /<!-- table -->\n([\s\S]*?)\n?<!-- \/table -->/.exec(page)?.[1]?.split('\n')
  const rows = MATTERS.map((matter) => {
    const shown = RELATIONS.map((relation) => shownTo(matter, relation).replace(/^no$/, '–'))
    return row([wordsOf(matter), classOf(matter), ...shown])
  })
  const head = ['what', 'class', ...RELATIONS]
  expect(told).toEqual([row(head), row(head.map(() => '---')), ...rows])
})

test('the page names the smallest number that is told', () => {
  expect(page).toContain(`none below ${FEW}`)
  expect(page).toContain(`fewer than ${FEW}`)
})
