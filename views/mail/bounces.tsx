/** The columns of reports that mail came back, alike on every page. */

import type { Zone } from '../../src/kernel/zone.ts'
import type { Bounce } from '../../src/mail/bounces.ts'
import type { Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { timeCell } from './words.ts'

/** What was reported, in which words, when. */
export function bounceColumns(reader: Reader, zone: Zone): Column<Bounce>[] {
  const { returned: t } = reader.t.inbound
  return [
    { head: t.why, names: true, cell: ({ bounce }) => t.classes[bounce] },
    { head: t.words, cell: ({ status, words }) => ({ lines: [status, { quiet: words }] }) },
    { head: t.when, tight: true, cell: ({ at }) => timeCell(reader, at, zone) },
  ]
}
