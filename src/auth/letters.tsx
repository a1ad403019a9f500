/** The one letter of this room: the link and the code to sign in. */

import { signInBody } from '../../views/letters/sign-in.tsx'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { type Enqueued, enqueue } from '../mail/outbox.ts'
import { fullName } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'

/** What the letter carries; `email` is the account's address. */
interface SignInFacts {
  readonly requestId: Id
  readonly person: PersonCard
  readonly email: string
  readonly url: string
  readonly code: string
}

/** Queues the letter; it is worthless after ten minutes, so the outbox gives up then. */
export function signInLetter(store: Store, facts: SignInFacts): Enqueued {
  const lang = facts.person.locale
  const t = messagesIn(lang)
  return enqueue(store, {
    kind: 'sign_in',
    dedupeKey: `sign_in:${facts.requestId}`,
    subjectId: facts.requestId,
    to: { personId: facts.person.id, address: facts.email, name: fullName(facts.person, lang) },
    fromName: t.auth.letters.from,
    lang,
    letter: signInBody({ t, lang, url: facts.url, code: facts.code }),
  })
}
