/** What is kept of the pace, so that it holds across processes and restarts: how many mails were begun, who waits. */

import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Instant, plus } from '../kernel/instant.ts'
import { inList } from '../store/lists.ts'
import type { MailPaceTable } from '../store/pace-schema.ts'
import type { Store } from '../store/store.ts'
import { latestPause, minuteOf, nextMinute, type Pace, type SlowedDomain } from './pace.ts'

/** The relay as a whole, in the place of a domain. */
export const RELAY = ''

/** Is the address of `outbox` in that domain? With a bare `substr`: the engines agree on nothing else. */
function isIn(domain: RawBuilder<string>, length: RawBuilder<number>): RawBuilder<SqlBool> {
  return sql<SqlBool>`substr(outbox.to_address, length(outbox.to_address) - ${length}) = '@' || ${domain}`
}

/**
 * Neither the relay nor the domain of a mail is held. Sign-in mails go in any case: they are few, and expire. What is
 * held for longer than anything can be was held while the clock was wrong, and is not.
 */
export function isFree(now: Instant): RawBuilder<SqlBool> {
  const theirs = isIn(sql`mail_pace.domain`, sql`length(mail_pace.domain)`)
  return sql<SqlBool>`(outbox.priority = 0 or not exists (select 1 from mail_pace
    where mail_pace.held_until > ${now} and mail_pace.held_until <= ${latestPause(now)}
    and (mail_pace.domain = ${RELAY} or ${theirs})))`
}

/** The mail goes to none of these few domains. */
export function isElsewhere(domains: readonly string[]): RawBuilder<SqlBool> {
  const each = domains.map(
    (domain) => sql`not (${isIn(sql`${domain}`, sql`cast(${domain.length} as integer)`)})`,
  )
  return sql<SqlBool>`(outbox.priority = 0 or (${sql.join(each, sql` and `)}))`
}

/** What a domain asked for, and how many mails were begun in this minute, those of the caller not among them. */
export type Begun = Pick<MailPaceTable, 'domain' | 'begun' | 'strikes' | 'slow_until' | 'last_reply'>

/** The counts of this minute by domain; of one that nobody knows yet, none. */
export async function begunSoFar(
  store: Store,
  domains: readonly string[],
): Promise<ReadonlyMap<string, Begun>> {
  const minute = minuteOf(store.now)
  const rows = await store.db
    .selectFrom('mail_pace')
    .selectAll()
    .where(inList('domain', [...new Set(domains)]))
    .execute()
  const none = { begun: 0, strikes: 0, slow_until: minute, last_reply: '' }
  const found = new Map<string, Begun>(domains.map((domain) => [domain, { domain, ...none }]))
  for (const row of rows)
    found.set(row.domain, { ...row, begun: row.minute === minute ? Number(row.begun) : 0 })
  return found
}

// Seven columns each, and some more: D1 binds at most 100 parameters.
const AT_ONCE = 12

/**
 * Counts mails that are about to be begun, by domain, and holds what is full until the minute is over.
 * @returns what others had begun before: who finds no place left after it has to wait.
 */
export async function countBegun(
  store: Store,
  counts: ReadonlyMap<string, number>,
  pace: Pace,
): Promise<ReadonlyMap<string, Begun>> {
  const found: Begun[] = []
  const entries = [...counts]
  for (let at = 0; at < entries.length; at += AT_ONCE)
    found.push(...(await countSome(store, entries.slice(at, at + AT_ONCE), pace)))
  return new Map(
    found.map((row) => [row.domain, { ...row, begun: Number(row.begun) - (counts.get(row.domain) ?? 0) }]),
  )
}

function countSome(
  store: Store,
  counts: readonly (readonly [string, number])[],
  pace: Pace,
): Promise<Begun[]> {
  const [minute, next] = [minuteOf(store.now), nextMinute(store.now)]
  const rows = counts.map(([domain, begun]) => ({
    domain,
    minute,
    begun,
    held_until: begun >= limitOf(domain, pace) ? next : minute,
    slow_until: minute,
    strikes: 0,
    last_reply: '',
  }))
  const total = sql<number>`(case when mail_pace.minute = excluded.minute
    then mail_pace.begun + excluded.begun else excluded.begun end)`
  const limits = [pace.relay, pace.domain].map(({ perMinute }) =>
    Number.isFinite(perMinute) ? perMinute : 1_000_000_000,
  )
  const isFull = sql`${total} >= case when excluded.domain = ${RELAY} then cast(${limits[0]} as integer) else cast(${limits[1]} as integer) end`
  // What was written while the clock was wrong would else begin to hold once that time has come.
  const believed = (column: 'held_until' | 'slow_until') => sql<Instant>`(case
    when ${sql.ref(`mail_pace.${column}`)} > cast(${latestPause(store.now)} as text)
    then excluded.minute else ${sql.ref(`mail_pace.${column}`)} end)`
  return store.tidy<Begun>(
    store.db
      .insertInto('mail_pace')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('domain').doUpdateSet({
          begun: total,
          minute: sql<Instant>`excluded.minute`,
          held_until: sql<Instant>`case when ${isFull} and ${believed('held_until')} < cast(${next} as text)
            then cast(${next} as text) else ${believed('held_until')} end`,
          slow_until: believed('slow_until'),
        }),
      )
      .returning(['domain', 'begun', 'strikes', 'slow_until', 'last_reply']),
  )
}

function limitOf(domain: string, pace: Pace): number {
  return (domain === RELAY ? pace.relay : pace.domain).perMinute
}

/** Leaves a domain alone until then, in whatever process. @returns how often in a row it has asked for that. */
export async function slowDown(
  store: Store,
  { domain, until, reply }: { readonly domain: string; readonly until: Instant; readonly reply: string },
): Promise<number> {
  const row = {
    domain,
    minute: minuteOf(store.now),
    begun: 0,
    held_until: until,
    slow_until: until,
    strikes: 1,
    last_reply: reply,
  }
  const rows = await store.tidy<{ strikes: number }>(
    store.db
      .insertInto('mail_pace')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('domain').doUpdateSet({
          held_until: until,
          slow_until: until,
          last_reply: reply,
          strikes: sql<number>`mail_pace.strikes + 1`,
        }),
      )
      .returning('strikes'),
  )
  return Number(rows[0]?.strikes ?? 1)
}

/** A domain answers again: the others may follow, unless another process was asked to slow down meanwhile. */
export async function recovered(store: Store, domain: string): Promise<void> {
  const ended = store.db
    .updateTable('mail_pace')
    .set({ strikes: 0, last_reply: '' })
    .where('domain', '=', domain)
    .where('slow_until', '<=', store.now)
  await store.tidy(ended)
}

/** All domains that asked us to slow down and have answered no mail since, by name. */
export async function slowedDomains(store: Store): Promise<SlowedDomain[]> {
  const rows = await store.db
    .selectFrom('mail_pace')
    .selectAll()
    .where('strikes', '>', 0)
    .orderBy('domain')
    .execute()
  return rows.map(({ domain, slow_until, strikes, last_reply }) => ({
    domain,
    until: slow_until,
    strikes,
    reply: last_reply,
  }))
}

/** Forgets domains to which nothing was begun for a day. @returns how many. */
export async function tidyPace(store: Store): Promise<number> {
  const gone = store.db
    .deleteFrom('mail_pace')
    .where('minute', '<=', plus(store.now, { days: -1 }))
    .where('held_until', '<=', store.now)
    .returning('domain')
  return (await store.tidy(gone)).length
}
