/** For whom a mail is, as its envelope says or, where a mailbox kept none, as its header does. Pure. */

import { headerEnd, MAX_HEADER } from './bounds.ts'
import type { Envelope } from './reading.ts'

const OWN = /^(rsvp|digest|bounce\+[\w.-]{1,200}|unsubscribe\+[\w.-]{1,200})$/i

/** Is this one of the addresses that come to the door? In any case, as some servers change it. */
export function isOurs(address: string, mailDomain: string): boolean {
  const at = address.lastIndexOf('@')
  return OWN.test(address.slice(0, at)) && address.slice(at + 1).toLowerCase() === mailDomain
}

// Where mail servers note the recipient, then where senders write whom they mean.
const RECIPIENTS = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'to']

/**
 * The envelope of a mail that lay in a mailbox: `Return-Path`, and of our addresses in its header the one that says
 * most, which is a sealed one. Empty texts where the header does not tell.
 */
export function envelopeIn(raw: Uint8Array, mailDomain: string): Envelope {
  const bytes = raw.subarray(0, Math.min(headerEnd(raw), MAX_HEADER))
  const lines = new TextDecoder('latin1')
    .decode(bytes)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
  const valuesOf = (name: string) =>
    lines.filter((line) => line.slice(0, name.length + 1).toLowerCase() === `${name}:`).map(afterColon)
  const named = RECIPIENTS.flatMap(valuesOf).flatMap((value) => value.split(/[\s<>(),;:"]+/))
  const ours = named.filter((one) => isOurs(one, mailDomain))
  return {
    from: valuesOf('return-path')[0]?.trim() ?? '',
    to: ours.find((one) => one.includes('+')) ?? ours[0] ?? '',
  }
}

function afterColon(line: string): string {
  return line.slice(line.indexOf(':') + 1)
}
