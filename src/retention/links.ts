/**
 * Personal links in letters that went out: they belong to whom the letter went to, our copy needs none. Looked for in
 * the order in which letters settled, and how far is remembered, so that each letter is read once, however old.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { withoutSecrets } from '../mail/record.ts'
import { type Part, pause } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { oweScrub } from './scrub.ts'

/** The row of `settings` that remembers the last letter that was looked at. */
const LOOKED_AT = 'links_taken_until'

/** Letters read at once: some milliseconds of work. */
const PAGE = 100
const PAGES_A_RUN = 50
/** Letters written in one run, one query each: an invocation of Workers may make 1,000. */
const WRITTEN_A_RUN = 200

interface Place {
  readonly settledAt: string
  readonly id: Id
}

interface Letter {
  readonly id: Id
  readonly body_text: string
  readonly body_html: string
  readonly unsubscribe_token: string | null
}

/** How many letters still hold links, among the next that a run looks at. */
export async function countLinks(store: Store, cut: Instant): Promise<number> {
  let count = 0
  for await (const { letters } of pagesUntil(store, cut)) count += letters.length
  return count
}

/** Takes the links out of letters that settled at or before `cut`. */
export async function takeLinks(store: Store, cut: Instant): Promise<Part> {
  let count = 0
  let more = false
  for await (const page of pagesUntil(store, cut)) {
    if (page.letters.length > 0) await oweScrub(store)
    for (const letter of page.letters) {
      await takeFrom(store, letter)
      await pause()
    }
    await remember(store, page.last)
    count += page.letters.length
    more = page.more
    if (count >= WRITTEN_A_RUN) break
    await pause()
  }
  return { count, more }
}

interface Page {
  /** Those with links. */
  readonly letters: readonly Letter[]
  readonly last: Place
  readonly more: boolean
}

async function* pagesUntil(store: Store, cut: Instant): AsyncGenerator<Page> {
  let from = await placeBefore(store, cut)
  for (let pages = 0; pages < PAGES_A_RUN; pages++) {
    const found = await settledAfter(store, from, cut)
    const rows = found.slice(0, PAGE)
    const last = rows.at(-1)
    if (!last) return
    from = { settledAt: last.settled_at ?? '', id: last.id }
    const letters = rows.filter((row) => row.state !== 'kept' && holdsLinks(row))
    const more = found.length > PAGE
    yield { letters, last: from, more }
    if (!more) return
  }
}

/** Kept mail too, which keeps its links: an instance without a mail server hands them out from its mail page. */
function settledAfter(store: Store, from: Place, cut: Instant) {
  return store.db
    .selectFrom('outbox')
    .select(['id', 'state', 'settled_at', 'body_text', 'body_html', 'unsubscribe_token'])
    .where('settled_at', '>=', from.settledAt as Instant)
    .where('settled_at', '<=', cut)
    .where((eb) => eb.or([eb('settled_at', '>', from.settledAt as Instant), eb('id', '>', from.id)]))
    .orderBy('settled_at')
    .orderBy('id')
    .limit(PAGE + 1)
    .execute()
}

function holdsLinks({ body_text, body_html, unsubscribe_token }: Letter): boolean {
  return unsubscribe_token !== null || [body_text, body_html].some((text) => withoutSecrets(text) !== text)
}

async function takeFrom(store: Store, { id, body_text, body_html }: Letter): Promise<void> {
  await store.tidy(
    store.db
      .updateTable('outbox')
      .set({
        body_text: withoutSecrets(body_text),
        body_html: withoutSecrets(body_html),
        unsubscribe_token: null,
      })
      .where('id', '=', id)
      // As it was read: somebody may be sending it again, or erasing who is named in it.
      .where('settled_at', 'is not', null)
      .where('body_text', '=', body_text)
      .where('body_html', '=', body_html),
  )
}

async function placeBefore(store: Store, cut: Instant): Promise<Place> {
  const row = await store.db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', LOOKED_AT)
    .executeTakeFirst()
  const [settledAt = '', id = ''] = row?.value.split(' ') ?? []
  // A clock that was wrong once must not hide what settled since.
  return settledAt > cut ? { settledAt: '', id: '' } : { settledAt, id }
}

async function remember(store: Store, { settledAt, id }: Place): Promise<void> {
  const value = `${settledAt} ${id}`
  await store.tidy(
    store.db
      .insertInto('settings')
      .values({ name: LOOKED_AT, value, version: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value })),
  )
}
