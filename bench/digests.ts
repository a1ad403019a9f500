/** Measures the digests of 20,000 people: work, memory, and how long pages have to wait meanwhile. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database as Raw } from 'better-sqlite3'
import { build } from 'esbuild'
import { type Instant, plus } from '../src/kernel/instant.ts'
import { dateOf, zone } from '../src/kernel/zone.ts'
import { systemClock } from '../src/platform/process.ts'
import { openStore } from '../src/store/store.ts'
import { pages } from './cases.ts'
import { FULL, type Loaded, load } from './load.ts'
import { answer } from './measure.ts'
import { openFile } from './open.ts'

/** A thousand institutions with twenty focal points each, and ten promises that wait for them. */
const CROWD = {
  ...FULL,
  institutions: 1_000,
  focalPoints: 20,
  members: 0,
  delegates: 20,
  mails: 0,
  reportLinks: 0,
}

/** What the process that wrote the digests tells. */
export interface DigestResult {
  readonly queued: number
  readonly cpuSeconds: number
  /** Milliseconds of CPU for each person. */
  readonly cpuMsEach: number
  readonly peakMiB: number
  /** Milliseconds of CPU between two moments at which a request could be answered. */
  readonly turnMedian: number
  readonly turnP99: number
  readonly turnLongest: number
}

/** Milliseconds in which 99 of 100 pages were answered, by the clock. */
export interface WaitResult {
  readonly quietP99: number
  readonly meanwhileP99: number
}

/** Fills a database below `folder` and writes the digests of everybody in a process of its own. */
export async function measureDigests(folder: string): Promise<DigestResult & WaitResult> {
  const dataDir = join(folder, 'digests')
  const { raw, engine, instance } = openFile(dataDir)
  const now = systemClock.now()
  const loaded = await load(raw, openStore(engine, instance, now), CROWD)
  makeDue(raw, now)
  await engine.close()
  const again = join(folder, 'digests-and-pages')
  cpSync(dataDir, again, { recursive: true })
  const child = fork(await built('digest-run.ts'), [dataDir, now], FLAGS)
  const [result] = (await once(child, 'message')) as [DigestResult]
  await once(child, 'exit')
  return {
    ...result,
    ...(await measureWaits(fork(await built('digest-pages.ts'), [again, now], FLAGS), loaded)),
  }
}

const FLAGS = { execArgv: ['--max-semi-space-size=4'] }

/** Parts of 2,000 people between which pages have the process for themselves, for as long. */
const PARTS = 2

/** Between an answer and the next question of the one who reads. */
const READING_MS = 20

/** One reader goes through the pages, by turns while digests are written and while nothing is. */
async function measureWaits(server: ChildProcess, loaded: Loaded): Promise<WaitResult> {
  const [port] = (await once(server, 'message')) as [number]
  const cases = pages(loaded)
  const waits = { quiet: [] as number[], meanwhile: [] as number[] }
  const read = async (into: number[], goesOn: () => boolean) => {
    for (let at = 0; goesOn(); at++) {
      const began = performance.now()
      const page = cases[at % cases.length]
      if (page) await answer(port, page.ask())
      into.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, READING_MS))
    }
  }
  const until = (millis: number) => {
    const end = performance.now() + millis
    return () => performance.now() < end
  }
  await read([], until(WARM_UP_MS))
  for (let part = 0; part < PARTS; part++) {
    const began = performance.now()
    let writing = true
    const written = once(server, 'message').then(() => {
      writing = false
    })
    server.send('write')
    await read(waits.meanwhile, () => writing)
    await written
    await read(waits.quiet, until(performance.now() - began))
  }
  server.kill()
  await once(server, 'exit')
  return { quietP99: p99(waits.quiet), meanwhileP99: p99(waits.meanwhile) }
}

const WARM_UP_MS = 4_000

function p99(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0
}

/** As the server is built: what turns TypeScript into JavaScript would count as memory of ours. */
async function built(name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`../dist/bench-${name.replace('.ts', '.js')}`, import.meta.url))
  const entryPoints = [fileURLToPath(new URL(name, import.meta.url))]
  const target = { platform: 'node', target: 'node24', format: 'esm', packages: 'external' } as const
  await build({ entryPoints, outfile, bundle: true, ...target })
  return outfile
}

/** Whatever the day and hour: a working day after eight where everybody is, and last week's digest was had. */
function makeDue(raw: Raw, now: Instant): void {
  const place = zone(Number(now.slice(11, 13)) < 9 ? 'Pacific/Auckland' : 'Etc/UTC')
  const today = dateOf(now, place)
  raw.prepare('update persons set zone = ?').run(place)
  raw.prepare("delete from holidays where calendar = 'KZ' and day = ?").run(today)
  raw.prepare("insert into holidays values ('KZ', ?, 'working', '', '', '', null, 'bench', 1)").run(today)
  // In a week, one in twenty changes its state, not all.
  raw.prepare('update commitments set state_since = created_at where number % 20 <> 0').run()
  const last = plus(now, { days: -7 })
  raw
    .prepare('insert into digests select id, ?, ?, ?, null from persons')
    .run(dateOf(last, place), plus(last, { days: -7 }), last)
}
