/** All commitments one may see: filtered by the address, a hundred a page, in one table or under headings. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { slipDays } from '../../src/commitments/due.ts'
import {
  type CommitmentFilter,
  isNarrowed,
  listPath,
  PAGE_SIZE,
  queryOf,
} from '../../src/commitments/filter.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import { KeepForm } from '../filters/page.tsx'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import type { Cell } from '../parts/cell.ts'
import { Files } from '../parts/files.tsx'
import { formOf } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Pager } from '../parts/pager.tsx'
import { Words } from '../parts/passage.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { type ChoicesProps, CommitmentChoices } from './choices.tsx'
import { CommitmentTabs, isKept, type Tab } from './tabs.tsx'
import { dueWords, leadCell, stateCell } from './words.ts'

/** Some rows under one heading; without a title it may not be told, or there is none. */
export interface ListGroup {
  readonly key: Id | null
  readonly title: Versions | null
  /** Under this heading on all pages. */
  readonly count: number
  readonly rows: readonly Commitment[]
}

interface ListProps extends ShellProps, ChoicesProps {
  readonly now: Instant
  readonly commitments: readonly Commitment[]
  /** The same rows under their headings, if any are asked for. */
  readonly groups: readonly ListGroup[] | null
  readonly tabs: readonly Tab[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  readonly pageNumber: number
  readonly hasNext: boolean
  /** Only when the list is narrowed to a dialogue or an institution: of everything at once it says nothing. */
  readonly completeness: { readonly total: number; readonly reported: number } | null
}

/** The list with its tabs and its choices. */
export function CommitmentsPage(props: ListProps) {
  const { reader, filter, completeness, tabs, groups } = props
  const { commitments: t, filters } = reader.t
  const whole = props.pageNumber === 1 && !props.hasNext && groups === null
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading reader={reader} title={t.title} />
      <CommitmentTabs reader={reader} filter={filter} tabs={tabs} form="table" />
      <CommitmentChoices {...props} action="/commitments" table={whole ? TABLE : undefined} />
      {!isKept(filter, tabs) && (
        <details class="keep">
          <summary>{filters.keep}</summary>
          <KeepForm reader={reader} form={formOf({ query: queryOf(filter) })} />
        </details>
      )}
      {completeness && completeness.total > 0 && (
        <p>{t.completeness(completeness.reported, completeness.total)}</p>
      )}
      {groups === null ? <Rows {...props} /> : <Groups {...props} groups={groups} />}
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

const TABLE = 'commitments'

function Rows(props: ListProps) {
  const { reader, commitments, filter } = props
  const { commitments: t } = reader.t
  return (
    <Table
      reader={reader}
      id={TABLE}
      caption={t.title}
      columns={commitmentColumns(props)}
      rows={commitments}
      empty={isNarrowed(filter) ? t.nothingFound : t.none}
    />
  )
}

function Groups(props: ListProps & { readonly groups: readonly ListGroup[] }) {
  const { reader, groups } = props
  if (groups.length === 0) return <Rows {...props} />
  return (
    <>
      {groups.map((group) => (
        <section>
          <h2>
            <GroupTitle reader={reader} group={group} filter={props.filter} />{' '}
            <small>({formatNumber(reader.locale, group.count)})</small>
          </h2>
          <Table
            reader={reader}
            caption={reader.t.commitments.title}
            columns={commitmentColumns(props)}
            rows={group.rows}
          />
        </section>
      ))}
    </>
  )
}

/** What stands over a group; where it may not be told or there is nothing to tell, in words of ours. */
export function GroupTitle(props: {
  readonly reader: Reader
  readonly group: Pick<ListGroup, 'title'>
  readonly filter: Pick<CommitmentFilter, 'grouping'>
}) {
  const { reader, group, filter } = props
  if (group.title) return <Words reader={reader} text={chooseText(group.title, reader.locale)} />
  return <>{filter.grouping === 'objective' ? reader.t.filters.noObjective : reader.t.commitments.unlisted}</>
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

/** The columns; those that order the list say so and lead there. */
export function commitmentColumns(
  props: Pick<ListProps, 'reader' | 'now' | 'dialogues' | 'leads' | 'filter'>,
): Column<Commitment>[] {
  const { reader, now, dialogues, leads, filter } = props
  const { commitments: t, filters } = reader.t
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
    { head: t.fields.lead, cell: (row) => leadCell(reader, row, leads.get(row.id)) },
    { head: t.fields.due, cell: (row) => dueWords(reader, row), ...sorting(filter, 'due') },
    { head: filters.slip, cell: (row) => slipCell(reader, row), ...sorting(filter, 'slip') },
    {
      head: t.fields.state,
      cell: (row) => stateCell(reader, row, todays.get(row.zone) ?? dateOf(now, row.zone)),
    },
    { head: t.fields.lastReport, cell: (row) => reportCell(reader, row), ...sorting(filter, 'report') },
  ]
  // With one dialogue the column would say the same in every row.
  if (dialogues.length < 2) return columns
  return columns.toSpliced(1, 0, { head: t.fields.dialogue, cell: (row) => codes.get(row.dialogueId) ?? '' })
}

/** Under headings the order is that of the due dates: sorting by another column takes the headings away. */
function sorting(
  filter: CommitmentFilter,
  order: CommitmentFilter['order'],
): Pick<Column<Commitment>, 'sort'> {
  const grouped = filter.grouping !== null && order !== 'due'
  const href = listPath({ ...filter, order, grouping: grouped ? null : filter.grouping })
  const isNow = filter.grouping === null ? filter.order === order : order === 'due'
  if (!isNow) return { sort: { href } }
  return { sort: { href, now: order === 'slip' ? 'descending' : 'ascending' } }
}

/** How far the due date moved in all, and in how many moves; empty for one that never moved. */
function slipCell({ t }: Reader, commitment: Commitment): Cell {
  const { filters } = t
  if (commitment.dueMoves === 0) return null
  const days = slipDays(commitment)
  const times = { quiet: filters.times(commitment.dueMoves) }
  if (days === 0) return times
  return { lines: [days > 0 ? filters.later(days) : filters.earlier(-days), times] }
}

function reportCell({ locale, t }: Reader, { lastReportAt, zone }: Commitment): Cell {
  return lastReportAt ? formatDate(locale, dateOf(lastReportAt, zone)) : { quiet: t.commitments.noReport }
}
