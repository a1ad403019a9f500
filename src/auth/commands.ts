/** Asking for a sign-in link, redeeming it or its code, and making the first organiser. */

import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { spend } from '../limits/limits.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Names } from '../people/name.ts'
import { newPerson } from '../people/persons.ts'
import { personCard } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { accountOfAddress, isNewInstance, openAccount } from './accounts.ts'
import { STRANGER, signInLetter } from './letters.tsx'
import { needsPasskey } from './passkeys.ts'
import { newRequest, type Spent, spendCode } from './requests.ts'
import { createSession } from './session.ts'

/**
 * Mails a link and a code if the address has an account. The answer and the work are the same whether or not
 * it has one, down to a letter rendered for nobody, so that nobody learns who works here (T42).
 * @param asked.browser a secret kept in the asking browser's cookie. @returns `too_many`, for unknown
 *   addresses too.
 */
export async function askSignIn(
  store: Store,
  asked: { email: string; browser: string; network: string },
): Promise<Outcome<null>> {
  const email = asked.email.toLowerCase()
  const free = await spend(store, [
    { limit: 'mails_to_address', by: email },
    { limit: 'mails_from_network', by: asked.network },
  ])
  if (!free.ok) return free
  const account = await accountOfAddress(store, email)
  const card = await personCard(store, account && !account.closedAt ? account.personId : NOBODY)
  const request = newRequest(store, {
    email,
    personId: card?.id ?? null,
    browserHash: store.instance.digest(asked.browser),
    purpose: 'sign_in',
  })
  const { id, url, code } = request
  const letter = signInLetter(store, { requestId: id, person: card ?? STRANGER, email, url, code })
  const fact = recordFact(
    store,
    { id: request.id, version: 0 },
    { kind: 'sign_in.asked', actorId: card?.id ?? 'system' },
  )
  const queued = card ? letter.statements : withdrawUnsent(store, { subjectId: id })
  return store.commit([fact, request.statement, queued], null)
}

/** Nobody has this id: looking it up costs what looking up a person costs. */
const NOBODY = 'nobody'

/** A sign-in link made at the console for whoever can read it there: it works in any browser. */
export async function consoleSignIn(store: Store, personId: Id): Promise<Outcome<string>> {
  const account = await store.db
    .selectFrom('accounts')
    .select('email')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!account) return refuse('not_found', 'auth.no_account')
  const request = newRequest(store, { email: account.email, personId, browserHash: '', purpose: 'console' })
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
 * @returns the cookie of the new session; `gone` (`auth.link_used`) when the link is used, old or foreign;
 *   `too_many`.
 */
export async function redeemToken(
  store: Store,
  asked: { token: string; browser: string; userAgent: string; network: string },
): Promise<Outcome<string>> {
  const free = await spend(store, [{ limit: 'tries_from_network', by: asked.network }])
  if (!free.ok) return free
  const spent = await store.tidy<Spent>(
    store.db
      .updateTable('sign_in_requests')
      .set({ used_at: store.now })
      .where('purpose', '<>', 'proof')
      .where('token_hash', '=', store.instance.digest(asked.token))
      .where('browser_hash', 'in', ['', store.instance.digest(asked.browser)])
      .where('used_at', 'is', null)
      .where('person_id', 'is not', null)
      .where('expires_at', '>', store.now)
      .returning(['id', 'person_id', 'purpose']),
  )
  const [request] = spent
  return request ? openSession(store, request, asked.userAgent) : refuse('gone', 'auth.link_used')
}

/**
 * Signs in with the code from the mail, in the browser that asked or with the link's token on another device.
 * Every try is counted before it is judged. @returns `invalid` (field `code`), `gone` after the last try,
 *   `too_many` for a network, or in the browser that asked for an account that somebody guesses at all day.
 */
export async function redeemCode(
  store: Store,
  asked: { code: string; browser: string; token: string; userAgent: string; network: string },
): Promise<Outcome<string>> {
  const free = await spend(store, [{ limit: 'tries_from_network', by: asked.network }])
  if (!free.ok) return free
  const { digest } = store.instance
  const which = asked.token
    ? ({ purpose: 'sign_in', column: 'token_hash', hash: digest(asked.token) } as const)
    : ({ purpose: 'sign_in', column: 'browser_hash', hash: digest(asked.browser) } as const)
  const spent = await spendCode(store, which, asked.code)
  return spent.ok ? openSession(store, spent.value, asked.userAgent) : spent
}

async function openSession(store: Store, request: Spent, userAgent: string): Promise<Outcome<string>> {
  const by = request.purpose === 'console' ? 'console' : 'mail'
  if (by === 'mail' && (await needsPasskey(store, request.person_id)))
    return refuse('forbidden', 'auth.passkey_needed')
  const session = createSession(store, request.person_id, userAgent, by)
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
  const session = createSession(store, person.id, asked.userAgent, 'console')
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
