/** The one door for mail addresses: what does not pass here is never written to (safety.md §1.7). */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'

const MAX = 254
const LOCAL_MAX = 64
// RFC 5322 §3.2.3: dot-atom; no quoted local parts, no comments, ASCII only since SMTPUTF8 is rarely offered.
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const DOMAIN_TYPED = /^[\p{L}\p{M}\p{Nd}.-]+$/u
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * One bare address, `local@domain`, at most 254 characters. The local part stays as typed, the domain
 * becomes ASCII (IDNA, UTS 46) in lower case and needs a dot.
 * @returns `invalid` (`forms.not_an_address`) for anything else: names, quotes, comments, controls, blanks,
 *   lists, address literals, letters outside ASCII before the `@`.
 */
export function parseAddress(text: string): Outcome<string> {
  const at = text.indexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const domain = asciiDomain(text.slice(at + 1))
  const good = local.length <= LOCAL_MAX && LOCAL.test(local) && domain !== null
  if (!good || local.length + 1 + domain.length > MAX) return refuse('invalid', 'forms.not_an_address')
  return done(`${local}@${domain}`)
}

// URL does the IDNA mapping on every runtime; the checks before and after keep its other habits out.
function asciiDomain(typed: string): string | null {
  if (typed.length > MAX || !DOMAIN_TYPED.test(typed)) return null
  const domain = URL.parse(`http://${typed}/`)?.hostname ?? ''
  return DOMAIN.test(domain) ? domain : null
}
