/** What the nightly job clears, on every engine alike. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/kernel/instant.ts'
import { sealFacts, verifyFacts } from '../../src/ledger/seals.ts'
import { applyRetention, reportRetention } from '../../src/retention/nightly.ts'
import { openStore } from '../../src/store/store.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { openExample } from '../retention/example.ts'
import { contentOf, openEngines, refill, type Tested, textOf } from './engines.ts'

const engines: Tested[] = await openEngines()
const YEARS_LATER = parseInstant('2030-01-01T00:00:00.000Z') ?? NOW
const texts: string[] = []

beforeAll(async () => {
  const { open } = await openExample()
  open.raw.exec(`update dialogues set state = 'closed';
    insert into facts (subject_id, subject_version, kind, actor_id, at)
      select id, 1000, 'dialogue.closed', 'root', '2026-06-01T00:00:00.000Z' from dialogues;
    update outbox set state = 'failed', last_reply = '550 no', settled_at = '2026-05-01T00:00:00.000Z';
    insert into mail_attempts (outbox_id, attempt, at, outcome, reply)
      select id, 1, '2026-05-01T00:00:00.000Z', 'rejected', '550 no' from outbox;
    update delegate_answers set comment = 'I walk with a stick.'`)
  const content = await contentOf(open.engine)
  await open.close()
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}, 120_000)

afterAll(() => Promise.all(engines.map((tested) => tested.close())))

describe.each(engines.map((tested) => [tested.name, tested] as const))('on %s', (_, { engine }) => {
  test('the dry run counts, the nights clear, and then nothing is left to do', async () => {
    const store = openStore(engine, INSTANCE, YEARS_LATER)
    const due = (await reportRetention(store)).filter((rule) => rule.due > 0).map(({ name }) => name)
    expect(due).toEqual([
      'answer_comments',
      'relay_replies',
      'convenience_letters',
      'letter_links',
      'official_letters',
      'contacts',
    ])
    let nights = 0
    while ((await applyRetention(store)).more) nights++
    expect(nights).toBeLessThan(5)
    expect((await reportRetention(store)).map((rule) => rule.due)).toEqual(Array(8).fill(0))
    expect(await applyRetention(store)).toEqual({ count: 0, more: false })
    texts.push(await textOf(engine))
    while ((await sealFacts(store)) > 0) nights++
    expect((await verifyFacts(store)).broken).toBeNull()
  })
})

test('and leaves the same everywhere', () => {
  expect(texts).toHaveLength(engines.length)
  expect(new Set(texts).size).toBe(1)
})
