/**
 * Loads the example through the rooms' own commands, each act at its own instant.
 *
 * One thing no command does: mail of the past must not go out. Every batch therefore ends with a statement that
 * sets what it queued to `kept`, in the same commit, so that nothing can take it in between. That is the state
 * in which an instance without a relay leaves its mail: it can be read on the mail page and never goes out.
 * Nothing else is written past the rooms. From the moment the example is there its dialogue lives on: the next
 * tick reminds and reports as of the real date, to addresses under example.org.
 */

import type { Id } from '../kernel/id.ts'
import type { Actor } from '../people/may.ts'
import { firstSetting } from '../settings/settings.ts'
import type { Statement, Store } from '../store/store.ts'
import { allActs } from './acts.ts'
import { loadDirectory } from './directory/commands.ts'
import { must, type OpenStoreAt } from './moment.ts'
import type { Scene } from './scene.ts'

export { loadDirectory }

/**
 * Fills an instance with the example of domain.md §5 in its state of 15 January 2026, made by `personId`, who
 * becomes organiser of its dialogues. Every page says from then on that the data is invented.
 * @throws Error when a command refuses, such as when the example is there already.
 */
export async function loadExample(open: OpenStoreAt, personId: Id): Promise<Scene> {
  const actor: Actor = { personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const quietly: OpenStoreAt = (instant) => keepingMail(open(instant))
  const scene: Scene = { ...(await loadDirectory(quietly, actor)), actor, ids: new Map() }
  const acts = allActs()
  for (const act of acts) must(await act.run(quietly(act.at), scene), act.what)
  const last = acts.at(-1)
  if (last) await markAsExample(open(last.at))
  return scene
}

async function markAsExample(store: Store): Promise<void> {
  const { fact, statements } = firstSetting(store, 'example', '1')
  must(await store.commit([fact, statements], null), 'the mark')
}

/** The same store, but what a batch queues is kept and never sent. */
function keepingMail(store: Store): Store {
  return {
    ...store,
    commit: (batch, value) => store.commit([...batch, keepQueued(store)], value),
  }
}

function keepQueued(store: Store): Statement {
  return store.db
    .updateTable('outbox')
    .set({ state: 'kept', settled_at: store.now })
    .where('state', '=', 'queued')
    .where('created_at', '=', store.now)
}
