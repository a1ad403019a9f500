/** The matrix as a picture, which is written as text: its shapes, and names that want to be more than names. */

import { expect, test } from 'vitest'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Counts, Matrix, MatrixRow } from '../../src/plans/matrix.ts'
import { Picture } from '../../views/plans/picture.tsx'
import { english, NAUGHTY, render, skeleton } from '../views/pages.tsx'

const none: Counts = { planned: 0, reported: 0, verified: 0, silent: 0 }
const some: Counts = { planned: 1, reported: 2, verified: 1, silent: 12 }

function picture(name: string): string {
  const versions = { authoritative: 'en', texts: { en: name } } as const
  const owner = { id: 'i', official: versions, short: versions } as InstitutionName
  const row = { plan: { institutionId: 'i' }, cells: [none, some], total: some } as unknown as MatrixRow
  const matrix: Matrix = { by: 'kind', columns: ['training', 'media'], rows: [row], totals: [], all: some }
  return render(<Picture reader={english} matrix={matrix} objectives={[]} owners={new Map([['i', owner]])} />)
}

test('every state has its shape, with its number from two on', () => {
  const drawn = /<line class="axis".*(?=<\/svg><\/section>)/.exec(picture('Almaty'))?.[0]
  expect(drawn).toBe(
    '<line class="axis" x1="0" x2="398" y1="40" y2="40"></line><text x="0" y="57">Almaty</text>' +
      '<circle class="planned" cx="322" cy="53" r="5"></circle>' +
      '<path class="reported" d="M342 47L348 58L336 58Z"></path><text class="count" x="348" y="62">2</text>' +
      '<circle class="verified" cx="362" cy="53" r="5.5"></circle>' +
      '<rect class="silent" x="377" y="48" width="10" height="10"></rect><text class="count" x="388" y="62">12</text>',
  )
})

test.each(NAUGHTY)('a name adds nothing to the structure of the picture: %s', (name) => {
  expect(skeleton(picture(name))).toEqual(skeleton(picture('harmless')))
})
