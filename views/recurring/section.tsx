/** On the page of a commitment: its rhythm with the latest period, and the parts of its supporting institutions. */

import { isFinal } from '../../src/commitments/state.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import type { Id } from '../../src/kernel/id.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Share } from '../../src/recurring/share.ts'
import type { RecordProps } from '../commitments/record-words.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Facts } from '../parts/facts.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { dueDay, type Institutions, type Measure, ownerCell, rhythmWords, standing } from './words.ts'

/** Both sections; nothing for who cannot change anything where there is nothing. */
export function JointSections(props: RecordProps) {
  return (
    <>
      <Periods {...props} />
      <Parts {...props} />
    </>
  )
}

function Periods({ reader, record, rights }: RecordProps) {
  const { recurring: t } = reader.t
  const { id, state } = record.commitment
  const { recurrence, latest } = record.joint
  const maySet = rights.coordinate && !isFinal(state)
  if (!recurrence && !maySet) return null
  const path = `/commitments/${id}`
  return (
    <section aria-labelledby="periods">
      <h2 id="periods">{t.title}</h2>
      {recurrence && (
        <Facts
          facts={[
            { term: t.rhythm, value: rhythmWords(reader, recurrence) },
            { term: t.form.owed_by, value: t.owedBy[recurrence.owedBy] },
            {
              term: t.current,
              value: latest
                ? [
                    formatPeriod(reader.locale, latest.key),
                    t.count(latest.reported, latest.of),
                    latest.dueOn ? t.dueOn(formatDate(reader.locale, latest.dueOn)) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')
                : t.notAsked,
            },
          ]}
        />
      )}
      <Actions>
        {recurrence && <LinkButton href={`${path}/periods`}>{t.open}</LinkButton>}
        {maySet && <LinkButton href={`${path}/recurrence`}>{recurrence ? t.correct : t.set}</LinkButton>}
      </Actions>
    </section>
  )
}

/** A supporting institution with its part, if one was written. */
interface PartRow {
  readonly institutionId: Id
  readonly part: Share | null
}

/** Everybody who supports, and everybody who has a part although they support no longer. */
function partRows(supporterIds: readonly Id[], parts: readonly Share[]): PartRow[] {
  const ids = [...new Set([...supporterIds, ...parts.map(({ institutionId }) => institutionId)])]
  return ids.map((institutionId) => ({
    institutionId,
    part: parts.find((part) => part.institutionId === institutionId) ?? null,
  }))
}

function Parts({ reader, record, rights, today }: RecordProps) {
  const { joint } = record
  const { recurring: t } = reader.t
  const { id, state } = record.commitment
  const mayWrite = rights.record && !isFinal(state)
  const owed = joint.recurrence?.owedBy === 'supporters'
  // Who reports by period needs no part beside it.
  const rows = partRows(owed ? [] : record.supporterIds, joint.parts)
  if (rows.length === 0 || (joint.parts.length === 0 && !mayWrite)) return null
  const href = (row: PartRow) => `/commitments/${id}/parts/${row.institutionId}`
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{t.parts}</h2>
      <PartTable
        reader={reader}
        rows={rows}
        institutions={record.institutions}
        measure={{ commitment: record.commitment, today }}
        act={(row) => {
          if (row.part && rights.record)
            return { href: `/commitments/${id}/shares/${row.part.id}`, text: t.share.reports }
          return mayWrite ? { href: href(row), text: t.writePart } : ''
        }}
      />
    </section>
  )
}

interface PartTableProps {
  readonly reader: Reader
  readonly rows: readonly PartRow[]
  readonly institutions: Institutions
  readonly measure: Measure
  readonly act?: (row: PartRow) => Cell
}

/** Who contributes what, until when, and how it stands. */
function PartTable({ reader, rows, institutions, measure, act }: PartTableProps) {
  const { columns: heads, parts, noPart } = reader.t.recurring
  return (
    <Table
      reader={reader}
      caption={parts}
      rows={rows}
      columns={[
        {
          head: heads.institution,
          names: true,
          cell: ({ institutionId }) => ownerCell(reader, institutions, institutionId),
        },
        {
          head: heads.part,
          cell: ({ part }) => (part?.text ? chooseText(part.text, reader.locale) : { quiet: noPart }),
        },
        {
          head: heads.due,
          tight: true,
          cell: ({ part }) => (part ? dueDay(reader, part, measure.commitment) : ''),
        },
        { head: heads.state, cell: ({ part }) => (part ? partState(reader, part, measure) : '') },
        ...(act ? [{ head: '', cell: act }] : []),
      ]}
    />
  )
}

function partState(reader: Reader, part: Share, measure: Measure): Cell {
  const own = standing(reader, part, measure)
  return part.state === 'open' && !part.lastReportAt
    ? { lines: [own, { quiet: reader.t.commitments.noReport }] }
    : own
}

interface PartListProps extends Measure {
  readonly reader: Reader
  readonly parts: readonly Share[]
  readonly institutions: Institutions
}

/** The parts of a joint commitment, as its lead sees them behind its link; nothing without any. */
export function PartList({ reader, parts, institutions, ...measure }: PartListProps) {
  if (parts.length === 0) return null
  const rows = parts.map((part) => ({ institutionId: part.institutionId, part }))
  return (
    <section>
      <h2>{reader.t.recurring.parts}</h2>
      <PartTable {...{ reader, rows, institutions, measure }} />
    </section>
  )
}
