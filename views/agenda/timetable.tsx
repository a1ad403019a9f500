/** An agenda to read: a table for each day with running times, in the reader's language. */

import type { TimetableDay, TimetableRow } from '../../src/agenda/timetable.ts'
import { formatLongDate, formatTimes } from '../../src/i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { listName } from '../../src/people/name.ts'
import type { PersonCard } from '../../src/people/person.ts'
import type { Cell } from '../parts/cell.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { timeWords, titleCell } from './words.ts'

/** The names that a timetable may use; a protected person has to be left out by the caller. */
export interface TimetableNames {
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  readonly persons: ReadonlyMap<Id, PersonCard>
}

interface TimetableProps {
  readonly reader: Reader
  readonly days: readonly TimetableDay[]
  readonly names: TimetableNames
  /** What stands under the title of an item, such as its papers. */
  readonly below?: (item: Id) => readonly Cell[]
}

/** One table a day; a heading for each when there are several. */
export function Timetable({ reader, days, names, below }: TimetableProps) {
  const { agenda: t } = reader.t
  return (
    <>
      {days.map((day) => (
        <>
          {days.length > 1 && <h3>{dayWords(reader, day)}</h3>}
          <Table
            reader={reader}
            caption={dayWords(reader, day)}
            rows={day.rows}
            empty={t.nothingOnDay}
            columns={[
              { head: t.time, tight: true, cell: timeWords },
              { head: t.item, names: true, cell: (row) => titleCell(reader, row, below?.(row.id)) },
              { head: t.presenter, cell: (row) => presenterCell(reader, row, names) },
            ]}
          />
        </>
      ))}
    </>
  )
}

/** The date and hours of a day. */
export function dayWords({ locale }: Reader, day: TimetableDay): string {
  return `${formatLongDate(locale, day.date)}, ${formatTimes(day.starts, day.ends)}`
}

/** The institution, and under it the person, as far as they may be named. */
export function presenterCell(reader: Reader, row: TimetableRow, names: TimetableNames): Cell {
  const institution = names.institutions.get(row.presenterInstitutionId ?? '')
  const person = names.persons.get(row.presenterPersonId ?? '')
  const lines: Cell[] = []
  if (institution) lines.push(shortNameOf(institution, reader.locale))
  if (person) lines.push({ quiet: listName(person, reader.locale) })
  return { lines }
}
