/** Who may hand mail over by HTTP: whoever has the key of the door. Replaying a mail does nothing (`commands.ts`). */

import { type Instant, millisOf } from '../kernel/instant.ts'
import type { Instance } from '../store/store.ts'
import type { Envelope } from './reading.ts'

/** What a mail server or a script sends along, in headers. */
export interface Handover {
  /** Seconds since 1970, as text. */
  readonly timestamp: string
  /** Hexadecimal HMAC-SHA-256 over the timestamp, both envelope addresses, each with a line feed, and the mail. */
  readonly signature: string
  readonly envelope: Envelope
}

/** The key, made from the instance secret; `npm start -- receive --print-key` shows it to the operator. */
export function doorKey(instance: Pick<Instance, 'seal'>): string {
  return instance.seal('inbound mail: key of the door')
}

/** Clocks of other machines may differ by so much. */
const SKEW_MS = 15 * 60_000

/** Is the timestamp a number near `now`? Asked before the mail itself is read. */
export function isTimely(timestamp: string, now: Instant): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1_000 - millisOf(now)) <= SKEW_MS
}

/** Was this mail signed with `key`? Compared in constant time by the runtime. */
export async function isSigned(
  key: string,
  { timestamp, signature, envelope }: Handover,
  mail: Uint8Array,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/i.test(signature)) return false
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  const head = ENCODER.encode(`${timestamp}\n${envelope.from}\n${envelope.to}\n`)
  const signed = new Uint8Array(head.length + mail.length)
  signed.set(head)
  signed.set(mail, head.length)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', ENCODER.encode(key), hmac, false, ['verify'])
  return crypto.subtle.verify('HMAC', imported, bytes, signed)
}

const ENCODER = new TextEncoder()
