/** Zone arithmetic, the only place that does any: wall time in an IANA zone ↔ instant. */

import { Temporal } from 'temporal-polyfill'
import { type Instant, instantOfMillis, millisOf } from './instant.ts'
import { addDays, type LocalDate, type LocalTime } from './local-date.ts'

export type Zone = string & { readonly __zone: unique symbol }

/** Wall time in some zone. */
interface WallTime {
  readonly date: LocalDate
  readonly time: LocalTime
}

const DAY_MS = 86_400_000

/**
 * Reads an IANA name such as `Asia/Almaty`, in any case; null if this machine's tz data does not know it.
 * Offsets (`+05:00`) are no zones: they know nothing of clock changes.
 */
export function parseZone(text: string): Zone | null {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(text)) return null
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
    // Runtimes turn aliases into names of their own (Europe/Kyiv into Europe/Kiev): only the case is taken.
    return (known.toLowerCase() === text.toLowerCase() ? known : text) as Zone
  } catch {
    return null
  }
}

/** A zone known to exist. @throws RangeError if it does not. */
export function zone(text: string): Zone {
  const found = parseZone(text)
  if (!found) throw new RangeError(`no such time zone: ${text}`)
  return found
}

/**
 * The instant of a wall time. A time skipped by a clock change becomes the same distance after the gap,
 * a repeated one its first occurrence (RFC 5545 §3.3.5, Temporal's `compatible`).
 */
export function instantOf(wall: WallTime, where: Zone): Instant {
  const asUtc = asUtcOf(wall)
  const [first] = momentsOf(asUtc, where)
  return instantOfMillis(first ?? asUtc - offsetAt(asUtc - DAY_MS, where))
}

/** How often the clocks of a zone show a wall time: `never` when it is skipped, `twice` when they are put back. */
export function showing(wall: WallTime, where: Zone): 'never' | 'once' | 'twice' {
  return (['never', 'once', 'twice'] as const)[momentsOf(asUtcOf(wall), where).length] ?? 'once'
}

function asUtcOf({ date, time }: WallTime): number {
  return Date.parse(`${date}T${time}:00Z`)
}

// Every moment at which clocks show it, the earliest first: with the offset of the day before or of the day after.
function momentsOf(asUtc: number, where: Zone): number[] {
  const offsets = new Set([offsetAt(asUtc - DAY_MS, where), offsetAt(asUtc + DAY_MS, where)])
  const moments = [...offsets].filter((offset) => offset === offsetAt(asUtc - offset, where))
  return moments.map((offset) => asUtc - offset).sort((a, b) => a - b)
}

/** The wall time of an instant. */
export function wallTimeOf(instant: Instant, where: Zone): WallTime {
  const millis = millisOf(instant)
  const text = instantOfMillis(millis + offsetAt(millis, where))
  return { date: text.slice(0, 10) as LocalDate, time: text.slice(11, 16) as LocalTime }
}

/** The calendar date of an instant. */
export function dateOf(instant: Instant, where: Zone): LocalDate {
  const millis = millisOf(instant)
  const inUtc = instant.slice(0, 10) as LocalDate
  // Mostly the date that is written: a page of dates asks thousands of times, and to write one anew costs more.
  const ofDay = millis - Math.floor(millis / DAY_MS) * DAY_MS + offsetAt(millis, where)
  if (ofDay < 0) return addDays(inUtc, -1)
  return ofDay < DAY_MS ? inUtc : addDays(inUtc, 1)
}

/**
 * The offset in force at an instant, written for people: `UTC+5`, `UTC+5:30`, `UTC−4`, `UTC`.
 * @param ahead milliseconds by which clocks are thought to be further ahead than the tz data of today say.
 */
export function offsetLabel(instant: Instant, where: Zone, ahead = 0): string {
  const minutes = Math.trunc((offsetAt(millisOf(instant), where) + ahead) / 60_000)
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** A time between two clock changes: from `from` until before `until`, in milliseconds since 1970. */
interface Stretch {
  readonly from: number
  readonly until: number
  readonly offset: number
}

// Facts of the tz data, the same for every request; at most one per clock change that somebody asked about.
// A page of dates asks thousands of times, and Temporal takes 10 µs for each answer.
const STRETCHES = new Map<Zone, Stretch[]>()

/**
 * Lets a zone have one offset for ever, in hours, as the tz data of another day or another machine may say: for
 * tests of what a change of the law does. @returns takes it back.
 */
export function assumeOffset(where: Zone, hours: number): () => void {
  const ever = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY, offset: hours * 3_600_000 }
  STRETCHES.set(where, [ever])
  return () => STRETCHES.delete(where)
}

/** Milliseconds that wall clocks in `where` are ahead of UTC at `millis`. */
function offsetAt(millis: number, where: Zone): number {
  const known = STRETCHES.get(where)
  for (const stretch of known ?? []) {
    if (stretch.from <= millis && millis < stretch.until) return stretch.offset
  }
  const found = stretchAt(millis, where)
  if (known) known.push(found)
  else STRETCHES.set(where, [found])
  return found.offset
}

function stretchAt(millis: number, where: Zone): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(where)
  // `previous` looks strictly before, and a stretch begins at its own clock change.
  const from = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const until = at.getTimeZoneTransition('next')
  return {
    from: from?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: until?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: at.offsetNanoseconds / 1_000_000,
  }
}
