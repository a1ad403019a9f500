/** What DNS says of the mail domain: SPF, DKIM, DMARC, MX, and the names of the addresses that mail leaves from. */

import type { DkimKey } from './dkim.ts'
import { bitsOf, dkimRecord, publicPart, txtLine } from './dkim-key.ts'
import { reverseName, sameAddress } from './doctor-address.ts'
import { type Finding, findingsOf } from './doctor-finding.ts'
import { addressesOf, type Names } from './doctor-names.ts'
import { evaluateSpf, MOST_LOOKUPS, type Spf } from './doctor-spf.ts'

/** What is asked about. */
export interface Domain {
  readonly names: Names
  readonly domain: string
  /** Addresses that mail leaves from, as far as known. */
  readonly senders: readonly string[]
  /** The operator named them; otherwise they are those of the relay, which may send from others. */
  readonly named: boolean
  /** Our own keys: none when the relay signs, null when they cannot be read. */
  readonly keys: readonly DkimKey[] | null
}

/** All findings on the domain, in the order in which they are to be put right. */
export async function domainFindings(asked: Domain): Promise<Finding[]> {
  const spf = await spfFindings(asked)
  const lists = [spf, await dkimFindings(asked), await dmarcFindings(asked), await mxFindings(asked)]
  return [...lists.flat(), ...(await reverseFindings(asked))]
}

async function spfFindings(asked: Domain): Promise<Finding[]> {
  const { ok, warn, bad, unasked } = findingsOf('SPF')
  const { names, domain, senders } = asked
  const whole = await evaluateSpf(names, domain, null)
  const add = `Add: ${txtLine(domain, `v=spf1 ${allowing(senders)} -all`)}`
  if (whole.result === 'none') return [bad(`${domain} names no server that may send for it`, add)]
  if (whole.result === 'temperror') return [unasked('the record', whole.by)]
  if (whole.result === 'permerror')
    return [bad(`the record cannot be evaluated: ${whole.by}`, 'Mend it: receivers treat it as none.')]
  const skipped = whole.skipped.length > 0 ? `; not followed: ${whole.skipped.join(' ')}` : ''
  const counted = `${whole.lookups} of ${MOST_LOOKUPS} questions to DNS${skipped}`
  return [
    END[whole.result] === undefined
      ? ok(`the record is sound, ${counted}`)
      : warn(`${END[whole.result]} (${whole.by}), ${counted}`, 'End the record with -all or ~all.'),
    ...(await senderFindings(asked)),
  ]
}

const END: Readonly<Record<string, string>> = {
  pass: 'the record lets anybody send for the domain',
  neutral: 'the record says nothing of strangers',
}

function allowing(senders: readonly string[]): string {
  const terms = senders.map((ip) => `ip${ip.includes(':') ? 6 : 4}:${ip}`)
  return terms.length > 0 ? terms.join(' ') : 'include:<your relay>'
}

async function senderFindings({ names, domain, senders, named }: Domain): Promise<Finding[]> {
  const { ok, warn, bad, unasked } = findingsOf('SPF')
  if (senders.length === 0)
    return [warn('the address that mail leaves from is not known here', 'Name it: --from-ip ADDRESS')]
  const results = await Promise.all(senders.map((ip) => evaluateSpf(names, domain, ip)))
  return results.map((spf, at) => {
    const ip = senders[at] ?? ''
    if (spf.result === 'pass') return ok(`${ip} may send for ${domain} (${spf.by})`)
    if (spf.result === 'temperror') return unasked(`the record for ${ip}`, spf.by)
    const fix = `Add ${allowing([ip])} to the record, or what your relay tells you to include.`
    if (named && spf.skipped.length === 0) return bad(`${ip} may not send for ${domain}: ${told(spf)}`, fix)
    const hint = named ? fix : `${fix}\nIf mail leaves from elsewhere: --from-ip ADDRESS`
    return warn(`${ip} is not allowed to send for ${domain}: ${told(spf)}`, hint)
  })
}

