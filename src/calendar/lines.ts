/** Content lines of iCalendar and vCard: escaping and folding (RFC 5545 §3.1, §3.3.11; RFC 6350 §3.2, §3.4). */

const LINE_OCTETS = 75

/** A TEXT value: backslash, semicolon, comma and line feed escaped. Give it cleaned text, without other controls. */
export function textValue(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replaceAll('\n', '\\n')
}

/** One line with its CRLF, folded to 75 octets between characters. `name` may carry parameters; both are ours. */
export function contentLine(name: string, value: string): string {
  const line = `${name}:${value}`
  // No character takes more than three octets for each of its UTF-16 units.
  if (line.length * 3 <= LINE_OCTETS) return `${line}\r\n`
  let [folded, from, octets] = ['', 0, 0]
  for (let at = 0; at < line.length; ) {
    const code = line.codePointAt(at) ?? 0
    const size = octetsOf(code)
    if (octets + size > LINE_OCTETS) {
      folded += `${line.slice(from, at)}\r\n `
      // The blank counts.
      octets = 1
      from = at
    }
    octets += size
    at += code > 0xffff ? 2 : 1
  }
  return `${folded}${line.slice(from)}\r\n`
}

function octetsOf(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}
