/** The columns of the tables of the start page. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { daysLate } from '../../src/commitments/due.ts'
import type { Replies } from '../../src/home/needs.ts'
import { formatDue, formatWhen } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Oversight } from '../../src/oversight/oversight.ts'
import { missingHref, missingWords } from '../oversight/words.ts'
import type { Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

/** The code of a commitment, leading to its page. */
export function commitmentLink(commitment: Commitment) {
  return { href: `/commitments/${commitment.id}`, text: codeOf(commitment) }
}

/** The column that names a row by a commitment. */
export function codeColumn<Row>(head: string, pick: (row: Row) => Commitment): Column<Row> {
  return { head, names: true, tight: true, cell: (row) => commitmentLink(pick(row)) }
}

/** The next meetings with how many have answered. */
export function meetingColumns(reader: Reader, replies: ReadonlyMap<Id, Replies>): Column<Meeting>[] {
  const { home: t } = reader.t
  const answered = (meeting: Meeting) => {
    const counted = replies.get(meeting.id)
    if (!counted) return null
    const { invited, answered: number } = counted
    if (invited === 0) return { quiet: t.nobodyInvited }
    return {
      tone: number === invited ? ('good' as const) : ('warn' as const),
      text: t.answered(number, invited),
    }
  }
  return [
    {
      head: t.meeting,
      names: true,
      cell: (row) => ({ href: `/meetings/${row.id}`, ...chooseText(row.title, reader.locale) }),
    },
    { head: t.when, cell: (row) => formatWhen(reader.locale, { days: row.days, zone: row.zone }) },
    { head: t.answers, cell: answered },
  ]
}

/** Commitments with their leads, as far as the reader may be told of them. */
export function commitmentColumns(
  reader: Reader,
  leads: ReadonlyMap<Id, InstitutionName>,
  now: Instant,
): Column<Commitment>[] {
  const { home: t } = reader.t
  const lead = (row: Commitment) => {
    const institution = leads.get(row.id)
    return institution ? shortNameOf(institution, reader.locale) : { quiet: reader.t.commitments.unlisted }
  }
  const due = (row: Commitment) => {
    const days = daysLate(row, dateOf(now, row.zone))
    const date = formatDue(reader.locale, { on: row.dueOn, precision: row.duePrecision })
    return days > 0 ? { lines: [date, { tone: 'bad' as const, text: t.lateBy(days) }] } : date
  }
  return [
    codeColumn(t.code, (row) => row),
    { head: t.promise, cell: (row) => chooseText(row.text, reader.locale) },
    { head: t.lead, cell: lead },
    { head: t.due, tight: true, cell: due },
  ]
}

/** What is not done yet for each meeting, each with the way there. */
export function missingColumn(reader: Reader, { ahead }: Oversight): Column<Meeting> {
  const known = new Map(ahead.map(({ meeting, missing }) => [meeting.id, missing]))
  const { oversight: t } = reader.t
  return {
    head: t.missingTitle,
    cell: ({ id }) => {
      const missing = known.get(id)
      if (!missing) return null
      if (missing.length === 0) return { tone: 'good', text: t.complete }
      return {
        lines: missing.map((one) => ({ href: missingHref(id, one), text: missingWords(reader, one) })),
      }
    },
  }
}
