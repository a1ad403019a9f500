/**
 * The operator's log: lines without addresses, tokens or names (safety.md T58). What we write ourselves holds none;
 * the message of an error from a library may, so every line passes here.
 */

/** A log that masks mail addresses, personal links, sign-in links, session cookies and long tokens in every line. */
export function discreetLog(write: (line: string) => void): (line: string) => void {
  return (line) => write(discreet(line))
}

/** The line without what nobody but its owner may read. */
export function discreet(line: string): string {
  return MASKS.reduce((text, [pattern, mask]) => text.replace(pattern, mask), line)
}

const MASKS: readonly (readonly [RegExp, string])[] = [
  // Before the addresses: a password may stand in front of an @.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/]{1,300}@/gi, '$1…@'],
  [/[^\s<>()[\]"',;:@]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi, '…@…'],
  [/\/(p|u|sign-in|setup)\/[\w-]{8,}/g, '/$1/…'],
  [/(intersession(?:_browser)?=)[^;\s]+/gi, '$1…'],
  // Hashes and tokens: 32 bytes in base64url or hex.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '…'],
  [/\b[0-9a-f]{64}\b/gi, '…'],
]
