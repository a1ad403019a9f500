/** Asking for a sign-in link, redeeming it or its code, and making the first organiser. */

import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Names } from '../people/name.ts'
import { newPerson } from '../people/persons.ts'
import { personCard } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { accountOfAddress, isNewInstance, openAccount } from './accounts.ts'
import { signInLetter } from './letters.tsx'
import { createSession } from './session.ts'
import { askedSince, codeFrom, MAX_ASKED, MAX_TRIES, SIGN_IN_LIFE } from './sign-in.ts'

/**
 * Mails a link and a code if the address has an account. The answer is the same whether or not it has one,
 * so that nobody learns who works here. @param browser a secret kept in the asking browser's cookie.
 */
export async function askSignIn(
  store: Store,
  asked: { email: string; browser: string },
): Promise<Outcome<null>> {
  const email = asked.email.toLowerCase()
  const [account, recent] = await Promise.all([accountOfAddress(store, email), countRecent(store, email)])
  if (recent >= MAX_ASKED) return done(null)
  const card = account && !account.closedAt ? await personCard(store, account.personId) : null
  const request = newRequest(store, {
    email,
    personId: card?.id ?? null,
    browserHash: store.instance.digest(asked.browser),
  })
  const letter = card
    ? signInLetter(store, {
        requestId: request.id,
        person: card,
        email,
        url: request.url,
        code: request.code,
      }).statements
    : []
  const fact = recordFact(
    store,
    { id: request.id, version: 0 },
    { kind: 'sign_in.asked', actorId: card?.id ?? 'system' },
  )
  return store.commit([fact, request.statement, letter], null)
}

async function countRecent(store: Store, email: string): Promise<number> {
  const row = await store.db
    .selectFrom('sign_in_requests')
    .select((eb) => eb.fn.countAll<number>().as('asked'))
    .where('email', '=', email)
    .where('created_at', '>', askedSince(store.now))
    .executeTakeFirstOrThrow()
  return row.asked
}

function newRequest(store: Store, asked: { email: string; personId: Id | null; browserHash: string }) {
  const id = store.newId()
  const token = store.instance.random(32)
  const code = codeFrom(store.instance.random(12))
  const statement = store.db.insertInto('sign_in_requests').values({
    id,
    email: asked.email,
    person_id: asked.personId,
    token_hash: store.instance.digest(token),
    code_hash: store.instance.digest(`${id}/${code}`),
    browser_hash: asked.browserHash,
    tries: 0,
    created_at: store.now,
    expires_at: plus(store.now, SIGN_IN_LIFE),
    used_at: null,
  })
  return { id, code, statement, url: `${store.instance.baseUrl}/sign-in/${token}` }
}

/** A sign-in link made at the console for whoever can read it there: it works in any browser. */
export async function consoleSignIn(store: Store, personId: Id): Promise<Outcome<string>> {
  const account = await store.db
    .selectFrom('accounts')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!account) return refuse('not_found', 'auth.no_account')
  const request = newRequest(store, { email: account.email, personId, browserHash: '' })
  const fact = recordFact(store, { id: request.id, version: 0 }, { kind: 'sign_in.asked', actorId: 'system' })
  return store.commit([fact, request.statement], request.url)
}

/** What a link is worth in this browser: `elsewhere` means that another browser asked and the code is needed. */
export async function inspectToken(
  store: Store,
  token: string,
  browser: string,
): Promise<'good' | 'elsewhere' | 'expired'> {
  const row = await store.db
    .selectFrom('sign_in_requests')
    .select(['browser_hash', 'used_at', 'expires_at', 'person_id'])
    .where('token_hash', '=', store.instance.digest(token))
    .executeTakeFirst()
  if (!row?.person_id || row.used_at || row.expires_at <= store.now) return 'expired'
  return row.browser_hash === '' || row.browser_hash === store.instance.digest(browser) ? 'good' : 'elsewhere'
}

/**
 * Signs in with the mailed link; single use by one conditional statement, so of fifty racers one wins.
 * @returns the cookie of the new session; `gone` (`auth.link_used`) when the link is used, old or foreign.
 */
