/** The connection to a mailbox, with limits on what a server may send us. */

import type { ConnectionOptions } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { MAX_MESSAGE } from '../inbound/bounds.ts'
import type { ImapSettings } from './imap-url.ts'

/** What a connection trusts beside the usual authorities. */
export type Trust = Pick<ConnectionOptions, 'ca'>

const SECOND = 1_000
const MIB = 1_048_576

/**
 * Connects and signs in: by TLS from the first byte, by STARTTLS that nobody can talk us out of, or plainly to this
 * very machine. Certificates are verified. @throws Error without the password in it.
 */
export async function connectMailbox(settings: ImapSettings, trust: Trust = {}): Promise<ImapFlow> {
  const { host, port, user, pass } = settings
  const client = new ImapFlow({
    host,
    port,
    secure: settings.tls === 'first',
    doSTARTTLS: settings.tls === 'upgrade',
    auth: { user, pass },
    tls: { minVersion: 'TLSv1.2', ...trust },
    clientInfo: { name: 'Intersession' },
    logger: false,
    // We say ourselves when to wait.
    disableAutoIdle: true,
    connectionTimeout: 30 * SECOND,
    greetingTimeout: 30 * SECOND,
    // Longer than we ever wait in silence.
    socketTimeout: 150 * SECOND,
    maxLineLength: 16 * MIB,
    maxLiteralSize: MAX_MESSAGE + MIB,
    maxResponseSize: MAX_MESSAGE + 32 * MIB,
  })
  // What goes wrong is told by the command that waits, and by `close`.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    client.close()
    throw error
  }
  return client
}

/** What went wrong, in the words of the server where it said some. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { responseText, code } = error as { responseText?: string; code?: string }
  return [error.message, responseText ?? code].filter(Boolean).join(': ')
}
