/**
 * Our migration runner for PostgreSQL: the same files as for SQLite, each in one transaction under one advisory
 * lock, checksummed. Two words of a file are translated, and the outcome is checked against the catalogue.
 */

import { type Migration, refuseEdited, refuseUnknown } from './migrate.ts'
import type { Connections, Query } from './postgres-connections.ts'

/** Any number, as long as it stays: processes that start together wait for each other at it. */
const LOCK = 7_146_213
const OLDEST = 150_000

/**
 * Applies what is missing; a failing file leaves nothing behind and can be run again. The old processes go on
 * beside the new tables: a file waits at most five seconds for a lock that one of them holds, then fails.
 * @returns the names applied. @throws Error if an applied file was edited, if the database is newer than this
 * program or cannot hold our texts, and the engine's own error if a file fails.
 */
export async function migratePostgres(
  connections: Connections,
  migrations: readonly Migration[],
  now: string,
): Promise<string[]> {
  await locked(connections, async (query) => {
    await refuseUnsuited(query)
    await query(
      'create table if not exists schema_migrations (name text collate "C" primary key not null, checksum text collate "C" not null, applied_at text collate "C" not null)',
    )
    refuseUnknown(await query<{ name: string }>('select name from schema_migrations'), migrations)
  })
  const applied: string[] = []
  for (const migration of migrations) {
    const ran = await locked(connections, (query) => apply(query, migration, now))
    if (ran) applied.push(migration.name)
  }
  return applied
}

async function apply(query: Query, migration: Migration, now: string): Promise<boolean> {
  const [row] = await query<{ checksum: string }>('select checksum from schema_migrations where name = $1', [
    migration.name,
  ])
  refuseEdited(row, migration)
  if (row) return false
  await query(translated(migration.sql))
  await refuseUntranslated(query, migration)
  await query('insert into schema_migrations (name, checksum, applied_at) values ($1, $2, $3)', [
    migration.name,
    migration.checksum,
    now,
  ])
  return true
}

/** Runs `work` alone among all processes, in one transaction. */
function locked<T>(connections: Connections, work: (query: Query) => Promise<T>): Promise<T> {
  return connections.use(async (query) => {
    await query('begin')
    try {
      await query(
        "select set_config('lock_timeout', '10min', true), set_config('statement_timeout', '0', true)",
      )
      await query('select pg_advisory_xact_lock($1)', [LOCK])
      await query("select set_config('lock_timeout', '5s', true)")
      const result = await work(query)
      await query('commit')
      return result
    } catch (error) {
      // The error that matters is the first one; a lost connection rolls back by itself.
      await query('rollback').catch(() => {})
      throw error
    }
  })
}

/**
 * Text compares byte by byte, as on SQLite and D1: `sort_key` and instants rely on it, and no locale of a server
 * shall change an order. Integers have 64 bits, as there.
 */
function translated(sql: string): string {
  return sql.replace(
    /^(\s*(?:alter table \w+ add (?:column )?)?\w+) (text|integer)\b/gim,
    (_, column: string, type: string) =>
      `${column} ${type.toLowerCase() === 'text' ? 'text collate "C"' : 'bigint'}`,
  )
}

async function refuseUntranslated(query: Query, migration: Migration): Promise<void> {
  // Tables of an extension are nobody's business here.
  const [column] = await query<{ name: string; type: string }>(
    `select pg_class.relname || '.' || attname as name, format_type(atttypid, atttypmod) as type
     from pg_attribute join pg_class on pg_class.oid = attrelid
     where relkind = 'r' and relnamespace = current_schema()::regnamespace and attnum > 0 and not attisdropped
       and not exists (select 1 from pg_depend where objid = pg_class.oid and deptype = 'e')
       and not (atttypid = 'bigint'::regtype or (atttypid = 'text'::regtype and attcollation = '"C"'::regcollation))
     limit 1`,
  )
  if (column)
    throw new Error(
      `migration ${migration.name}: write each column on a line of its own (${column.name} became ${column.type})`,
    )
}

async function refuseUnsuited(query: Query): Promise<void> {
  const [server] = await query<{ version: string; encoding: string }>(
    "select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding",
  )
  if (Number(server?.version) < OLDEST) throw new Error('PostgreSQL 15 or newer is needed')
  if (server?.encoding !== 'UTF8')
    throw new Error(`the database must have the encoding UTF8, not ${server?.encoding}`)
}
