/** The chain of seals over the facts: it holds by itself, and no change of the past goes unseen. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordFact } from '../../src/ledger/facts.ts'
import { sealFacts, verifyFacts } from '../../src/ledger/seals.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore

beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

async function happen(count: number, subject = 'subject'): Promise<void> {
  for (let version = 0; version < count; version++)
    await open.store.commit(
      [recordFact(open.store, { id: subject, version }, { kind: 'thing.done', actorId: 'somebody' })],
      null,
    )
}

/** Facts by the thousand, as an upgrade finds them: four of each subject. */
async function backlog(count: number): Promise<void> {
  const insert = open.raw.prepare(
    "insert into facts values (?, ?, 'thing.done', 'somebody', '2026-01-01T00:00:00.000Z', '{}', null)",
  )
  open.raw.transaction(() => {
    for (let at = 0; at < count; at++) insert.run(`subject ${at >> 2}`, (at % 4) + 1)
  })()
}

test('an empty ledger holds', async () => {
  expect(await sealFacts(open.store)).toBe(0)
  expect(await verifyFacts(open.store)).toEqual({ seals: 0, facts: 0, broken: null })
})

test('what happened since the last seal is sealed once, and the chain holds', async () => {
  await happen(3)
  expect(await sealFacts(open.store)).toBe(3)
  expect(await sealFacts(open.store)).toBe(0)
  await happen(2, 'other')
  expect(await sealFacts(open.store)).toBe(2)
  expect(await verifyFacts(open.store)).toEqual({ seals: 2, facts: 5, broken: null })
})

test('more facts than one seal takes become several seals', async () => {
  await happen(401)
  expect(await sealFacts(open.store)).toBe(401)
  expect(await verifyFacts(open.store)).toEqual({ seals: 2, facts: 401, broken: null })
})

test('a long backlog is sealed in parts, and others have their turn between two seals', async () => {
  await backlog(26 * 400)
  let turns = 0
  const others = setInterval(() => {
    turns++
  })
  const queries = await open.queriesOf(async () => expect(await sealFacts(open.store)).toBe(25 * 400))
  clearInterval(others)
  expect(turns).toBeGreaterThan(5)
  expect(queries.length).toBeLessThanOrEqual(25 * 6)
  expect(await sealFacts(open.store)).toBe(400)
  expect(await verifyFacts(open.store)).toEqual({ seals: 26, facts: 26 * 400, broken: null })
})

test('facts are sealed by an index, however many there are', async () => {
  await happen(2)
  const statements = await open.queriesOf(() => sealFacts(open.store))
  const update = statements.find((sql) => sql.startsWith('update')) ?? ''
  const plan = open.raw.prepare(`explain query plan ${update}`).all(1, '[]', '[]') as { detail: string }[]
  expect(plan[0]?.detail).toMatch(
    /SEARCH facts USING (COVERING )?INDEX facts_seal \(seal=\? AND subject_id=\?/,
  )
})

test('a fact that comes while its subject is being sealed waits for the next seal', async () => {
  const insert = open.raw.prepare(
    "insert into facts values ('subject', ?, 'thing.done', 'somebody', '2026-01-01T00:00:00.000Z', '{}', null)",
  )
  insert.run(2)
  const { instance } = open.store
  const seal = (text: string) => {
    insert.run(1)
    insert.run(3)
    return instance.seal(text)
  }
  expect(await sealFacts({ ...open.store, instance: { ...instance, seal } })).toBe(1)
  expect(await verifyFacts(open.store)).toEqual({ seals: 1, facts: 1, broken: null })
  expect(await sealFacts(open.store)).toBe(2)
  expect(await verifyFacts(open.store)).toEqual({ seals: 2, facts: 3, broken: null })
})

test('verifying while others seal gives no false alarm', async () => {
  for (let seals = 0; seals < 8; seals++) {
    await happen(1, `subject ${seals}`)
    await sealFacts(open.store)
  }
  await happen(1, 'meanwhile')
  const [verified] = await Promise.all([verifyFacts(open.store), sealFacts(open.store)])
  expect(verified).toEqual({ seals: 9, facts: 9, broken: null })
})

test('two processes sealing at once leave one chain that holds', async () => {
  await happen(5)
  await Promise.all([sealFacts(open.store), sealFacts(open.store), sealFacts(open.store)])
  expect(await verifyFacts(open.store)).toEqual({ seals: 1, facts: 5, broken: null })
})

test.each([
  [
    'a changed fact',
    "update facts set actor_id = 'another' where subject_id = 'subject' and subject_version = 2",
  ],
  [
    'a moved instant',
    "update facts set at = '2020-01-01T00:00:00Z' where subject_version = 1 and subject_id = 'subject'",
  ],
  ['a fact taken out', "delete from facts where subject_id = 'subject' and subject_version = 3"],
  ['a fact put in', "insert into facts values ('new', 1, 'k', 'a', '2026-01-01T00:00:00Z', '{}', 1)"],
  ['a seal taken out', "delete from facts where subject_id = 'ledger' and subject_version = 1"],
  ['the last seal taken out', "delete from facts where subject_id = 'ledger' and subject_version = 2"],
  [
    'a fact moved under another seal',
    "update facts set seal = 2 where subject_id = 'subject' and subject_version = 1",
  ],
])('%s is found', async (_, sql) => {
  await happen(3)
  await sealFacts(open.store)
  await happen(2, 'other')
  await sealFacts(open.store)
  open.raw.exec(sql)
  expect((await verifyFacts(open.store)).broken).not.toBeNull()
})

test('a chain made with another secret does not hold', async () => {
  await happen(2)
  await sealFacts(open.store)
  const stranger = {
    ...open.store,
    instance: { ...open.store.instance, seal: (text: string) => open.store.instance.digest(text) },
  }
  expect((await verifyFacts(stranger)).broken).toBe(1)
})
