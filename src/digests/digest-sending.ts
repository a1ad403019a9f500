/** Sends the week's digests: load, decide, commit, a few dozen people at a time. */

import { type LinkRequest, linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards } from '../people/queries.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { type Digest, isEmpty, nextWindow, type Target, type Window } from './digest.ts'
import { digestMail } from './letters.tsx'
import { digestIsDue, mailDay } from './mail-day.ts'
import { holidaysNow, reachableBy } from './queries.ts'
import { type Concerned, concernedPeople } from './recipient-queries.ts'
import { digestFor, type Situation } from './situation.ts'
import { asksOf, readSituation } from './situation-queries.ts'

/** People per batch: one commit for all of them, and not more statements than D1 takes. */
const BATCH = 50

/** Five columns each: D1 binds at most 100 parameters. */
const WINDOWS_AT_ONCE = 20

/** The window of somebody's first digest begins this long ago. */
const FIRST_WINDOW = { days: -7 }

/** Somebody whose digest is due, with the window it covers. */
interface Recipient {
  readonly id: Id
  readonly today: LocalDate
  readonly window: Window
}

/**
 * Queues the digest of everybody for whom it is due by their own clock and calendar and for whom there is
 * something to tell; organisers and coordinators get theirs in any case. Every window is kept, also that of a
 * digest with nothing in it, so that windows follow each other and nobody gets a second one this week.
 * @returns how many mails were queued; a batch that another process took is left to it.
 */
export async function sendDigests(store: Store): Promise<number> {
  const recipients = await dueRecipients(store)
  const [first] = recipients
  if (!first) return 0
  const since = recipients.reduce(
    (oldest: Instant, { window }) => (window.from < oldest ? window.from : oldest),
    first.window.from,
  )
  const ids = recipients.map(({ id }) => id)
  const situation = await readSituation(store, ids, since)
  let queued = 0
  for (let at = 0; at < recipients.length; at += BATCH)
    queued += await sendBatch(store, situation, recipients.slice(at, at + BATCH))
  return queued
}

async function dueRecipients(store: Store): Promise<Recipient[]> {
  const [concerned, holidays] = await Promise.all([concernedPeople(store), holidaysNow(store)])
  const reachable = await reachableBy(store, 'digest', concerned)
  const due = (person: Concerned): Recipient[] => {
    const calendar = holidays(person.holidayCalendar)
    const day = mailDay(store.now, { zone: person.zone, holidays: calendar })
    if (!day || !digestIsDue(day, person.last, calendar)) return []
    const window = nextWindow(person.lastTo, plus(store.now, FIRST_WINDOW), store.now)
    return [{ id: person.id, today: day.date, window }]
  }
  return concerned.filter(({ id }) => reachable.has(id)).flatMap(due)
}

/** A digest about to be written. */
interface Written {
  readonly person: PersonCard
  readonly recipient: Recipient
  readonly digest: Digest
}

async function sendBatch(
  store: Store,
  situation: Situation,
  recipients: readonly Recipient[],
): Promise<number> {
  const ids = recipients.map(({ id }) => id)
  const [cards, asks] = await Promise.all([personCards(store, ids), asksOf(store, ids)])
  const all = recipients.flatMap((recipient): Written[] => {
    const person = cards.get(recipient.id)
    if (!person) return []
    const { today, window } = recipient
    return [
      {
        person,
        recipient,
        digest: digestFor({ person, today, window }, situation, asks.get(person.id) ?? []),
      },
    ]
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
  const letters = written.flatMap((one, at) => {
    const own = new Map((requests[at] ?? []).map((request) => [keyOf(request), urls.next().value ?? '']))
    return lettersOf(store, one, own)
  })
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
  const shown = digest.sections.flatMap(({ lines }) => lines.map(({ target }) => target))
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
