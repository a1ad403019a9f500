/** Erasing a person: what stands against it, and under which name their row stays in the record. Pure. */

import { messagesIn } from '../i18n/messages.ts'
import { type InstitutionName, shortNameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { Named, NameParts, Names } from '../people/name.ts'
import { fullName, listName } from '../people/name.ts'

/** What is known of somebody who is to be erased. */
export interface Erasable extends Named {
  readonly id: Id
  readonly version: number
  readonly zone: Zone
  /** Of the directory and of the account, as far as nobody else has them. */
  readonly ownAddresses: readonly string[]
  /** Meetings that are not over and for which they are named. */
  readonly namedFor: readonly Id[]
  /** A calendar entry that went into the queue in their name and has not gone out yet. */
  readonly waitingMail: Id | null
  readonly administers: boolean
  /** Nobody else could administer the instance. */
  readonly onlyAdministrator: boolean
  /** Dialogues that nobody else organises. */
  readonly onlyOrganiserOf: readonly Id[]
  /** Whom they represented last; null when that was never recorded. */
  readonly represented: InstitutionName | null
}

/** Where free text holds a surname, or a file that the person gave: the page that shows it. */
export interface Mention {
  readonly place:
    | 'decision'
    | 'commitment'
    | 'meeting'
    | 'dialogue'
    | 'roadmap'
    | 'plan'
    | 'supply'
    | 'document'
  readonly id: Id
}

/**
 * May the person be erased now?
 * @returns `conflict` while they are named for a meeting ahead, organise a dialogue alone or
 *   administer the instance alone: `retention.named_still`, `.mail_waits`, `.organises_alone`, `.administers_alone`, and
 *   `.not_yourself`.
 */
export function decideErasure(person: Erasable, actorId: Id): Outcome<null> {
  if (person.id === actorId) return refuse('conflict', 'retention.not_yourself')
  if (person.namedFor.length > 0) return refuse('conflict', 'retention.named_still')
  if (person.waitingMail) return refuse('conflict', 'retention.mail_waits')
  if (person.onlyAdministrator) return refuse('conflict', 'retention.administers_alone')
  if (person.onlyOrganiserOf.length > 0) return refuse('conflict', 'retention.organises_alone')
  return done(null)
}

/** How the record calls them from now on, in each language: «Former representative (WHO)». */
export function namesAfter(represented: InstitutionName | null): Names {
  return Object.fromEntries(LOCALES.map((locale) => [locale, nobody(phraseIn(represented, locale))]))
}

function phraseIn(represented: InstitutionName | null, locale: Locale): string {
  const t = messagesIn(locale).retention
  return represented ? t.formerOf(shortNameOf(represented, locale).text) : t.former
}

function nobody(surname: string): NameParts {
  return { surname, given: '', patronymic: '', salutation: '', position: '' }
}

/** Every way in which pages and mails have written the person. */
export function writtenNames(person: Named): string[] {
  return LOCALES.flatMap((locale) =>
    person.names[locale]?.surname ? [fullName(person, locale), listName(person, locale)] : [],
  )
}

/** Every spelling with what replaces it, longest first. */
export function spellingsOf(person: Erasable): { readonly from: string; readonly to: string }[] {
  const spellings = LOCALES.flatMap((locale) => {
    const parts = person.names[locale]
    const to = phraseIn(person.represented, locale)
    return writtenNames({ names: parts ? { [locale]: parts } : {}, locale }).map((from) => ({ from, to }))
  })
  const known = new Map(spellings.map((spelling) => [spelling.from, spelling]))
  return [...known.values()].sort((a, b) => b.from.length - a.from.length)
}
