/**
 * What one statement may be on the narrowest engine, D1 (developers.cloudflare.com/d1/platform/limits), held
 * on every engine so that a statement too big for it is found by any test and not in production.
 */

import type { CompiledQuery, Insertable, Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Statement } from './store.ts'

/** Bound parameters of one statement. */
export const MAX_PARAMETERS = 100

/** Characters of SQL; D1 counts bytes, and our SQL is ASCII. */
const MAX_SQL = 100_000

/** Selects of one union: D1 is built with SQLITE_LIMIT_COMPOUND_SELECT = 5. */
const MAX_UNITED = 5

/** Bytes of all bound texts together: D1 keeps no row or text over 2 MB. */
const MAX_BOUND = 2_000_000

/**
 * The statement itself, if every engine can run it.
 * @throws Error naming the statement: it is a bug of ours, and no form may be long enough to cause it.
 */
export function withinLimits(query: CompiledQuery): CompiledQuery {
  const { sql, parameters } = query
  if (parameters.length > MAX_PARAMETERS)
    throw tooBig(sql, `binds ${parameters.length} parameters, over ${MAX_PARAMETERS}`)
  if (sql.length > MAX_SQL) throw tooBig(sql, `is ${sql.length} characters long, over ${MAX_SQL}`)
  const united = mostUnited(sql)
  if (united > MAX_UNITED) throw tooBig(sql, `unites ${united} selects, over ${MAX_UNITED}`)
  const bound = boundBytes(parameters)
  if (bound > MAX_BOUND) throw tooBig(sql, `binds ${bound} bytes, over ${MAX_BOUND}`)
  return query
}

function tooBig(sql: string, what: string): Error {
  return new Error(`a statement ${what}: ${sql.slice(0, 200)}`)
}

/** How many selects the longest union has, each pair of brackets by itself. */
function mostUnited(sql: string): number {
  // Most statements have none, and this is asked of every statement.
  if (!sql.includes('union')) return 1
  let most = 0
  const open = [1]
  for (const [mark] of sql.matchAll(/[()]|\bunion\b/g)) {
    if (mark === '(') open.push(1)
    else if (mark === ')') open.pop()
    else open.push((open.pop() ?? 1) + 1)
    most = Math.max(most, open.at(-1) ?? 1)
  }
  return most
}

// Three bytes a character at most: what is below that needs no counting.
function boundBytes(parameters: readonly unknown[]): number {
  if (longestBytes(parameters) <= MAX_BOUND) return 0
  return parameters.reduce<number>(
    (sum, value) => sum + (typeof value === 'string' ? ENCODER.encode(value).length : 0),
    0,
  )
}

function longestBytes(values: readonly unknown[]): number {
  let characters = 0
  for (const value of values) if (typeof value === 'string') characters += value.length
  return characters * 3
}

const ENCODER = new TextEncoder()

/**
 * Inserts of any number of rows, each statement within {@link MAX_PARAMETERS} and, as long as each row is, within
 * {@link MAX_BOUND}; no statement for no rows. All rows have the same columns.
 */
export function insertRows<T extends keyof Database>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
): Statement[] {
  return atOnce(rows).map((some) => db.insertInto(table).values(some))
}

function atOnce<Row extends object>(rows: readonly Row[]): Row[][] {
  const most = Math.floor(MAX_PARAMETERS / Math.max(Object.keys(rows[0] ?? {}).length, 1))
  const groups: Row[][] = []
  let room = 0
  for (const row of rows) {
    const size = longestBytes(Object.values(row))
    const group = groups.at(-1)
    if (group && group.length < most && size <= room) group.push(row)
    else {
      groups.push([row])
      room = MAX_BOUND
    }
    room -= size
  }
  return groups
}
