/** Who a mail is from, as far as it can be proved (safety.md T27). Pure. */

import type { Message } from './message.ts'

/**
 * Has our own mail server found that the mail is from the domain in its From (RFC 8601)? Only the first
 * `Authentication-Results` counts, and only from our server: everything below, the sender may have written.
 * @param authserv the name under which that server writes its findings; empty: no server is trusted.
 */
export function isAuthenticated({ authentication, from }: Message, authserv: string): boolean {
  if (authserv === '') return false
  const [server = '', ...results] = withoutComments(authentication).split(';')
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== authserv.toLowerCase()) return false
  const dmarc = results.map((one) => one.trim().toLowerCase()).find((one) => /^dmarc\s*=/.test(one))
  if (!dmarc || !/^dmarc\s*=\s*pass(\s|$)/.test(dmarc)) return false
  return /\bheader\.from\s*=\s*([^\s;]+)/.exec(dmarc)?.[1] === from.split('@')[1]
}

function withoutComments(text: string): string {
  let plain = text
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/\([^()]*\)/g, ' ')
  }
  return plain
}