function told({ result, by }: Spf): string {
  return `${result}, ${by}`
}

async function dkimFindings({ names, domain, keys }: Domain): Promise<Finding[]> {
  const { warn } = findingsOf('DKIM')
  if (keys === null) return []
  if (keys.length === 0)
    return [
      warn(
        `this program does not sign; whether the relay signs for ${domain} cannot be seen from here`,
        `Let the relay sign with d=${domain}, or make a key: npm start -- dkim-key --selector mail`,
      ),
    ]
  const found = await Promise.all(keys.map((key) => keyFinding(names, domain, key)))
  if (keys.some(({ kind }) => kind === 'rsa')) return found
  const alone = warn(
    'only an Ed25519 key signs, and many receivers verify RSA alone',
    'Let an RSA key sign too: npm start -- dkim-key --selector NAME',
  )
  return [...found, alone]
}

async function keyFinding(names: Names, domain: string, key: DkimKey): Promise<Finding> {
  const { ok, warn, bad, unasked } = findingsOf('DKIM')
  const name = `${key.selector}._domainkey.${domain}`
  const add = `Add: ${dkimRecord(key, domain)}`
  const found = await names.look(name, 'TXT')
  if ('silent' in found) return unasked(name, found.silent)
  const [text, ...others] = found.values
  if (text === undefined) return bad(`${name} has no record, so that no signature can be verified`, add)
  if (others.length > 0) return bad(`${name} has ${found.values.length} records`, `Leave one. ${add}`)
  const wrong = wrongIn(tagsOf(text), key)
  if (wrong) return bad(`${name}: ${wrong}`, `Replace it. ${add}`)
  if (tagsOf(text).get('t')?.split(':').includes('y'))
    return warn(`${name} says that it is only a test (t=y)`, 'Take t=y out of the record.')
  if (key.kind === 'rsa' && bitsOf(key.privateKey) < 2048)
    return warn(`${name} is right, but ${bitsOf(key.privateKey)} bits are few`, 'Make a new key: dkim-key')
  return ok(`${name} is the public half of our key`)
}

function wrongIn(tags: ReadonlyMap<string, string>, key: DkimKey): string | null {
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1') return 'it does not begin with v=DKIM1'
  if ((tags.get('k') ?? 'rsa') !== key.kind)
    return `it is for ${tags.get('k') ?? 'rsa'} keys, ours is ${key.kind}`
  if (tags.get('p') === '') return 'the key is revoked (p= is empty)'
  if (tags.get('p') !== publicPart(key)) return 'the public key is not the half of our private key'
  if (tags.has('h') && !tags.get('h')?.split(':').includes('sha256')) return 'it does not allow sha256 (h=)'
  return null
}

/** The tags of a record (RFC 6376 §3.2), blanks taken out. */
function tagsOf(text: string): Map<string, string> {
  const pairs = text.split(';').map((pair) => pair.replace(/\s/g, ''))
  return new Map(pairs.filter((pair) => pair.includes('=')).map(tagOf))
}

function tagOf(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return [pair.slice(0, at).toLowerCase(), pair.slice(at + 1)]
}

async function dmarcFindings({ names, domain }: Domain): Promise<Finding[]> {
  const { bad, unasked } = findingsOf('DMARC')
  for (const holder of parentsOf(domain)) {
    const found = await names.look(`_dmarc.${holder}`, 'TXT')
    if ('silent' in found) return [unasked(`_dmarc.${holder}`, found.silent)]
    const records = found.values.filter((text) => /^v=DMARC1\s*(;|$)/.test(text))
    if (records.length > 1) return [bad(`_dmarc.${holder} has ${records.length} records`, 'Leave one.')]
    if (records[0] !== undefined) return [policyFinding(tagsOf(records[0]), holder, domain)]
  }
  return [bad(`${domain} has no DMARC record, which large receivers demand`, `Add: ${dmarcRecord(domain)}`)]
}

