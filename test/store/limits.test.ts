/** What is too much for D1 is refused on every engine, so that any test finds it. */

import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordFact } from '../../src/ledger/facts.ts'
import { insertRows, MAX_PARAMETERS } from '../../src/store/limits.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ name: `n${i}`, value: '', version: 1 }))
const insert = (count: number) => open.store.db.insertInto('settings').values(rows(count))
const fact = () =>
  recordFact(open.store, { id: 'subject', version: 0 }, { kind: 'thing.changed', actorId: 'somebody' })
const names = async () => (await open.store.db.selectFrom('settings').select('name').execute()).length

describe('a statement', () => {
  test('binds a hundred parameters at most: in a commit, as upkeep, in a query', async () => {
    const { store } = open
    await store.commit([fact(), insert(33)], null)
    expect(await names()).toBe(33)
    const tooMany = 'a statement binds 102 parameters, over 100: insert into "settings"'
    await expect(store.commit([fact(), insert(34)], null)).rejects.toThrow(tooMany)
    expect(() => store.tidy(insert(34))).toThrow(tooMany)
    const values = Array.from({ length: MAX_PARAMETERS + 1 }, String)
    await expect(
      store.db.selectFrom('settings').select('name').where('name', 'in', values).execute(),
    ).rejects.toThrow('binds 101 parameters, over 100: select "name"')
    expect(await names()).toBe(33)
  })

  test('binds two megabytes at most, counted in bytes', async () => {
    const { store } = open
    const of = (value: string) => store.db.insertInto('settings').values({ name: 'a', value, version: 1 })
    await expect(store.commit([fact(), of('қ'.repeat(1_000_000))], null)).rejects.toThrow(
      'binds 2000001 bytes',
    )
    await store.tidy(of('қ'.repeat(999_000)))
    expect(await names()).toBe(1)
  })

  test('unites five selects at most, those in brackets counted by themselves', async () => {
    const one = () => open.store.db.selectFrom('settings').select('name')
    const five = () => one().unionAll(one()).union(one()).unionAll(one()).unionAll(one())
    await five()
      .where((eb) => eb.or([eb('name', 'in', five()), eb('name', 'in', five())]))
      .execute()
    await expect(five().unionAll(one()).execute()).rejects.toThrow('unites 6 selects, over 5')
    await expect(one().where('name', 'in', five().unionAll(one())).execute()).rejects.toThrow('unites 6')
  })

  test('is a hundred thousand characters long at most', async () => {
    const many = sql.join(
      Array.from({ length: 25_001 }, () => sql`null`),
      sql`, `,
    )
    const query = open.store.db.selectFrom('settings').select('name').where(sql<boolean>`name in (${many})`)
    await expect(query.execute()).rejects.toThrow('characters long, over 100000')
  })
})

describe('rows inserted together', () => {
  test('none make no statement, one makes one, many make as many as are needed, in their order', () => {
    const sizes = (count: number) =>
      insertRows(open.store.db, 'settings', rows(count)).map((one) => one.compile().parameters.length / 3)
    expect([0, 1, 3, 33, 34, 100].map(sizes)).toEqual([[], [1], [3], [33], [33, 1], [33, 33, 33, 1]])
  })

  test('large ones make more statements, so that none binds over two megabytes', async () => {
    const large = rows(5).map((row) => ({ ...row, value: 'x'.repeat(300_000) }))
    const statements = insertRows(open.store.db, 'settings', large)
    expect(statements.map((one) => one.compile().parameters.length / 3)).toEqual([2, 2, 1])
    await open.store.commit([fact(), statements], null)
    expect(await names()).toBe(5)
  })

  test('all arrive', async () => {
    await open.store.commit([fact(), insertRows(open.store.db, 'settings', rows(250))], null)
    expect(await names()).toBe(250)
  })
})

/** Fields of the tables' types with what TypeScript knows of them, as `table.column`. */
function fields(): Map<string, string> {
  const types = globSync('src/store/*schema.ts').map((file) => readFileSync(file, 'utf8'))
  const tables = readFileSync('src/store/database.ts', 'utf8').matchAll(/^ {2}(\w+): \w+\.(\w+)$/gm)
  const found = new Map<string, string>()
  for (const [, table = '', type = ''] of tables) {
    const body =
      new RegExp(`export interface ${type} \\{([\\s\\S]*?)\\n\\}`).exec(types.join('\n'))?.[1] ?? ''
    for (const [, name = '', of = ''] of body.matchAll(/^ {2}(\w+):([^\n]*(?:\n {4}[^\n]*)*)/gm))
      found.set(`${table}.${name}`, of)
  }
  return found
}

test('no number can reach a column of text, where D1 would write 1 as "1.0": the types know the columns', () => {
  const kinds = open.raw
    .prepare(
      `select t.name || '.' || c.name as field, c.type as type from sqlite_master t, pragma_table_info(t.name) c
       where t.type = 'table' and t.name not like 'sqlite_%' and t.name <> 'schema_migrations'`,
    )
    .all() as { field: string; type: string }[]
  const known = fields()
  const wrong = kinds.filter(({ field, type }) => {
    const isNumber = /\b(number|Flag)\b|\b[01] \| [01]\b/.test(known.get(field) ?? '')
    return !known.has(field) || isNumber !== (type.toLowerCase() === 'integer')
  })
  expect(kinds.length).toBeGreaterThan(200)
  expect(wrong).toEqual([])
})
