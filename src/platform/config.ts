/** Configuration: read from the environment in this one place, every fault named at once. */

import { type Limit, PACE, type Pace, readLimit, UNLIMITED } from '../mail/pace.ts'
import { type ImapSetting, readImapUrl } from './imap-url.ts'
import { type LmtpAddress, readLmtpAddress } from './lmtp-address.ts'
import { isLoopback } from './loopback.ts'

/** All settings with what they mean; printed by `--help`. */
const SETTINGS = [
  ['BASE_URL', 'public address, such as https://dialogue.example.org', 'http://localhost:PORT'],
  ['PORT', 'port to listen on', '3000'],
  ['HOST', 'address to listen on', '127.0.0.1'],
  ['DATA_DIR', 'folder for the database and the instance secret', './data'],
  ['DATABASE_URL', 'postgres:// address of a PostgreSQL database instead of the one in DATA_DIR', ''],
  ['INSTANCE_SECRET', 'the instance secret, 64 hexadecimal digits, instead of the one in DATA_DIR', ''],
  ['INSTANCE_SECRET_FILE', 'a file that holds it', ''],
  ['FREE_DISK_MB', 'with less free disk space mail pauses and /readyz says 503', '500'],
  ['SMTP_URL', 'smtp:// or smtps:// address of the mail server; without it mail is kept, not sent', ''],
  ['MAIL_RATE', 'mails a minute / connections at once to the mail server; 0 is no limit', '600/5'],
  ['MAIL_DOMAIN_RATE', 'the same for each domain that mail goes to', '60/3'],
  ['TRUSTED_PROXIES', 'how many proxies of yours stand before it and set X-Forwarded-For', '0'],
  ['MAIL_DOMAIN', 'domain of the mailboxes rsvp@ and digest@', 'host of BASE_URL'],
  [
    'AUTHSERV_ID',
    'name under which your mail server notes whether mail coming in is genuine; none is trusted without',
    '',
  ],
  [
    'LMTP_LISTEN',
    'where your mail server hands mail over: 127.0.0.1:2424 or unix:/path; nowhere without',
    '',
  ],
  ['LMTP_OPEN', 'yes: LMTP_LISTEN may be another interface than loopback, behind a firewall', 'no'],
  ['IMAP_URL', 'imaps://user:password@host/INBOX: a mailbox to read, when mail comes by no other way', ''],
  ['IMAP_URL_FILE', 'a file that holds it', ''],
  [
    'IMAP_MOVE',
    'yes: mail goes to the folders Processed and Set aside once read, instead of being flagged',
    'no',
  ],
  ['DKIM_KEY_FILE', 'private key to sign mail with, made by dkim-key; several with commas between', ''],
  ['DKIM_SELECTOR', 'name of its public half in DNS; as many as there are keys', ''],
] as const

export interface Config {
  readonly baseUrl: string
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** Empty for SQLite in the data folder. */
  readonly databaseUrl: string
  /** Both empty for the secret of the data folder. */
  readonly instanceSecret: string
  readonly instanceSecretFile: string
  /** Megabytes; for SQLite only. */
  readonly freeDiskMb?: number
  readonly smtpUrl: string
  /** How fast mail may go; without it as fast as it can. */
  readonly pace?: Pace
  /** Proxies of our own before us: how many entries of X-Forwarded-For are to be believed. */
  readonly trustedProxies: number
  readonly mailDomain: string
  /** The authserv-id (RFC 8601) of the mail server before us; without it no mail coming in counts as genuine. */
  readonly authservId?: string
  /** Where LMTP listens; nowhere without. */
  readonly lmtp?: LmtpAddress
  /** The mailbox that is read, or the file that says which; none without. */
  readonly imap?: ImapSetting
  /** Keys that sign what we send; none when the relay signs. */
  readonly dkim: readonly DkimSetting[]
}

interface DkimSetting {
  readonly file: string
  readonly selector: string
}

