/** What makes two deliveries the same mail: its Message-ID, its writer and its body, whatever servers wrote above. */

import type { Instance } from '../store/store.ts'
import { headerEnd } from './bounds.ts'
import type { Reading } from './reading.ts'

/** Under which ids a mail may be known. */
interface Identity {
  /** The one it is kept under: the same mail handed over twice has the same one, by whatever way; another never. */
  readonly id: string
  /**
   * Those that programs before migration 0022 kept it under, by the line ends with which it came: they took it for
   * another mail with each. Their rows stay as long as the database does (retention empties only the writer), so
   * these are asked for as long.
   */
  readonly former: readonly string[]
}

/** A pipe hands lines over with LF, LMTP and IMAP with CRLF, and some of them one empty line more at the end. */
export async function identityOf(
  instance: Pick<Instance, 'seal'>,
  { raw, to }: { readonly raw: Bytes; readonly to: string },
  reading: Reading,
): Promise<Identity> {
  const known = reading.verdict === 'unreadable' ? null : reading.message
  const body = known ? raw.subarray(headerEnd(raw)) : raw
  const addresses = [to, ...(known?.recipients ?? [])]
  const header = known ? [known.messageId, known.from, known.subject, known.date, ...known.answers] : []
  const sealed = (about: string | undefined, hash: string) =>
    instance.seal(`inbound:${JSON.stringify([header, (about ?? '').toLowerCase(), hash])}`)
  // Two reports may have the same words and be about two mails; so may two requests to be sent no more.
  const about = addresses.find((one) => /^(bounce|unsubscribe)\+/i.test(one))
  const bounced = addresses.find((one) => /^bounce\+/i.test(one))
  const [hash = '', ...former] = await hashesOf(body)
  return { id: sealed(about, hash), former: former.map((one) => sealed(bounced, one)) }
}

/** Of the plain body without its empty end, then of the body as it came and with either line ends; each hashed once. */
function hashesOf(body: Bytes): Promise<string[]> {
  const plain = withPlainEnds(body)
  const full = withFullEnds(plain)
  const known = new Map<number, Promise<string>>()
  // Nothing but their line ends tells them apart, so those of one length are the same.
  const once = (bytes: Bytes): Promise<string> => {
    const hash = known.get(bytes.length) ?? hashOf(bytes)
    known.set(bytes.length, hash)
    return hash
  }
  return Promise.all([withoutEmptyEnd(plain), body, plain, full].map(once))
}

type Bytes = Uint8Array<ArrayBuffer>

const LF = 10
const CR = 13

/** CRLF as LF. */
function withPlainEnds(body: Bytes): Bytes {
  const plain = new Uint8Array(body.length)
  let end = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte !== CR || body[at + 1] !== LF) plain[end++] = byte
  }
  return plain.subarray(0, end)
}

/** LF as CRLF. */
function withFullEnds(plain: Bytes): Bytes {
  let lines = 0
  for (let at = plain.indexOf(LF); at >= 0; at = plain.indexOf(LF, at + 1)) lines += 1
  const full = new Uint8Array(plain.length + lines)
  let end = 0
  for (let at = 0; at < plain.length; at++) {
    const byte = plain[at] ?? 0
    if (byte === LF) full[end++] = CR
    full[end++] = byte
  }
  return full
}

function withoutEmptyEnd(plain: Bytes): Bytes {
  let end = plain.length
  while (plain[end - 1] === LF) end -= 1
  return plain.subarray(0, end)
}

async function hashOf(bytes: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
