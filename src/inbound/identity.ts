/** What makes two deliveries the same mail: its Message-ID, its writer and its body, whatever servers wrote above. */

import type { Instance } from '../store/store.ts'
import { headerEnd } from './bounds.ts'
import type { Reading } from './reading.ts'

/** The id under which a mail is kept; the same mail handed over twice has the same one, another never. */
export async function identityOf(
  instance: Pick<Instance, 'seal'>,
  { raw, to }: { readonly raw: Uint8Array<ArrayBuffer>; readonly to: string },
  reading: Reading,
): Promise<string> {
  const known = reading.verdict === 'unreadable' ? null : reading.message
  const body = known ? raw.subarray(headerEnd(raw)) : raw
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  // Two reports may have the same words and be about two mails.
  const about = [to, ...(known?.recipients ?? [])].find((one) => /^bounce\+/i.test(one)) ?? ''
  const header = known ? [known.messageId, known.from, known.subject, known.date, ...known.answers] : []
  return instance.seal(`inbound:${JSON.stringify([header, about.toLowerCase(), hex])}`)
}
