/** What a request changed: the rows of all tables before and after, row by row. */

import type { Database } from 'better-sqlite3'

/** One row that is there only before (`-`) or only after (`+`). */
export interface Difference {
  readonly sign: '-' | '+'
  readonly table: string
  readonly row: Readonly<Record<string, unknown>>
}

/** Every row of every table, as text, with how often it is there. */
type Photograph = ReadonlyMap<string, ReadonlyMap<string, number>>

const photographs = new WeakMap<Database, Photograph>()

/** Remembers the state that all requests to this database begin from, the first time it is asked to. */
export function begin(raw: Database): void {
  if (photographs.has(raw)) return
  photographs.set(raw, photograph(raw, tablesOf(raw)))
  watch(raw)
}

/** What is different now from how it was at {@link begin}; nothing when all is as it was. */
export function differences(raw: Database): Difference[] {
  const touched = raw.prepare('select distinct name from temp.touched').pluck().all() as string[]
  const before = photographs.get(raw)
  return [...photograph(raw, touched)].flatMap(([table, rows]) => {
    const old = before?.get(table) ?? new Map<string, number>()
    return [...beyond('-', table, old, rows), ...beyond('+', table, rows, old)]
  })
}

/** Reading all tables after each request costs more than the request: triggers note which are worth it. */
function watch(raw: Database): void {
  raw.exec('create temp table touched (name text)')
  for (const table of tablesOf(raw))
    for (const act of ['insert', 'update', 'delete'])
      raw.exec(
        `create temp trigger ${act}_${table} after ${act} on main.${table} begin insert into touched values ('${table}'); end`,
      )
}

/** The names of all columns of all tables. */
export function allColumns(raw: Database): string[] {
  const names = tablesOf(raw).flatMap((table) =>
    (raw.pragma(`table_info("${table}")`) as { name: string }[]).map((column) => column.name),
  )
  return [...new Set(names)].sort()
}

function tablesOf(raw: Database): string[] {
  return raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
}

function photograph(raw: Database, tables: readonly string[]): Photograph {
  return new Map(
    tables.map((table) => {
      const rows = new Map<string, number>()
      for (const row of raw.prepare(`select * from "${table}"`).iterate()) {
        const text = JSON.stringify(row)
        rows.set(text, (rows.get(text) ?? 0) + 1)
      }
      return [table, rows]
    }),
  )
}

function beyond(
  sign: Difference['sign'],
  table: string,
  these: ReadonlyMap<string, number>,
  those: ReadonlyMap<string, number>,
): Difference[] {
  return [...these]
    .filter(([text, count]) => count > (those.get(text) ?? 0))
    .map(([text]) => ({ sign, table, row: JSON.parse(text) as Difference['row'] }))
}
