/**
 * Every page and every command of every room, on every engine: the same answer, and after it the same rows. The
 * requests are those of the access matrix, where one is allowed.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Decision, decisionsOf } from '../access/decisions.ts'
import { sentAs } from '../access/requests.ts'
import { openAccessWorld } from '../access/world.ts'
import {
  type Archive,
  archiveOf,
  contentOf,
  openEngines,
  type Running,
  refill,
  restore,
  runOn,
  type Seen,
  send,
  type Tested,
  textOf,
} from './engines.ts'

let engines: Tested[]
let running: Running[]
let content: Archive

// Made here, not in a hook: the tests are named after the routes.
const world = await openAccessWorld()
const requests = allowedOnce(decisionsOf(world))

beforeAll(async () => {
  content = await contentOf(world.app.engine)
  await world.app.close()
  engines = await openEngines()
  running = engines.map(({ engine }) => runOn(engine))
  await refillAll()
})

afterAll(() => Promise.all(engines.map((tested) => tested.close())))

/** The lines of an archive but the last, whose checksum says no more than they do. */
function rowsOf(text: string): string[] {
  return text.split('\n').slice(1, -2)
}

/** One request for each route, by somebody who may. */
function allowedOnce(decisions: readonly Decision[]): Decision[] {
  const first = new Map<string, Decision>()
  for (const decision of decisions)
    if (isDone(decision) && !first.has(decision.route)) first.set(decision.route, decision)
  return [...first.values()]
}

/** Allowed, and not only to be told that there is nothing to do any more. */
function isDone({ expected, yes }: Decision): boolean {
  return expected === 'yes' && (yes === 'yes' || yes === '200')
}

async function refillAll(): Promise<void> {
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}

function ask(decision: Decision): Promise<Seen[]> {
  const [method = ''] = decision.route.split(' ')
  const { headers, body } = sentAs(decision.path, decision.form)
  const sent = { headers, body: decision.form === null ? null : body }
  return Promise.all(
    running.map((app) => {
      app.rewind()
      return send(app, { method, path: decision.path, cookie: decision.cookie, ...sent })
    }),
  )
}

describe('the same page from', () => {
  const pages = requests.filter(({ route }) => route.startsWith('GET'))
  test.each(pages.map((page) => [page.route, page] as const))('%s', async (_, page) => {
    const [sqlite, postgres, d1] = await ask(page)
    expect(sqlite?.status).toBeLessThan(400)
    expect(postgres).toEqual(sqlite)
    expect(d1).toEqual(sqlite)
  })
})

describe('the same rows after', () => {
  const commands = requests.filter(({ route }) => route.startsWith('POST'))
  test.each(commands.map((command) => [command.route, command] as const))('%s', async (_, command) => {
    const seen = await ask(command)
    const texts = await Promise.all(engines.map(({ engine }) => textOf(engine)))
    // Read once where they are the same, as they have to be.
    const archives = new Map([...new Set(texts)].map((text) => [text, archiveOf(text)]))
    const archived = (text = '') => archives.get(text) ?? archiveOf(text)
    await Promise.all(engines.map(({ engine }, at) => restore(engine, content, archived(texts[at]))))
    expect(seen[0]?.status).toBeLessThan(400)
    for (const other of seen) expect(other).toEqual(seen[0])
    for (const other of texts) expect(rowsOf(other)).toEqual(rowsOf(texts[0] ?? ''))
  })
})
