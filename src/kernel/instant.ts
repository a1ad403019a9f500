/** A point in time: UTC, ISO 8601 with milliseconds, so that text order is time order. */

export type Instant = string & { readonly __instant: unique symbol }

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Milliseconds since 1970 as an {@link Instant}. @throws RangeError outside the years 0–9999. */
export function instantOfMillis(millis: number): Instant {
  const text = new Date(millis).toISOString()
  if (!FORM.test(text)) throw new RangeError(`instant out of range: ${millis}`)
  return text as Instant
}

/**
 * Reads `2025-10-14T04:00:00Z`, seconds and fractions optional; null if it is no instant, as on 30
 * February.
 */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/.test(text)) return null
  const millis = Date.parse(text)
  if (Number.isNaN(millis)) return null
  const instant = instantOfMillis(millis)
  // Date.parse moves 30 February and 24:00 to the next day instead of refusing them.
  return instant.startsWith(text.slice(0, 16)) ? instant : null
}

/** Milliseconds since 1970. */
export function millisOf(instant: Instant): number {
  return Date.parse(instant)
}

/** A length of time in fixed units; days here are 24 hours, calendar days live in `local-date.ts`. */
export interface Span {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
}

/** Milliseconds of a {@link Span}. */
export function millisOfSpan({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000
}

/** `instant` moved by `span` (negative parts move back). */
export function plus(instant: Instant, span: Span): Instant {
  return instantOfMillis(millisOf(instant) + millisOfSpan(span))
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
