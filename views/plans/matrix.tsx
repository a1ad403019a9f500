/** The ministry's matrix: institutions by kinds of activity or objectives, as a picture and as a table. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import { ACTIVITY_STATES } from '../../src/plans/activity.ts'
import {
  BYS,
  type Completeness,
  type Counts,
  type Matrix,
  type MatrixFilter,
  type MatrixRow,
  sumOf,
} from '../../src/plans/matrix.ts'
import { PLAN_STATES } from '../../src/plans/plan.ts'
import type { Template } from '../../src/plans/template.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import type { Cell } from '../parts/cell.ts'
import { Chooser } from '../parts/filter.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { plansTrail } from './list.tsx'
import { Picture } from './picture.tsx'
import {
  ACTIVITY_TONES,
  columnTitle,
  completenessWords,
  countCells,
  ownerName,
  planState,
  templateTitle,
} from './words.ts'

export interface MatrixProps {
  readonly reader: Reader
  readonly template: Template
  readonly matrix: Matrix
  readonly filter: MatrixFilter
  readonly complete: Completeness
  readonly objectives: readonly Objective[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
  /** Where the filter leads, and where each plan stands: an id follows. */
  readonly action: string
  readonly planAt: string
}

/** The page of the secretariat. */
export function MatrixPage(
  props: ShellProps & MatrixProps & { readonly dialogue: Dialogue; readonly query: string },
) {
  const { reader, dialogue, template, query } = props
  const { matrix: t } = reader.t.plans
  const own = `/plans/${template.id}`
  const trail = [...plansTrail(reader, dialogue), { href: own, text: templateTitle(reader, template).text }]
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={trail}
        title={t.title}
        lead={t.lead}
        actions={
          <Actions>
            <LinkButton href={`${own}/matrix.xlsx${query}`}>XLSX</LinkButton>
            <LinkButton href={`${own}/matrix.csv${query}`}>CSV</LinkButton>
          </Actions>
        }
      />
      <MatrixView {...props} />
    </SecretariatPage>
  )
}

/** Filter, completeness, picture and table. */
export function MatrixView(props: MatrixProps) {
  const { reader, matrix, complete } = props
  const { matrix: t } = reader.t.plans
  return (
    <>
      <p>{completenessWords(reader, complete)}</p>
      <Choices {...props} />
      {matrix.columns.length > 0 && <Picture {...props} />}
      <Table
        reader={reader}
        caption={t.table}
        captionSeen
        narrow="scroll"
        rows={matrix.rows}
        empty={t.none}
        columns={columnsOf(props)}
      />
      {matrix.columns.length > 0 && <RollUp {...props} />}
    </>
  )
}

function Choices({ reader, filter, action }: MatrixProps) {
  const { plans: t } = reader.t
  const all = { value: '', text: t.matrix.all }
  const bys = BYS.map((value) => ({ value, text: t.matrix.bys[value] }))
  const states = ACTIVITY_STATES.map((value) => ({ value, text: t.activityStates[value] }))
  const plans = PLAN_STATES.map((value) => ({ value, text: t.states[value] }))
  return (
    <search class="filter">
      <form method="get" action={action} aria-label={t.matrix.title}>
        <Chooser choice={{ name: 'by', label: t.matrix.by, value: filter.by, options: bys }} />
        <Chooser
          choice={{
            name: 'state',
            label: t.matrix.state,
            value: filter.state ?? '',
            options: [all, ...states],
          }}
        />
        <Chooser
          choice={{ name: 'plan', label: t.matrix.plan, value: filter.plan ?? '', options: [all, ...plans] }}
        />
        <button type="submit" class="button plain">
          {t.template.show}
        </button>
      </form>
    </search>
  )
}

function columnsOf(props: MatrixProps): Column<MatrixRow>[] {
  const { reader, matrix, owners, objectives, planAt } = props
  const { matrix: t } = reader.t.plans
  return [
    {
      head: t.institution,
      names: true,
      cell: ({ plan }) => ({ href: `${planAt}${plan.id}`, ...ownerName(reader, owners, plan.institutionId) }),
    },
    { head: t.planState, cell: ({ plan }) => planState(reader, plan) },
    ...matrix.columns.map((key, at) => ({
      head: columnTitle(reader, matrix, key, objectives),
      tight: true,
      cell: (row: MatrixRow) =>
        linkedCounts(reader, row.cells[at] ?? NOTHING, `${planAt}${row.plan.id}#activities`),
    })),
    { head: t.total, tight: true, cell: ({ total }) => countCells(reader, total) },
  ]
}

/** Counts as words with shapes that lead to the activities of the plan. */
function linkedCounts({ t }: Reader, counts: Counts, href: string): Cell {
  const some = ACTIVITY_STATES.filter((state) => counts[state] > 0)
  if (some.length === 0) return { quiet: '—' }
  return {
    lines: some.map((state) => ({
      href,
      text: `${counts[state]} ${t.plans.activityStates[state]}`,
      tone: ACTIVITY_TONES[state],
    })),
  }
}

const NOTHING: Counts = { planned: 0, reported: 0, verified: 0, silent: 0 }

function RollUp({ reader, matrix, objectives }: MatrixProps) {
  const { matrix: t } = reader.t.plans
  const rows = [
    ...matrix.columns.map((key, at) => ({
      name: columnTitle(reader, matrix, key, objectives),
      counts: matrix.totals[at] ?? NOTHING,
    })),
    { name: t.total, counts: matrix.all },
  ]
  return (
    <Table
      reader={reader}
      caption={matrix.by === 'objective' ? t.rollUp : t.total}
      captionSeen
      rows={rows}
      columns={[
        { head: t.bys[matrix.by], names: true, cell: ({ name }) => name },
        ...ACTIVITY_STATES.map((state) => ({
          head: reader.t.plans.activityStates[state],
          numeric: true,
          cell: ({ counts }: (typeof rows)[number]) => counts[state],
        })),
        { head: t.total, numeric: true, cell: ({ counts }) => sumOf(counts) },
      ]}
    />
  )
}
