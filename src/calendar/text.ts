/** What may stand in a calendar: the one sanitiser for texts, names, addresses and links (calendar-mail.md §9). */

import { cleanLine, cleanText } from '../kernel/text.ts'

/**
 * Longest SUMMARY and LOCATION, in UTF-16 units: Outlook truncates both there (MS-OXCICAL, 255 WCHARs),
 * and would do it inside a character.
 */
export const LINE_MAX = 255
/** Longest DESCRIPTION, in UTF-16 units: a page of text, so that no mail grows with what somebody pasted. */
export const TEXT_MAX = 8000
/** Longest CN, in UTF-16 units. */
export const NAME_MAX = 128

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
// One plain address: no quotes, no blanks, nothing that iCalendar text, a parameter or a URI gives a meaning.
const ADDRESS = /^[^\s@"(),:;<>[\]\\\p{C}]+@[^\s@"(),:;<>[\]\\\p{C}]+$/u
const ADDRESS_MAX = 254
const UID = /^[\w.-]+@[\w.-]+$/

/**
 * At most `max` UTF-16 units of `text`, cut between characters as people see them (Unicode graphemes, so
 * neither an emoji family nor a letter and its accent is torn), with `…` where something was left out.
 */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text
  let kept = ''
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (kept.length + segment.length > max - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** One line for SUMMARY or LOCATION: clean, without line breaks, at most {@link LINE_MAX}. */
export function calendarLine(text: string): string {
  return cutText(composed(cleanLine(text)), LINE_MAX)
}

/** Several lines for DESCRIPTION: clean, `\n` line ends, at most {@link TEXT_MAX}. */
export function calendarText(text: string): string {
  return cutText(composed(cleanText(text)), TEXT_MAX)
}

/**
 * A name for CN, at most {@link NAME_MAX}. Parameters have no escape that all readers share: Outlook shows
 * RFC 6868's `^'` as it is, ical.js takes `\n` for a line break. So `"` becomes `”`, `\` becomes `/`, and `^`
 * goes (calendar-mail.md §3.3). Without a name the address stands for it.
 */
export function calendarName(name: string, address: string): string {
  const plain = cleanLine(name.replaceAll('"', '”').replaceAll('\\', '/').replaceAll('^', ''))
  return cutText(composed(plain) || address, NAME_MAX)
}

/**
 * An address for `mailto:`, unchanged, since it must stay the same for the life of an invitation.
 * @throws RangeError if it is no plain address: the door's parser let it in, which is a bug.
 */
export function calendarAddress(address: string): string {
  if (address.length > ADDRESS_MAX || !ADDRESS.test(address)) throw new RangeError('not a plain mail address')
  return address
}

/**
 * A UID of ours, `<id>@<domain>`, unchanged: ical-generator writes it without escaping.
 * @throws RangeError for any other form.
 */
export function calendarUid(uid: string): string {
  if (!UID.test(uid)) throw new RangeError('not a UID of ours')
  return uid
}

/**
 * The page's address for URL. Query and fragment, where a token would stand, are left out: calendars are
 * shared, forwarded and exported (calendar-mail.md §9).
 * @throws RangeError unless it is an http or https address.
 */
export function calendarPage(link: string): string {
  const url = URL.canParse(link) ? new URL(link) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw new RangeError('not a page address')
  return uri(`${url.origin}${url.pathname}`)
}

/** A video link for CONFERENCE (RFC 7986 §5.11); null unless it is an https address. */
export function conferenceLink(link: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null
  return url?.protocol === 'https:' ? uri(url.href) : null
}

// ical-generator escapes URIs as if they were TEXT; percent signs leave it nothing to escape (RFC 3986 §2.1).
function uri(href: string): string {
  return href.replaceAll('\\', '%5C').replaceAll(',', '%2C').replaceAll(';', '%3B')
}

// What cleaning took away may have stood between a letter and its accent.
function composed(text: string): string {
  return text.normalize('NFC')
}
