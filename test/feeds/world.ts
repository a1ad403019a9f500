/** The whole application with one full dialogue, and feeds of a delegate, a focal point, an organiser and the dialogue. */

import { openFeed } from '../../src/feeds/commands.ts'
import type { DueAs, FeedKind } from '../../src/feeds/feed.ts'
import { feedOf } from '../../src/feeds/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Actor } from '../../src/people/may.ts'
import { firstOfAll } from '../access/cast.ts'
import { type Furnished, furnish, person } from '../access/things.ts'
import { openTestApp, type Page, type TestApp } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { value } from '../meetings/world.ts'

export const FEEDS = ['delegate', 'point', 'organiser', 'dialogue'] as const
export type FeedName = (typeof FEEDS)[number]

export interface FeedWorld extends TestApp {
  readonly admin: Actor
  readonly things: Furnished
  /** Whose each feed is. */
  readonly owners: Readonly<Record<FeedName, Id>>
  /** Opens or changes a feed. */
  open(name: FeedName, dueAs?: DueAs, renew?: boolean): Promise<void>
  /** The path of a feed at present. */
  path(name: FeedName): Promise<string>
  /** What a calendar program gets. */
  ask(name: FeedName, held?: string): Promise<Page>
}

/** Opens the world at the fixed clock; some 300 ms. */
export async function openFeedWorld(): Promise<FeedWorld> {
  const app = openTestApp()
  const admin = await firstOfAll(app.now())
  const site = { store: app.now(), actor: admin, code: 'OWN' }
  const things = await furnish(site)
  const { person_id: delegate } = await app.store.db
    .selectFrom('delegates')
    .select('person_id')
    .where('id', '=', things.delegate)
    .executeTakeFirstOrThrow()
  const organiser = (
    await app.signedIn({ rank: 'member', roles: { [things.dialogue]: 'organiser' }, locale: 'kk' })
  ).personId
  const owners = { delegate, point: things.leadPoint, organiser, dialogue: things.dialogue }
  const path = async (name: FeedName) =>
    (await feedOf(app.now(), owners[name])).address?.replace(INSTANCE.baseUrl, '') ?? ''
  const open = async (name: FeedName, dueAs: DueAs = 'event', renew = false) => {
    const kind: FeedKind = name === 'dialogue' ? 'dialogue' : 'person'
    const owner = { kind, id: owners[name], actorId: admin.personId }
    value(await openFeed(app.now(), owner, { dueAs, renew }))
  }
  for (const name of FEEDS) await open(name)
  return {
    ...app,
    admin,
    things,
    owners,
    open,
    path,
    ask: async (name, held) =>
      app.visitor().get(await path(name), held === undefined ? {} : { 'if-none-match': held }),
  }
}

/** Somebody of the directory who has nothing to do with anything yet. */
export function stranger({ store, admin }: FeedWorld, email: string): Promise<Id> {
  return person({ store, actor: admin, code: 'X' }, email)
}
