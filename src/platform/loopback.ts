/** Addresses that only this machine reaches: there plain text is on nobody's way. */

/** Is this host the machine itself? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