/** Reads the environment. @returns the configuration, or one line for every setting that is wrong. */
export function readConfig(env: Environment): { config: Config } | { faults: string[] } {
  const faults: string[] = []
  const port = readPort(env.PORT || '3000', faults)
  const baseUrl = readBaseUrl(env.BASE_URL || `http://localhost:${port}`, faults)
  const trustedProxies = readProxies(env.TRUSTED_PROXIES || '0', faults)
  const freeDiskMb = readMegabytes(env.FREE_DISK_MB || '500', faults)
  const smtpUrl = readSmtpUrl(env.SMTP_URL ?? '', faults)
  const pace = readPace(env, smtpUrl, faults)
  const databaseUrl = readDatabaseUrl(env.DATABASE_URL ?? '', faults)
  const instanceSecret = readInstanceSecret(env.INSTANCE_SECRET ?? '', faults)
  const mailDomain = readDomain(env.MAIL_DOMAIN || domainOf(baseUrl), faults)
  const incoming = readIncoming(env, faults)
  const dkim = readDkim(env.DKIM_KEY_FILE ?? '', env.DKIM_SELECTOR ?? '', faults)
  if (faults.length > 0) return { faults }
  return {
    config: {
      baseUrl,
      port,
      host: env.HOST || '127.0.0.1',
      dataDir: env.DATA_DIR || './data',
      databaseUrl,
      instanceSecret,
      instanceSecretFile: env.INSTANCE_SECRET_FILE ?? '',
      freeDiskMb,
      smtpUrl,
      ...(pace ? { pace } : {}),
      trustedProxies,
      mailDomain,
      ...incoming,
      dkim,
    },
  }
}

/** Does a proxy stand before us that the settings do not tell of? Then every visitor looks like that proxy. */
export function hasUntoldProxy({ baseUrl, host, trustedProxies }: Config): boolean {
  return baseUrl.startsWith('https://') && isLoopback(host) && trustedProxies === 0
}

/** The settings as a table for the terminal. */
export function configHelp(): string {
  const width = Math.max(...SETTINGS.map(([name]) => name.length))
  return SETTINGS.map(([name, meaning, standard]) => {
    const otherwise = standard ? ` (otherwise ${standard})` : ''
    return `  ${name.padEnd(width)}  ${meaning}${otherwise}`
  }).join('\n')
}

function readPort(text: string, faults: string[]): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  faults.push(`PORT must be a number from 0 to 65535, not "${text}"`)
  return 0
}

function readMegabytes(text: string, faults: string[]): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  faults.push(`FREE_DISK_MB must be a whole number, not "${text}"`)
  return 0
}

function readProxies(text: string, faults: string[]): number {
  if (/^[0-9]$/.test(text)) return Number(text)
  faults.push(`TRUSTED_PROXIES must be a number from 0 to 9, not "${text}"`)
  return 0
}

function readBaseUrl(text: string, faults: string[]): string {
  const url = URL.parse(text)
  if (
    url &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    !url.search &&
    !url.hash &&
    !url.username
  )
    return url.origin
  faults.push(`BASE_URL must be an http or https address without a path, not "${text}"`)
  return ''
}

function readSmtpUrl(text: string, faults: string[]): string {
  const url = text ? URL.parse(text) : null
  if (!text || (url && /^smtps?:$/.test(url.protocol) && url.hostname)) return text
  // Not repeated: it may hold a password.
  faults.push('SMTP_URL must look like smtp://user:password@host:587 or smtps://…')
  return ''
}

// A relay on this very machine queues by itself, and knows its receivers better than we do.
function readPace(env: Environment, smtpUrl: string, faults: string[]): Pace | null {
  const own = !smtpUrl || isLoopback(URL.parse(smtpUrl)?.hostname ?? '')
  if (own && !env.MAIL_RATE && !env.MAIL_DOMAIN_RATE) return null
  const standard = own ? UNLIMITED : PACE
  const read = (name: 'MAIL_RATE' | 'MAIL_DOMAIN_RATE', otherwise: Limit) => {
    const limit = env[name] ? readLimit(env[name], otherwise) : otherwise
    if (!limit) faults.push(`${name} must look like 600 or 600/5, not "${env[name]}"`)
    return limit ?? otherwise
  }
  return { relay: read('MAIL_RATE', standard.relay), domain: read('MAIL_DOMAIN_RATE', standard.domain) }
}

