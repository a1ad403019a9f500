/** The migration runner: whole files or nothing, never an edited one, never a newer database. */

import SqliteDatabase from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { type Migration, migrate, readMigrations } from '../../src/platform/migrate.ts'

const NOW = '2026-01-15T04:00:00.000Z'
const file = (name: string, sql: string): Migration => ({ name, sql, checksum: `sum of ${sql}` })
const one = file('0001_one.sql', 'create table a (id text);')

describe('migrate', () => {
  test('applies what is missing, once', () => {
    const raw = new SqliteDatabase(':memory:')
    expect(migrate(raw, [one], NOW)).toEqual(['0001_one.sql'])
    expect(migrate(raw, [one], NOW)).toEqual([])
  })

  test('leaves nothing of a file that fails half-way, and runs it again once it is mended', () => {
    const raw = new SqliteDatabase(':memory:')
    const broken = file('0002_two.sql', 'create table b (id text); create table nonsense nonsense;')
    expect(() => migrate(raw, [one, broken], NOW)).toThrow('syntax error')
    expect(raw.prepare("select name from sqlite_master where name in ('a', 'b')").pluck().all()).toEqual([
      'a',
    ])
    expect(migrate(raw, [one, file('0002_two.sql', 'create table b (id text);')], NOW)).toEqual([
      '0002_two.sql',
    ])
  })

  test('refuses a file that was edited after it was applied', () => {
    const raw = new SqliteDatabase(':memory:')
    migrate(raw, [one], NOW)
    expect(() => migrate(raw, [file('0001_one.sql', 'create table c (id text);')], NOW)).toThrow(
      'was edited after it was applied',
    )
  })

  test('refuses a database that is newer than the program', () => {
    const raw = new SqliteDatabase(':memory:')
    migrate(raw, [one, file('0002_two.sql', 'create table b (id text);')], NOW)
    expect(() => migrate(raw, [one], NOW)).toThrow(
      'the database is newer than this program: it has 0002_two.sql',
    )
  })

  test('reads the real folder without gaps', () => {
    const names = readMigrations('migrations').map(({ name }) => Number(name.slice(0, 4)))
    expect(names).toEqual(names.map((_, at) => at + 1))
  })
})
