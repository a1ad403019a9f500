/** Backup and restore (T85): what was acknowledged is there again, nothing half is taken in, mail waits to be released. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { spendChallenge } from '../../src/auth/challenge.ts'
import { newRequest } from '../../src/auth/requests.ts'
import { createSession } from '../../src/auth/session.ts'
import { zone } from '../../src/kernel/zone.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { newPerson } from '../../src/people/persons.ts'
import { makeBackup } from '../../src/platform/backup.ts'
import { contentOf, writeAbout } from '../../src/platform/backup-file.ts'
import { type Config, readConfig } from '../../src/platform/config.ts'
import { databaseFile, openInstance } from '../../src/platform/instance.ts'
import { restoreBackup } from '../../src/platform/restore.ts'
import { startSink } from '../../src/platform/sink.ts'
import { openStore } from '../../src/store/store.ts'
import { runProcess, type ServerProcess, send, setUp, startProcess } from '../fixtures/process.ts'
import { NOW } from '../fixtures/store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function configOf(name: string): Config {
  const read = readConfig({ DATA_DIR: join(folder, name) })
  if ('faults' in read) throw new Error(read.faults.join())
  return read.config
}

/** An instance with one fact in it, closed again. */
async function makeInstance(name: string, mark: string): Promise<Config> {
  const config = configOf(name)
  const { engine, instance } = await openInstance(config, config.baseUrl, NOW)
  const store = openStore(engine, instance, NOW)
  const details = { note: 'a-text-that-no-index-holds' }
  const fact = recordFact(store, { id: mark, version: 0 }, { kind: 'test', actorId: 'system', details })
  await store.commit([fact], null)
  await engine.close()
  return config
}

const plain = { encryptTo: null, withSecret: false, now: NOW }
const asked = { identity: null, replace: false, now: NOW }

/** Every row of the file, and what else lies in its folder. */
function stateOf(config: Config): unknown {
  if (!existsSync(config.dataDir)) return null
  const raw = new SqliteDatabase(databaseFile(config), { readonly: true })
  const facts = raw.prepare('select * from facts').all()
  const settings = raw.prepare('select * from settings').all()
  raw.close()
  return [facts, settings, readdirSync(config.dataDir).filter((name) => !/-(wal|shm)$/.test(name))]
}

function factsIn(config: Config): unknown[] {
  const raw = new SqliteDatabase(databaseFile(config), { readonly: true })
  const ids = raw.prepare('select subject_id from facts order by rowid').pluck().all()
  raw.close()
  return ids
}

describe('a backup', () => {
  test('is one file that only its owner may read, and says what it holds', async () => {
    const config = await makeInstance('data', 'the mark')
    const made = await makeBackup(config, { ...plain, to: folder })
    expect(made.file).toBe(join(folder, `intersession-${NOW.replaceAll(':', '-')}.sqlite`))
    expect(statSync(made.file).mode & 0o777).toBe(0o600)
    expect(made.about.rows.facts).toBe(1)
    expect(readdirSync(folder).sort()).toEqual(['data', `intersession-${NOW.replaceAll(':', '-')}.sqlite`])
    expect(readdirSync(config.dataDir).sort()).toEqual(['intersession.sqlite', 'secret'])
  })

  test('never overwrites, and needs a database', async () => {
    const config = await makeInstance('data', 'the mark')
    const to = join(folder, 'b.sqlite')
    await makeBackup(config, { ...plain, to })
    await expect(makeBackup(config, { ...plain, to })).rejects.toThrow('is there already')
    await expect(makeBackup(configOf('none'), { ...plain, to: folder })).rejects.toThrow('no database')
  })

  test('to a public key cannot be read here; with the secret it must be', async () => {
    const config = await makeInstance('data', 'the-mark-to-look-for')
    const identity = await generateIdentity()
    const encryptTo = await identityToRecipient(identity)
    await expect(makeBackup(config, { ...plain, withSecret: true, to: folder })).rejects.toThrow(
      '--with-secret needs --encrypt-to',
    )
    const made = await makeBackup(config, { ...plain, encryptTo, withSecret: true, to: folder })
    expect(made.file).toMatch(/\.sqlite\.age$/)
    const bytes = readFileSync(made.file)
    expect(bytes.includes('the-mark-to-look-for')).toBe(false)
    expect(bytes.includes('SQLite format 3')).toBe(false)
    expect(readdirSync(config.dataDir).sort()).toEqual(['intersession.sqlite', 'secret'])

    const file = made.file
    const to = configOf('new')
    await expect(restoreBackup(to, { ...asked, file })).rejects.toThrow('--identity')
    const wrong = join(folder, 'wrong.key')
    writeFileSync(wrong, `${await generateIdentity()}\n`)
    await expect(restoreBackup(to, { ...asked, file, identity: wrong })).rejects.toThrow(
      'cannot be decrypted',
    )
    const key = join(folder, 'right.key')
    writeFileSync(key, `# created: today\n# public key: ${encryptTo}\n${identity}\n`)
    const restored = await restoreBackup(to, { ...asked, file, identity: key })
    expect(restored.hasSecret).toBe(true)
    expect(readFileSync(join(to.dataDir, 'secret'), 'utf8')).toBe(
      readFileSync(join(config.dataDir, 'secret'), 'utf8'),
    )
    const secret = readFileSync(join(to.dataDir, 'secret'), 'utf8')
    expect(readFileSync(databaseFile(to)).includes(secret)).toBe(false)
    const { engine } = await openInstance(to, to.baseUrl, NOW)
    await engine.close()
  })
})

