/** Measures the digests of 20,000 people: work, memory, and how long a page would have to wait meanwhile. */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database as Raw } from 'better-sqlite3'
import { build } from 'esbuild'
import { type Instant, plus } from '../src/kernel/instant.ts'
import { dateOf, zone } from '../src/kernel/zone.ts'
import { systemClock } from '../src/platform/process.ts'
import { openStore } from '../src/store/store.ts'
import { FULL, load } from './load.ts'
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

/** Fills a database below `folder` and writes the digests of everybody in a process of its own. */
export async function measureDigests(folder: string): Promise<DigestResult> {
  const dataDir = join(folder, 'digests')
  const { raw, engine, instance } = openFile(dataDir)
  const now = systemClock.now()
  await load(raw, openStore(engine, instance, now), CROWD)
  makeDue(raw, now)
  await engine.close()
  const child = fork(await built('digest-run.ts'), [dataDir, now], { execArgv: ['--max-semi-space-size=4'] })
  const [result] = (await once(child, 'message')) as [DigestResult]
  await once(child, 'exit')
  return result
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
