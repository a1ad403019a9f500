/** The steps on the page of a commitment: a picture in time, the same as a table, how their dates moved. */

import type { Commitment } from '../../src/commitments/commitment.ts'
import { isFinal } from '../../src/commitments/state.ts'
import type { Evidence } from '../../src/documents/paper.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Schedule, ScheduledStep } from '../../src/steps/schedule.ts'
import type { Step, StepMove } from '../../src/steps/step.ts'
import { Actions, LinkButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { StepPicture } from './picture.tsx'
import { dayWords, remarksOf, standingOf, titleOf } from './words.ts'

/** What the parts of this section need. */
export interface StepsProps {
  readonly reader: Reader
  readonly commitment: Commitment
  /** As this reader may see it. */
  readonly schedule: Schedule<Step>
  /** What proves them, by step, among other files of the commitment, as far as this reader may read it. */
  readonly files: Evidence
  readonly today: LocalDate
  readonly coordinate: boolean
  /** The short name of an institution as this reader may read it. */
  nameOf(institutionId: Id): Cell
  /** The name of who moved a date, as this reader may read it. */
  personOf(personId: Id): string
}

/** Nothing for who cannot add steps where there are none. */
export function StepSection(props: StepsProps) {
  const { reader, commitment, schedule, coordinate } = props
  const { steps: t } = reader.t
  const open = coordinate && !isFinal(commitment.state)
  if (schedule.steps.length === 0 && !open) return null
  const path = `/commitments/${commitment.id}`
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t.title}</h2>
      <StepPicture {...props} />
      <Table
        reader={reader}
        caption={t.title}
        columns={columnsOf(props, open)}
        rows={schedule.steps}
        empty={t.none}
      />
      {open && (
        <Actions>
          <LinkButton href={`${path}/steps/new`}>{t.add}</LinkButton>
          <LinkButton href={`${path}/steps/template`}>{t.apply}</LinkButton>
          {schedule.steps.length > 0 && <LinkButton href={`${path}/step-template`}>{t.keep}</LinkButton>}
        </Actions>
      )}
      <Moves {...props} />
    </section>
  )
}

type Row = ScheduledStep<Step>

function columnsOf(props: StepsProps, open: boolean): Column<Row>[] {
  const { reader } = props
  const { steps: t } = reader.t
  return [
    { head: t.columns.step, names: true, cell: (row) => titleCell(reader, row, open) },
    {
      head: t.columns.owner,
      cell: ({ step }) => props.nameOf(step.institutionId ?? props.commitment.leadId),
    },
    {
      head: t.columns.planned,
      tight: true,
      cell: ({ step, withheld }) => dayWords(reader, step.plannedOn, withheld),
    },
    { head: t.columns.expected, cell: (row) => expectedCell(reader, row) },
    {
      head: t.columns.state,
      cell: (row) => ({
        lines: [standingOf(reader, row), ...remarksOf(reader, row), ...fileLines(props, row)],
      }),
    },
  ]
}

function fileLines({ files }: StepsProps, { step }: Row): Cell[] {
  const left = (files.get(step.id) ?? []).filter(({ removedAt }) => removedAt === null)
  return left.map(({ id, title, name }) => ({ href: `/documents/${id}`, text: title || name }))
}

/** The title leads to the acts where there are any. */
function titleCell(reader: Reader, { step }: Row, open: boolean): Cell {
  const { text, lang } = chooseText(step.title, reader.locale)
  const who = chooseText(step.who, reader.locale).text
  const href = `/commitments/${step.commitmentId}/steps/${step.id}`
  const shown = lang === reader.locale ? { text } : { text, lang }
  const title: Cell = open ? { href, ...shown } : lang === reader.locale ? text : { text, lang }
  return who ? { lines: [title, { quiet: who }] } : title
}

/** The end with what it slipped, and when it began. */
function expectedCell(reader: Reader, { step, endsOn, slipDays, withheld }: Row): Cell {
  const { steps: t } = reader.t
  if (step.state === 'skipped') return '—'
  const begun = step.startedOn && step.state !== 'done' ? formatDate(reader.locale, step.startedOn) : ''
  return {
    lines: [
      dayWords(reader, endsOn, withheld),
      ...(slipDays === null ? [] : [{ quiet: t.slip(slipDays) }]),
      ...(begun ? [{ quiet: t.started(begun) }] : []),
    ],
  }
}

/** Every change of a planned or forecast date; nothing where none moved. */
function Moves({ reader, schedule, commitment, personOf }: StepsProps) {
  const { steps: t, commitments } = reader.t
  const moves = schedule.steps.flatMap(({ step }) => step.moves.map((move) => ({ step, move })))
  if (moves.length === 0) return null
  const day = (on: LocalDate | null) => dayWords(reader, on)
  const columns: Column<{ step: Step; move: StepMove }>[] = [
    { head: t.columns.step, names: true, cell: ({ step }) => titleOf(reader, step) },
    {
      head: commitments.table.at,
      tight: true,
      cell: ({ move }) => day(dateOf(move.movedAt, commitment.zone)),
    },
    {
      head: commitments.table.from,
      tight: true,
      cell: ({ move }) => ({ lines: [day(move.oldOn), { quiet: t.moveKinds[move.kind] }] }),
    },
    { head: commitments.table.to, tight: true, cell: ({ move }) => day(move.newOn) },
    {
      head: commitments.table.reason,
      cell: ({ move }) => ({ lines: [move.reason, { quiet: personOf(move.movedBy) }] }),
    },
  ]
  return (
    <details>
      <summary>{t.moves}</summary>
      <Table reader={reader} caption={t.moves} columns={columns} rows={moves} />
    </details>
  )
}

/** The forecast by the steps and how far it slipped, for the facts of a commitment; null where there is none. */
export function forecastWords(reader: Reader, { steps, forecastOn, slipDays }: Schedule): string | null {
  const { steps: t } = reader.t
  if (steps.length === 0) return null
  if (!forecastOn) return steps.some(({ withheld }) => withheld) ? t.withheld : t.unknown
  const date = formatDate(reader.locale, forecastOn)
  return slipDays === null ? date : `${date} · ${t.total(slipDays)}`
}
