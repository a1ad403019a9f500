/** Sends the digests that are due: load, decide, commit, a few people at a time, so that pages are not held up. */

import { type LinkRequest, linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import type { Holidays } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards } from '../people/queries.ts'
import { type Part, pause } from '../store/part.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { conclusionsFor } from './conclusion-queries.ts'
import { type Digest, isEmpty, type Target } from './digest.ts'
import { digestMail } from './letters.tsx'
import { holidaysNow, unreachedBy } from './queries.ts'
import { type Concerned, concernedPeople, standingsOf } from './recipient-queries.ts'
import { type DueDigest, dueDigest, windowOf } from './rhythm.ts'
import { type Conclusion, digestFor } from './situation.ts'
import { asksOf, readSituation } from './situation-queries.ts'

/** People per run: what is left goes with the next tick, so that no other act waits longer for its turn. */
const PART = 2_000

/** People looked at without letting others have their turn. */
const LOOKED_AT = 500

/** People per batch: one commit for all of them, so short that a page hardly waits for it. */
const BATCH = 20

/** Five columns each: D1 binds at most 100 parameters. */
const WINDOWS_AT_ONCE = 20

/** Somebody whose digest is due, with the window it covers. */
interface Recipient extends DueDigest {
  readonly id: Id
}

/**
 * Queues the digest of everybody for whom it is due by their own clock, calendar and choice and for whom there is
 * something to tell; organisers and coordinators get theirs in any case. Every window is kept, also that of a
 * digest with nothing in it, so that windows follow each other and nobody gets a second one this week.
 * @returns how many mails were queued, and whether people are left for the next run; a batch that another process
 *   took is left to it.
 */
export async function sendDigests(store: Store): Promise<Part> {
  const due = await dueRecipients(store)
  const recipients = due.slice(0, PART)
  let count = 0
  for (let at = 0; at < recipients.length; at += BATCH) {
    await pause()
    count += await sendBatch(store, recipients.slice(at, at + BATCH))
  }
  return { count, more: due.length > PART }
}

/** Everybody whose digest is due, or more than one part of them. */
async function dueRecipients(store: Store): Promise<Recipient[]> {
  const [concerned, holidays] = await Promise.all([concernedPeople(store), holidaysNow(store)])
  const due: Recipient[] = []
  for (let at = 0; at < concerned.length && due.length <= PART; at += LOOKED_AT) {
    await pause()
    const people = await standingsOf(store, concerned.slice(at, at + LOOKED_AT))
    due.push(...(await dueAmong(store, people, holidays)))
  }
  return due
}

async function dueAmong(
  store: Store,
  people: readonly Concerned[],
  holidays: (calendar: string) => Holidays,
): Promise<Recipient[]> {
  const unreached = await unreachedBy(store, 'digest', people)
  const reached = people.filter(({ id }) => !unreached.has(id))
  const conclusions = await lately(
    store,
    reached.filter(({ rhythm }) => rhythm === 'meetings'),
  )
  return reached.flatMap((person): Recipient[] => {
    const concluded = (conclusions.get(person.id) ?? []).map(({ at }) => at)
    const due = dueDigest(person, store.now, { holidays: holidays(person.holidayCalendar), concluded })
    return due ? [{ id: person.id, ...due }] : []
  })
}

/** What was concluded in the windows of people who are told after each meeting. */
async function lately(store: Store, people: readonly Concerned[]): Promise<Map<Id, Conclusion[]>> {
  const since = earliest(people.map((person) => windowOf(person, store.now).from))
  if (!since) return new Map()
  return conclusionsFor(
    store,
    people.map(({ id }) => id),
    since,
  )
}

function earliest(instants: readonly Instant[]): Instant | null {
  const [first, ...rest] = instants
  return first ? rest.reduce((oldest, at) => (at < oldest ? at : oldest), first) : null
}

/** A digest about to be written. */
interface Written {
  readonly person: PersonCard
  readonly recipient: Recipient
  readonly digest: Digest
}

