/** Where LMTP listens: `127.0.0.1:2424`, `[::1]:2424` or `unix:/run/intersession/lmtp.sock`. */

import { isIP } from 'node:net'
import { isLoopback } from './loopback.ts'

/** A socket in the file system, or a port of an interface; port 0 takes any free one. */
export type LmtpAddress = { readonly path: string } | { readonly host: string; readonly port: number }

/**
 * Reads the setting LMTP_LISTEN. LMTP knows no password: whoever reaches the port may hand over mail with any
 * `Authentication-Results` in it.
 * @param open whether another interface than loopback is allowed, because a firewall stands before it.
 */
export function readLmtpAddress(text: string, open: boolean): LmtpAddress | { readonly fault: string } {
  const path = /^unix:(\/.+)$/.exec(text)?.[1]
  if (path) return path.length <= MAX_PATH ? { path } : { fault: 'LMTP_LISTEN: the path is too long' }
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? []
  const host = bracketed ?? plain ?? ''
  const port = Number(digits)
  if ((isIP(host) === 0 && host !== 'localhost') || port > 65_535)
    return { fault: `LMTP_LISTEN must look like 127.0.0.1:2424 or unix:/path, not "${text}"` }
  if (!isLoopback(host) && !open)
    return { fault: `LMTP_LISTEN: ${host} is not this machine alone; if you mean it, set LMTP_OPEN=yes` }
  return { host, port }
}

// What a system call takes, with the zero at its end.
const MAX_PATH = 107
