/** Addresses of the Internet as the doctor compares them; opens nothing. */

import { BlockList, isIP } from 'node:net'

/** Node's own, so that of the doctor's files those alone know `node:net` that have to. */
export { isIP }

/** Where the reverse name of an address stands (RFC 1035 §3.5, RFC 3596 §2.5). */
export function reverseName(address: string): string {
  if (isIP(address) === 4) return `${address.split('.').reverse().join('.')}.in-addr.arpa`
  return `${[...groupsOf(address).join('')].reverse().join('.')}.ip6.arpa`
}

// URL writes IPv6 in its one canonical form, without an IPv4 tail.
function groupsOf(address: string): string[] {
  const text = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1) ?? ''
  const [head = '', tail] = text.split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const zeros = Array.from({ length: tail === undefined ? 0 : missing }, () => '0')
  return [...(before ?? []), ...zeros, ...(after ?? [])].map((group) => group.padStart(4, '0'))
}

/** Two addresses are one, however they are written. */
export function sameAddress(one: string, other: string): boolean {
  return isIP(one) === isIP(other) && reverseName(one) === reverseName(other)
}

interface Block {
  readonly address: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

/** An address with the length of its prefix, if it is one of that version. */
export function blockOf(version: number, value: string, otherwise?: number): Block | null {
  const [address = '', prefix] = value.split('/')
  const length = prefix === undefined ? (otherwise ?? (version === 6 ? 128 : 32)) : Number(prefix)
  const most = version === 6 ? 128 : 32
  if (isIP(address) !== version || !Number.isInteger(length) || length < 0 || length > most) return null
  return { address, prefix: length, family: version === 6 ? 'ipv6' : 'ipv4' }
}

/** Does the block hold the address? Never across versions. */
export function within(ip: string | null, block: Block | null): boolean {
  if (ip === null || block === null || isIP(ip) !== (block.family === 'ipv6' ? 6 : 4)) return false
  const list = new BlockList()
  list.addSubnet(block.address, block.prefix, block.family)
  return list.check(ip, block.family)
}

const PRIVATE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
]

/** Can it be reached from outside? */
export function isPublic(address: string): boolean {
  const version = isIP(address)
  return !PRIVATE.some((block) => within(address, blockOf(version, block)))
}
