/** What an operator needs of PostgreSQL: what is wrong with it, and forgetting for good what was erased. */

import { randomUUID } from 'node:crypto'
import type { Connections, Query } from './postgres-connections.ts'
import { isLost } from './postgres-errors.ts'

const CLOCKS_APART_MS = 2_000

/** The faults of the engine, in words; makes a row and deletes it again in one durable transaction. */
export async function faultsOf(connections: Connections): Promise<string[]> {
  try {
    return await connections.use(async (query) => {
      await writeAndForget(query)
      return [...(await unsafeSettings(query)), ...(await clockFault(query))]
    })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

async function writeAndForget(query: Query): Promise<void> {
  // A name of its own: several processes may ask at the same moment.
  const name = `probe ${randomUUID()}`
  await query('begin')
  try {
    await query("insert into settings (name, value, version) values ($1, '', 1)", [name])
    await query('delete from settings where name = $1', [name])
    await query('commit')
  } catch (error) {
    await undo(query, error)
  }
}

/** Settings with which an acknowledged write can be lost. */
async function unsafeSettings(query: Query): Promise<string[]> {
  const rows = await query<{ name: string }>(
    "select name from pg_settings where name in ('fsync', 'synchronous_commit') and setting = 'off' order by name",
  )
  return rows.map(({ name }) => `${name}=off`)
}

async function clockFault(query: Query): Promise<string[]> {
  const asked = Date.now()
  const [clock] = await query<{ now: number }>('select extract(epoch from clock_timestamp()) * 1000 as now')
  const apart = Math.abs((clock?.now ?? 0) - (asked + Date.now()) / 2)
  return apart > CLOCKS_APART_MS ? [`the clock is ${Math.round(apart / 1000)} s from the database's`] : []
}

/** Rolls back, unless the connection is gone and has done so by itself. @throws always `cause`, or what was worse. */
export async function undo(query: Query, cause: unknown): Promise<never> {
  if (isLost(cause)) throw cause
  await query('rollback')
  throw cause
}

/** Tables up to this size are rewritten at once; a larger one would be locked for too long. */
const REWRITTEN_BYTES = 64 * 1024 * 1024

/**
 * Rewrites every small table, so that deleted rows are no longer in its file. In a large one the room is only set
 * free, and the old bytes stay until new rows cover them (docs/operations.md says what else keeps them). The
 * connection must be one that waits as long as the server does. A table that somebody uses too long is left.
 * @returns the tables that were left. @throws when the server is gone.
 */
export function scrub(connections: Connections): Promise<readonly string[]> {
  return connections.use(async (query) => {
    const tables = await query<{ name: string; bytes: number }>(
      `select relname as name, pg_relation_size(oid) as bytes from pg_class
       where relkind = 'r' and relnamespace = current_schema()::regnamespace order by relname`,
    )
    const left: string[] = []
    // Who waits for a whole table holds up everybody who comes after.
    await query("set statement_timeout = '10min'; set lock_timeout = '2s'")
    for (const { name, bytes } of tables)
      await query(`vacuum ${bytes <= REWRITTEN_BYTES ? '(full)' : ''} "${name}"`).catch((error: unknown) => {
        if (isLost(error)) throw error
        left.push(name)
      })
    await query('reset statement_timeout; reset lock_timeout')
    return left
  })
}
