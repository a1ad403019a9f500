/** From where a request comes: the client's address behind proxies we trust, and the network it belongs to. */

/** What the machine knows of a connection. */
interface Connection {
  /** The address at the other end of the socket. */
  readonly socket: string
  /** `X-Forwarded-For` as received; anybody can write anything into it. */
  readonly forwarded: string
  /** How many proxies of our own stand before us; each has added one address at the end of the header. */
  readonly proxies: number
}

/**
 * The client's address. Only what our own proxies added is believed: with none of them the header plays no
 * part, with two the last but one entry counts, whatever a client wrote before it.
 */
export function clientBehind({ socket, forwarded, proxies }: Connection): string {
  if (proxies === 0) return socket
  const hops = forwarded.split(',').map((hop) => hop.trim())
  const claimed = hops.at(-proxies) ?? hops[0] ?? ''
  return networkOf(claimed) === UNKNOWN ? socket : claimed
}

const UNKNOWN = 'unknown'

/**
 * The network of an address, such as `203.0.113.0/24` or `2001:db8:0:1::/64`: one customer holds a whole /64.
 * What is no address counts as one network, so that it is limited too.
 */
export function networkOf(address: string): string {
  const bare = withoutPort(address)
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(bare)) return networkOfV4(bare)
  // The URL parser is the strictest reader of IPv6 that every runtime has; it leaves one spelling.
  const hostname = /^[\da-f:.]*:[\da-f:.]*$/i.test(bare)
    ? URL.parse(`http://[${bare}]/`)?.hostname
    : undefined
  return hostname ? networkOfV6(hostname.slice(1, -1)) : UNKNOWN
}

function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]*)\](:\d+)?$/.exec(address)
  const bare = bracketed ? (bracketed[1] ?? '') : address.replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/, '$1')
  return bare.replace(/%.*$/, '')
}

function networkOfV4(address: string): string {
  const parts = address.split('.').map(Number)
  return parts.every((part) => part <= 255) ? `${parts.slice(0, 3).join('.')}.0/24` : UNKNOWN
}

function networkOfV6(address: string): string {
  const [before = '', after] = address.split('::')
  const head = before.split(':').filter(Boolean)
  const tail = (after ?? '').split(':').filter(Boolean)
  const groups = [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail]
  if (groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff') return mapped(groups)
  return `${groups.slice(0, 4).join(':')}::/64`
}

/** A dual-stack socket calls 192.0.2.1 ::ffff:c000:201. */
function mapped(groups: readonly string[]): string {
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return `${high >> 8}.${high & 255}.${low >> 8}.0/24`
}
