/** The letters of this room: to sign in, to prove who one is, and what happened to one's passkeys. */

import { passkeyBody, proofBody, signInBody } from '../../views/letters/sign-in.tsx'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { zone } from '../kernel/zone.ts'
import { type Enqueued, enqueue } from '../mail/outbox.ts'
import { fullName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { personCard } from '../people/queries.ts'
import type { Statement, Store } from '../store/store.ts'

/** What the letter carries; `email` is the account's address. */
interface SignInFacts {
  readonly requestId: Id
  readonly person: PersonCard
  readonly email: string
  readonly url: string
  readonly code: string
}

/** What every letter of this room begins with: to whom, from whom, in the reader's language with its texts. */
function sheetFor(person: PersonCard, address: string) {
  const lang = person.locale
  const t = messagesIn(lang)
  const to = { personId: person.id, address, name: fullName(person, lang) }
  return { t, lang, to, fromName: t.auth.letters.from }
}

/** Queues the letter; it is worthless after ten minutes, so the outbox gives up then. */
export function signInLetter(store: Store, facts: SignInFacts): Enqueued {
  const { t, ...sheet } = sheetFor(facts.person, facts.email)
  return enqueue(store, {
    ...sheet,
    kind: 'sign_in',
    dedupeKey: `sign_in:${facts.requestId}`,
    subjectId: facts.requestId,
    letter: signInBody({ t, lang: sheet.lang, url: facts.url, code: grouped(facts.code) }),
  })
}

/** In two groups: eight digits in a row are typed wrong. */
function grouped(code: string): string {
  return code.replace(/^(\d{4})/, '$1 ')
}

/** Stands in for the account that an address does not have, so that its letter costs what a real one costs. */
export const STRANGER: PersonCard = {
  id: 'nobody',
  names: { en: { surname: 'Nobody', given: '', patronymic: '', salutation: '', position: '' } },
  email: '',
  locale: 'en',
  // Made once: to look a zone up takes longer than all else here.
  zone: zone('UTC'),
  holidayCalendar: '',
  protected: false,
  digest: 'off',
  reminders: 'off',
}

/** Queues the letter with a code for somebody who is signed in; worthless after ten minutes. */
export function proofLetter(store: Store, facts: Omit<SignInFacts, 'url'>): Enqueued {
  const { t, ...sheet } = sheetFor(facts.person, facts.email)
  return enqueue(store, {
    ...sheet,
    kind: 'sign_in',
    dedupeKey: `proof:${facts.requestId}`,
    subjectId: facts.requestId,
    letter: proofBody({ t, lang: sheet.lang, code: grouped(facts.code) }),
  })
}

/** What happened to somebody's passkeys; `label` is what they call the one that was added. */
interface PasskeyEvent {
  readonly event: 'added' | 'removed' | 'reset'
  readonly passkeyId: Id
  readonly personId: Id
  readonly label?: string
}

/** Tells the owner, so that what somebody else did in their name is noticed. Goes to the account's address. */
export async function passkeyLetter(store: Store, happened: PasskeyEvent): Promise<Statement[]> {
  const { event, passkeyId, personId, label = '' } = happened
  const [card, account] = await Promise.all([
    personCard(store, personId),
    store.db.selectFrom('accounts').select('email').where('person_id', '=', personId).executeTakeFirst(),
  ])
  if (!card || !account) return []
  const { t, ...sheet } = sheetFor(card, account.email)
  const url = `${store.instance.baseUrl}/account`
  const letter = enqueue(store, {
    ...sheet,
    kind: 'account',
    dedupeKey: `passkey:${event}:${passkeyId}`,
    subjectId: personId,
    letter: passkeyBody({ t, lang: sheet.lang, event, label, url }),
  })
  return letter.statements
}
