/** Taking a whole instance along: the archive is the same bytes after the journey, and nothing half is taken in. */

import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeFirstOrganiser } from '../../src/auth/commands.ts'
import { loadExample } from '../../src/example/commands.ts'
import { zone } from '../../src/kernel/zone.ts'
import { linesIn } from '../../src/platform/archive-reading.ts'
import { type Config, readConfig } from '../../src/platform/config.ts'
import { exportInstance } from '../../src/platform/export-command.ts'
import { importInstance } from '../../src/platform/import-command.ts'
import { openInstance } from '../../src/platform/instance.ts'
import { openStore } from '../../src/store/store.ts'
import { createTestDatabase, testServer } from '../fixtures/postgres.ts'
import { dumpOf, NOW } from '../fixtures/store.ts'

const server = await testServer()
const folder = mkdtempSync(join(tmpdir(), 'intersession-archive-'))
const archive = join(folder, 'whole.jsonl')
let said: string[]
let at = 0

function configOf(name: string): Config {
  const read = readConfig({ DATA_DIR: join(folder, name) })
  if ('faults' in read) throw new Error(read.faults.join())
  return read.config
}

beforeAll(async () => {
  const { engine, instance } = await openInstance(configOf('first'), 'http://localhost:3000', NOW)
  const name = { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' }
  const made = await makeFirstOrganiser(openStore(engine, instance, NOW), {
    names: { en: name },
    email: 'zarina.omarova@example.org',
    locale: 'en',
    zone: zone('Asia/Almaty'),
    holidayCalendar: 'KZ',
    userAgent: '',
  })
  if (!made.ok) throw new Error(made.messageKey)
  await loadExample((instant) => openStore(engine, instance, instant), made.value.personId)
  await engine.close()
  said = []
  vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line))
  vi.spyOn(console, 'error').mockImplementation((line) => void said.push(line))
  expect(await exportInstance(['--to', archive, '--with-secret'], configOf('first'))).toBe(0)
})

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports a text into a folder of its own. @returns the exit code, what was said, and the folder. */
async function take(text: string): Promise<{ code: number; message: string; config: Config }> {
  at += 1
  const file = join(folder, `${at}.jsonl`)
  writeFileSync(file, text)
  const config = configOf(`taken-${at}`)
  const code = await importInstance([file], config)
  return { code, message: said.at(-1) ?? '', config }
}

