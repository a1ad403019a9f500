/** The mails of this room: asking one person for the stock reports of all their places, and reminding them. */

import { type AskedReport, stockLetter } from '../../views/letters/stock.tsx'
import { unsubscribeToken } from '../digests/preference.ts'
import { messagesIn } from '../i18n/messages.ts'
import { plus } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Mail } from '../mail/outbox.ts'
import { fullName, salutation } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import type { Store } from '../store/store.ts'

/** What one mail is made of. */
export interface StockMailFacts {
  readonly person: PersonCard
  readonly today: LocalDate
  /** The code of the dialogue; of the first one if the reports are of several. */
  readonly dialogue: string
  readonly institutionId: string
  readonly reports: readonly AskedReport[]
  /** The mail's own subject: reason, person, day and version. */
  readonly subject: string
  /** Null for a request; a reminder leads to where reminders are switched off. */
  readonly settingsUrl: string | null
}

/** A reminder gives way to the next week's; a request is worth answering for longer. */
const LIFE = { reminder: { days: 6 }, request: { days: 45 } } as const

/** The mail; delivery looks again whether any of it is still owed (`mail/hindrance-queries.ts`). */
export function stockMail(store: Store, facts: StockMailFacts): Mail {
  const { person, today, reports, subject, settingsUrl, institutionId } = facts
  const lang = person.locale
  const t = messagesIn(lang)
  const token = settingsUrl && unsubscribeToken(store.instance, person.id, 'reminders')
  return {
    kind: settingsUrl ? 'stock_reminder' : 'stock_request',
    dedupeKey: subject,
    subjectId: subject,
    institutionId,
    to: { personId: person.id, address: person.email, name: fullName(person, lang) },
    fromName: t.commitments.letters.from(facts.dialogue),
    lang,
    letter: stockLetter({ t, lang, greeting: salutation(person, lang), today, reports, settingsUrl }),
    ...(token ? { list: { id: 'reminders', unsubscribeToken: token } as const } : {}),
    notAfter: plus(store.now, settingsUrl ? LIFE.reminder : LIFE.request),
  }
}
