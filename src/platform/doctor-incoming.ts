/** Whether mail can come in by the ways of the settings: the mailbox is opened, the LMTP door knocked at. */

import { statSync } from 'node:fs'
import { connect, isIP } from 'node:net'
import type { Config } from './config.ts'
import { type Finding, findingsOf } from './doctor-finding.ts'
import type { Trust } from './imap-client.ts'
import { type ImapSetting, type ImapSettings, imapSettings } from './imap-url.ts'
import type { LmtpAddress } from './lmtp-address.ts'
import { isLoopback } from './loopback.ts'

interface Asked {
  readonly config: Pick<Config, 'imap' | 'lmtp'>
  /** No question leaves the machine. */
  readonly offline: boolean
  readonly trust?: Trust
}

/** Nothing where neither is set: then mail comes by a pipe, by HTTP or not at all, which cannot be seen from here. */
export async function incomingFindings({ config, offline, trust }: Asked): Promise<Finding[]> {
  return [
    ...(config.lmtp ? [await lmtpFinding(config.lmtp)] : []),
    ...(config.imap ? await imapFindings(config.imap, offline, trust) : []),
  ]
}

async function lmtpFinding(address: LmtpAddress): Promise<Finding> {
  const { ok, warn } = findingsOf('LMTP')
  const place = 'path' in address ? address.path : `${address.host} port ${address.port}`
  const greeting = await heardAt(address)
  if (/^220 .*LMTP/.test(greeting)) return ok(`it listens at ${place}`)
  if (/^421 /.test(greeting))
    return warn(
      `${place} has no free connection`,
      'Ask again; if it stays so, look who keeps ten of them open.',
    )
  return warn(`nobody who speaks LMTP answers at ${place}`, 'Start the server.')
}

function heardAt(address: LmtpAddress): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect('path' in address ? { path: address.path } : address)
    const end = (heard: string) => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(5_000, () => end(''))
    socket.once('data', (data) => end(String(data)))
    socket.once('error', () => end(''))
    socket.once('close', () => end(''))
  })
}

async function imapFindings(
  setting: ImapSetting,
  offline: boolean,
  trust: Trust | undefined,
): Promise<Finding[]> {
  const { bad, unasked } = findingsOf('mailbox')
  const settings = imapSettings(setting)
  if ('fault' in settings) return [bad(settings.fault, 'Mend IMAP_URL.')]
  const { host } = settings
  const asked =
    offline && !isLoopback(host) ? [unasked(host, 'offline')] : await mailboxFinding(settings, trust ?? {})
  return [...asked, ...ownerFinding(host), ...fileFinding(setting.file)]
}

const LOOK = 'They have a star, or lie in the folder "Set aside". docs/inbound.md says how to try them again.'

async function mailboxFinding(settings: ImapSettings, trust: Trust): Promise<Finding[]> {
  const { ok, warn, bad } = findingsOf('mailbox')
  const { host, port, user, folder } = settings
  // Loaded only when asked for: most instances read no mailbox.
  const { connectMailbox, wordsOf } = await import('./imap-client.ts')
  const { countSetAside } = await import('./imap-reading.ts')
  try {
    const client = await connectMailbox(settings, trust)
    try {
      const { exists } = await client.mailboxOpen(folder, { readOnly: true })
      const idle = client.capabilities.has('IDLE') ? 'tells of new mail' : 'is asked every minute'
      const aside = await countSetAside(client)
      return [
        ok(`${folder} of ${user} at ${host} can be read, holds ${exists} messages and ${idle}`),
        ...(aside > 0 ? [warn(`messages that were set aside: ${aside}`, LOOK)] : []),
      ]
    } finally {
      client.close()
    }
  } catch (error) {
    return [
      bad(`${folder} of ${user} at ${host}:${port} cannot be read: ${wordsOf(error)}`, 'Mend IMAP_URL.'),
    ]
  }
}

function ownerFinding(host: string): Finding[] {
  const { warn } = findingsOf('mailbox')
  return isIP(host) === 0 && /(^|\.)(gmail|google|googlemail)\.com$/i.test(host)
    ? [
        warn(
          `${host} is a Google account: guests at Google send no answers to one`,
          'Take a mailbox elsewhere.',
        ),
      ]
    : []
}

function fileFinding(file: string): Finding[] {
  const { bad } = findingsOf('mailbox')
  // Windows has no such modes.
  const open = file !== '' && process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0
  return open ? [bad(`${file} can be read by others`, `chmod 600 ${file}`)] : []
}
