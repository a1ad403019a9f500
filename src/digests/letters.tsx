/** The mails of this room: a reminder, a digest; each to one person, with what one click stops. */

import { digestLetter } from '../../views/letters/digest.tsx'
import { type RemindedPromise, reminderLetter } from '../../views/letters/reminder.tsx'
import type { PromisedUrl } from '../../views/letters/reminder-words.tsx'
import { messagesIn } from '../i18n/messages.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Mail } from '../mail/outbox.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'
import type { Digest, Target } from './digest.ts'
import { type MailScope, unsubscribeToken } from './preference.ts'
import { mailKey, type Reminder, reminderSubject } from './reminder.ts'

/** Later than this a reminder has given way to the next morning's. */
const REMINDER_LIFE = { hours: 20 }

/** Later than this most of a digest is no longer so. */
const DIGEST_LIFE = { days: 3 }

/** What a reminder needs besides its commitments. */
export interface ReminderFacts {
  readonly reminder: Reminder<PersonCard>
  /** The ledger's version of this decision. */
  readonly version: number
  readonly promises: readonly (Omit<RemindedPromise, 'lastReportOn'> & {
    /** What is owed within the commitment, if it is not the commitment itself. */
    readonly shareId?: Id
  })[]
  /** All that institutions promised whose focal point the person is. */
  readonly promised: readonly PromisedUrl[]
  readonly settingsUrl: string
}

/**
 * The reminder to one person. A single commitment is its subject, so that its room can withdraw it; what
 * several lost meanwhile is found at delivery (`recheck.ts`).
 */
export function reminderMail(store: Store, facts: ReminderFacts): Mail {
  const { person, date } = facts.reminder
  const subject = reminderSubject(person.id, date)
  const [first] = facts.promises
  return {
    kind: 'reminder',
    dedupeKey: mailKey(subject, facts.version),
    subjectId: first && facts.promises.length === 1 ? (first.shareId ?? first.commitment.id) : subject,
    ...envelopeOf(store, person, 'reminders'),
    letter: reminderLetter({
      ...tellingOf(person, date),
      greeting: salutation(person, person.locale),
      promises: facts.promises.map((promise) => ({
        ...promise,
        lastReportOn: localDay(promise.commitment.lastReportAt, person),
      })),
      promised: facts.promised,
      settingsUrl: facts.settingsUrl,
    }),
    notAfter: plus(store.now, REMINDER_LIFE),
  }
}

/** What a digest needs besides its lines. */
interface DigestFacts {
  readonly person: PersonCard
  readonly digest: Digest
  readonly settingsUrl: string
  urlOf(target: Target): string | undefined
}

/** The digest to one person. */
export function digestMail(store: Store, { person, digest, settingsUrl, urlOf }: DigestFacts): Mail {
  const subject = `digests:${person.id}:${digest.today}`
  return {
    kind: 'digest',
    dedupeKey: subject,
    subjectId: subject,
    ...envelopeOf(store, person, 'digest'),
    letter: digestLetter({
      ...tellingOf(person, digest.today),
      greeting: salutation(person, person.locale),
      zone: person.zone,
      digest,
      settingsUrl,
      urlOf,
    }),
    notAfter: plus(store.now, DIGEST_LIFE),
  }
}

function localDay(instant: Instant | null, { zone }: PersonCard) {
  return instant && dateOf(instant, zone)
}

function tellingOf(person: PersonCard, today: Reminder['date']) {
  return { t: messagesIn(person.locale), lang: person.locale, today }
}

function envelopeOf(store: Store, person: PersonCard, scope: MailScope) {
  const lang = person.locale
  const token = unsubscribeToken(store.instance, person.id, scope)
  return {
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: messagesIn(lang).digests.letters.from,
    lang,
    list: { id: scope, unsubscribeToken: token },
  } as const
}
