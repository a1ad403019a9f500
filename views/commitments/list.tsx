/** All commitments one may see: filtered by the address, a hundred a page, soonest due first. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { type CommitmentFilter, listPath, OPEN, PAGE_SIZE, SHOWS } from '../../src/commitments/filter.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import type { Cell } from '../parts/cell.ts'
import { Files } from '../parts/files.tsx'
import { Filter, type FilterChoice } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { dueCell, leadCell, stateCell } from './words.ts'

interface ListProps extends ShellProps {
  readonly now: Instant
  readonly commitments: readonly Commitment[]
  readonly dialogues: readonly Dialogue[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  /** Lead institutions to choose from, in protocol order. */
  readonly choices: readonly InstitutionName[]
  readonly filter: CommitmentFilter
  readonly pageNumber: number
  readonly hasNext: boolean
  /** Only when the list is narrowed to a dialogue or an institution: of everything at once it says nothing. */
  readonly completeness: { readonly total: number; readonly reported: number } | null
}

/** The list with its filter. */
export function CommitmentsPage(props: ListProps) {
  const { reader, commitments, filter, completeness } = props
  const { commitments: t } = reader.t
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} />
      <Filter
        reader={reader}
        action="/commitments"
        q={filter.search}
        choices={choicesOf(props)}
        narrowed={listPath(filter) !== listPath(OPEN)}
      />
      {completeness && completeness.total > 0 && (
        <p>{t.completeness(completeness.reported, completeness.total)}</p>
      )}
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(props)}
        rows={commitments}
        empty={listPath(filter) === listPath(OPEN) ? t.none : t.nothingFound}
      />
      <Pages {...props} />
      <Files
        label={t.title}
        path="/commitments"
        query={listPath(filter).slice('/commitments'.length)}
        formats={['xlsx', 'csv']}
      />
    </SecretariatPage>
  )
}

function Pages({ reader, filter, commitments, pageNumber, hasNext }: ListProps) {
  const before = (pageNumber - 1) * PAGE_SIZE
  return (
    <Pager
      reader={reader}
      from={before + 1}
      to={before + commitments.length}
      previous={pageNumber > 1 ? listPath(filter, pageNumber - 1) : undefined}
      next={hasNext ? listPath(filter, pageNumber + 1) : undefined}
    />
  )
}

function choicesOf({ reader, filter, dialogues, choices }: ListProps): FilterChoice[] {
  const { commitments: t } = reader.t
  const all = { value: '', text: t.filter.any }
  return [
    {
      name: 'show',
      label: t.filter.show,
      value: filter.show,
      options: SHOWS.map((value) => ({ value, text: showWords(reader, value) })),
    },
    {
      name: 'dialogue',
      label: t.fields.dialogue,
      value: filter.dialogueId ?? '',
      options: [all, ...dialogues.map(({ id, code }) => ({ value: id, text: code }))],
    },
    {
      name: 'lead',
      label: t.fields.lead,
      value: filter.leadId ?? '',
      options: [
        all,
        ...choices.map((entry) => ({ value: entry.id, text: nameOf(entry, reader.locale).text })),
      ],
    },
  ]
}

function showWords({ t }: Reader, show: CommitmentFilter['show']): string {
  const { shows, states } = t.commitments
  if (show === 'open' || show === 'late' || show === 'silent' || show === 'all') return shows[show]
  return states[show]
}

function columnsOf({ reader, now, dialogues, leads }: ListProps): Column<Commitment>[] {
  const { commitments: t } = reader.t
  const codes = new Map(dialogues.map(({ id, code }) => [id, code]))
  const todays = new Map(dialogues.map(({ zone }) => [zone, dateOf(now, zone)]))
  const columns: Column<Commitment>[] = [
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
    {
      head: t.fields.state,
      cell: (row) => stateCell(reader, row, todays.get(row.zone) ?? dateOf(now, row.zone)),
    },
    { head: t.fields.lastReport, cell: (row) => reportCell(reader, row) },
  ]
  // With one dialogue the column would say the same in every row.
  if (dialogues.length < 2) return columns
  return columns.toSpliced(1, 0, { head: t.fields.dialogue, cell: (row) => codes.get(row.dialogueId) ?? '' })
}

function reportCell({ locale, t }: Reader, { lastReportAt, zone }: Commitment): Cell {
  return lastReportAt ? formatDate(locale, dateOf(lastReportAt, zone)) : { quiet: t.commitments.noReport }
}
