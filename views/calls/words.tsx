/** Words of the call list that its pages and the home page share. */

import type { CallNote } from '../../src/calls/call-note.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import type { Reader } from '../reader.ts'

/** «Called on 12.01.2026: promised. Next on 19.01.2026»; no name of anybody. */
export function noteWords(reader: Reader, note: CallNote, zone: Zone): string {
  const { calls: t } = reader.t
  const on = formatDate(reader.locale, dateOf(note.at, zone))
  return t.called(on, t.results[note.result], formatDate(reader.locale, note.nextOn))
}
