/** Many waiting mails do not hold up the process: whose turn it is comes from an index, in its order. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { nextCandidates, oldestDue } from '../../src/mail/leases.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, send } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

/** The steps of the plan that read the outbox as such or anything from end to end, and those that sort. */
async function stepsOf(work: () => Promise<unknown>): Promise<string[]> {
  const [statement = ''] = await open.queriesOf(work)
  const holes = statement.split('?').length - 1
  const plan = open.raw.prepare(`explain query plan ${statement}`).all(Array(holes).fill(null)) as {
    detail: string
  }[]
  return plan.map(({ detail }) => detail).filter((step) => /SCAN|SEARCH outbox |TEMP B-TREE/.test(step))
}

test.each([
  ['before the planner knows anything', false],
  ['after it has seen a thousand waiting mails', true],
])('nothing is sorted: %s', async (_, analysed) => {
  if (analysed) {
    const mails = Array.from({ length: 1_000 }, (_, n) => {
      const to = { personId: `p${n}`, address: `p${n}@example.org`, name: '' }
      return mailTo(to.address, { kind: 'digest', to })
    })
    await send(open.store, ...mails)
    open.raw.exec('analyze')
  }
  expect(await stepsOf(() => nextCandidates(open.store, 100))).toEqual([
    expect.stringContaining(' outbox USING INDEX outbox_turn'),
    'SCAN due',
  ])
  expect(await stepsOf(() => oldestDue(open.store))).toEqual([
    'SEARCH outbox USING INDEX outbox_waiting (not_before<?)',
  ])
})
