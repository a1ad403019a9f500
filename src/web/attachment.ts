/** The header that makes a browser keep an answer as a file under a name (RFC 6266 §4.1, RFC 8187 §3.2.1). Pure. */

/**
 * @param plain the name in ASCII, for programs that know nothing else; it must be free of quotes and controls.
 * @param full the same name in any script.
 */
export function attachmentNamed(plain: string, full: string): string {
  const coded = encodeURIComponent(full).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${coded}`
}