function dmarcRecord(domain: string): string {
  return txtLine(`_dmarc.${domain}`, `v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}`)
}

// A domain without a record of its own is under the one above it, by what that says of subdomains.
function policyFinding(tags: ReadonlyMap<string, string>, holder: string, domain: string): Finding {
  const { ok, warn, bad } = findingsOf('DMARC')
  const policy = ((holder === domain ? undefined : tags.get('sp')) ?? tags.get('p') ?? '').toLowerCase()
  const deed = DEED[policy]
  if (deed === undefined)
    return bad(
      `_dmarc.${holder} has no policy of none, quarantine or reject`,
      `Add for ${domain}: ${dmarcRecord(domain)}`,
    )
  const reports = tags.has('rua') ? '' : ', and nobody gets reports (no rua=)'
  const says = `_dmarc.${holder} asks receivers to ${deed}${reports}`
  return policy === 'none' ? warn(says, 'When the reports are clean, set p=quarantine.') : ok(says)
}

const DEED: Readonly<Record<string, string>> = {
  none: 'do nothing about forged mail',
  quarantine: 'put forged mail aside',
  reject: 'refuse forged mail',
}

/** The domain and those above it, down to two labels. */
function parentsOf(domain: string): string[] {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))
}

async function mxFindings({ names, domain }: Domain): Promise<Finding[]> {
  const { ok, warn, bad, unasked } = findingsOf('MX')
  const found = await names.look(domain, 'MX')
  if ('silent' in found) return [unasked(domain, found.silent)]
  const hosts = found.values.map((value) => value.split(' ')[1] ?? '')
  if (hosts.includes('')) return [bad(`${domain} says that it takes no mail (null MX)`, RECEIVE)]
  if (hosts.length === 0) {
    const plain = await addressesOf(names, domain)
    if ('silent' in plain) return [unasked(domain, plain.silent)]
    return plain.values.length === 0
      ? [bad(`no server takes answers to rsvp@${domain} and bounces`, RECEIVE)]
      : [warn(`${domain} has no MX, answers go to the web server itself`, RECEIVE)]
  }
  if (hosts.some((host) => /(^|\.)(google|googlemail)\.com$/.test(host)))
    return [bad(`rsvp@${domain} is at Google, whose guests then send no reply`, NOT_GOOGLE)]
  return Promise.all(
    hosts.map(async (host) => {
      const addresses = await addressesOf(names, host)
      if ('silent' in addresses) return unasked(host, addresses.silent)
      return addresses.values.length === 0
        ? bad(`${host} has no address`, 'Add an A or AAAA record for it.')
        : ok(`${host} takes mail for ${domain}`)
    }),
  )
}

const RECEIVE = 'Add an MX record that names the server where rsvp@, digest@ and bounce+…@ are read.'
const NOT_GOOGLE = 'Read rsvp@ somewhere else, for instance under a subdomain of its own (docs/mail.md).'

async function reverseFindings({ names, senders, named }: Domain): Promise<Finding[]> {
  const { ok, warn, bad, unasked } = findingsOf('reverse DNS')
  return Promise.all(
    senders.map(async (ip) => {
      const found = await names.look(reverseName(ip), 'PTR')
      if ('silent' in found) return unasked(ip, found.silent)
      const fix = `Ask whoever gave you ${ip} for a PTR record to the name of the mail server.`
      const [host] = found.values
      if (host === undefined) return (named ? bad : warn)(`${ip} has no name`, fix)
      const forward = await addressesOf(names, host)
      if ('silent' in forward) return unasked(host, forward.silent)
      if (forward.values.some((address) => sameAddress(address, ip))) return ok(`${ip} is ${host}, both ways`)
      return (named ? bad : warn)(
        `${ip} is called ${host}, which is not at ${ip}`,
        `Add the address to ${host}.`,
      )
    }),
  )
}
