/** The hand-written table types name exactly the columns that the migrations make. */

import { globSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { openTestStore } from '../fixtures/store.ts'

const open = openTestStore()
afterAll(() => open.close())

const database = readFileSync('src/store/database.ts', 'utf8')
const types = globSync('src/store/*schema.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const tables = [...database.matchAll(/^ {2}(\w+): \w+\.(\w+)$/gm)].map(([, table = '', type = '']) => ({
  table,
  type,
}))

function fieldsOf(type: string): string[] {
  const body = new RegExp(`export interface ${type} \\{([\\s\\S]*?)\\n\\}`).exec(types)?.[1] ?? ''
  return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name).sort()
}

test('every table has a type and every type a table', () => {
  const real = open.raw
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'schema_migrations' order by name",
    )
    .pluck()
    .all()
  expect(tables.map(({ table }) => table).sort()).toEqual(real)
})

test.each(tables)('$table has the columns of $type', ({ table, type }) => {
  const columns = open.raw.prepare('select name from pragma_table_info(?) order by name').pluck().all(table)
  expect(fieldsOf(type)).toEqual(columns)
})
