/** Who reported on which period: institutions by periods, and how complete each period is. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { needsCall } from '../../src/commitments/reminders.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatPeriod } from '../../src/i18n/periods.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { ladderOf } from '../../src/recurring/asked.ts'
import type { Grid, GridPeriod, GridRow } from '../../src/recurring/grid.ts'
import type { Recurrence } from '../../src/recurring/recurrence.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton, PostForm, Submit } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Facts } from '../parts/facts.tsx'
import { Heading } from '../parts/heading.tsx'
import { Passage } from '../parts/passage.tsx'
import { Status } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { commitmentTrail } from './form.tsx'
import { type Institutions, ownerCell, rhythmWords, standing } from './words.ts'

interface GridProps extends ShellProps {
  readonly commitment: Commitment
  readonly recurrence: Recurrence
  readonly grid: Grid
  readonly institutions: Institutions
  /** The medicine whose stock reports count, if there is one. */
  readonly medicine: { readonly id: string; readonly name: string } | null
  /** By period: the earlier day that the calendar gives by now; the day that was asked for stays. */
  readonly earlier: ReadonlyMap<string, LocalDate>
  readonly rights: { readonly record: boolean; readonly coordinate: boolean }
  readonly today: LocalDate
  /** Addresses of the periods before, and of the newest; null at the ends. */
  readonly older: string | null
  readonly newer: string | null
}

/** The page. Completeness stands beside every count; no report is a state of its own, never a zero. */
export function GridPage(props: GridProps) {
  const { reader, commitment, recurrence, medicine } = props
  const { recurring: t } = reader.t
  return (
    <SecretariatPage {...props} title={`${t.title} · ${codeOf(commitment)}`}>
      <Heading reader={reader} title={t.title} trail={commitmentTrail(reader, commitment)} />
      <Passage reader={reader} text={chooseText(commitment.text, reader.locale)} />
      <Facts
        facts={[
          { term: t.rhythm, value: rhythmWords(reader, recurrence) },
          { term: t.form.owed_by, value: t.owedBy[recurrence.owedBy] },
          { term: t.medicine, value: medicine && <a href={`/supply/${medicine.id}`}>{medicine.name}</a> },
        ]}
      />
      <Completeness {...props} />
      <Shares {...props} />
      <Ways {...props} />
    </SecretariatPage>
  )
}

function Completeness({ reader, grid: { periods }, earlier }: GridProps) {
  const { columns, current, notAsked } = reader.t.recurring
  return (
    <Table
      reader={reader}
      caption={current}
      rows={[...periods].reverse()}
      empty={notAsked}
      columns={[
        {
          head: columns.period,
          names: true,
          cell: (row: GridPeriod) => formatPeriod(reader.locale, row.key),
        },
        {
          head: columns.due,
          tight: true,
          cell: (row: GridPeriod) => dueCell(reader, row, earlier.get(row.key)),
        },
        {
          head: columns.reported,
          cell: (row: GridPeriod) => reader.t.recurring.outOf(row.reported, row.of),
        },
      ]}
    />
  )
}

function dueCell({ locale, t }: Reader, { dueOn }: GridPeriod, earlier: LocalDate | undefined): Cell {
  const day = dueOn ? formatDate(locale, dueOn) : ''
  return earlier ? { lines: [day, { quiet: t.recurring.dayStays(formatDate(locale, earlier)) }] } : day
}

function Shares(props: GridProps) {
  const { reader, grid, institutions } = props
  const { recurring: t } = reader.t
  if (grid.rows.length === 0) return null
  return (
    <section aria-labelledby="grid">
      <h2 id="grid">{t.open}</h2>
      <Table
        reader={reader}
        caption={t.open}
        narrow="scroll"
        rows={grid.rows}
        columns={[
          {
            head: t.columns.institution,
            names: true,
            cell: (row: GridRow) => ownerCell(reader, institutions, row.institutionId),
          },
          ...[...grid.periods].reverse().map(({ key }) => ({
            head: formatPeriod(reader.locale, key),
            cell: (row: GridRow) => shareCell(props, row, key),
          })),
        ]}
      />
    </section>
  )
}

function shareCell({ reader, commitment, rights, today }: GridProps, row: GridRow, key: string): Cell {
  const share = row.shares.get(key)
  if (!share) return { quiet: reader.t.recurring.faces.none }
  const state = standing(reader, share, { commitment, today })
  const silent = needsCall(ladderOf(share, commitment, commitment.zone), today)
  const own = silent ? { ...state, text: reader.t.recurring.faces.phone } : state
  if (!rights.record) return own
  const view = (
    <Status tone={own.tone}>
      <a href={`/commitments/${commitment.id}/shares/${share.id}`}>{own.text}</a>
    </Status>
  )
  return { view }
}

function Ways({ reader, commitment, recurrence, rights, older, newer }: GridProps) {
  const { recurring: t } = reader.t
  const path = `/commitments/${commitment.id}/recurrence`
  return (
    <>
      <Actions>
        {older && <LinkButton href={older}>{t.older}</LinkButton>}
        {newer && <LinkButton href={newer}>{t.newer}</LinkButton>}
        {rights.coordinate && <LinkButton href={path}>{t.correct}</LinkButton>}
      </Actions>
      {rights.coordinate && !recurrence.endedOn && (
        <details>
          <summary>{t.end}</summary>
          <PostForm action={`${path}/ending`} hidden={{ version: commitment.version }}>
            <p>{t.endHint}</p>
            <Submit weight="danger">{t.end}</Submit>
          </PostForm>
        </details>
      )}
    </>
  )
}
