/**
 * How fast mail may go: what the relay and each recipient domain take in a minute and at once, and how long a domain
 * is left alone that asked us to slow down. Pure (safety.md §3.4.7, calendar-mail.md §5.6).
 */

import { type Instant, instantOfMillis, millisOf, plus } from '../kernel/instant.ts'
import type { SendOutcome } from './transport.ts'

/** Messages begun in a minute of the clock, and messages under way at once in one process. */
export interface Limit {
  readonly perMinute: number
  readonly atOnce: number
}

/** The limits of an instance; none is `Infinity`. */
export interface Pace {
  /** Its `atOnce` is how many connections there are. */
  readonly relay: Limit
  readonly domain: Limit
}

/** As fast as five connections can. */
export const UNLIMITED: Pace = {
  relay: { perMinute: Number.POSITIVE_INFINITY, atOnce: 5 },
  domain: { perMinute: Number.POSITIVE_INFINITY, atOnce: Number.POSITIVE_INFINITY },
}

/** What a relay of a small provider takes without complaint. */
export const PACE: Pace = {
  relay: { perMinute: 600, atOnce: 5 },
  domain: { perMinute: 60, atOnce: 3 },
}

/** Reads `600/5`, messages a minute and at once, or `600` alone; 0 a minute is no limit. Null if it is neither. */
export function readLimit(text: string, standard: Limit): Limit | null {
  const [, perMinute, atOnce] = /^(\d{1,6})(?:\/([1-9]\d?))?$/.exec(text.trim()) ?? []
  if (perMinute === undefined) return null
  return {
    perMinute: Number(perMinute) || Number.POSITIVE_INFINITY,
    atOnce: atOnce ? Number(atOnce) : standard.atOnce,
  }
}

/** The domain of an address, as the outbox keeps it: in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

const MINUTE = 60_000

/** The first instant of the minute in which `now` lies. */
export function minuteOf(now: Instant): Instant {
  return instantOfMillis(Math.floor(millisOf(now) / MINUTE) * MINUTE)
}

/** The first instant of the minute after it. */
export function nextMinute(now: Instant): Instant {
  return instantOfMillis(millisOf(minuteOf(now)) + MINUTE)
}

/**
 * Does an answer tell us that a domain gets too much from us, rather than that one mail has to wait? 421 always does;
 * 450 and 451 with a reason of policy (4.7.x, RFC 3463 §3.8). A greylist says the same and means the single mail.
 */
export function asksToSlow(result: SendOutcome): boolean {
  if (result.outcome !== 'retry' || result.relayDown) return false
  if (result.code === 421) return true
  if (result.code !== 450 && result.code !== 451) return false
  return /\b4\.7\.\d/.test(result.reply) && !/gr[ae]y[ -]?list/i.test(result.reply)
}

/**
 * Does an answer end what {@link asksToSlow} began? Any that the domain gave to a mail, be it no: only what never came
 * that far (no code), or may have got lost, says nothing.
 */
export function endsSlowness(result: SendOutcome): boolean {
  if (result.outcome === 'sent') return true
  if (result.outcome === 'uncertain' || result.code === undefined) return false
  return !(result.outcome === 'retry' && result.relayDown) && !asksToSlow(result)
}

const STEPS = [1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE)

/**
 * Until when a domain is left alone that asked for it for the `strikes`-th time in a row: 1, 2, 5, 15, then 30
 * minutes, each shifted by up to a fifth. After it a single mail tries; the others follow once it is taken.
 */
export function leftAloneUntil(now: Instant, strikes: number, random: number): Instant {
  const step = STEPS[Math.min(strikes, STEPS.length) - 1] ?? MINUTE
  return instantOfMillis(millisOf(now) + Math.round(step * (0.8 + 0.4 * random)))
}

/** No pause reaches beyond it: the longest step, shifted by a fifth. */
export function latestPause(now: Instant): Instant {
  return plus(now, { minutes: 37 })
}

/** Does a pause until then hold at `now`? One that is longer than any was made while the clock was wrong. */
export function isPaused(until: Instant, now: Instant): boolean {
  return until > now && until <= latestPause(now)
}

/** A domain that asked us to slow down and has answered no mail since. */
export interface SlowedDomain {
  readonly domain: string
  /** No more is begun before; once it is past a single mail tries. */
  readonly until: Instant
  readonly strikes: number
  /** Its own words. */
  readonly reply: string
}
