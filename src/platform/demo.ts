/** `npm run demo`: the example in a fresh folder with one link for each kind of user, or the story played once. */

import { demoLinks } from '../example/links.ts'
import { EXAMPLE_NOW } from '../example/moment.ts'
import type { Clock } from '../kernel/clock.ts'
import { instantOfMillis, millisOf } from '../kernel/instant.ts'
import type { Engine } from '../store/store.ts'
import { playStory } from '../story/play.ts'
import type { Config } from './config.ts'
import { openEngine, packageFolder } from './instance.ts'
import { readMigrations } from './migrate.ts'
import { systemClock, untilStopped } from './process.ts'
import { startServer } from './serve.ts'

/** @returns the exit code: 1 when a step of the story did not hold. */
export async function demo(args: readonly string[], config: Config): Promise<number> {
  if (args.includes('--once')) return playOnce(args, config)
  // Never into the database of a real instance, even when the environment names one.
  const own = { ...config, databaseUrl: '', instanceSecret: '', instanceSecretFile: '' }
  const began = Date.now()
  // On any other day the example would have nothing but what is long overdue.
  const clock: Clock = { now: () => instantOfMillis(millisOf(EXAMPLE_NOW) + Date.now() - began) }
  const server = await startServer({ config: own, clock, background: true, log: console.log })
  const links = await demoLinks(server)
  console.log(
    `Example data in ${config.dataDir}, served at ${server.url}\nThere it is ${EXAMPLE_NOW.slice(0, 10)}.\n`,
  )
  for (const { who, url } of links) console.log(`  ${who.padEnd(12)} ${url}`)
  return untilStopped(server)
}

async function playOnce(args: readonly string[], config: Config): Promise<number> {
  const out = optionOf(args, '--out')
  if (!out) {
    console.error('Say where to write the story: npm run demo -- --once --out DIR')
    return 1
  }
  const kind = optionOf(args, '--engine') ?? 'sqlite'
  const open = ENGINES[kind]
  if (!open) {
    console.error(`--engine is ${Object.keys(ENGINES).join(', ')}, not "${kind}"`)
    return 1
  }
  const opened = await open(config)
  if (typeof opened === 'string') {
    console.error(opened)
    return 1
  }
  try {
    const { engine } = opened
    return (await playStory(engine ? { out, engine } : { out })) ? 0 : 1
  } finally {
    await opened.end?.()
  }
}

function optionOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name)
  return at < 0 ? undefined : args[at + 1]
}

/** An empty engine for the story and how to end what lies beneath it; without one it makes a file of its own. */
interface Opened {
  readonly engine?: Engine
  end?(): Promise<void>
}

/** Each gives an engine, or says what is missing. */
const ENGINES: Readonly<Record<string, (config: Config) => Promise<Opened | string>>> = {
  sqlite: async () => ({}),
  postgres: openEmptyPostgres,
  d1: async () => {
    const { openLocalD1 } = await import('./d1-local.ts')
    const { engine, close } = await openLocalD1(readMigrations(packageFolder('migrations')))
    return { engine, end: close }
  },
}

async function openEmptyPostgres(config: Config): Promise<Opened | string> {
  if (!config.databaseUrl) return NO_DATABASE
  const engine = await openEngine(config, systemClock.now())
  const fact = await engine.db.selectFrom('facts').select('subject_id').limit(1).executeTakeFirst()
  if (!fact) return { engine }
  await engine.close()
  return 'The database is not empty. The story needs one of its own: createdb story'
}

const NO_DATABASE = `The story needs an empty PostgreSQL database:
  createdb story
  DATABASE_URL=postgres://user:password@127.0.0.1:5432/story npm run demo -- --once --engine postgres --out DIR`
