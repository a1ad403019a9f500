/** A disk that is really full, or really read-only (T71, T73): clean refusals, mail pauses, nothing is lost. */

import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { systemClock } from '../../src/platform/process.ts'
import { type RunningServer, startServer } from '../../src/platform/serve.ts'
import { startSink } from '../../src/platform/sink.ts'
import { runProcess, send, setUp } from '../fixtures/process.ts'

const root = mkdtempSync(join(tmpdir(), 'intersession-full-'))
const disk = join(root, 'disk')
const readOnly = join(root, 'read-only')

/** Mounting takes rights that not every machine gives; test/web/submit.test.ts tries the same without. */
function mounted(): boolean {
  mkdirSync(disk)
  mkdirSync(readOnly)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const canMount = mounted()
const log: string[] = []
let server: RunningServer
let sink: Awaited<ReturnType<typeof startSink>>

beforeAll(async () => {
  if (!canMount) return
  sink = await startSink()
  const read = readConfig({
    DATA_DIR: join(disk, 'data'),
    PORT: '0',
    FREE_DISK_MB: '1',
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
  })
  if ('faults' in read) throw new Error(read.faults.join())
  server = await startServer({
    config: read.config,
    clock: systemClock,
    background: false,
    log: (line) => log.push(line),
  })
})
afterAll(async () => {
  await server?.close()
  await sink?.close()
  if (canMount) execFileSync('umount', [disk])
  rmSync(root, { recursive: true, force: true })
})

/** Takes all the room there is. */
function fill(): void {
  const file = openSync(join(disk, 'filler'), 'w')
  const block = Buffer.alloc(65_536)
  try {
    for (let size = block.length; size >= 1; ) {
      try {
        writeSync(file, block, 0, size)
      } catch {
        size >>= 1
      }
    }
  } finally {
    closeSync(file)
  }
}

test.skipIf(!canMount)(
  'a full disk: 503 with the form kept, reads go on, mail pauses, and all goes on once there is room',
  async () => {
    const cookie = await setUp({ url: server.url, setupPath: new URL(server.setupUrl).pathname })
    const post = (code: string) =>
      send(`${server.url}/sectors`, { code, class: 'state_other', name_en: `Sector ${code}` }, cookie)
    await send(`${server.url}/sign-in`, { email: 'zarina@example.org' })
    fill()
    let accepted = 0
    let refused = await post('C0')
    while (refused.status === 303 && accepted < 2_000) {
      accepted += 1
      refused = await post(`C${accepted}`)
    }
    expect(refused.status).toBe(503)
    expect(await refused.text()).toContain(`value="C${accepted}"`)
    expect((await fetch(`${server.url}/sectors`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect(await server.deliver()).toMatchObject({ sent: 0 })
    expect(sink.messages).toEqual([])
    const raw = new SqliteDatabase(join(disk, 'data', 'intersession.sqlite'), { readonly: true })
    expect(raw.prepare("select attempts from outbox where kind = 'sign_in'").pluck().all()).toEqual([0])

    rmSync(join(disk, 'filler'))
    expect((await post(`C${accepted}`)).status).toBe(303)
    expect(raw.prepare('select count(*) from sectors').pluck().get()).toBe(accepted + 1)
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    raw.close()
    // A look is ten seconds old at most.
    await new Promise((resolve) => setTimeout(resolve, 10_100))
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await server.deliver()).toMatchObject({ sent: 1 })
    expect(log.filter((line) => line.startsWith('request'))).toEqual([])
  },
  60_000,
)

test.skipIf(!canMount)('a backup that finds no room says so and leaves nothing of itself', async () => {
  fill()
  const env = { DATA_DIR: join(disk, 'data') }
  const { code, output } = await runProcess(['backup', '--to', join(disk, 'b.sqlite')], env)
  rmSync(join(disk, 'filler'))
  expect([code, output]).toEqual([1, expect.stringMatching(/full|ENOSPC|space/)])
  expect(readdirSync(disk)).toEqual(['data'])
})

test.skipIf(!canMount)('a read-only folder is refused at the start in words', async () => {
  execFileSync('mount', ['--bind', '-o', 'ro', disk, readOnly])
  try {
    const { code, output } = await runProcess([], { DATA_DIR: join(readOnly, 'data') })
    expect(code).toBe(1)
    expect(output).toMatch(/read-?only|unable to open/i)
  } finally {
    execFileSync('umount', [readOnly])
  }
})