/** The text with a last line that fits what stands before it: what somebody who knows the format would write. */
function sealed(lines: readonly string[]): string {
  const body = lines.map((line) => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(body).digest('hex')
  return `${body}${JSON.stringify({ end: true, rows: lines.length - 1, files: 0, sha256 })}\n`
}

/** A line of `person_names` with another surname. */
function withSurname(surname: string | number): (line: string) => string {
  return (line) => {
    const { table, row } = JSON.parse(line)
    return JSON.stringify({ table, row: { ...row, surname } })
  }
}

const whole = () => readFileSync(archive, 'utf8')
const linesOf = () => whole().split('\n').slice(0, -2)

describe('an archive', () => {
  test('comes back byte for byte after the journey', async () => {
    const { code, config } = await take(whole())
    expect(code).toBe(0)
    const again = join(folder, 'again.jsonl')
    expect(await exportInstance(['--to', again, '--with-secret'], config)).toBe(0)
    expect(readFileSync(again, 'utf8')).toBe(whole())
    const [first, taken] = ['first', `taken-${at}`].map((name) => {
      const raw = new SqliteDatabase(join(folder, name, 'intersession.sqlite'), { readonly: true })
      // When the migrations ran is not part of an instance.
      const dump = JSON.parse(dumpOf(raw)).filter(([table]: [string]) => table !== 'schema_migrations')
      raw.close()
      return dump
    })
    expect(taken).toEqual(first)
  })

  test('is for the operator alone, and holds the secret only when asked', async () => {
    expect(statSync(archive).mode & 0o777).toBe(0o600)
    const plain = join(folder, 'plain.jsonl')
    expect(await exportInstance(['--to', plain], configOf('first'))).toBe(0)
    const secret = readFileSync(join(folder, 'first', 'secret'), 'utf8')
    expect(whole()).toContain(secret)
    expect(readFileSync(plain, 'utf8')).not.toContain(secret)
    expect(await take(readFileSync(plain, 'utf8'))).toMatchObject({
      code: 1,
      message: expect.stringContaining('another instance secret'),
    })
  })

  test.skipIf(!server)('goes to PostgreSQL and back', async () => {
    if (!server) return
    const config = { ...configOf('to-postgres'), databaseUrl: await createTestDatabase(server, 'empty') }
    expect(await importInstance([archive], config)).toBe(0)
    const again = join(folder, 'from-postgres.jsonl')
    expect(await exportInstance(['--to', again, '--with-secret'], config)).toBe(0)
    expect(readFileSync(again, 'utf8')).toBe(whole())
    expect(await importInstance([archive], config)).toBe(1)
    expect(said.at(-1)).toContain('in use')
  })

  test('is read line by line, wherever a piece of the file ends', () => {
    const text = 'Абай\n\nҚұнанбай'
    const file = join(folder, 'pieces')
    writeFileSync(file, text)
    for (const atOnce of [1, 2, 3, 7, 100])
      expect([...linesIn(file, atOnce)].map(String)).toEqual(['Абай\n', '\n', 'Құнанбай'])
  })

  test('is written whole or not at all', async () => {
    const to = join(folder, 'interrupted.jsonl')
    writeFileSync(`${to}.part`, 'somebody else is writing')
    await expect(exportInstance(['--to', to], configOf('first'))).rejects.toThrow('EEXIST')
    expect(existsSync(to)).toBe(false)
  })
})

describe('refused, and nothing is made:', () => {
  test.each([
    ['one flipped byte', (text: string) => text.replace('example.org', 'example.com'), 'checksum'],
    ['a lost line', (text: string) => text.replace(/\n[^\n]*"table":"persons"[^\n]*\n/, '\n'), 'checksum'],
    ['a cut off end', (text: string) => text.slice(0, text.length / 2), 'cut off'],
    ['an archive without its last line feed', (text: string) => text.slice(0, -1), 'cut off'],
    ['an empty file', () => '', 'not an archive'],
    ['a picture', () => '\u0089PNG\r\n\u001a\n', 'not an archive'],
    ['another format', (text: string) => text.replace('"version":1', '"version":2'), 'format 2'],
    [
      'a newer program',
      (text: string) =>
        text.replace('"migrations":[', '"migrations":[{"name":"9999_future.sql","checksum":"x"},'),
      'newer program: it has 9999_future.sql',
    ],
    [
      'an older program',
      // The last migration is missing, whichever that is.
      (text: string) => text.replace(/,\{"name":"[^}]*\}\]/, ']'),
      'older program, before 00',
    ],
  ])('%s', async (_, spoil, reason) => {
    const { code, message, config } = await take(spoil(whole()))
    expect(code).toBe(1)
    expect(message).toContain(reason)
    expect(existsSync(config.dataDir)).toBe(false)
  })

  test('an unknown table', async () => {
    const { code, message, config } = await take(sealed([...linesOf(), '{"table":"spies","row":{}}']))
    expect([code, message]).toEqual([1, expect.stringContaining('unknown here: spies')])
    expect(existsSync(config.dataDir)).toBe(false)
  })

  test.each([
    ['a NUL in a text', withSurname('a\0b'), 'a text holds a NUL character: person_names.surname'],
    ['half a character', withSurname('a\ud800b'), 'a text holds half a character: person_names.surname'],
    ['a fraction', withSurname(1.5), 'a value is no text and no whole number: person_names.surname'],
    [
      'a row with a column too many',
      (line: string) => line.replace('"row":{', '"row":{"age":1,'),
      'a row has other columns than its table: person_names',
    ],
  ])('%s', async (_, spoil, reason) => {
    const lines = linesOf()
    const at = lines.findIndex((line) => line.startsWith('{"table":"person_names"'))
    const spoiled = lines.map((line, n) => (n === at ? spoil(line) : line))
    const { code, message, config } = await take(sealed(spoiled))
    expect([code, message]).toEqual([1, `Nothing was imported: line ${at + 1}: ${reason}`])
    expect(existsSync(config.dataDir)).toBe(false)
  })

  test('tables in another order', async () => {
    const [header = '', ...rows] = linesOf()
    const { code, message, config } = await take(sealed([header, ...rows.reverse()]))
    expect([code, message]).toEqual([1, expect.stringContaining('not in their order')])
    expect(existsSync(config.dataDir)).toBe(false)
  })

  test('a row that the database itself refuses takes all others with it', async () => {
    const lines = linesOf()
    const last = lines.findLastIndex((line) => line.startsWith('{"table"'))
    await expect(take(sealed(lines.toSpliced(last, 0, lines[last] ?? '')))).rejects.toThrow('UNIQUE')
    const raw = new SqliteDatabase(join(folder, `taken-${at}`, 'intersession.sqlite'), { readonly: true })
    const count = (table: string) => raw.prepare(`select count(*) from ${table}`).pluck().get()
    expect([count('facts'), count('persons'), count('holidays') !== 0]).toEqual([0, 0, true])
    raw.close()
  })

  test('an instance that is in use keeps what it has', async () => {
    const file = join(folder, 'first', 'intersession.sqlite')
    const before = dumpOf(new SqliteDatabase(file, { readonly: true }))
    expect(await importInstance([archive], configOf('first'))).toBe(1)
    expect(said.at(-1)).toContain('in use')
    expect(dumpOf(new SqliteDatabase(file, { readonly: true }))).toBe(before)
  })
})
