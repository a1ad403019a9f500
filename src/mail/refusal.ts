/** What a mail server's words say of the address itself, and what only of itself (calendar-mail.md §7). Pure. */

/**
 * Bad mailbox, bad domain, bad syntax, moved away, takes no mail at all, no route (RFC 3463 §3.3, §3.5; RFC 7505). Not
 * 5.1.0, which says nothing, nor 5.1.7 and 5.1.8, which are about the sender.
 */
const GONE: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.4.4'])

/** A server that names no better code for "we do not want your mail" says nothing of the person. */
export const UNWANTED = /spam|policy|block|reputation|denied|rejected due|blacklist|rbl|dmarc|spf/i

/** What a relay has against us, or could not find out: Postfix says 5.1.1 also of an address that it only failed to verify. */
const OF_US =
  /sender|relay(?! recipient table)|not (?:allowed|permitted|authori[sz]ed)|authenticat|unverified/i

/**
 * Does a refusal for good, at whatever point of the conversation, say that there is no such address?
 * @param reply with its code: `550 5.1.1 no such user`.
 * @returns its status, `5.1.1`, or null for any other refusal.
 */
export function goneStatus(reply: string): string | null {
  const status = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})(?![.\d])/.exec(reply)?.[1] ?? ''
  return GONE.has(status) && !UNWANTED.test(reply) && !OF_US.test(reply) ? status : null
}
