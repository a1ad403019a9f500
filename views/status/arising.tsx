/** Under the agenda: what is due before the meeting and not done, for its item "matters arising". */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dueCell, leadCell, stateCell } from '../commitments/words.ts'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ArisingProps {
  readonly reader: Reader
  /** The first day of the meeting. */
  readonly on: LocalDate
  readonly today: LocalDate
  readonly commitments: readonly Commitment[]
  readonly leads: ReadonlyMap<Id, InstitutionName>
}

/** A section `arising`. */
export function ArisingSection({ reader, on, today, commitments, leads }: ArisingProps) {
  const { status, commitments: c } = reader.t
  const t = status.arising
  return (
    <section aria-labelledby="arising">
      <h2 id="arising">{t.title}</h2>
      <p>{t.lead(formatDate(reader.locale, on))}</p>
      <Table
        reader={reader}
        caption={t.title}
        empty={t.none}
        rows={commitments}
        columns={[
          {
            head: c.fields.code,
            names: true,
            tight: true,
            cell: (row) => ({ href: `/commitments/${row.id}`, text: codeOf(row) }),
          },
          { head: c.fields.text, cell: (row) => chooseText(row.text, reader.locale) },
          { head: c.fields.lead, cell: (row) => leadCell(reader, row, leads.get(row.id)) },
          { head: c.fields.due, cell: (row) => dueCell(reader, row) },
          { head: c.fields.state, cell: (row) => stateCell(reader, row, today) },
        ]}
      />
    </section>
  )
}
