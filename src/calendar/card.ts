/** A secretariat as a vCard for address books: 4.0 (RFC 6350), or 3.0 (RFC 2426) for older programs. Pure. */

import { contentLine, textValue } from './lines.ts'
import { calendarAddress, calendarName, calendarPage } from './text.ts'

export type CardVersion = '3.0' | '4.0'

/** What is told of a secretariat: nobody's name. */
interface Secretariat {
  readonly name: string
  /** The constant, read mailbox. */
  readonly address: string
  readonly url: string
}

/**
 * The card of a secretariat, UTF-8, folded, CRLF.
 * @throws RangeError if the address or the page is of another form than the house guarantees.
 */
export function secretariatCard({ name, address, url }: Secretariat, version: CardVersion): string {
  const email = calendarAddress(address)
  const shown = textValue(calendarName(name, email))
  return [
    'BEGIN:VCARD\r\n',
    `VERSION:${version}\r\n`,
    version === '4.0' ? 'KIND:org\r\n' : '',
    contentLine('FN', shown),
    // 3.0 cannot do without the parts of a name.
    version === '3.0' ? contentLine('N', `${shown};;;;`) : '',
    contentLine('ORG', shown),
    contentLine('EMAIL', textValue(email)),
    contentLine('URL', calendarPage(url)),
    'END:VCARD\r\n',
  ].join('')
}
