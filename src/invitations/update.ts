/** A turn of a meeting's calendar before it is sent: who gets what, who gets nothing and why. Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { byTodaysClock } from '../meetings/zone-change.ts'
import type { PersonCard } from '../people/person.ts'
import type { CalendarFacts } from './calendar-facts.ts'

/** What mails a whole meeting's calendars. */
export type CalendarAct = 'update' | 'announcement' | 'postponement' | 'cancellation'

/** The meeting as the act finds it when it writes its mails. */
export function meetingAt(meeting: Meeting, act: CalendarAct): Meeting {
  if (act === 'announcement') return { ...byTodaysClock(meeting), state: 'announced' }
  return act === 'postponement' ? { ...meeting, state: 'postponed' } : meeting
}

/** Why somebody who is named gets nothing. `unseen`: in their language what they were told last still holds. */
export type LeftOut = 'no_address' | 'suppressed' | 'up_to_date' | 'unseen' | 'never_told' | 'over'

/** What a person gets: a first entry, a changed one, the end of one, nothing. */
export type Portion = 'request' | 'update' | 'cancel' | 'nothing'

const PORTIONS: readonly Portion[] = ['request', 'update', 'cancel', 'nothing']

/** One person named for the meeting, and what goes to them. */
export interface PreviewLine {
  readonly delegateId: Id
  readonly person: PersonCard
  readonly institution: InstitutionName
  readonly portion: Portion
  /** Set if nothing goes to them. */
  readonly why: LeftOut | null
}

/** One mail as it would go out, but for its personal link and, if it is sent later, its stamp. */
export interface ShownMail {
  readonly line: PreviewLine
  readonly subject: string
  readonly text: string
  /** The iCalendar source; null for a letter without an entry. */
  readonly calendar: string | null
}

/** All that goes out with one act. */
export interface SendingPreview {
  readonly act: CalendarAct
  /** In protocol order. */
  readonly lines: readonly PreviewLine[]
  /** Of an update: what was mailed last, and what holds now. */
  readonly changed: Readonly<Record<'was' | 'is', CalendarFacts>> | null
  /** Null when nothing goes out. */
  readonly shown: ShownMail | null
  readonly quiet: boolean
}

/** How many people get mail. */
export function mailsIn(lines: readonly PreviewLine[]): number {
  return lines.filter(({ portion }) => portion !== 'nothing').length
}

/** One row of the numbers: what is sent, and to whom by language. */
export interface PortionCount {
  readonly portion: Portion
  readonly readers: ReadonlyMap<Locale, readonly PreviewLine[]>
  readonly all: number
}

/** The lines counted by what is sent and by language; what nobody gets is left out. */
export function portionsOf(lines: readonly PreviewLine[]): PortionCount[] {
  return PORTIONS.flatMap((portion) => {
    const own = lines.filter((line) => line.portion === portion)
    const readers = new Map(LOCALES.map((lang) => [lang, own.filter(({ person }) => person.locale === lang)]))
    return own.length > 0 ? [{ portion, readers, all: own.length }] : []
  })
}

/** What the organiser sees change, texts in each language by itself. */
export interface FactChange {
  readonly change: 'status' | 'time' | 'title' | 'venue' | 'link' | 'format'
  /** Of a text: the language in which it changed. */
  readonly lang: Locale | null
}

/** Every difference between two revisions, whoever would see it. */
export function changesBetween(was: CalendarFacts, is: CalendarFacts): FactChange[] {
  const time = (facts: CalendarFacts) => JSON.stringify([facts.zone, facts.days])
  const texts = (['title', 'venue'] as const).flatMap((change) =>
    LOCALES.filter((lang) => (was[change].texts[lang] ?? '') !== (is[change].texts[lang] ?? '')).map(
      (lang) => ({ change, lang }),
    ),
  )
  const others = [
    was.tentative !== is.tentative && ('status' as const),
    time(was) !== time(is) && ('time' as const),
    was.link !== is.link && ('link' as const),
    was.format !== is.format && ('format' as const),
  ].filter((change) => change !== false)
  return [...others.map((change) => ({ change, lang: null })), ...texts]
}
