/** The example in an application of its own, everybody who comes to it, and every route with real ids in it. */

import { createApp } from '../../src/app.ts'
import { unsubscribeToken } from '../../src/digests/preference.ts'
import { demoLinks } from '../../src/example/links.ts'
import { openFeed } from '../../src/feeds/commands.ts'
import { feedToken } from '../../src/feeds/queries.ts'
import { openTestApp, SETUP_TOKEN, type TestApp } from '../fixtures/app.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { INSTANCE } from '../fixtures/store.ts'

export interface ExampleApp extends TestApp {
  /** Links as mailed, by who uses them. */
  readonly links: ReadonlyMap<string, string>
}

/** 15 January 2026 with everything that happened until then. */
export async function openExampleApp(): Promise<ExampleApp> {
  const app = openTestApp()
  const isNew = async () => app.raw.prepare('select count(*) from accounts').pluck().get() === 0
  const links = await demoLinks({ openStore: (at) => (at ? app.at(at) : app.now()), isNew })
  const dialogue = app.raw.prepare('select id from dialogues order by id limit 1').pluck().get() as string
  const owner = { kind: 'dialogue', id: dialogue, actorId: 'system' } as const
  const opened = await openFeed(app.now(), owner, { dueAs: 'none', renew: false })
  if (!opened.ok) throw new Error(opened.messageKey)
  const feed = `/feeds/${feedToken(app.now(), dialogue, 1)}`
  const mailed = links.map(({ who, url }) => [who, new URL(url).pathname] as const)
  return { ...app, links: new Map([...mailed, ['feed', feed]]) }
}

/** What a platform brings that has nothing to say; a test adds its store. */
export const QUIET = {
  assets: new Map(),
  fonts: FONTS,
  keepsMail: true,
  clientOf: () => '192.0.2.1',
  setupToken: SETUP_TOKEN,
  loadExample: async () => {},
  log: () => {},
} satisfies Omit<Parameters<typeof createApp>[0], 'openStore'>

export interface Route {
  readonly method: string
  readonly pattern: string
}

/** Every route of the application, as the router knows it; middleware is left out. */
export function allRoutes(): Route[] {
  const app = createApp({
    ...QUIET,
    openStore: () => {
      throw new Error('nothing is asked')
    },
  })
  const found = app.routes.filter(({ method }) => method !== 'ALL')
  const unique = new Map(found.map(({ method, path }) => [`${method} ${path}`, { method, pattern: path }]))
  return [...unique.values()]
}

/** Where the ids of a path come from: by the name of the parameter, or by the segment before `:id`. */
const IDS: Readonly<Record<string, string>> = {
  meetings: 'select id from meetings order by id',
  dialogues: 'select id from dialogues order by id',
  commitments: 'select id from commitments order by id',
  institutions: 'select id from institutions order by id limit 3',
  people: 'select id from persons order by id limit 3',
  decisions: 'select id from decisions order by id limit 3',
  mail: 'select id from outbox order by id limit 3',
  item: 'select id from agenda_items order by id limit 3',
  invitation: 'select id from invitations order by id limit 3',
  delegate: 'select id from delegates order by id limit 3',
  report: 'select id from reports order by id limit 3',
  role: 'select id from dialogue_roles order by id limit 1',
  affiliation: 'select id from affiliations order by id limit 1',
}

/** Paths for a pattern: each parameter filled with ids that exist; at most `most` of them. */
export function pathsOf(app: ExampleApp, pattern: string, most = 6): string[] {
  const segments = pattern.split('/')
  let paths = ['']
  for (const [index, segment] of segments.entries()) {
    if (index === 0) continue
    const values = segment.startsWith(':') ? valuesOf(app, segments, index) : [segment]
    paths = paths.flatMap((path) => values.map((value) => `${path}/${value}`))
  }
  return [...new Set(paths)].slice(0, most)
}

function valuesOf(app: ExampleApp, segments: readonly string[], index: number): string[] {
  const [before = '', name = ''] = [segments[index - 1], segments[index]?.slice(1)]
  if (name === 'token') return tokensOf(app, before)
  const sql = IDS[name] ?? IDS[before]
  return sql ? (app.raw.prepare(sql).pluck().all() as string[]) : ['x']
}

function tokensOf(app: ExampleApp, door: string): string[] {
  if (door === 'setup') return [SETUP_TOKEN]
  const person = app.raw.prepare('select id from persons order by id limit 1').pluck().get() as string
  if (door === 'u') return [unsubscribeToken(INSTANCE, person, 'digest')]
  const under = [...app.links.values()].filter((path) => path.startsWith(`/${door}/`))
  return under.map((path) => path.split('/').at(-1) ?? '')
}

/** How often a row was written since the database was opened: one number instead of a dump. */
export function writesOf(app: TestApp): number {
  return app.raw.prepare('select total_changes()').pluck().get() as number
}
