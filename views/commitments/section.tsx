/** The commitments of a meeting, as its page shows them. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { awaitsLead } from '../../src/commitments/state.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { dueCell, leadCell, stateCell } from './words.ts'

interface SectionProps {
  readonly reader: Reader
  readonly meetingId: Id
  /** Those that the reader may see, and their leads by commitment as far as they may be named. */
  readonly commitments: readonly Commitment[]
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** Today in the dialogue's zone. */
  readonly today: LocalDate
  readonly mayRecord: boolean
  readonly mayOrganise: boolean
}

/** Heading `commitments`, how many were reported on, the table, and what can be done. */
export function CommitmentSection(props: SectionProps) {
  const { reader, commitments, leads, today } = props
  const { commitments: t } = reader.t
  const reported = commitments.filter((commitment) => commitment.lastReportAt !== null).length
  return (
    <section aria-labelledby="commitments">
      <h2 id="commitments">{t.title}</h2>
      {commitments.length > 0 && <p>{t.completeness(reported, commitments.length)}</p>}
      <Table
        reader={reader}
        caption={t.title}
        empty={t.noneHere}
        rows={commitments}
        columns={[
          {
            head: t.fields.code,
            names: true,
            tight: true,
            cell: (row) => ({ href: `/commitments/${row.id}`, text: codeOf(row) }),
          },
          { head: t.fields.text, cell: (row) => chooseText(row.text, reader.locale) },
          {
            head: t.fields.lead,
            cell: (row) => leadCell(reader, row, leads.get(row.id)),
          },
          { head: t.fields.due, cell: (row) => dueCell(reader, row) },
          { head: t.fields.state, cell: (row) => stateCell(reader, row, today) },
        ]}
      />
      <SectionActions {...props} />
    </section>
  )
}

function SectionActions({ reader, meetingId, commitments, mayRecord, mayOrganise }: SectionProps) {
  const { commitments: t } = reader.t
  const promises = mayOrganise && commitments.some((commitment) => awaitsLead(commitment.state))
  if (!mayRecord && !promises) return null
  return (
    <Actions>
      {mayRecord && <LinkButton href={`/meetings/${meetingId}/commitments/new`}>{t.record}</LinkButton>}
      {promises && <LinkButton href={`/meetings/${meetingId}/promises`}>{t.promises.open}</LinkButton>}
    </Actions>
  )
}
