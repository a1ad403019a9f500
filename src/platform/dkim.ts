/**
 * DKIM signatures (RFC 6376, RFC 8463) over the very bytes that the relay gets, relaxed/relaxed.
 *
 * Our own signer of a few lines, because nodemailer's lists only headers that are there (so that a second or a
 * missing one can be added on the way), knows no Ed25519, and sends a mail unsigned when its key fails.
 * No `t=` and no `x=`: RSA with SHA-256 (PKCS #1) and Ed25519 are deterministic, so equal rows of the outbox keep
 * giving equal bytes, and a retry after five days is not too late.
 */

import { createHash, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import type { Message, Transport } from '../mail/transport.ts'

/** A private key with the name that its public half has in DNS. */
export interface DkimKey {
  readonly selector: string
  readonly kind: 'rsa' | 'ed25519'
  readonly privateKey: KeyObject
}

/** What a signature covers (calendar-mail.md §3.2), whether or not the mail has it: then nobody can add it. */
export const SIGNED_HEADERS = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Reply-To',
  'In-Reply-To',
  'References',
  'Auto-Submitted',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
] as const

const signed = promisify(sign)

/** A transport that signs each message with every key before it hands it on. */
export function signingTransport(transport: Transport, domain: string, keys: readonly DkimKey[]): Transport {
  if (keys.length === 0) return transport
  return {
    keeps: transport.keeps,
    close: () => transport.close(),
    async send(message) {
      try {
        return await transport.send({ ...message, raw: await signMessage(message.raw, domain, keys) })
      } catch (error) {
        // No mail is to blame for a key, and none leaves without a signature.
        const reply = `not signed: ${error instanceof Error ? error.message : error}`
        return { outcome: 'retry', reply, relayDown: true }
      }
    },
  }
}

/**
 * The message with a DKIM-Signature for each key on top. Bare CR and LF become line ends first, as the
 * connection would make them after signing.
 */
export async function signMessage(
  raw: Message['raw'],
  domain: string,
  keys: readonly DkimKey[],
): Promise<Buffer> {
  const text = Buffer.from(raw)
    .toString('latin1')
    .replace(/\r\n|\r|\n/g, '\r\n')
  const end = text.indexOf('\r\n\r\n')
  const head = end < 0 ? text : text.slice(0, end + 2)
  const bodyHash = sha256(relaxedBody(end < 0 ? '' : text.slice(end + 4))).toString('base64')
  const covered = relaxedHeaders(head)
  const signatures = await Promise.all(keys.map((key) => signatureOf(key, { domain, bodyHash, covered })))
  return Buffer.from(signatures.join('') + text, 'latin1')
}

interface Signing {
  readonly domain: string
  readonly bodyHash: string
  /** The covered headers in their canonical form. */
  readonly covered: string
}

async function signatureOf({ selector, kind, privateKey }: DkimKey, signing: Signing): Promise<string> {
  const { domain, bodyHash, covered } = signing
  const unsigned = [
    `DKIM-Signature: v=1; a=${kind}-sha256; c=relaxed/relaxed; d=${domain};`,
    ` s=${selector};`,
    ` h=${SIGNED_HEADERS.slice(0, 7).join(':')}:`,
    `  ${SIGNED_HEADERS.slice(7, 11).join(':')}:`,
    `  ${SIGNED_HEADERS.slice(11).join(':')};`,
    ` bh=${bodyHash};`,
    ' b=',
  ].join('\r\n')
  const input = Buffer.from(covered + relaxedHeader(unsigned), 'latin1')
  const bytes =
    kind === 'rsa'
      ? await signed('sha256', input, privateKey)
      : // RFC 8463 §3: Ed25519 signs the hash, not the text.
        await signed(null, sha256(input), privateKey)
  const folded = bytes.toString('base64').match(/.{1,72}/g) ?? []
  return `${unsigned}${folded.join('\r\n  ')}\r\n`
}

// The lowest of several counts first (RFC 6376 §5.4.2); each name is covered once, and ours has each once.
function relaxedHeaders(head: string): string {
  const fields = head.replace(/\r\n$/, '').split(/\r\n(?![ \t])/)
  const byName = new Map(fields.map((field) => [nameOf(field), field]))
  return SIGNED_HEADERS.flatMap((name) => {
    const field = byName.get(name.toLowerCase())
    return field === undefined ? [] : [`${relaxedHeader(field)}\r\n`]
  }).join('')
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trim().toLowerCase()
}

// RFC 6376 §3.4.2.
function relaxedHeader(field: string): string {
  const value = field.slice(field.indexOf(':') + 1).replaceAll('\r\n', '')
  return `${nameOf(field)}:${value.replace(/[ \t]+/g, ' ').replace(/^ | $/g, '')}`
}

// RFC 6376 §3.4.4. Line by line, so that a run of blanks costs its length and not the square of it.
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  let end = lines.length
  while (end > 0 && lines[end - 1] === '') end -= 1
  return end === 0 ? '' : `${lines.slice(0, end).join('\r\n')}\r\n`
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256')
    .update(typeof data === 'string' ? Buffer.from(data, 'latin1') : data)
    .digest()
}
