/** Links whose address came from a person: only known schemes become links (safety.md §1.5). */

import type { Child } from 'hono/jsx'

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/**
 * The address as a browser would read it, if it may stand in a link: absolute, and `http`, `https` or
 * `mailto`. Null for anything else, such as `javascript:`, `data:` or `//host`.
 */
export function externalUrl(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  return SCHEMES.has(url.protocol) ? url.href : null
}

// One slash and no second one in any spelling: browsers read `\` as `/` and drop control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be refused
const LOCAL = /^(?:[?#]|\/(?![/\\]))[^\u0000-\u0020\\]*$/

/** The path if it stays on this site (`/…`, `?…`, `#…`), else null. */
export function localPath(href: string): string | null {
  return LOCAL.test(href) ? href : null
}

interface ExtProps {
  readonly href: string
  readonly children?: Child
}

/** A link to another site, or plain text when the address is not one we link to. */
export function Ext({ href, children }: ExtProps) {
  const url = externalUrl(href)
  if (!url) return <span>{children ?? href}</span>
  return (
    <a href={url} rel="noopener noreferrer nofollow">
      {children ?? href}
    </a>
  )
}
