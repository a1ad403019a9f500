/** What delegates were told of a meeting by their calendars, and what of it has changed since. */

import type { Told } from '../calendar/days.ts'
import type { CalendarDay } from '../calendar/entry.ts'
import { parseLocalDate, parseLocalTime } from '../kernel/local-date.ts'
import { chooseText, isLocale, LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { parseZone, type Zone } from '../kernel/zone.ts'
import type { Meeting, MeetingFormat } from '../meetings/meeting.ts'

/** One revision of what a delegate sees. */
export interface CalendarFacts {
  readonly days: readonly CalendarDay[]
  readonly zone: Zone
  /** The instants that days and zone stood for when this was decided; not in what older programs mailed. */
  readonly told?: Told
  readonly title: Versions
  readonly venue: Versions
  readonly link: string
  readonly format: MeetingFormat
  /** Announced, but not yet confirmed. */
  readonly tentative: boolean
}

/** The revision mailed last, as `meetings.mailed_facts` keeps it. */
export interface MailedFacts extends CalendarFacts {
  /** The SEQUENCE that first mailed these facts. */
  readonly sequence: number
  /** The SEQUENCE that first mailed the time now in force: answers to an earlier one no longer hold. */
  readonly timeSequence: number
  /** What was mailed before, newest first: somebody's last mail may never have left us. */
  readonly earlier: readonly { readonly sequence: number; readonly facts: CalendarFacts }[]
}

/** More revisions than a relay is ever down for. */
const EARLIER_MAX = 5

/** `is` as the revision `sequence` that follows `was`; equal facts stay the revision that they were. */
export function nextFacts(was: MailedFacts | null, is: CalendarFacts, sequence: number): MailedFacts {
  if (was === null) return { ...is, sequence, timeSequence: sequence, earlier: [] }
  if (!differs(was, is)) return was
  const timeSequence = timeMoved(was, is) ? sequence : was.timeSequence
  const before = { sequence: was.sequence, facts: factsIn(was) }
  return { ...is, sequence, timeSequence, earlier: [before, ...was.earlier].slice(0, EARLIER_MAX) }
}

/** What somebody was told whose last mail to leave us had SEQUENCE `reached`; null: take the last revision. */
export function toldAt(mailed: MailedFacts, reached: number | null): CalendarFacts {
  if (reached === null || reached >= mailed.sequence) return mailed
  return mailed.earlier.find((revision) => revision.sequence <= reached)?.facts ?? mailed
}

function factsIn({ days, zone, told, title, venue, link, format, tentative }: CalendarFacts): CalendarFacts {
  return { days, zone, ...(told ? { told } : {}), title, venue, link, format, tentative }
}

/** The facts of a meeting as they are now. */
export function factsOf(meeting: Meeting): CalendarFacts {
  const { days, zone, startsAt, endsAt, title, venue, link, format, state } = meeting
  return {
    days,
    zone,
    told: { startsAt, endsAt },
    title,
    venue,
    link,
    format,
    tentative: state === 'announced',
  }
}

/** The JSON for `mailed_facts`. */
export function writeFacts(facts: MailedFacts): string {
  return JSON.stringify(facts)
}

/** Reads `mailed_facts`; null for a meeting of which nothing was mailed. @throws Error if it is not ours. */
export function readFacts(json: string | null): MailedFacts | null {
  if (json === null) return null
  const read = JSON.parse(json) as MailedFacts
  const days = read.days.every((day) => parseLocalDate(day.date) && parseLocalTime(day.starts))
  if (!days || parseZone(read.zone) === null || !isLocale(read.title.authoritative))
    throw new Error('mailed_facts of a meeting cannot be read')
  return read
}

/** What can differ between two revisions, in the order in which a letter tells it. */
export type CalendarChange = 'status' | 'time' | 'title' | 'venue' | 'link' | 'format'

/** Did the time move, so that old answers no longer hold? A change of zone moves it too, and one of its clock. */
export function timeMoved(was: CalendarFacts, is: CalendarFacts): boolean {
  return was.zone !== is.zone || daysKey(was) !== daysKey(is) || clockMoved(was.told, is.told)
}

function clockMoved(was: Told | undefined, is: Told | undefined): boolean {
  if (!was || !is) return false
  return was.startsAt !== is.startsAt || was.endsAt !== is.endsAt
}

/** Is there any difference at all that some reader would see? */
export function differs(was: CalendarFacts, is: CalendarFacts): boolean {
  return LOCALES.some((locale) => changesFor(was, is, locale).length > 0)
}

/**
 * What a reader of `locale` would see change; empty when only texts in other languages did, and then there is
 * nothing to mail to them (mail is never empty, product.md rule 8).
 */
export function changesFor(was: CalendarFacts, is: CalendarFacts, locale: Locale): readonly CalendarChange[] {
  const seen = (text: Versions) => chooseText(text, locale).text
  const differ: Readonly<Record<CalendarChange, boolean>> = {
    status: was.tentative !== is.tentative,
    time: timeMoved(was, is),
    title: seen(was.title) !== seen(is.title),
    venue: seen(was.venue) !== seen(is.venue),
    link: was.link !== is.link,
    format: was.format !== is.format,
  }
  return (Object.keys(differ) as CalendarChange[]).filter((change) => differ[change])
}

function daysKey(facts: CalendarFacts): string {
  return facts.days.map((day) => `${day.date} ${day.starts} ${day.ends}`).join()
}
