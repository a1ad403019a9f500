/** SPF as a receiver evaluates it (RFC 7208), with its limits on questions; macros are not expanded. */

import { blockOf, isIP, within } from './doctor-address.ts'
import { addressesOf, type Names, type RecordKind } from './doctor-names.ts'

export type SpfResult = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'permerror' | 'temperror'

export interface Spf {
  readonly result: SpfResult
  /** The term that decided, or what is wrong. */
  readonly by: string
  /** Questions to DNS that count, of {@link MOST_LOOKUPS}. */
  readonly lookups: number
  /** Questions without an answer, of two. */
  readonly voids: number
  /** Terms that were passed over. */
  readonly skipped: readonly string[]
}

/** RFC 7208 §4.6.4. */
export const MOST_LOOKUPS = 10
const MOST_VOIDS = 2
const MOST_MX = 10

/** One evaluation under way. */
interface Walk {
  readonly names: Names
  readonly ip: string | null
  lookups: number
  voids: number
  readonly skipped: string[]
}

class Stop extends Error {
  readonly result: SpfResult

  constructor(result: SpfResult, why: string) {
    super(why)
    this.result = result
  }
}

/**
 * What a receiver says of mail from the address. Null stands for an address that matches nothing but `all`: it
 * walks the whole record.
 */
export async function evaluateSpf(names: Names, domain: string, ip: string | null): Promise<Spf> {
  const walk: Walk = { names, ip, lookups: 0, voids: 0, skipped: [] }
  const verdict = await check(walk, domain).catch((error: unknown) => {
    if (error instanceof Stop) return { result: error.result, by: error.message }
    throw error
  })
  return { ...verdict, lookups: walk.lookups, voids: walk.voids, skipped: walk.skipped }
}

interface Verdict {
  readonly result: SpfResult
  readonly by: string
}

interface Term {
  readonly text: string
  readonly result: SpfResult
  readonly kind: string
  readonly value: string
}

const RESULTS: Readonly<Record<string, SpfResult>> = {
  '+': 'pass',
  '-': 'fail',
  '~': 'softfail',
  '?': 'neutral',
}
const MECHANISM = /^([+?~-]?)(all|include:|exists:|ip4:|ip6:|a(?=[:/]|$):?|mx(?=[:/]|$):?|ptr(?=:|$):?)(.*)$/i
const MODIFIER = /^[a-z][\w.-]*=/i

async function check(walk: Walk, domain: string): Promise<Verdict> {
  const record = await recordOf(walk, domain)
  if (record === null) return { result: 'none', by: `${domain} has no SPF record` }
  const words = record
    .split(/ +/)
    .slice(1)
    .filter((word) => word !== '')
  // The whole record is read first: a mistake at its end spoils it for everybody (§4.6).
  const terms = words.filter((word) => !MODIFIER.test(word)).map((word) => termOf(word, domain))
  for (const term of terms)
    if (await matches(walk, term, domain)) return { result: term.result, by: `${term.text} of ${domain}` }
  const target = words.find((word) => /^redirect=/i.test(word))?.slice('redirect='.length)
  if (target === undefined) return { result: 'neutral', by: `${domain} says nothing of other addresses` }
  count(walk)
  const verdict = await check(walk, target)
  if (verdict.result === 'none') throw new Stop('permerror', `redirect=${target}, which has no SPF record`)
  return verdict
}

async function recordOf({ names }: Walk, domain: string): Promise<string | null> {
  const found = await names.look(domain, 'TXT')
  if ('silent' in found) throw new Stop('temperror', `the TXT records of ${domain}: ${found.silent}`)
  const records = found.values.filter((text) => /^v=spf1( |$)/i.test(text))
  if (records.length > 1) throw new Stop('permerror', `${domain} has ${records.length} SPF records`)
  return records[0] ?? null
}

function termOf(text: string, domain: string): Term {
  const [, sign = '', kind = '', value = ''] = MECHANISM.exec(text) ?? []
  const plain = kind.replace(':', '').toLowerCase()
  const good =
    plain === 'all'
      ? value === ''
      : plain === 'ip4' || plain === 'ip6'
        ? blockOf(plain === 'ip4' ? 4 : 6, value) !== null
        : !kind.endsWith(':') || value !== ''
  if (!kind || !good) throw new Stop('permerror', `"${text}" of ${domain} is no term of SPF`)
  return { text, result: RESULTS[sign || '+'] ?? 'pass', kind: plain, value }
}

async function matches(walk: Walk, { text, kind, value }: Term, domain: string): Promise<boolean> {
  if (kind === 'all') return true
  if (kind === 'ip4' || kind === 'ip6') return within(walk.ip, blockOf(kind === 'ip4' ? 4 : 6, value))
  count(walk)
  const { target, prefix4, prefix6 } = targetOf(value, domain)
  // ptr is slow and to be avoided (§5.5); macros need the letter that is being sent.
  if (kind === 'ptr' || target.includes('%')) {
    walk.skipped.push(text)
    return false
  }
  if (kind === 'include') return includes(walk, target)
  if (kind === 'exists') return (await look(walk, target, 'A')).length > 0
  const hosts = kind === 'mx' ? await exchangesOf(walk, target) : [target]
  const lists = await Promise.all(hosts.map((host) => addresses(walk, host)))
  if (kind === 'a' && lists[0]?.length === 0) countVoid(walk)
  return lists.flat().some((address) => {
    const version = isIP(address)
    return within(walk.ip, blockOf(version, address, version === 6 ? prefix6 : prefix4))
  })
}

// A receiver asks for the family of the address it has; an address that matches nothing stands for both.
async function addresses({ names, ip }: Walk, host: string): Promise<readonly string[]> {
  const found =
    ip === null ? await addressesOf(names, host) : await names.look(host, isIP(ip) === 6 ? 'AAAA' : 'A')
  if ('silent' in found) throw new Stop('temperror', `the addresses of ${host}: ${found.silent}`)
  return found.values
}

function targetOf(value: string, domain: string) {
  const [, target = '', prefix4, prefix6] = /^([^/]*)(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(value) ?? []
  return { target: target || domain, prefix4: Number(prefix4 ?? 32), prefix6: Number(prefix6 ?? 128) }
}

async function includes(walk: Walk, target: string): Promise<boolean> {
  const { result } = await check(walk, target)
  if (result === 'none') throw new Stop('permerror', `include:${target}, which has no SPF record`)
  return result === 'pass'
}

async function exchangesOf(walk: Walk, target: string): Promise<string[]> {
  const exchanges = await look(walk, target, 'MX')
  if (exchanges.length > MOST_MX) throw new Stop('permerror', `mx:${target} has more than ${MOST_MX} servers`)
  return exchanges.map((exchange) => exchange.split(' ')[1] ?? '').filter((host) => host !== '')
}

function count(walk: Walk): void {
  walk.lookups += 1
  if (walk.lookups > MOST_LOOKUPS) throw new Stop('permerror', `more than ${MOST_LOOKUPS} questions to DNS`)
}

async function look(walk: Walk, name: string, kind: RecordKind): Promise<readonly string[]> {
  const found = await walk.names.look(name, kind)
  if ('silent' in found) throw new Stop('temperror', `the ${kind} records of ${name}: ${found.silent}`)
  if (found.values.length > 0) return found.values
  countVoid(walk)
  return []
}

function countVoid(walk: Walk): void {
  walk.voids += 1
  if (walk.voids > MOST_VOIDS)
    throw new Stop('permerror', `more than ${MOST_VOIDS} questions to DNS have no answer`)
}
