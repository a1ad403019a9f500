/** The columns of every list of mail. */

import { formatInstant } from '../../src/i18n/dates.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import type { MailLine } from '../../src/mail/record.ts'
import type { Cell } from '../parts/cell.ts'
import type { Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { lastMoment, nextTryOf, replyOf, stateCell, timeCell } from './words.ts'

/** Subject, recipient, kind, state, when and why; times in `zone`. */
export function mailColumns(reader: Reader, zone: Zone): Column<MailLine>[] {
  const { columns, kinds } = reader.t.mail
  return [
    { head: columns.subject, names: true, cell: (row) => subjectCell(row) },
    { head: columns.to, cell: ({ to }) => ({ lines: [to.name, { quiet: to.address }] }) },
    { head: columns.kind, cell: (row) => kinds[row.kind] },
    { head: columns.state, cell: (row) => stateCell(reader, row) },
    { head: columns.when, tight: true, cell: (row) => timeCell(reader, lastMoment(row), zone) },
    { head: columns.remark, cell: (row) => remarkCell(reader, row, zone) },
  ]
}

// Marked for machines only: that a letter is in its recipient's language needs no remark.
function subjectCell(row: MailLine): Cell {
  return {
    view: (
      <a href={`/mail/${row.id}`} lang={row.lang}>
        {row.subject}
      </a>
    ),
  }
}

function remarkCell(reader: Reader, row: MailLine, zone: Zone): Cell {
  const next = nextTryOf(row)
  const lines: Cell[] = []
  if (row.reply) lines.push({ quiet: replyOf(reader.t, row) })
  if (next) lines.push({ quiet: reader.t.mail.nextTry(formatInstant(reader.locale, next, zone)) })
  return { lines }
}
