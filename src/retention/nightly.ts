/** The nightly job and its dry run: the same rules, counted or carried out. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Part, pause } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { type Clearing, clearingsOf } from './clearing.ts'
import { dropContacts, pastContacts } from './contacts.ts'
import { countLinks, takeLinks } from './links.ts'
import { cutOff, type DueRule, RETENTION_RULES, type RetentionRule } from './rules.ts'
import { oweScrub, scrubIfDue } from './scrub.ts'

/** The dry run: changes nothing. */
export async function reportRetention(store: Store): Promise<DueRule[]> {
  const report: DueRule[] = []
  for (const rule of RETENTION_RULES) {
    const cut = cutOff(rule, store.now)
    report.push({ ...rule, due: await countDue(store, rule, cut) })
  }
  return report
}

/**
 * Carries out every rule, as far as one run goes; running it again when all is done does nothing.
 * @returns how many rows it cleared, and whether the next tick should go on.
 */
export async function applyRetention(store: Store): Promise<Part> {
  let count = 0
  let more = false
  for (const rule of RETENTION_RULES) {
    const part = await clearDue(store, rule, cutOff(rule, store.now))
    count += part.count
    more ||= part.more
  }
  // Without this the cleared texts could still be read in the engine's own files.
  if (!more) await scrubIfDue(store)
  return { count, more }
}

async function countDue(store: Store, { name }: RetentionRule, cut: Instant): Promise<number> {
  if (name === 'contacts') return (await pastContacts(store, cut)).length
  if (name === 'letter_links') return countLinks(store, cut)
  let count = 0
  for (const clearing of await clearingsOf(store, name, cut)) count += await rowsDue(store, clearing, cut)
  return count
}

async function clearDue(store: Store, { name }: RetentionRule, cut: Instant): Promise<Part> {
  if (name === 'contacts') return dropContacts(store, await pastContacts(store, cut))
  if (name === 'letter_links') return takeLinks(store, cut)
  let count = 0
  let more = false
  for (const clearing of await clearingsOf(store, name, cut)) {
    const part = await clearSome(store, clearing, cut)
    count += part.count
    more ||= part.more
  }
  return { count, more }
}

async function rowsDue(store: Store, clearing: Clearing, cut: Instant): Promise<number> {
  const query = sql<{ rows: number }>`select count(*) as rows from (${clearing.due(store, cut)}) as due`
  return Number((await query.execute(store.db)).rows[0]?.rows ?? 0)
}

/** An invocation of Workers may make 1,000 queries, and every rule can be due. */
const KEYS_A_RUN = 2_500
/** Rows that one statement clears: letters of this number are written within some tens of milliseconds. */
const PAGE = 100

async function clearSome(store: Store, clearing: Clearing, cut: Instant): Promise<Part> {
  const ids = await keysDue(store, clearing, cut)
  if (ids.length > 0) await oweScrub(store)
  let count = 0
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await store.tidy(clearing.clear(store, cut, ids.slice(at, at + PAGE)))
    count += rows.length
    await pause()
  }
  return { count, more: ids.length === KEYS_A_RUN && count > 0 }
}

async function keysDue(store: Store, clearing: Clearing, cut: Instant): Promise<Id[]> {
  const query = sql<{ id: Id }>`select id from (${clearing.due(store, cut)}) as due limit ${KEYS_A_RUN}`
  return (await query.execute(store.db)).rows.map((row) => row.id)
}
