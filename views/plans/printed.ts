/** Plans on paper and as tables for other programs. */

import { formatDate, formatDateRange } from '../../src/i18n/dates.ts'
import type { InstitutionName } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Activity, ActivityReport } from '../../src/plans/activity.ts'
import type { MatrixFilter, Placed, PlanRow } from '../../src/plans/matrix.ts'
import { isAccepted, type Plan, textOf, type Written } from '../../src/plans/plan.ts'
import type { Request } from '../../src/plans/request.ts'
import { partOf, TEXT_PARTS, type Template } from '../../src/plans/template.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import type { Block, Sheet } from '../../src/printing/sheet.ts'
import type { Objective } from '../../src/roadmaps/objective.ts'
import { asOf, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import type { AskedLine } from './request.tsx'
import { activityDates, objectiveName, officialName, ownerName, partTitle, templateTitle } from './words.ts'

interface Known {
  readonly template: Template
  readonly owners: ReadonlyMap<Id, InstitutionName>
  readonly objectives: readonly Objective[]
}

interface PrintedActivities extends Known {
  readonly rows: readonly PlanRow[]
  readonly filter: MatrixFilter
  readonly reports: ReadonlyMap<Id, ActivityReport>
}

/** All activities, one a row, as far as the filter lets them through; a plan without any is a row of its own. */
export function activityGrid(reader: Reader, printed: PrintedActivities): Grid {
  const { plans: t } = reader.t
  const { template, rows, filter } = printed
  const wanted = rows.filter(({ plan }) => filter.plan === null || plan.state === filter.plan)
  return {
    title: t.matrix.sheet,
    zone: template.zone,
    columns: [
      { title: t.template.institution, width: 45 },
      { title: t.matrix.planState, width: 18 },
      { title: t.draft.name, width: 60 },
      { title: t.page.kind, width: 24 },
      { title: t.page.objective, width: 40 },
      { title: t.draft.starts, width: 12 },
      { title: t.draft.ends, width: 12 },
      { title: partTitle(reader, template, 'responsible').text, width: 30 },
      { title: partTitle(reader, template, 'result').text, width: 40 },
      { title: t.page.state, width: 18 },
      { title: t.page.report, width: 14 },
      { title: t.request.text, width: 40 },
    ],
    rows: wanted.flatMap((row) => rowsOf(reader, row, printed)),
  }
}

function rowsOf(reader: Reader, { plan, placed }: PlanRow, printed: PrintedActivities): Cell[][] {
  const { filter, owners } = printed
  const shown = placed.filter(({ state }) => filter.state === null || state === filter.state)
  const head = [
    textCell(wordsIn(reader, officialName(reader, owners, plan.institutionId))),
    textCell(reader.t.plans.states[plan.state]),
  ]
  if (placed.length === 0 && filter.state === null) return [[...head, ...Array<Cell>(10).fill(null)]]
  return shown.map((one) => [...head, ...activityCells(reader, one, printed, plan)])
}

function activityCells(
  reader: Reader,
  { activity, state }: Placed,
  { objectives, reports }: PrintedActivities,
  plan: Plan,
): Cell[] {
  const { plans: t } = reader.t
  const report = reports.get(activity.id)
  return [
    textCell(activity.title),
    textCell(t.kinds[activity.kind]),
    textCell(
      activity.objectiveId ? wordsIn(reader, objectiveName(reader, objectives, activity.objectiveId)) : '',
    ),
    dateCell(activity.startsOn),
    dateCell(activity.endsOn),
    textCell(activity.responsible),
    textCell(activity.result),
    textCell(t.activityStates[state]),
    dateCell(report ? dateOf(report.reportedAt, plan.zone) : null),
    textCell(report?.text ?? ''),
  ]
}

interface PrintedPlan extends Known {
  readonly plan: Plan
  readonly written: Written
  readonly placed: readonly Placed[]
  readonly now: Instant
}

/** One plan as a document: whose, of which period, its texts, its activities as a table. */
export function planSheet(reader: Reader, printed: PrintedPlan): Sheet {
  const { template, plan, owners, written, now } = printed
  const { plans: t } = reader.t
  const texts = TEXT_PARTS.filter((part) => partOf(template, part)).flatMap((part): Block[] => [
    { kind: 'heading', level: 2, text: wordsIn(reader, partTitle(reader, template, part)) },
    { kind: 'paragraph', text: textOf(written, part).text || t.page.unwritten },
  ])
  return {
    lang: reader.locale,
    blocks: [
      { kind: 'heading', level: 1, text: wordsIn(reader, templateTitle(reader, template)) },
      {
        kind: 'paragraph',
        text: wordsIn(reader, officialName(reader, owners, plan.institutionId)),
        align: 'center',
        strong: true,
      },
      { kind: 'pairs', rows: headOf(reader, printed) },
      ...texts,
      { kind: 'heading', level: 2, text: wordsIn(reader, partTitle(reader, template, 'activity')) },
      activityTable(reader, printed),
    ],
    foot: asOf(reader, now, plan.zone),
  }
}

function headOf(reader: Reader, { template, plan, owners, written }: PrintedPlan): [string, string][] {
  const { plans: t } = reader.t
  const last = written.presentations.at(-1)
  const rows: [string, string][] = [
    [t.template.period, formatDateRange(reader.locale, template.from, template.to)],
    [t.template.state, t.states[plan.state]],
  ]
  if (plan.monitorId)
    rows.push([t.page.monitor, wordsIn(reader, officialName(reader, owners, plan.monitorId))])
  if (last) rows.push([t.page.presented, formatDate(reader.locale, dateOf(last.presentedAt, plan.zone))])
  return rows
}

function activityTable(reader: Reader, { template, plan, placed, objectives }: PrintedPlan): Block {
  const { plans: t } = reader.t
  const states = isAccepted(plan)
  const columns = [
    { title: t.draft.name },
    { title: t.page.dates },
    { title: partTitle(reader, template, 'responsible').text },
    { title: partTitle(reader, template, 'result').text },
    ...(objectives.length > 0 ? [{ title: t.page.objective }] : []),
    ...(states ? [{ title: t.page.state }] : []),
  ]
  const rowOf = (activity: Activity, state: Placed['state']) => [
    activity.title,
    activityDates(reader, activity),
    activity.responsible,
    activity.result,
    ...(objectives.length > 0
      ? [activity.objectiveId ? (objectives.find(({ id }) => id === activity.objectiveId)?.code ?? '') : '']
      : []),
    ...(states ? [t.activityStates[state]] : []),
  ]
  return { kind: 'table', columns, rows: placed.map(({ activity, state }) => rowOf(activity, state)) }
}

interface PrintedRequest {
  readonly template: Template
  readonly request: Request
  readonly lines: readonly AskedLine[]
  readonly owners: ReadonlyMap<Id, InstitutionName>
}

function answerWords({ t }: Reader, answer: ActivityReport | null): string {
  if (!answer) return t.plans.request.noAnswer
  return answer.verifiedAt ? t.plans.request.verified : t.plans.claims[answer.claim]
}

/** What was answered to a request, one activity a row. */
export function requestGrid(reader: Reader, { template, lines, owners }: PrintedRequest): Grid {
  const { plans: t } = reader.t
  return {
    title: t.matrix.sheet,
    zone: template.zone,
    columns: [
      { title: t.template.institution, width: 45 },
      { title: t.draft.name, width: 60 },
      { title: t.draft.starts, width: 12 },
      { title: t.draft.ends, width: 12 },
      { title: t.request.claim, width: 18 },
      { title: t.request.text, width: 50 },
      { title: t.page.report, width: 14 },
    ],
    rows: lines.map(({ plan, activity, answer }) => [
      textCell(wordsIn(reader, officialName(reader, owners, plan.institutionId))),
      textCell(activity.title),
      dateCell(activity.startsOn),
      dateCell(activity.endsOn),
      textCell(answerWords(reader, answer)),
      textCell(answer?.text ?? ''),
      dateCell(answer ? dateOf(answer.reportedAt, plan.zone) : null),
    ]),
  }
}

/** The same as a document. */
export function requestSheet(
  reader: Reader,
  { template, request, lines, owners }: PrintedRequest,
  now: Instant,
): Sheet {
  const { plans: t } = reader.t
  const answered = lines.filter(({ answer }) => answer !== null).length
  return {
    lang: reader.locale,
    blocks: [
      { kind: 'heading', level: 1, text: wordsIn(reader, templateTitle(reader, template)) },
      {
        kind: 'paragraph',
        text: `${t.request.title}: ${formatDateRange(reader.locale, request.from, request.to)}`,
        align: 'center',
        strong: true,
      },
      { kind: 'paragraph', text: t.request.answered(answered, lines.length) },
      {
        kind: 'table',
        columns: [t.template.institution, t.draft.name, t.page.dates, t.request.claim, t.request.text].map(
          (title) => ({ title }),
        ),
        rows: lines.map(({ plan, activity, answer }) => [
          wordsIn(reader, ownerName(reader, owners, plan.institutionId)),
          activity.title,
          activityDates(reader, activity),
          answerWords(reader, answer),
          answer?.text ?? '',
        ]),
      },
    ],
    foot: asOf(reader, now, template.zone),
  }
}
