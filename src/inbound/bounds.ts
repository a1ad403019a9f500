/** How much of a foreign mail we are willing to read: counted on the bytes, before any parser sees them (T31). */

/** Bytes of one message; what a mail server lets through as a letter with a scan attached. */
export const MAX_MESSAGE = 10_000_000

export const MAX_HEADER = 256_000
// Ten megabytes of base64 in lines of 76 letters fit; each line costs the parser some ten microseconds.
const MAX_LINES = 140_000
/** Lines that may be MIME boundaries; a letter quotes a few dashes, a bomb has thousands. */
const MAX_BOUNDARIES = 1_000

/** Limits that the parser itself keeps. */
export const PARSER_LIMITS = {
  maxNestingDepth: 50,
  maxHeadersSize: MAX_HEADER,
  // A letter attached to a letter is not read: a report tells what it is about by itself.
  forceRfc822Attachments: true,
  maxRfc822NestingDepth: 0,
} as const

/** Why a message is not read. */
export type Excess = 'too_large' | 'header_too_large' | 'too_many_lines' | 'too_many_parts'

const LF = 10
const DASH = 45

/** What is too much about these bytes, or null; one pass, no copies. */
export function excessOf(raw: Uint8Array): Excess | null {
  if (raw.length > MAX_MESSAGE) return 'too_large'
  if (headerEnd(raw) > MAX_HEADER) return 'header_too_large'
  let lines = 0
  let boundaries = 0
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) {
    lines += 1
    if (raw[at + 1] === DASH && raw[at + 2] === DASH) boundaries += 1
    if (lines > MAX_LINES) return 'too_many_lines'
    if (boundaries > MAX_BOUNDARIES) return 'too_many_parts'
  }
  return null
}

/** Where the header of a message ends: the first empty line, or the end of a message without a body. */
export function headerEnd(raw: Uint8Array): number {
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) {
    if (raw[at + 1] === LF || (raw[at + 1] === 13 && raw[at + 2] === LF)) return at + 1
  }
  return raw.length
}
