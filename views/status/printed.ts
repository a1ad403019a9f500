/** The status paper to take along: a sheet in the reader's language, and the same as a table for other programs. */

import { codeOf } from '../../src/commitments/commitment.ts'
import { formatLongDate } from '../../src/i18n/dates.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf } from '../../src/kernel/zone.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import type { Block, Sheet } from '../../src/printing/sheet.ts'
import { byItem, type PaperLine, type PaperPart, type StatusPaper } from '../../src/status/paper.ts'
import { dueWords } from '../commitments/words.ts'
import { meetingBlocks, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import {
  asOfWords,
  completenessOf,
  dueLines,
  leadOf,
  partWords,
  reportLines,
  slipOf,
  titleOf,
  totalsRows,
} from './words.ts'

interface Printed {
  readonly paper: StatusPaper
  readonly meeting: Meeting | null
  readonly by: 'institution' | 'item'
}

/** One sheet: what it is for, the numbers with their completeness, the lines. */
export function statusSheet(reader: Reader, { paper, meeting, by }: Printed): Sheet {
  const { paper: t } = reader.t.status
  const { request, totals } = paper
  const title = titleOf(reader, request)
  const head: Block[] = meeting
    ? meetingBlocks(reader, title, meeting)
    : [{ kind: 'heading', level: 1, text: title }]
  return {
    lang: reader.locale,
    blocks: [
      ...head,
      said(`${asOfWords(reader, paper)}\n${t.answerBy(formatLongDate(reader.locale, request.dueOn))}`),
      { kind: 'heading', level: 2, text: `${t.totals}. ${completenessOf(reader, totals)}` },
      { kind: 'pairs', rows: totalsRows(reader, totals).map(([name, number]) => [name, String(number)]) },
      ...(by === 'institution' ? institutionBlocks(reader, paper) : itemBlocks(reader, paper)),
    ],
    foot: asOfWords(reader, paper),
  }
}

function said(text: string): Block {
  return { kind: 'paragraph', text }
}

function institutionBlocks(reader: Reader, paper: StatusPaper): Block[] {
  return paper.parts.flatMap((part): Block[] => [
    { kind: 'heading', level: 2, text: wordsIn(reader, leadOf(reader, paper, part)) },
    said(partWords(reader, paper, part)),
    tableOf(reader, paper, part.lines, false),
  ])
}

function itemBlocks(reader: Reader, paper: StatusPaper): Block[] {
  return byItem(paper.lines, paper.audience).flatMap(({ item, lines }): Block[] => [
    {
      kind: 'heading',
      level: 2,
      text: item ? wordsIn(reader, chooseText(item.title, reader.locale)) : reader.t.status.paper.noItem,
    },
    tableOf(reader, paper, lines, true),
  ])
}

function tableOf(reader: Reader, paper: StatusPaper, lines: readonly PaperLine[], withLead: boolean): Block {
  const { paper: t } = reader.t.status
  const { fields, states } = reader.t.commitments
  const lead = withLead ? [{ title: fields.lead }] : []
  return {
    kind: 'table',
    columns: [
      { title: fields.code },
      { title: t.commitment },
      ...lead,
      ...[t.due, t.state, t.report].map((title) => ({ title })),
    ],
    rows: lines.map((line) => [
      codeOf(line),
      wordsIn(reader, chooseText(line.text, reader.locale)),
      ...(withLead ? [wordsIn(reader, leadOf(reader, paper, line))] : []),
      dueLines(reader, line).join('\n'),
      states[line.state],
      reportLines(reader, paper, line).join('\n'),
    ]),
  }
}

/** A row per commitment; each says whether its institution answered, so that no sum is taken for the whole. */
export function statusGrid(reader: Reader, { paper }: Pick<Printed, 'paper'>): Grid {
  const { columns: c } = reader.t.status.paper
  return {
    title: reader.t.status.title,
    zone: paper.request.zone,
    columns: [
      { title: c.code, width: 8 },
      { title: c.text, width: 70 },
      { title: c.lead, width: 40 },
      { title: c.answered, width: 24 },
      { title: c.item, width: 40 },
      { title: reader.t.commitments.fields.due_date, width: 12 },
      { title: c.due, width: 22 },
      { title: c.slip, width: 12 },
      { title: c.moves, width: 12 },
      { title: c.state, width: 22 },
      { title: c.claim, width: 20 },
      { title: c.at, width: 14 },
      { title: c.words, width: 60 },
    ],
    rows: paper.parts.flatMap((part) => part.lines.map((line) => rowOf(reader, paper, part, line))),
  }
}

function rowOf(reader: Reader, paper: StatusPaper, part: PaperPart, line: PaperLine): Cell[] {
  const { paper: t } = reader.t.status
  const { claims, states } = reader.t.commitments
  const { report, item } = line
  const words = report ? paper.words.get(report.id) : undefined
  const named = item && (paper.audience === 'secretariat' || !item.closed) ? item : null
  const slip = slipOf(line)
  return [
    textCell(codeOf(line)),
    textCell(wordsIn(reader, chooseText(line.text, reader.locale))),
    textCell(wordsIn(reader, leadOf(reader, paper, line))),
    textCell(t.parts[part.state]),
    textCell(named ? wordsIn(reader, chooseText(named.title, reader.locale)) : ''),
    dateCell(line.dueOn),
    textCell(dueWords(reader, line)),
    slip === null ? null : { kind: 'integer', number: slip },
    { kind: 'integer', number: line.dueMoves },
    textCell(states[line.state]),
    textCell(report ? claims[report.claim] : t.noReport),
    dateCell(report && dateOf(report.at, paper.request.zone)),
    textCell([words?.text ?? '', words?.evidence ?? ''].filter(Boolean).join('\n')),
  ]
}
