/** The store: one batch or nothing, facts first, and the ledger as the lock. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { done, refuse } from '../../src/kernel/outcome.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { historyOf } from '../../src/ledger/queries.ts'
import type { Store } from '../../src/store/store.ts'
import { dumpOf, openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

const setting = (store: Store, value: string) =>
  store.db.insertInto('settings').values({ name: value, value, version: 1 })
const fact = (store: Store, version: number) =>
  recordFact(store, { id: 'subject', version }, { kind: 'thing.changed', actorId: 'somebody' })

describe('commit', () => {
  test('writes the fact and everything it accounts for', async () => {
    const { store } = open
    expect(await store.commit([fact(store, 0), setting(store, 'a')], 'value')).toEqual(done('value'))
    expect(await historyOf(store, ['subject'])).toEqual([
      { at: store.now, kind: 'thing.changed', actorId: 'somebody', details: {} },
    ])
  })

  test('takes nested lists and nothing in a batch', async () => {
    const { store } = open
    await store.commit([fact(store, 0), [setting(store, 'a'), setting(store, 'b')], null, []], null)
    expect(await store.db.selectFrom('settings').select('name').orderBy('name').execute()).toEqual([
      { name: 'a' },
      { name: 'b' },
    ])
  })

  test('refuses a second decision taken from the same version and writes nothing of it', async () => {
    const { store } = open
    await store.commit([fact(store, 0), setting(store, 'first')], null)
    const before = dumpOf(open.raw)
    expect(await store.commit([fact(store, 0), setting(store, 'second')], null)).toEqual(
      refuse('conflict', 'forms.changed_meanwhile'),
    )
    expect(dumpOf(open.raw)).toBe(before)
  })

  test('lets exactly one of six racing closures win', async () => {
    const { store } = open
    const race = Array.from({ length: 6 }, (_, i) =>
      store.commit([fact(store, 3), setting(store, `racer ${i}`)], i),
    )
    const outcomes = await Promise.all(race)
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await store.db.selectFrom('settings').selectAll().execute()).toHaveLength(1)
  })

  test('is no way to write without a fact', async () => {
    const { store } = open
    const batch = [setting(store, 'a')] as unknown as Parameters<Store['commit']>[0]
    await expect(store.commit(batch, null)).rejects.toThrow('a batch must open with a fact')
  })

  test('rolls back whole when a later statement fails', async () => {
    const { store } = open
    const before = dumpOf(open.raw)
    await expect(
      store.commit([fact(store, 0), setting(store, 'a'), setting(store, 'a')], null),
    ).rejects.toThrow('UNIQUE')
    expect(dumpOf(open.raw)).toBe(before)
  })
})

describe('the database', () => {
  test('has the profile that survives power failure', () => {
    expect(open.raw.pragma('synchronous', { simple: true })).toBe(2)
    expect(open.raw.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(open.raw.pragma('secure_delete', { simple: true })).toBe(1)
    expect(open.raw.pragma('trusted_schema', { simple: true })).toBe(0)
  })

  test('offers no transaction besides commit', async () => {
    await expect(open.store.db.transaction().execute(async () => {})).rejects.toThrow(
      'write through Store.commit',
    )
  })
})
