/** Claiming when several workers looked at the same moment: what one has in hand the other must not overtake. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { plus } from '../../src/kernel/instant.ts'
import { claim, nextCandidates } from '../../src/mail/leases.ts'
import { LEASE } from '../../src/mail/settlement.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, revision, send } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

const claimed = async (ids: string[], worker: string, at: string = NOW) =>
  (await claim(open.at(at), ids, worker)).map(({ id, fence, lease_holder }) => [id, fence, lease_holder])

test('a row goes to the worker that claims it first, and to another once its lease ran out', async () => {
  const [mail = ''] = await send(open.store, mailTo('petr@example.org'))
  expect(await claimed([mail], 'one')).toEqual([[mail, 1, 'one']])
  expect(await claimed([mail], 'other')).toEqual([])
  expect(await claimed([mail], 'other', plus(NOW, LEASE))).toEqual([[mail, 2, 'other']])
})

test('a cancellation written after a worker took the invitation waits for it, whoever looked before', async () => {
  const [request = ''] = await send(open.store, revision(0))
  const seen = await nextCandidates(open.store, 10)
  const [cancel = ''] = await send(open.store, revision(1, { kind: 'calendar_cancel' }))
  const seenByOther = await nextCandidates(open.store, 10)
  expect([seen, seenByOther].map((rows) => rows.map(({ id, blocked }) => [id, blocked]))).toEqual([
    [[request, false]],
    [
      [cancel, false],
      [request, false],
    ],
  ])
  expect(await claimed([request], 'one')).toEqual([[request, 1, 'one']])
  expect(await claimed([cancel], 'other')).toEqual([])
  expect(await claimed([cancel], 'other', plus(NOW, LEASE))).toEqual([[cancel, 1, 'other']])
})
