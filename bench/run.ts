/**
 * `npm run bench [-- --json FILE]`: measures what speed.md promises and says which goals are met. A goal that
 * is missed fails nothing; the exit code is 1 only when a case could not be run. `npm run bench -- digests_20000`
 * measures that alone: it takes minutes. `npm run bench -- between [WORD]` measures only the pages between the
 * meetings, or those of them whose name holds the word.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/platform/process.ts'
import { openStore } from '../src/store/store.ts'
import { creation, pages, pagesBetween } from './cases.ts'
import { measureDigests } from './digests.ts'
import { measureInbound } from './inbound.ts'
import { FULL, type Loaded, load, type Size, YEARS } from './load.ts'
import { measureMails } from './mails.ts'
import { answer, type Figure, measurePage, median, type PageCase } from './measure.ts'
import { openFile } from './open.ts'
import { type Measured, startFloor, startServer } from './processes.ts'
import { measureProjection } from './projection.ts'

const MIB = 1_048_576
const STARTS = 5

/** Named to be run; never with the others. */
const CROWD = 'digests_20000'

/** Named to be run alone. */
const BETWEEN = 'between'

interface Bench {
  readonly figures: Figure[]
  readonly faults: string[]
}

/** Runs every case, also after one that failed. */
async function main(args: readonly string[]): Promise<number> {
  const bench: Bench = { figures: [], faults: [] }
  const folder = mkdtempSync(join(tmpdir(), 'intersession-bench-'))
  try {
    if (args.includes(CROWD)) await attempt(bench, CROWD, () => measureCrowd(bench, folder))
    else if (args.includes(BETWEEN))
      await measureBetween(bench, folder, args[args.indexOf(BETWEEN) + 1] ?? '')
    else await measureAll(bench, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  report(bench)
  const json = args[args.indexOf('--json') + 1]
  if (args.includes('--json') && json) writeFileSync(json, `${JSON.stringify(bench.figures, null, 2)}\n`)
  return bench.faults.length > 0 ? 1 : 0
}

async function measureAll(bench: Bench, folder: string): Promise<void> {
  const dataDir = join(folder, 'data')
  const loaded = await fill(dataDir, FULL)
  await attempt(bench, 'start', () => measureStart(bench, dataDir))
  await attempt(bench, 'pages', () => measurePages(bench, dataDir, loaded))
  await attempt(bench, 'mail', () => measureMail(bench, folder))
  await attempt(bench, 'inbound', () => measureAnswers(bench, folder))
  await attempt(bench, 'projection', async () => {
    const name = 'projection of 20 regions × 36 months'
    addValue(bench, { name, value: measureProjection(), unit: 'ms', goal: 20 })
  })
  await measureBetween(bench, folder, '')
}

/** The pages of the data of some years whose name holds `word`. */
async function measureBetween(bench: Bench, folder: string, word: string): Promise<void> {
  const dataDir = join(folder, 'years')
  const loaded = await fill(dataDir, YEARS)
  const floor = await startFloor()
  const server = await startServer(dataDir)
  try {
    await calm(server)
    for (const page of pagesBetween(loaded).filter(({ name }) => name.includes(word)))
      await attempt(bench, page.name, () => measureCase(bench, page, { server, floor }).then(() => {}))
  } finally {
    await Promise.all([server.stop(), floor.stop()])
  }
}

async function measureCrowd(bench: Bench, folder: string): Promise<void> {
  const result = await measureDigests(folder)
  const name = `digests of ${result.queued}`
  addValue(bench, { name: `${name}: work`, value: result.cpuSeconds, unit: 's of CPU', goal: 100 })
  addValue(bench, { name: `${name}: each`, value: result.cpuMsEach, unit: 'ms of CPU', goal: 5 })
  addValue(bench, { name: `${name}: memory at most`, value: result.peakMiB, unit: 'MiB', goal: 200 })
  const turn = `${name}: uninterrupted`
  addValue(bench, { name: `${turn}, half`, value: result.turnMedian, unit: 'ms of CPU', goal: 10 })
  addValue(bench, { name: `${turn}, 99 %`, value: result.turnP99, unit: 'ms of CPU', goal: 25 })
  addValue(bench, { name: `${turn}, longest`, value: result.turnLongest, unit: 'ms of CPU', goal: 250 })
  const page = `pages meanwhile, 99 % within ${Math.round(result.meanwhileP99)} ms`
  addValue(bench, { name: page, value: result.meanwhileP99 / result.quietP99, unit: '× alone', goal: 1.2 })
}

async function fill(dataDir: string, size: Size): Promise<Loaded> {
  const { raw, engine, instance } = openFile(dataDir)
  const loaded = await load(raw, openStore(engine, instance, systemClock.now()), size)
  await engine.close()
  return loaded
}

async function attempt(bench: Bench, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    bench.faults.push(`${name}: ${error instanceof Error ? error.message : error}`)
  }
}

async function measureStart(bench: Bench, dataDir: string): Promise<void> {
  const times: number[] = []
  for (let n = 0; n < STARTS; n++) {
    const started = performance.now()
    const server = await startServer(dataDir)
    await answer(server.port, { method: 'GET', path: '/sign-in', headers: {}, status: 200 })
    times.push(performance.now() - started)
    await server.stop()
  }
  addValue(bench, { name: 'start to first answer', value: median(times), unit: 'ms', goal: 700 })
}

async function measurePages(bench: Bench, dataDir: string, loaded: Loaded): Promise<void> {
  const floor = await startFloor()
  const server = await startServer(dataDir)
  try {
    await calm(server)
    const idle = await server.usage()
    addValue(bench, { name: 'memory, idle', value: idle.rssBytes / MIB, unit: 'MiB', goal: 100 })
    for (const page of pages(loaded))
      await attempt(bench, page.name, () => measureCase(bench, page, { server, floor }).then(() => {}))
    const write = creation(loaded)
    await attempt(bench, write.name, async () => {
      const rps = await measureCase(bench, write, { server, floor })
      const name = `${write.name}: rate`
      addValue(bench, { name, value: rps, unit: '/s', goal: 500, goal_is: 'at least' })
    })
    const loadedUsage = await server.usage()
    const value = loadedUsage.rssBytes / MIB
    addValue(bench, { name: 'memory, after load', value, unit: 'MiB', goal: 200 })
  } finally {
    await Promise.all([server.stop(), floor.stop()])
  }
}

/** Waits until the first tick and the mail it made are done, ten seconds at most. */
async function calm(server: Measured): Promise<void> {
  const pause = 500
  for (let waited = 0; waited < 10_000; waited += pause) {
    const before = await server.usage()
    await new Promise((resolve) => setTimeout(resolve, pause))
    const { cpuMicros } = await server.usage()
    if (cpuMicros - before.cpuMicros < 10_000) return
  }
}

async function measureCase(
  bench: Bench,
  page: PageCase,
  { server, floor }: { server: Measured; floor: Measured },
): Promise<number> {
  const result = await measurePage(page, server, floor)
  bench.figures.push({
    name: page.name,
    rps: rounded(result.rps),
    cpu_ms: rounded(result.cpu_ms),
    floor_cpu_ms: rounded(result.floor_cpu_ms),
    times_floor: rounded(result.times_floor),
    goal: page.goal,
    goal_is: 'at most',
    met: result.times_floor <= page.goal,
  })
  return result.rps
}

async function measureMail(bench: Bench, folder: string): Promise<void> {
  const { queueingMs, relativeRate } = await measureMails(folder)
  const queueing = '1,000 invitations rendered and queued in one command'
  addValue(bench, { name: queueing, value: queueingMs, unit: 'ms', goal: 5_000 })
  const delivery = 'delivery beside nodemailer alone'
  addValue(bench, { name: delivery, value: relativeRate, unit: '×', goal: 0.7, goal_is: 'at least' })
}

async function measureAnswers(bench: Bench, folder: string): Promise<void> {
  const { rate, cpuMsEach } = await measureInbound(folder)
  const name = 'answers of calendars by LMTP, written down'
  addValue(bench, { name, value: rate, unit: '/s', goal: 200, goal_is: 'at least' })
  addValue(bench, { name: `${name}: each`, value: cpuMsEach, unit: 'ms of CPU', goal: 5 })
}

function addValue(
  bench: Bench,
  asked: { name: string; value: number; unit: string; goal: number; goal_is?: Figure['goal_is'] },
): void {
  const { value, goal, goal_is = 'at most' } = asked
  const met = goal_is === 'at most' ? value <= goal : value >= goal
  bench.figures.push({ ...asked, value: rounded(value), goal_is, met })
}

/** Three figures that count. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function report({ figures, faults }: Bench): void {
  const head = ['', 'requests/s', 'CPU ms', 'floor ms', 'result', 'goal', '']
  const rows = figures.map((figure) => [
    figure.name,
    text(figure.rps),
    text(figure.cpu_ms),
    text(figure.floor_cpu_ms),
    figure.times_floor === undefined ? `${figure.value} ${figure.unit}` : `${figure.times_floor} × floor`,
    `${figure.goal_is} ${figure.goal}`,
    figure.met ? 'met' : 'not met',
  ])
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)))
  for (const row of [head, ...rows])
    console.log(
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '),
    )
  for (const fault of faults) console.error(`could not be measured: ${fault}`)
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value)
}

process.exitCode = await main(process.argv.slice(2))
