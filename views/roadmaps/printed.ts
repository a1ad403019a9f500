/** A roadmap on paper, and its indicators as a table for other programs. */

import { formatDate } from '../../src/i18n/dates.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Versions } from '../../src/kernel/locale.ts'
import type { Zone } from '../../src/kernel/zone.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import type { Block, Sheet } from '../../src/printing/sheet.ts'
import type { Measured, MeasuredObjective, Named } from '../../src/roadmaps/content.ts'
import type { Decimal } from '../../src/roadmaps/decimal.ts'
import type { Tally } from '../../src/roadmaps/progress.ts'
import type { Roadmap } from '../../src/roadmaps/roadmap.ts'
import { asOf, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import {
  actWords,
  baselineWords,
  latestWords,
  ownerWords,
  ownOwner,
  paceWords,
  periodWords,
  progressWords,
  tallyWords,
  targetWords,
} from './words.ts'

interface Printed {
  readonly roadmap: Roadmap
  readonly zone: Zone
  readonly measured: readonly MeasuredObjective[]
  readonly tally: Tally
  readonly named: Named
  readonly on: LocalDate
  readonly today: LocalDate
}

/** One sheet; a draft says so. Institutions are named as on the date of the act. */
export function roadmapSheet(reader: Reader, printed: Printed & { readonly now: Instant }): Sheet {
  const { roadmaps: t } = reader.t
  const { roadmap, measured, tally, named } = printed
  const owner = ownerWords(reader, roadmap.ownerId, named, 'without')
  const draft: Block[] =
    roadmap.state === 'draft' ? [{ kind: 'paragraph', text: t.facts.draft, strong: true }] : []
  const pairs: [string, string][] = [
    [t.facts.period, periodWords(reader, roadmap)],
    [t.facts.act, actWords(reader, roadmap) ?? t.facts.draft],
    ...(owner ? [[t.facts.owner, owner] as [string, string]] : []),
    [t.columns.state, `${t.states[roadmap.state]}; ${tallyWords(reader, tally)}`],
  ]
  const ended: Block[] =
    printed.on < printed.today
      ? [{ kind: 'paragraph', text: t.facts.asOf(formatDate(reader.locale, printed.on)) }]
      : []
  return {
    lang: reader.locale,
    blocks: [
      { kind: 'heading', level: 1, text: said(reader, roadmap.title) },
      ...draft,
      { kind: 'pairs', rows: pairs },
      ...ended,
      ...measured.flatMap((one) => objectiveBlocks(reader, one, named)),
    ],
    foot: asOf(reader, printed.now, printed.zone),
  }
}

function said(reader: Reader, text: Versions): string {
  return wordsIn(reader, chooseText(text, reader.locale))
}

function objectiveBlocks(reader: Reader, { objective, own }: MeasuredObjective, named: Named): Block[] {
  const { objective: t, facts } = reader.t.roadmaps
  const description = said(reader, objective.description)
  const owner = ownerWords(reader, objective.ownerId, named, 'without')
  const closing = said(reader, objective.closing)
  return [
    {
      kind: 'heading',
      level: objective.parentId === null ? 2 : 3,
      text: `${objective.code} ${said(reader, objective.title)}`,
    },
    ...paragraphs([description, owner && `${facts.owner}: ${owner}`]),
    ...(own.length > 0 ? [indicatorTable(reader, own, { objective, named })] : []),
    ...paragraphs([closing && `${t.closing}: ${closing}`]),
  ]
}

function paragraphs(texts: readonly (string | null)[]): Block[] {
  return texts.flatMap((text): Block[] => (text ? [{ kind: 'paragraph', text }] : []))
}

function indicatorTable(
  reader: Reader,
  own: readonly Measured[],
  owners: { readonly objective: MeasuredObjective['objective']; readonly named: Named },
): Block {
  const { indicator: t } = reader.t.roadmaps
  return {
    kind: 'table',
    columns: [
      { title: t.one },
      { title: t.baseline },
      { title: t.target },
      { title: t.latest },
      { title: t.progress },
    ],
    rows: own.map(({ indicator, progress }) => [
      lines([said(reader, indicator.name), ownOwner(reader, indicator, owners)]),
      baselineWords(reader, indicator),
      targetWords(reader, indicator),
      latestWords(reader, indicator, progress),
      lines([progressWords(reader, indicator, progress), paceWords(reader, progress)]),
    ]),
  }
}

function lines(texts: readonly (string | null)[]): string {
  return texts.filter(Boolean).join('\n')
}

/** One row per value that stands, and one for an indicator without any. */
export function roadmapGrid(reader: Reader, { roadmap, zone, measured, named }: Printed): Grid {
  const { roadmaps: t } = reader.t
  const { indicator, value, grid } = t
  return {
    title: said(reader, roadmap.title),
    zone,
    columns: [
      { title: grid.objective, width: 10 },
      { title: grid.objectiveTitle, width: 40 },
      { title: indicator.one, width: 40 },
      { title: indicator.unit, width: 14 },
      { title: indicator.owner, width: 40 },
      { title: indicator.direction, width: 18 },
      { title: indicator.baseline, width: 12 },
      { title: indicator.baseline_on, width: 14 },
      { title: indicator.target, width: 12 },
      { title: indicator.target_high, width: 14 },
      { title: indicator.target_on, width: 14 },
      { title: value.as_of, width: 12 },
      { title: value.amount, width: 12 },
      { title: value.source, width: 30 },
      { title: value.note, width: 30 },
    ],
    rows: measured.flatMap((one) => one.own.flatMap((two) => rowsOf(reader, one, { two, named }))),
  }
}

function rowsOf(
  reader: Reader,
  { objective }: MeasuredObjective,
  { two, named }: { readonly two: Measured; readonly named: Named },
): Cell[][] {
  const { indicator } = two
  const { directions } = reader.t.roadmaps.indicator
  const head: Cell[] = [
    textCell(objective.code),
    textCell(said(reader, objective.title)),
    textCell(said(reader, indicator.name)),
    textCell(said(reader, indicator.unit)),
    textCell(ownerWords(reader, indicator.ownerId, named, 'without') ?? ''),
    textCell(directions[indicator.direction]),
    numberCell(indicator.baseline),
    dateCell(indicator.baselineOn),
    numberCell(indicator.target),
    numberCell(indicator.targetHigh),
    dateCell(indicator.targetOn),
  ]
  const standing = two.values.filter(({ supersededAt }) => supersededAt === null)
  if (standing.length === 0) return [[...head, null, null, null, null]]
  return standing.map(({ asOf: on, amount, source, note }) => [
    ...head,
    dateCell(on),
    numberCell(amount),
    textCell(source),
    textCell(note),
  ])
}

function numberCell(number: Decimal | null): Cell {
  return number === null ? null : { kind: 'decimal', decimal: number }
}
