/** `/healthz` and `/readyz` (safety.md §3.5): asserted, written and cached, with nothing for strangers. */

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { IMAP_JOB } from '../../src/inbound/mailboxes.ts'
import { beginRun, endRun } from '../../src/jobs/heartbeat.ts'
import { plus } from '../../src/kernel/instant.ts'
import { holdMail } from '../../src/mail/hold.ts'
import { type Health, openHealth } from '../../src/platform/health.ts'
import { type Migration, migrate, readMigrations } from '../../src/platform/migrate.ts'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { type Engine, openStore } from '../../src/store/store.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { dumpOf, INSTANCE, NOW } from '../fixtures/store.ts'
import { mailTo, send } from '../mail/mails.ts'

const MIGRATIONS = readMigrations('migrations')

let folder: string
let opened: ReturnType<typeof openSqlite>
let now: string
let log: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-health-'))
  opened = openSqlite(join(folder, 'x.sqlite'), { minFree: 0 })
  migrate(opened.raw, MIGRATIONS, NOW)
  now = NOW
  log = []
})
afterEach(async () => {
  vi.restoreAllMocks()
  await opened.engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const store = () => openStore(opened.engine, INSTANCE, now as typeof NOW)

function health(more: { engine?: Engine; migrations?: Migration[]; mailbox?: boolean } = {}): Health {
  const log_ = (line: string) => void log.push(line)
  return openHealth({ engine: opened.engine, migrations: MIGRATIONS, openStore: store, log: log_, ...more })
}

async function readyz(asked: Health): Promise<[number, string]> {
  const app = createApp({
    openStore: store,
    assets: new Map(),
    fonts: FONTS,
    keepsMail: true,
    clientOf: () => '',
    ready: asked.look,
    setupToken: 'token',
    loadExample: async () => {},
    log: () => {},
  })
  const answer = await app.fetch(new Request('http://10.0.0.7:3000/readyz'))
  return [answer.status, await answer.text()]
}

describe('the profile of SQLite', () => {
  test.each([
    'synchronous = NORMAL',
    'foreign_keys = OFF',
    'busy_timeout = 10',
    'secure_delete = OFF',
    'trusted_schema = ON',
    'mmap_size = 1000000',
    'journal_size_limit = 5',
    'journal_mode = DELETE',
  ])('is asserted: %s is a fault', async (pragma) => {
    expect(await opened.engine.faults()).toEqual([])
    opened.raw.pragma(pragma)
    const name = pragma.split(' ')[0] ?? ''
    expect(await opened.engine.faults()).toEqual([expect.stringMatching(`^${name}=`)])
  })

  test('is asserted at the start', () => {
    vi.spyOn(SqliteDatabase.prototype, 'pragma').mockReturnValue(1)
    expect(() => openSqlite(join(folder, 'y.sqlite'))).toThrow('SQLite did not accept')
  })

  test('a look writes to the disk and leaves nothing behind', async () => {
    const wal = join(folder, 'x.sqlite-wal')
    opened.raw.pragma('wal_checkpoint(TRUNCATE)')
    const before = dumpOf(opened.raw)
    expect(await opened.engine.faults()).toEqual([])
    expect(statSync(wal).size).toBeGreaterThan(4096)
    expect(dumpOf(opened.raw)).toBe(before)
  })

  test('a log that somebody still reads is named when it cannot be scrubbed', async () => {
    opened.raw.pragma('busy_timeout = 10')
    const reader = new SqliteDatabase(join(folder, 'x.sqlite'), { readonly: true })
    reader.exec('begin')
    reader.prepare('select * from settings').all()
    opened.raw.exec("insert into settings (name, value, version) values ('a', 'b', 1)")
    expect(await opened.engine.scrub()).toEqual(['-wal'])
    reader.close()
    expect(await opened.engine.scrub()).toEqual([])
    expect(statSync(join(folder, 'x.sqlite-wal')).size).toBe(0)
  })

  test('a database that cannot be written and a disk without room are faults', async () => {
    opened.raw.pragma('query_only = ON')
    expect(await opened.engine.faults()).toEqual([expect.stringContaining('cannot be written')])
    opened.raw.pragma('query_only = OFF')
    const { engine } = openSqlite(join(folder, 'z.sqlite'), { minFree: Number.MAX_SAFE_INTEGER })
    expect(await engine.faults()).toEqual([expect.stringMatching(/^\d+ MB of disk space are free/)])
    await engine.close()
  })

  test('after a stop that was not clean, a damaged file is not opened', async () => {
    const file = join(folder, 'damaged.sqlite')
    const { raw } = openSqlite(file)
    raw.exec('create table t (a text); create index i on t (a)')
    const insert = raw.prepare('insert into t values (?)')
    raw.transaction(() => {
      for (let n = 0; n < 500; n++) insert.run(`row ${n} ${'x'.repeat(50)}`)
    })()
    raw.close()
    const clean = openSqlite(file)
    await clean.engine.close()
    const broken = new SqliteDatabase(file)
    broken.unsafeMode()
    broken.pragma('writable_schema = ON')
    broken.exec("update sqlite_master set rootpage = 2 where name = 'i'")
    broken.close()
    writeFileSync(`${file}-wal`, '')
    expect(() => openSqlite(file)).toThrow('is damaged, restore it from a backup')
  })

  test('upkeep brings the log back into the file once nobody writes', async () => {
    const size = () => statSync(join(folder, 'x.sqlite')).size
    await opened.engine.upkeep?.()
    const before = size()
    opened.raw.exec("create table big (a text); insert into big values (printf('%.*c', 90000, 'x'))")
    await opened.engine.upkeep?.()
    expect(size()).toBe(before)
    await opened.engine.upkeep?.()
    expect(size()).toBeGreaterThan(before)
  })
})

describe('/readyz', () => {
  test('says ready to whoever asks under any address, and /healthz asks nothing', async () => {
    expect(await readyz(health())).toEqual([200, 'ready\n'])
  })

  test('says what is wrong in one word, and the rest to the log only', async () => {
    opened.raw.pragma('synchronous = NORMAL')
    expect(await readyz(health())).toEqual([503, 'not ready\ndatabase\n'])
    expect(log).toEqual(['not ready: synchronous=2'])
  })

  test('sees a migration that is missing or was edited, and lets a newer one be', async () => {
    const later = { name: '9999_later.sql', sql: '', checksum: 'x' }
    const [first] = MIGRATIONS
    expect(await readyz(health({ migrations: [...MIGRATIONS, later] }))).toEqual([
      503,
      'not ready\nmigrations\n',
    ])
    expect(await readyz(health({ migrations: [{ ...later, name: first?.name ?? '' }] }))).toEqual([
      503,
      'not ready\nmigrations\n',
    ])
    expect(await readyz(health({ migrations: MIGRATIONS.slice(0, -1) }))).toEqual([200, 'ready\n'])
  })

  test('mail that waits for a quarter of an hour or is held is a concern, and pages go on', async () => {
    await send(store(), mailTo('a@example.org'))
    now = plus(NOW, { minutes: 15 })
    expect(await readyz(health())).toEqual([200, 'ready\n'])
    now = plus(NOW, { minutes: 16 })
    expect(await readyz(health())).toEqual([200, 'ready\nmail_late\n'])
    await holdMail(store())
    expect(await readyz(health())).toEqual([200, 'ready\nmail_held\n'])
  })

  test('a mailbox that could not be read, or was not for a quarter of an hour, is a concern', async () => {
    const asked = () => readyz(health({ mailbox: true }))
    expect(await asked()).toEqual([200, 'ready\n'])
    await beginRun(store(), IMAP_JOB)
    await endRun(store(), IMAP_JOB, 'done 0')
    now = plus(NOW, { minutes: 15 })
    expect(await asked()).toEqual([200, 'ready\n'])
    now = plus(NOW, { minutes: 16 })
    expect(await asked()).toEqual([200, 'ready\nmailbox_unread\n'])
    expect(await readyz(health())).toEqual([200, 'ready\n'])
    await beginRun(store(), IMAP_JOB)
    await endRun(store(), IMAP_JOB, 'failed')
    await holdMail(store())
    expect(await asked()).toEqual([200, 'ready\nmail_held\nmailbox_unread\n'])
  })

  test('looks every ten seconds at most, however many ask', async () => {
    let looks = 0
    const engine = { ...opened.engine, faults: async () => (looks++ > 0 ? ['later'] : []) }
    const asked = health({ engine })
    const at = vi.spyOn(performance, 'now').mockReturnValue(1_000)
    await Promise.all([asked.look(), asked.look(), asked.mayClaim()])
    at.mockReturnValue(10_999)
    expect(await asked.look()).toEqual({ faults: [], concerns: [] })
    expect(looks).toBe(1)
    at.mockReturnValue(11_000)
    expect(await asked.look()).toEqual({ faults: ['database'], concerns: [] })
  })

  test('says 503 from the moment the process is told to stop', async () => {
    const asked = health()
    asked.stopping()
    expect(await readyz(asked)).toEqual([503, 'not ready\nstopping\n'])
  })

  test('mail may be claimed only while SQLite can write; a server of its own fails the claim itself', async () => {
    const faults = async () => ['a fault']
    expect(await health().mayClaim()).toBe(true)
    expect(await health({ engine: { ...opened.engine, faults } }).mayClaim()).toBe(false)
    expect(await health({ engine: { ...opened.engine, kind: 'postgres', faults } }).mayClaim()).toBe(true)
  })
})
