/** What several printed documents say alike: a text with its language, the head of a meeting, the day they were made. */

import { formatInstant, formatWhen } from '../../src/i18n/dates.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { type Chosen, chooseText } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Block } from '../../src/printing/sheet.ts'
import type { Reader } from '../reader.ts'
import type { Cell } from './cell.ts'

/** A text; in another language than the reader's, it says which. */
export function wordsIn({ locale, t }: Reader, { text, lang }: Chosen): string {
  return lang === locale || text === '' ? text : `${text} (${t.shell.passage.only[lang]})`
}

/** What a cell of a page says, without its shapes and links. */
export function cellWords(reader: Reader, cell: Cell): string {
  if (cell === null || typeof cell === 'number') return cell === null ? '' : String(cell)
  if (typeof cell === 'string') return cell
  if ('lines' in cell) return cell.lines.map((line) => cellWords(reader, line)).join('\n')
  if ('quiet' in cell) return cell.quiet
  if ('view' in cell) return ''
  return 'lang' in cell && cell.lang ? wordsIn(reader, { text: cell.text, lang: cell.lang }) : cell.text
}

/** The heading of a document about a meeting, the meeting's title, when and where. */
export function meetingBlocks(reader: Reader, heading: string, meeting: Meeting): Block[] {
  const { meetings: t } = reader.t
  const venue = wordsIn(reader, chooseText(meeting.venue, reader.locale))
  const when: [string, string] = [t.when, formatWhen(reader.locale, meeting)]
  return [
    { kind: 'heading', level: 1, text: heading },
    {
      kind: 'paragraph',
      text: wordsIn(reader, chooseText(meeting.title, reader.locale)),
      align: 'center',
      strong: true,
    },
    { kind: 'pairs', rows: venue ? [when, [t.venue, venue]] : [when] },
  ]
}

/** The foot that says how old a document is. */
export function asOf(reader: Reader, now: Instant, zone: Zone): string {
  return reader.t.printing.asOf(formatInstant(reader.locale, now, zone))
}
