/** `npm run faults -- --kills N --seed S`: injects faults, checks the invariants, prints the table (docs/faults.md). */

import { writeFileSync } from 'node:fs'
import { SAFEGUARDS } from '../../src/platform/failpoints.ts'
import { type PostgresServer, startPostgresServer } from '../fixtures/postgres-server.ts'
import { clockJumps } from './clocks.ts'
import { births, crowd } from './crowd.ts'
import { type Killing, killAtFailpoints, killAtRandom } from './kills.ts'
import { pauseEpisodes } from './pause.ts'
import { randomFrom } from './random.ts'
import { relayAway, relayFaults } from './relay.ts'
import { openReport, type Report, tableOf } from './report.ts'

const HELP = `npm run faults -- [options]

  --kills N            kills at random moments, default 100
  --seed S             makes the same choices again, default from the clock
  --engine NAME        sqlite or postgres, default sqlite
  --processes K        servers at work on one database while they are killed, default 1
  --worlds N           instances side by side, default 3
  --only CASE          one of kills, failpoints, births, crowd, pause, clocks, relay, away
  --break SAFEGUARD    take away ${SAFEGUARDS.join(', ')}: the run must find it and exit with 1
  --json FILE          the figures as JSON
`

/** What was asked for on the command line. */
export interface Asked {
  readonly kills: number
  readonly seed: number
  readonly engine: 'sqlite' | 'postgres'
  readonly processes: number
  readonly worlds: number
  readonly only: string
  readonly broken: string
}

/** Runs the episodes and gives the report; also for the tests. @throws Error when an episode cannot be set up. */
export async function runFaults(asked: Asked): Promise<Report> {
  const report = openReport()
  const server = asked.engine === 'postgres' ? await startPostgresServer() : null
  if (asked.engine === 'postgres' && !server) throw new Error('no PostgreSQL is installed here')
  const killing: Killing = {
    report,
    random: randomFrom(asked.seed),
    kills: asked.kills,
    worlds: asked.worlds,
    processes: asked.processes,
    ...(asked.broken ? { broken: asked.broken } : {}),
    database: databasesOf(server),
  }
  try {
    for (const [name, episode] of Object.entries(EPISODES))
      if (asked.only ? asked.only === name : true) await episode(killing)
  } finally {
    await server?.stop()
  }
  return report
}

const EPISODES: Readonly<Record<string, (killing: Killing) => Promise<void>>> = {
  kills: killAtRandom,
  failpoints: killAtFailpoints,
  births: (killing) => births(killing, Math.max(1, Math.round(killing.kills / 50))),
  crowd: async (killing) => {
    const sizes = (await isServer(killing)) ? [2, 3, 4] : [2]
    for (const processes of sizes) await crowd(killing, processes)
  },
  pause: pauseEpisodes,
  clocks: ({ report, random }) => clockJumps(report, random.fork()),
  relay: ({ report }) => relayFaults(report),
  away: ({ report, random }) => relayAway(report, random.fork()),
}

async function isServer(killing: Killing): Promise<boolean> {
  return (await killing.database()) !== ''
}

function databasesOf(server: PostgresServer | null): () => Promise<string> {
  let made = 0
  return async () => {
    if (!server) return ''
    made += 1
    // Worlds ask side by side.
    const name = `faults_${made}`
    await server.admin(`create database ${name}`)
    return server.urlOf(name)
  }
}

function read(args: readonly string[]): Asked | null {
  const option = (name: string, otherwise: string) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? otherwise : (args[at + 1] ?? '')
  }
  const asked: Asked = {
    kills: Number(option('kills', '100')),
    seed: Number(option('seed', String(Date.now() % 1_000_000))),
    engine: option('engine', 'sqlite') === 'postgres' ? 'postgres' : 'sqlite',
    processes: Number(option('processes', '1')),
    worlds: Number(option('worlds', '3')),
    only: option('only', ''),
    broken: option('break', ''),
  }
  const wrong =
    [asked.kills, asked.seed, asked.processes, asked.worlds].some((value) => !Number.isInteger(value)) ||
    (asked.only !== '' && !(asked.only in EPISODES)) ||
    (asked.broken !== '' && !SAFEGUARDS.some((name) => name === asked.broken))
  return wrong || args.includes('--help') ? null : asked
}

async function main(args: readonly string[]): Promise<number> {
  const asked = read(args)
  if (!asked) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  process.stdout.write(`faults: seed ${asked.seed}, ${asked.engine}, ${asked.kills} kills\n`)
  const began = Date.now()
  const report = await runFaults(asked)
  const seconds = Math.round((Date.now() - began) / 1_000)
  report.note('seconds', seconds)
  process.stdout.write(`${tableOf(report)}\n`)
  const file = args[args.indexOf('--json') + 1]
  if (args.includes('--json') && file)
    writeFileSync(
      file,
      `${JSON.stringify({ ...asked, figures: report.figures(), violations: report.violations }, null, 2)}\n`,
    )
  return report.isGood() ? 0 : 1
}

if (process.argv[1]?.endsWith('test/faults/run.ts')) process.exitCode = await main(process.argv.slice(2))
