/** The whole content of a database in one canonical form, alike on every engine, and its fingerprint. */

import { createHash } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Engine } from '../store/store.ts'

/** Every table with its rows, each as JSON with its columns in the order of the alphabet, in that order too. */
export type Dump = Readonly<Record<string, readonly string[]>>

/** The books of the migration runners: each engine has its own. */
const BOOKS = new Set(['schema_migrations', 'd1_migrations'])

/** Reads every row of every table. */
export async function dumpOf(engine: Engine): Promise<Dump> {
  const dump: Record<string, string[]> = {}
  for (const table of await tablesOf(engine)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(engine.db)
    dump[table] = rows.map(canonical).sort()
  }
  return dump
}

/** One hash over all of it: to show that looking at a page changed nothing. */
export async function fingerprint(engine: Engine): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await dumpOf(engine)))
    .digest('hex')
}

function canonical(row: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** Our tables, in the order of the alphabet. */
async function tablesOf(engine: Engine): Promise<string[]> {
  const question =
    engine.kind === 'postgres'
      ? "select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace"
      : "select name from sqlite_master where type = 'table'"
  const { rows } = await engine.db.executeQuery<{ name: string }>(CompiledQuery.raw(question))
  const names = rows.map(({ name }) => name)
  return names.filter((name) => !BOOKS.has(name) && !/^(sqlite_|_cf_)/.test(name)).sort()
}