export async function redeemToken(
  store: Store,
  asked: { token: string; browser: string; userAgent: string },
): Promise<Outcome<string>> {
  const spent = await store.tidy<{ id: Id; person_id: Id }>(
    store.db
      .updateTable('sign_in_requests')
      .set({ used_at: store.now })
      .where('token_hash', '=', store.instance.digest(asked.token))
      .where('browser_hash', 'in', ['', store.instance.digest(asked.browser)])
      .where('used_at', 'is', null)
      .where('person_id', 'is not', null)
      .where('expires_at', '>', store.now)
      .returning(['id', 'person_id']),
  )
  const [request] = spent
  return request ? openSession(store, request, asked.userAgent) : refuse('gone', 'auth.link_used')
}

/**
 * Signs in with the code from the mail, in the browser that asked or with the link's token on another device.
 * Every try is counted before it is judged. @returns `invalid` (field `code`), `gone` after the last try.
 */
export async function redeemCode(
  store: Store,
  asked: { code: string; browser: string; token: string; userAgent: string },
): Promise<Outcome<string>> {
  const { instance } = store
  const which = asked.token
    ? store.db.updateTable('sign_in_requests').where('token_hash', '=', instance.digest(asked.token))
    : store.db.updateTable('sign_in_requests').where('browser_hash', '=', instance.digest(asked.browser))
  const tried = await store.tidy<{ id: Id; code_hash: string; person_id: Id | null }>(
    which
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('used_at', 'is', null)
      .where('tries', '<', MAX_TRIES)
      .where('expires_at', '>', store.now)
      .returning(['id', 'code_hash', 'person_id']),
  )
  if (tried.length === 0) return refuse('gone', 'auth.link_used')
  const right = tried.find(
    (row) => row.person_id && row.code_hash === instance.digest(`${row.id}/${asked.code}`),
  )
  if (!right) return refuse('invalid', 'auth.wrong_code', 'code')
  const spent = await store.tidy<{ id: Id; person_id: Id }>(
    store.db
      .updateTable('sign_in_requests')
      .set({ used_at: store.now })
      .where('id', '=', right.id)
      .where('used_at', 'is', null)
      .returning(['id', 'person_id']),
  )
  return spent[0] ? openSession(store, spent[0], asked.userAgent) : refuse('gone', 'auth.link_used')
}

async function openSession(
  store: Store,
  request: { id: Id; person_id: Id },
  userAgent: string,
): Promise<Outcome<string>> {
  const session = createSession(store, request.person_id, userAgent)
  const fact = recordFact(
    store,
    { id: request.id, version: 1 },
    { kind: 'sign_in.done', actorId: request.person_id },
  )
  return store.commit([fact, session.statement], session.cookie)
}

/** The first organiser of an empty instance, who becomes its administrator. */
export interface FirstOrganiser {
  readonly names: Names
  readonly email: string
  readonly locale: Locale
  readonly zone: Zone
  /** Whose days off keep mails away; empty for weekends only. */
  readonly holidayCalendar: string
  readonly userAgent: string
}

/** Makes the first organiser and signs them in. @returns `gone` once anybody has an account. */
export async function makeFirstOrganiser(
  store: Store,
  asked: FirstOrganiser,
): Promise<Outcome<{ cookie: string; personId: Id }>> {
  if (!(await isNewInstance(store))) return refuse('gone', 'auth.setup_done')
  const person = newPerson(store, {
    names: asked.names,
    readingLang: asked.locale,
    zone: asked.zone,
    holidayCalendar: asked.holidayCalendar,
    email: asked.email,
    actorId: 'system',
  })
  const session = createSession(store, person.id, asked.userAgent)
  // The subject `instance` makes two racing set-ups collide.
  const fact = recordFact(
    store,
    { id: 'instance', version: 0 },
    { kind: 'instance.set_up', actorId: person.id },
  )
  const account = openAccount(store, { personId: person.id, email: asked.email, rank: 'administrator' })
  return store.commit([fact, person.fact, person.statements, account, session.statement], {
    cookie: session.cookie,
    personId: person.id,
  })
}
