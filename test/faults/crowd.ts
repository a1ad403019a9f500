/** Episodes (f) and part of (a): many processes on one database, and starts on an empty folder that are killed. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { startChild } from './child.ts'
import { work } from './clients.ts'
import { profileOf } from './integrity.ts'
import { inWorld, type Killing, pause } from './kills.ts'

/**
 * Processes at work on one database, each serving, delivering and ticking, with a relay that takes its time: no
 * mail may be sent by two of them. SQLite bears two, as while an old process ends; PostgreSQL as many as asked.
 */
export async function crowd(killing: Killing, processes: number, seconds = 6): Promise<void> {
  await inWorld(killing, { name: `${processes} processes`, institutions: 80 }, async (world) => {
    const cookie = await world.signIn()
    world.relay = (at) => (at === 'dot' ? { waitMs: 15 } : null)
    const children = Array.from({ length: processes }, () => startChild(world.start))
    const origins = await Promise.all(children.map(({ ready }) => ready))
    let over = false
    setTimeout(() => {
      over = true
    }, seconds * 1_000)
    const random = () => world.random.fork()
    const seats = origins.flatMap((origin) => (origin ? [{ origin, cookie, random: random() }] : []))
    if (seats.length < processes)
      killing.report.violated([{ invariant: 'I7', world: world.name, what: 'a process did not start' }])
    killing.report.worked(await Promise.all(seats.map((seat) => work(world, { ...seat, until: () => over }))))
    // Let all of them send what is left, then end as told: nobody is killed here, so no copy is excused.
    await pause(2_500)
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(children.map(({ gone }) => gone))
    killing.report.note(`${processes} processes: mails at the relay`, world.recorder.arrivals.length)
  })
}

/** First starts that are killed while they make folder, secret and tables; the next one must serve. */
export async function births(killing: Killing, count: number): Promise<void> {
  for (let birth = 1; birth <= count; birth++) {
    const folder = mkdtempSync(join(tmpdir(), 'intersession-birth-'))
    try {
      await beBorn(killing, folder, `birth ${birth}`)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function beBorn(killing: Killing, folder: string, name: string): Promise<void> {
  const { report, random } = killing
  const clockFile = join(folder, 'clock')
  writeFileSync(clockFile, '0')
  const databaseUrl = await killing.database()
  // Port 1 answers nobody: there is no mail yet.
  const start = { dataDir: join(folder, 'data'), databaseUrl, smtpPort: 1, clockFile }
  for (let kill = 0; kill < 3; kill++) {
    const child = startChild(start)
    await pause(random.int(120, 700))
    child.kill('SIGKILL')
    await child.gone
    report.killed('first start', [])
  }
  const last = startChild(start)
  const origin = await last.ready
  if (!origin || last.startMs() > 5_000)
    report.violated([{ invariant: 'I7', world: name, what: `did not serve: ${last.said().slice(-1_000)}` }])
  last.kill('SIGTERM')
  await last.gone
  if (databaseUrl) return
  const { engine } = openSqlite(join(folder, 'data', 'intersession.sqlite'))
  for (const what of await profileOf(engine)) report.violated([{ invariant: 'I6', world: name, what }])
  await engine.close()
}
