/**
 * Migrations: numbered plain SQL files, each in one transaction, checksummed; and our runner for SQLite.
 * Kysely's own leaves half-applied files behind on SQLite and cannot run on D1 (stack.md §3).
 */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** One file of `migrations/`. */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Reads the files of a folder in their order. @throws Error on a gap or a double number. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, at) => {
    if (Number(name.slice(0, 4)) !== at + 1)
      throw new Error(`migrations must be numbered without gaps: ${name}`)
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })
}

/**
 * Applies what is missing, each file in its own transaction; a failing file leaves nothing behind and can be
 * run again. @returns the names applied. @throws Error if an applied file was edited or is unknown here
 * (the database is newer than this program), and the engine's own error if a file fails.
 */
export function migrate(raw: Database, migrations: readonly Migration[], now: string): string[] {
  raw.exec(
    'create table if not exists schema_migrations (name text primary key not null, checksum text not null, applied_at text not null)',
  )
  const applied: string[] = []
  for (const migration of migrations) {
    // Immediate: two processes starting together apply a file once.
    raw
      .transaction(() => {
        const row = raw
          .prepare('select checksum from schema_migrations where name = ?')
          .get(migration.name) as { checksum: string } | undefined
        refuseEdited(row, migration)
        if (row) return
        raw.exec(migration.sql)
        raw
          .prepare('insert into schema_migrations (name, checksum, applied_at) values (?, ?, ?)')
          .run(migration.name, migration.checksum, now)
        applied.push(migration.name)
      })
      .immediate()
  }
  refuseUnknown(raw.prepare('select name from schema_migrations').all() as { name: string }[], migrations)
  return applied
}

/** @throws Error if the row of an applied file has another checksum than the file. */
export function refuseEdited(row: { readonly checksum: string } | undefined, migration: Migration): void {
  if (row && row.checksum !== migration.checksum)
    throw new Error(`migration ${migration.name} was edited after it was applied`)
}

/** @throws Error if files were applied that this program does not have. */
export function refuseUnknown(
  rows: readonly { readonly name: string }[],
  migrations: readonly Migration[],
): void {
  const known = new Set(migrations.map((migration) => migration.name))
  const unknown = rows.find((row) => !known.has(row.name))
  if (unknown) throw new Error(`the database is newer than this program: it has ${unknown.name}`)
}