describe('a restore', () => {
  test('holds mail, and says when the secret has still to be brought', async () => {
    const config = await makeInstance('data', 'the mark')
    const { file } = await makeBackup(config, { ...plain, to: folder })
    const to = configOf('new')
    const restored = await restoreBackup(to, { ...asked, file })
    expect([restored.aside, restored.hasSecret]).toEqual([null, false])
    expect(factsIn(to)).toEqual(['the mark', `mail_hold:${NOW}`])
    await expect(openInstance(to, to.baseUrl, NOW)).rejects.toThrow('restore it from the backup')
  })

  test('brings back no session and no open link to sign in, and forgets no challenge that was spent', async () => {
    const config = await makeInstance('data', 'the mark')
    const { engine, instance } = await openInstance(config, config.baseUrl, NOW)
    const store = openStore(engine, instance, NOW)
    const names = {
      en: { surname: 'Omarova', given: 'Zarina', patronymic: '', salutation: '', position: '' },
    }
    const email = 'zarina@example.org'
    const zoned = { readingLang: 'en', zone: zone('Asia/Almaty') } as const
    const person = newPerson(store, { names, ...zoned, email, actorId: 'system' })
    const request = newRequest(store, { email, personId: person.id, browserHash: '', purpose: 'sign_in' })
    const { statement } = createSession(store, person.id, 'browser')
    await store.commit([person.fact, person.statements, statement, request.statement], null)
    expect(await spendChallenge(store, 'answered')).toBe(true)
    await engine.close()
    const { file } = await makeBackup(config, { ...plain, to: folder })
    const to = configOf('new')
    await restoreBackup(to, { ...asked, file })
    const restored = new SqliteDatabase(databaseFile(to), { readonly: true })
    const count = (table: string) => restored.prepare(`select count(*) from ${table}`).pluck().get()
    expect(['sessions', 'sign_in_requests', 'spent_challenges'].map(count)).toEqual([0, 0, 1])
    restored.close()
  })

  test('puts an instance aside only when told, and never one that runs', async () => {
    const config = await makeInstance('data', 'before')
    const { file } = await makeBackup(config, { ...plain, to: folder })
    const running = await openInstance(config, config.baseUrl, NOW)
    const store = openStore(running.engine, running.instance, NOW)
    await store.commit(
      [recordFact(store, { id: 'after', version: 0 }, { kind: 'test', actorId: 'system' })],
      null,
    )
    await expect(restoreBackup(config, { ...asked, file })).rejects.toThrow('--replace')
    await expect(restoreBackup(config, { ...asked, file, replace: true })).rejects.toThrow('a server runs')
    await running.engine.close()
    const restored = await restoreBackup(config, { ...asked, file, replace: true })
    expect(factsIn(config)).toEqual(['before', `mail_hold:${NOW}`])
    const aside = new SqliteDatabase(restored.aside ?? '', { readonly: true })
    expect(aside.prepare('select subject_id from facts order by rowid').pluck().all()).toEqual([
      'before',
      'after',
    ])
    aside.close()
  })

  test('puts aside what is left of a database that is gone', async () => {
    const config = await makeInstance('data', 'before')
    const { file } = await makeBackup(config, { ...plain, to: folder })
    rmSync(databaseFile(config))
    for (const end of ['-wal', '-shm']) writeFileSync(`${databaseFile(config)}${end}`, end)
    const elsewhere = readdirSync('.')
    const { aside } = await restoreBackup(config, { ...asked, file })
    expect(factsIn(config)).toEqual(['before', `mail_hold:${NOW}`])
    expect(aside).toBe(`${databaseFile(config)}.before-${NOW.replaceAll(':', '-')}`)
    expect(['-wal', '-shm'].map((end) => readFileSync(`${aside}${end}`, 'utf8'))).toEqual(['-wal', '-shm'])
    expect(readdirSync('.')).toEqual(elsewhere)
  })

  test('refuses a backup that was made with another secret', async () => {
    const { file } = await makeBackup(await makeInstance('data', 'a'), { ...plain, to: folder })
    const other = await makeInstance('other', 'b')
    const before = stateOf(other)
    await expect(restoreBackup(other, { ...asked, file, replace: true })).rejects.toThrow(
      'another instance secret',
    )
    expect(stateOf(other)).toEqual(before)
  })

  const DAMAGE: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut short', (bytes) => bytes.subarray(0, bytes.length >> 1), /damaged|not a backup/],
    ['cut by one page', (bytes) => bytes.subarray(0, bytes.length - 4096), /damaged|not a backup/],
    ['with one letter changed', changeLetter, /its content is not what was backed up/],
    ['with a page of zeros', zeroPage, /damaged|not a backup/],
    ['that is empty', () => Buffer.alloc(0), /not a backup/],
    ['that is a text', () => Buffer.from('hello'), /not a backup/],
    ['of another program', foreign, /not a backup/],
    ['that is a bare copy of a database', bareCopy, /not a backup/],
    ['newer than this program', newer, /newer than this program/],
  ]
  test.each(DAMAGE)('refuses a file %s and changes nothing', async (_, damage, why) => {
    const { file } = await makeBackup(await makeInstance('data', 'the mark'), {
      ...plain,
      to: folder,
    })
    writeFileSync(file, damage(readFileSync(file)))
    const other = await makeInstance('other', 'untouched')
    rmSync(join(other.dataDir, 'secret'))
    const before = stateOf(other)
    await expect(restoreBackup(other, { ...asked, file, replace: true })).rejects.toThrow(why)
    expect(stateOf(other)).toEqual(before)
    await expect(restoreBackup(configOf('new'), { ...asked, file })).rejects.toThrow(why)
    expect(readdirSync(join(folder, 'new'))).toEqual([])
  })

  test('refuses an encrypted file that is damaged', async () => {
    const identity = await generateIdentity()
    const encryptTo = await identityToRecipient(identity)
    const { file } = await makeBackup(await makeInstance('data', 'a'), { ...plain, encryptTo, to: folder })
    const key = join(folder, 'key')
    writeFileSync(key, identity)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(file, bytes)
    await expect(restoreBackup(configOf('new'), { ...asked, file, identity: key })).rejects.toThrow(
      'cannot be decrypted',
    )
    expect(readdirSync(join(folder, 'new'))).toEqual([])
  })
})