function readDatabaseUrl(text: string, faults: string[]): string {
  // A loose look: `postgres:///name?host=/var/run/postgresql` is no address by the rules of the web.
  if (!text || /^postgres(ql)?:\/\/\S+$/.test(text)) return text
  // Not repeated: it may hold a password.
  faults.push('DATABASE_URL must look like postgres://user:password@host:5432/database')
  return ''
}

function readInstanceSecret(text: string, faults: string[]): string {
  if (!text || /^[0-9a-f]{64}$/.test(text)) return text
  faults.push('INSTANCE_SECRET must be 64 hexadecimal digits, such as "openssl rand -hex 32" prints')
  return ''
}

type Environment = Readonly<Record<string, string | undefined>>

/** How mail comes in, as far as the settings say. */
function readIncoming(env: Environment, faults: string[]): Pick<Config, 'authservId' | 'lmtp' | 'imap'> {
  const lmtp = readLmtp(env.LMTP_LISTEN ?? '', env.LMTP_OPEN ?? '', faults)
  const imap = readImap(env, faults)
  return {
    ...(env.AUTHSERV_ID ? { authservId: env.AUTHSERV_ID.trim() } : {}),
    ...(lmtp ? { lmtp } : {}),
    ...(imap ? { imap } : {}),
  }
}

function readLmtp(text: string, open: string, faults: string[]): LmtpAddress | null {
  const address = text ? readLmtpAddress(text, isYes('LMTP_OPEN', open, faults)) : null
  if (!address || !('fault' in address)) return address
  faults.push(address.fault)
  return null
}

function readImap(env: Environment, faults: string[]): ImapSetting | null {
  const { IMAP_URL: url = '', IMAP_URL_FILE: file = '', IMAP_MOVE = '' } = env
  const moves = isYes('IMAP_MOVE', IMAP_MOVE, faults)
  if (!url && !file) return null
  if (url && file) faults.push('IMAP_URL and IMAP_URL_FILE: set one of them')
  const read = url ? readImapUrl(url) : null
  if (read && 'fault' in read) faults.push(`IMAP_URL ${read.fault}`)
  return { url, file, moves }
}

function isYes(name: string, text: string, faults: string[]): boolean {
  if (!/^(yes|no)?$/.test(text)) faults.push(`${name} must be yes or no, not "${text}"`)
  return text === 'yes'
}

function domainOf(baseUrl: string): string {
  const host = URL.parse(baseUrl)?.hostname ?? ''
  return host === 'localhost' || /^[\d.]+$/.test(host) || host.startsWith('[')
    ? 'intersession.example.org'
    : host
}

function readDomain(text: string, faults: string[]): string {
  if (/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text))
    return text.toLowerCase()
  faults.push(`MAIL_DOMAIN must be a domain such as dialogue.example.org, not "${text}"`)
  return ''
}

function readDkim(files: string, selectors: string, faults: string[]): DkimSetting[] {
  const names = listed(selectors)
  const settings = listed(files).map((file, at) => ({ file, selector: names[at] ?? '' }))
  if (settings.length !== names.length)
    faults.push('DKIM_KEY_FILE and DKIM_SELECTOR go together: one selector for each key file')
  for (const name of names)
    if (!isSelector(name)) faults.push(`DKIM_SELECTOR must be a name such as mail2026, not "${name}"`)
  return settings
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** Can this be the name of a key in DNS (RFC 6376 §3.1)? */
export function isSelector(text: string): boolean {
  return /^(?=.{1,100}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(
    text,
  )
}
