/** Who coordinates much: all is counted, and what is shown has its words and names, though no more of them are read. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { coordinatedIn } from '../../src/digests/coordinated-queries.ts'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { instant, mailsTo, openWorld, type World } from './world.ts'

const MONDAY = '2026-01-19T03:00:00Z'

let world: World

beforeEach(async () => {
  world = await openWorld()
  // What waits for recipients themselves has words in any case: these are none.
  await world.person('aigul', { digest: 'off' })
  await world.speaks('aigul', 'dist')
  await world.person('boris', { digest: 'off' })
  await world.speaks('boris', 'dist')
  await world.person('dana', { name: { en: 'Dana' } })
  await world.role('dana', 'coordinator')
  for (let n = 1; n <= 30; n++) {
    const due_on = localDate('2025-11-03')
    await world.commitment(`silent-${n}`, { number: n, due_on })
    const last_report_at = instant('2026-01-16T05:00:00Z')
    await world.commitment(`late-${n}`, { number: 100 + n, due_on, last_report_at })
  }
})

afterEach(() => world.close())

test('each line that is shown has its words, and the rest is counted', async () => {
  await sendDigests(world.at(MONDAY))
  const [mail] = await mailsTo(world, 'dana')
  const lines = (mail?.body_text ?? '').split('\n').filter((line) => line.startsWith('- C-'))
  expect(lines.length).toBe(14)
  expect(lines.filter((line) => !/Promise (silent|late)-\d+/.test(line))).toEqual([])
  const more = (mail?.body_text ?? '').match(/\d+(?= more)/g) ?? []
  expect(lines.length + more.reduce((sum, number) => sum + Number(number), 0)).toBe(60)
})

test('words are read of what can be shown, names of the first owner only, and nothing for no dialogue', async () => {
  const store = world.at(MONDAY)
  const { late, calls } = await coordinatedIn(store, new Set(['oat']), new Map())
  const worded = (texts: object) => Object.keys(texts).length > 0
  expect([late.length, calls.length]).toEqual([60, 30])
  expect(late.filter(({ text }) => worded(text.texts)).length).toBe(32)
  expect(calls.filter(({ commitment }) => worded(commitment.text.texts)).length).toBe(16)
  expect(new Set(calls.map(({ owners }) => owners.map(({ id }) => id).join()))).toEqual(new Set(['aigul']))
  expect(await world.queriesOf(() => coordinatedIn(store, new Set(), new Map()))).toEqual([])
})