function changeLetter(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy.write('X', copy.indexOf('a-text-that-no-index-holds') + 5)
  return copy
}

function zeroPage(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0, 4096 * 3, 4096 * 4)
}

/** A file that somebody changed by the rules of SQLite. */
function edited(bytes: Buffer, script: string): Buffer {
  const file = join(folder, 'edited.sqlite')
  if (bytes.length > 0) writeFileSync(file, bytes)
  const raw = new SqliteDatabase(file)
  raw.exec(script)
  raw.close()
  return readFileSync(file)
}

function foreign(): Buffer {
  return edited(Buffer.alloc(0), 'create table notes (text)')
}

function bareCopy(bytes: Buffer): Buffer {
  return edited(bytes, 'drop table backup_about')
}

/** As a later program would have made it, with a migration that we do not have. */
function newer(bytes: Buffer): Buffer {
  const file = join(folder, 'later.sqlite')
  writeFileSync(file, edited(bytes, 'drop table backup_about'))
  const raw = new SqliteDatabase(file)
  raw.exec("insert into schema_migrations values ('9999_later.sql', 'sum', '2030-01-01')")
  writeAbout(raw, { ...contentOf(raw), madeAt: NOW, secret: null })
  raw.close()
  return readFileSync(file)
}

describe('the drill (T85)', () => {
  let server: ServerProcess
  afterEach(() => void server?.child.kill('SIGKILL'))

  test('a backup under write load, a lost machine, another folder: everything acknowledged is there, mail waits', async () => {
    const down = await startSink({ fault: { at: 'connect', drop: true } })
    const env = (name: string, port: number) => ({
      DATA_DIR: join(folder, name),
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      FREE_DISK_MB: '0',
    })
    server = await startProcess(env('lost', down.port))
    const cookie = await setUp(server)
    const acknowledged: { code: string; at: number }[] = []
    let writing = true
    const load = (async () => {
      for (let n = 0; writing; n++) {
        const code = `C${n}`
        const form = { code, class: 'state_other', name_en: `Sector ${n}` }
        const answer = await send(`${server.url}/sectors`, form, cookie).catch(() => null)
        if (answer?.status === 303) acknowledged.push({ code, at: Date.now() })
      }
    })()
    await send(`${server.url}/sign-in`, { email: 'zarina@example.org' })
    await pause(1_500)
    const cutOff = new Date().toISOString()
    await pause(1_100)
    await send(`${server.url}/sign-in`, { email: 'zarina@example.org' })
    const began = Date.now()
    const backup = await runProcess(['backup', '--to', join(folder, 'b.sqlite')], env('lost', down.port))
    expect(backup).toEqual({ code: 0, output: expect.stringContaining('verified') })
    await pause(500)
    writing = false
    await load
    await server.end('SIGKILL')
    const lostAt = Date.now()

    const secret = readFileSync(join(folder, 'lost', 'secret'))
    const restored = await runProcess(['restore', join(folder, 'b.sqlite')], env('new', down.port))
    expect(restored.output).toContain('Mail is held')
    writeFileSync(join(folder, 'new', 'secret'), secret)
    const up = await startSink()
    server = await startProcess(env('new', up.port))
    const rto = Date.now() - lostAt

    const raw = new SqliteDatabase(join(folder, 'new', 'intersession.sqlite'), { readonly: true })
    const there = new Set(raw.prepare('select code from sectors').pluck().all())
    const before = acknowledged.filter(({ at }) => at < began)
    const lost = acknowledged.filter(({ code }) => !there.has(code))
    expect(before.length).toBeGreaterThan(20)
    expect(before.filter(({ code }) => !there.has(code))).toEqual([])
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    await pause(2_500)
    expect(up.messages).toEqual([])
    expect(await (await fetch(`${server.url}/readyz`)).text()).toBe('ready\nmail_held\n')
    const mailPage = (as: string) =>
      fetch(`${server.url}/mail`, { headers: { cookie: as }, redirect: 'manual' })
    expect((await mailPage(cookie)).status).toBe(303)
    const printed = await runProcess(['sign-in', 'zarina@example.org'], env('new', up.port))
    const link = /\/sign-in\/\S+/.exec(printed.output)?.[0] ?? ''
    const signedIn = await send(`${server.url}${link}`, {})
    const again = signedIn.headers.getSetCookie().map((one) => one.split(';')[0])
    expect(await (await mailPage(again.join('; '))).text()).toContain('Mail is held')

    const release = await runProcess(['release-mail', '--sent-until', cutOff], env('new', up.port))
    expect(release).toEqual({ code: 0, output: expect.stringContaining('Left as possibly sent') })
    await up.waitFor(1)
    await pause(1_500)
    expect(up.messages).toHaveLength(1)
    expect(raw.prepare('select state, last_reply from outbox order by id').all()).toEqual([
      { state: 'skipped', last_reply: 'restored' },
      { state: 'sent', last_reply: '' },
    ])
    raw.close()
    expect(await server.end('SIGTERM')).toBe(0)
    const rpo = lost.length === 0 ? 0 : lostAt - Math.min(...lost.map(({ at }) => at))
    process.stdout.write(
      `drill: ${acknowledged.length} writes acknowledged, ${before.length} before the backup, all there; ` +
        `RPO ${rpo} ms (since the backup), RTO ${rto} ms\n`,
    )
    await Promise.all([up.close(), down.close()])
  }, 60_000)
})

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis))
}
