/** Our own migrations on SQLite, broken off after each statement (T82): nothing is left, and they can be run again. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Migration, migrate, readMigrations } from '../../src/platform/migrate.ts'

const NOW = '2026-01-15T04:00:00.000Z'
const MIGRATIONS = readMigrations('migrations')

/** The places between the statements of a file, where a new line begins one. */
function breaks(sql: string): number[] {
  return [...sql.matchAll(/;\n/g)].map(({ index }) => index + 2)
}

/** The migrations up to number `at`, with `statement` put into that one. */
function brokenAt(statement: string, at: number, place: number): Migration[] {
  return MIGRATIONS.slice(0, at + 1).map((one, n) =>
    n === at ? { ...one, sql: `${one.sql.slice(0, place)}${statement}\n${one.sql.slice(place)}` } : one,
  )
}

function schemaOf(raw: Database): unknown {
  return raw.prepare('select type, name, sql from sqlite_master order by type, name').all()
}

const whole = new SqliteDatabase(':memory:')
migrate(whole, MIGRATIONS, NOW)

test.each(MIGRATIONS.map(({ name }, at) => [name, at] as const))(
  '%s fails after each of its statements and leaves nothing',
  (_, at) => {
    const raw = new SqliteDatabase(':memory:')
    migrate(raw, MIGRATIONS.slice(0, at), NOW)
    const before = schemaOf(raw)
    const places = breaks(MIGRATIONS[at]?.sql ?? '')
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) {
      expect(() => migrate(raw, brokenAt('select nonsense;', at, place), NOW)).toThrow('nonsense')
      expect(schemaOf(raw)).toEqual(before)
    }
    migrate(raw, MIGRATIONS, NOW)
    expect(schemaOf(raw)).toEqual(schemaOf(whole))
    raw.close()
  },
)

test('killed in the middle of a file, the next start finds it untouched and goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-migrate-'))
  const file = join(folder, 'x.sqlite')
  const root = join(import.meta.dirname, '../..')
  const script = join(folder, 'migrate.mts')
  const driver = createRequire(import.meta.url).resolve('better-sqlite3')
  writeFileSync(
    script,
    `import SqliteDatabase from ${JSON.stringify(driver)}
import { readFileSync } from 'node:fs'
import { migrate } from ${JSON.stringify(join(root, 'src/platform/migrate.ts'))}
const raw = new SqliteDatabase(${JSON.stringify(file)})
raw.pragma('journal_mode = WAL')
raw.function('die', () => process.kill(process.pid, 'SIGKILL'))
migrate(raw, JSON.parse(readFileSync(0, 'utf8')), '${NOW}')`,
  )
  try {
    for (const [at, { sql }] of MIGRATIONS.entries()) {
      const places = breaks(sql)
      const input = JSON.stringify(brokenAt('select die();', at, places[places.length >> 1] ?? 0))
      const { signal } = spawnSync(process.execPath, [script], { input })
      expect(signal).toBe('SIGKILL')
      const raw = new SqliteDatabase(file)
      expect(raw.prepare('select count(*) from schema_migrations').pluck().get()).toBe(at)
      migrate(raw, MIGRATIONS.slice(0, at + 1), NOW)
      raw.close()
    }
    const raw = new SqliteDatabase(file)
    expect(schemaOf(raw)).toEqual(schemaOf(whole))
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    raw.close()
  } finally {
    rmSync(folder, { recursive: true })
  }
})
