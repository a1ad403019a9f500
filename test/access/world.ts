/** The world of the access matrix: two dialogues, everybody who may come, and what every request starts from. */

import type { Id } from '../../src/kernel/id.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { NOW } from '../fixtures/store.ts'
import {
  type Account,
  enrol,
  filterFor,
  firstOfAll,
  type Holder,
  type Link,
  linksOf,
  passkeyFor,
  sessionOf,
} from './cast.ts'
import { OWNER } from './matrix-rows.ts'
import { furnish, type Things } from './things.ts'
import { besides } from './things-record.ts'

/** Three days before the requests: what can be done once a day, or lapses, has done so. */
const BEFORE = '2026-01-12T04:00:00Z'

export interface World {
  readonly app: TestApp
  /** Another instance, which nobody has set up yet. */
  readonly empty: TestApp
  readonly own: Things
  readonly foreign: Things
  /** What each sends as session cookie. */
  readonly cookies: Readonly<Record<Account, string>>
  readonly links: Readonly<Record<Holder, Link>>
  /** The version of a row of a table, as a form carries it; `table.column` for another one that counts. */
  version(what: string, id: Id): string
}

/** Builds the world; everything that follows happens at {@link NOW}. */
export async function openAccessWorld(): Promise<World> {
  const app = openTestApp()
  // Each request is put back by a savepoint, within which the log of the file cannot be folded into it.
  Object.assign(app.engine, { scrub: async () => [] })
  app.setNow(BEFORE)
  const administrator = await firstOfAll(app.now())
  const site = (code: string) => ({ store: app.now(), actor: administrator, code })
  const furnished = [await furnish(site('OWN')), await furnish(site('FOREIGN'))] as const
  const people = await enrol(app.now(), administrator, furnished)
  const expired = await sessionOf(app.now(), people.viewer)
  app.setNow(NOW)
  const shared = await besides(app.now(), { administrator, member: people.nobody })
  const passkeys = [
    await passkeyFor(app.now(), people[OWNER.own]),
    await passkeyFor(app.now(), people[OWNER.foreign]),
  ] as const
  const filters = [
    await filterFor(app.now(), people[OWNER.own]),
    await filterFor(app.now(), people[OWNER.foreign]),
  ] as const
  const keyed = { ...shared, holder: people[OWNER.own] }
  const own = { ...furnished[0], ...keyed, passkey: passkeys[0], savedFilter: filters[0] }
  const foreign = { ...furnished[1], ...keyed, passkey: passkeys[1], savedFilter: filters[1] }
  const hourAgo = app.at('2026-01-15T03:00:00Z')
  const cookies: Partial<Record<Account, string>> = { expired }
  for (const [name, id] of Object.entries(people)) {
    // Another session of each, so that there is one to end; and who has a passkey proves by it.
    await sessionOf(hourAgo, id)
    const by = name === OWNER.own || name === OWNER.foreign ? 'passkey' : 'mail'
    cookies[name as Account] = await sessionOf(name === 'stale' ? hourAgo : app.now(), id, by)
  }
  const close = app.raw.prepare('update accounts set disabled_at = ? where person_id = ?')
  // Closing an account by its command ends its sessions too; here one has outlived it.
  close.run(NOW, people.disabled)
  return {
    app,
    empty: openTestApp(),
    own,
    foreign,
    cookies: cookies as Record<Account, string>,
    links: await linksOf(app, administrator, { own, foreign }),
    version: (what, id) => {
      const [table = '', column = 'version'] = what.split('.')
      const key = table === 'accounts' ? 'person_id' : 'id'
      return String(app.raw.prepare(`select ${column} from ${table} where ${key} = ?`).pluck().get(id))
    },
  }
}