async function sendBatch(store: Store, recipients: readonly Recipient[]): Promise<number> {
  const ids = recipients.map(({ id }) => id)
  const since = earliest(recipients.map(({ window }) => window.from)) ?? store.now
  const situation = await readSituation(store, ids, since)
  await pause()
  const [cards, asks, conclusions] = await Promise.all([
    personCards(store, ids),
    asksOf(store, ids),
    conclusionsFor(store, ids, since),
  ])
  await pause()
  const all = recipients.flatMap((recipient): Written[] => {
    const person = cards.get(recipient.id)
    if (!person) return []
    const { today, window } = recipient
    const meetings = { asks: asks.get(person.id) ?? [], conclusions: conclusions.get(person.id) ?? [] }
    return [{ person, recipient, digest: digestFor({ person, today, window }, situation, meetings) }]
  })
  const full = all.filter(({ digest }) => !isEmpty(digest))
  await keepWindows(
    store,
    all.filter(({ digest }) => isEmpty(digest)),
  )
  return (await commitDigests(store, full)) ? full.length : 0
}

/** Nothing is told and nothing decided: the window is only noted, unless another process did. */
async function keepWindows(store: Store, empty: readonly Written[]): Promise<void> {
  for (let at = 0; at < empty.length; at += WINDOWS_AT_ONCE) {
    const rows = empty.slice(at, at + WINDOWS_AT_ONCE).map(({ recipient }) => windowRow(recipient, null))
    await store.tidy(
      store.db
        .insertInto('digests')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing()),
    )
  }
}

function windowRow({ id, today, window }: Recipient, outboxId: Id | null) {
  return {
    person_id: id,
    local_date: today,
    window_from: window.from,
    window_to: window.to,
    outbox_id: outboxId,
  }
}

async function commitDigests(store: Store, written: readonly Written[]): Promise<boolean> {
  const [first, ...rest] = written.map(({ recipient, digest }) => factOf(store, recipient, digest))
  if (!first) return false
  const requests = written.map(({ person, digest }) => linksOf(store, person.id, digest))
  const links = await linkUrls(store, requests.flat())
  const urls = links.urls.values()
  const letters: Statement[] = []
  for (const [at, one] of written.entries()) {
    await pause()
    const own = new Map((requests[at] ?? []).map((request) => [keyOf(request), urls.next().value ?? '']))
    letters.push(...lettersOf(store, one, own))
  }
  await pause()
  const outcome = await store.commit([first, ...rest, links.statements, letters], null)
  return outcome.ok
}

function factOf(store: Store, { id, today, window }: Recipient, digest: Digest): FactStatement {
  const details = { person: id, date: today, from: window.from, to: window.to, waiting: digest.waiting }
  const subject = { id: `digests:${id}:${today}`, version: 0 }
  return recordFact(store, subject, { kind: 'digest.decided', actorId: 'system', details })
}

function lettersOf(
  store: Store,
  { person, recipient, digest }: Written,
  urls: ReadonlyMap<string, string>,
): Statement[] {
  const urlOf = (target: Target) => {
    if (target === null) return undefined
    return target.kind === 'page' ? `${store.instance.baseUrl}${target.path}` : urls.get(keyOf(target))
  }
  const settingsUrl = urls.get(keyOf({ purpose: 'preferences', subjectId: person.id })) ?? ''
  const mail = enqueue(store, digestMail(store, { person, digest, settingsUrl, urlOf }))
  return [...mail.statements, store.db.insertInto('digests').values(windowRow(recipient, mail.id))]
}

function linksOf(store: Store, personId: Id, digest: Digest): LinkRequest[] {
  const settings = {
    personId,
    purpose: 'preferences',
    subjectId: personId,
    expiresAt: plus(store.now, LINK_LIFE),
  } as const
  const lines = digest.sections.flatMap((section) => section.lines)
  const shown = [...lines, ...digest.promised].map(({ target }) => target)
  const links = shown.flatMap((target): LinkRequest[] => {
    if (target?.kind !== 'link') return []
    const { purpose, subjectId, expiresAt } = target
    return [{ personId, purpose, subjectId, expiresAt }]
  })
  return [settings, ...links]
}

function keyOf({ purpose, subjectId }: Pick<LinkRequest, 'purpose' | 'subjectId'>): string {
  return `${purpose}/${subjectId}`
}
