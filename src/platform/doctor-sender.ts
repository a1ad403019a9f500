/** The rules for a sender that mail programs trust (calendar-mail.md §1.4, §1.5, §8), tried on mails made here. */

import type { Instant } from '../kernel/instant.ts'
import { composeMail } from '../mail/compose.ts'
import { MAIL_KINDS, type MailKind, mailboxFor, messageIdOf } from '../mail/mail.ts'
import type { Instance } from '../store/store.ts'
import { type Finding, findingsOf } from './doctor-finding.ts'

/** Composes an invitation and a digest as this instance would, and reads their headers. */
export async function senderRuleFindings(instance: Instance, now: Instant): Promise<Finding[]> {
  const invitation = headersOf(await sampleOf(instance, 'calendar_request', now))
  const digest = headersOf(await sampleOf(instance, 'digest', now))
  return [
    domainFinding(instance),
    kinshipFinding(instance),
    fromFinding(instance, [invitation, digest]),
    mailboxFinding(instance),
    unsubscribeFinding(digest, invitation),
  ]
}

async function sampleOf(instance: Instance, kind: MailKind, now: Instant): Promise<string> {
  const calendar = kind === 'calendar_request'
  const message = await composeMail(instance, {
    id: 'doctor',
    to_address: 'guest@example.org',
    to_name: 'Guest',
    from_name: 'Secretariat',
    from_mailbox: mailboxFor(kind),
    lang: 'en',
    languages: 'en',
    subject: 'Doctor',
    body_text: 'Doctor',
    body_html: '<p>Doctor</p>',
    calendar: calendar ? 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' : null,
    calendar_method: calendar ? 'REQUEST' : null,
    list_id: calendar ? null : 'digest',
    unsubscribe_token: calendar ? null : 'doctor',
    message_id: messageIdOf(instance, { kind, id: 'doctor', sequence: 0 }),
    in_reply_to: null,
    mail_date: now,
  })
  return Buffer.from(message.raw).toString('latin1')
}

function headersOf(raw: string): ReadonlyMap<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const lines = head.split('\r\n').map((line) => [line, line.indexOf(':')] as const)
  return new Map(lines.map(([line, at]) => [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]))
}

const RESERVED = /(^|\.)(example|invalid|test|localhost|local|example\.(org|com|net))$/

function domainFinding({ mailDomain }: Instance): Finding {
  const { ok, bad } = findingsOf('MAIL_DOMAIN')
  return RESERVED.test(mailDomain)
    ? bad(`${mailDomain} is nobody's domain`, 'Set MAIL_DOMAIN to a domain whose DNS you keep.')
    : ok(`mail comes from ${mailDomain}`)
}

function kinshipFinding({ mailDomain, baseUrl }: Instance): Finding {
  const { ok, warn } = findingsOf('MAIL_DOMAIN')
  const host = URL.parse(baseUrl)?.hostname ?? ''
  return akin(mailDomain, host)
    ? ok(`links lead to ${host}, which belongs with it`)
    : warn(
        `links in mail from ${mailDomain} lead to ${host}, which looks like phishing`,
        'Let MAIL_DOMAIN be the host of BASE_URL, or a domain above, below or beside it.',
      )
}

// Neighbours under gov.kz or co.uk are strangers: the label below the last is short there.
function akin(one: string, other: string): boolean {
  if (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)) return true
  const parent = one.slice(one.indexOf('.') + 1)
  const [below = '', ...above] = parent.split('.')
  return other.endsWith(`.${parent}`) && above.length > 0 && (above.length > 1 || below.length > 3)
}

function fromFinding({ mailDomain }: Instance, mails: readonly ReadonlyMap<string, string>[]): Finding {
  const { ok, bad } = findingsOf('From')
  const foreign = mails
    .map((mail) => mail.get('from') ?? '')
    .filter((from) => !from.endsWith(`@${mailDomain}>`))
  return foreign.length > 0
    ? bad(`From is ${foreign.join(', ')}, not in ${mailDomain}`)
    : ok(`From, bounce address and d= are all in ${mailDomain}: SPF and DKIM align, even strictly`)
}

function mailboxFinding({ mailDomain }: Instance): Finding {
  const { ok, bad } = findingsOf('From')
  const kinds = MAIL_KINDS.filter((kind) => kind.startsWith('calendar_'))
  const mailboxes = new Set(kinds.map(mailboxFor))
  return mailboxes.size === 1
    ? ok(`every calendar entry comes from ${[...mailboxes].join()}@${mailDomain}; somebody must read it`)
    : bad(`calendar entries come from ${mailboxes.size} mailboxes: ${[...mailboxes].join(', ')}`)
}

function unsubscribeFinding(
  digest: ReadonlyMap<string, string>,
  invitation: ReadonlyMap<string, string>,
): Finding {
  const { ok, bad } = findingsOf('unsubscribe')
  if (invitation.has('list-unsubscribe'))
    return bad('invitations carry List-Unsubscribe: one press would stop them')
  const oneClick = digest.get('list-unsubscribe-post') === 'List-Unsubscribe=One-Click'
  return oneClick && digest.get('list-unsubscribe')?.startsWith('<https://')
    ? ok('digests can be stopped with one click (RFC 8058)')
    : bad('digests have no https address for one click (RFC 8058)', 'Let BASE_URL begin with https://')
}
