/** What the relay can do, as findings: reached, TLS, sign-in, our bounce address, its extensions. */

import type { Config } from './config.ts'
import { isIP, isPublic } from './doctor-address.ts'
import { type Finding, findingsOf } from './doctor-finding.ts'
import { addressesOf, type Names } from './doctor-names.ts'
import { type Heard, hearRelay } from './doctor-smtp.ts'
import { readSmtpUrl, type SmtpSettings } from './smtp.ts'

/** The findings with the addresses of the relay that can be seen from outside. */
export interface Relay {
  readonly findings: readonly Finding[]
  readonly addresses: readonly string[]
}

interface Asked {
  readonly config: Pick<Config, 'smtpUrl' | 'mailDomain'>
  readonly names: Names
  /** Connects only to what the names know. */
  readonly offline: boolean
}

/** Speaks to the relay of the settings. */
export async function relayFindings({ config, names, offline }: Asked): Promise<Relay> {
  const { warn, bad, unasked } = findingsOf('relay')
  const settings = config.smtpUrl ? settingsOf(config.smtpUrl) : null
  if (settings === null) return { findings: [warn('mail is kept, not sent', 'Set SMTP_URL.')], addresses: [] }
  if (typeof settings === 'string') return { findings: [bad(settings, 'Mend SMTP_URL.')], addresses: [] }
  const found = await placesOf(settings.host, names)
  if ('silent' in found && offline) return { findings: [unasked(settings.host, found.silent)], addresses: [] }
  const places = 'values' in found ? found.values : []
  const address = offline ? (places[0] ?? settings.host) : settings.host
  const addresses = places.filter(isPublic)
  try {
    const sender = `bounce+doctor@${config.mailDomain}`
    const heard = await hearRelay({ settings, address, name: config.mailDomain, sender })
    return { findings: heardFindings(settings, heard, sender), addresses }
  } catch (error) {
    const says = `${settings.host}:${settings.port} does not answer: ${wordsOf(error)}`
    return { findings: [bad(says, 'Mend SMTP_URL, or open the way to the relay.')], addresses }
  }
}

function settingsOf(url: string): SmtpSettings | string {
  try {
    return readSmtpUrl(url)
  } catch (error) {
    return wordsOf(error)
  }
}

// Of several addresses that refuse, Node tells in an error without words.
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ((error as NodeJS.ErrnoException).code ?? error.name)
}

async function placesOf(host: string, names: Names) {
  if (isIP(host)) return { values: [host] }
  return host === 'localhost' ? { values: ['127.0.0.1'] } : addressesOf(names, host)
}

function heardFindings(settings: SmtpSettings, heard: Heard, sender: string): Finding[] {
  const where = `${settings.host}:${settings.port}`
  return [
    findingsOf('relay').ok(`${where} answers`),
    tlsFinding(settings, heard),
    ...signInFinding(settings, heard),
    ...senderFinding(heard, sender),
    ...offerFindings(heard.offers),
  ]
}

function tlsFinding({ host, startTls, auth }: SmtpSettings, { tls, offers }: Heard): Finding {
  const { ok, warn, bad } = findingsOf('TLS')
  if (tls?.fault === null) return ok(`${tls.protocol}, and the certificate is that of ${host}`)
  if (tls)
    return bad(
      `the certificate of ${host} is not to be believed (${tls.fault}): no mail leaves`,
      'Write the name in the certificate into SMTP_URL, or trust its issuer: NODE_EXTRA_CA_CERTS=FILE',
    )
  if (startTls === 'required')
    return bad(
      `${host} offers no STARTTLS: no mail leaves`,
      'Use smtps:// or another relay; ?tls=never only where nobody listens on the way.',
    )
  if (isHere(host)) return ok(`${host} is this machine, spoken to without TLS`)
  const offered = offers.has('STARTTLS') ? ', although STARTTLS is offered' : ''
  return (auth ? bad : warn)(
    `mail ${auth ? 'and our password go' : 'goes'} to ${host} for everybody on the way to read${offered}`,
    'Take ?tls= out of SMTP_URL, or use smtps://',
  )
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function signInFinding({ auth, host }: SmtpSettings, { signIn, tls, offers }: Heard): Finding[] {
  const { ok, warn, bad } = findingsOf('sign-in')
  if (!auth || tls?.fault) return []
  if (signIn?.code === 235) return [ok(`${host} takes our name and password`)]
  if (signIn)
    return [bad(`${host} refuses our name and password: ${signIn.code} ${signIn.text}`, 'Mend SMTP_URL.')]
  const ways = offers.get('AUTH') ?? 'none'
  return [
    warn(`name and password were not tried: ${host} offers ${ways}`, 'Send a mail and look under Mail.'),
  ]
}

function senderFinding({ sender: reply }: Heard, sender: string): Finding[] {
  const { ok, warn, bad } = findingsOf('bounces')
  if (!reply) return []
  if (reply.code < 300) return [ok(`the relay takes mail from <${sender}>`)]
  const says = `the relay takes no mail from <${sender}>: ${reply.code} ${reply.text}`
  return [(reply.code < 500 ? warn : bad)(says, 'Let this account send as bounce+…@ of the mail domain.')]
}

// An invitation with its two copies of the calendar has some 20 kB; letters may grow.
const SMALL = 1_000_000

function offerFindings(offers: Heard['offers']): Finding[] {
  const size = Number(offers.get('SIZE') || 0)
  const dsn = findingsOf('DSN')
  return [
    offers.has('DSN')
      ? dsn.ok('the relay reports failures and delays in the standard form')
      : dsn.warn(
          'the relay offers no DSN: no word of delays, failures in its own form',
          'Nothing must be done: bounces are known by their address. A relay with DSN tells more.',
        ),
    size > 0 && size < SMALL
      ? findingsOf('SIZE').warn(`the relay takes ${size} bytes a mail`, `Ask for ${SMALL} at least.`)
      : findingsOf('SIZE').ok(size > 0 ? `the relay takes ${size} bytes a mail` : 'the relay names no limit'),
    findingsOf('8BITMIME').ok(
      `${listed(offers)}; not needed, our mails have seven bits and addresses in ASCII`,
    ),
  ]
}

function listed(offers: Heard['offers']): string {
  const found = ['8BITMIME', 'SMTPUTF8'].filter((keyword) => offers.has(keyword))
  return found.length > 0 ? `${found.join(' and ')} offered` : 'neither 8BITMIME nor SMTPUTF8 offered'
}
