/** An agenda on paper. */

import type { TimetableDay, TimetableRow } from '../../src/agenda/timetable.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Block, Sheet } from '../../src/printing/sheet.ts'
import type { NotedSupply } from '../../src/supply/snapshot.ts'
import { asOf, cellWords, meetingBlocks, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import { supplyBlocks } from '../supply/paper.tsx'
import { dayWords, presenterCell, type TimetableNames } from './timetable.tsx'
import { timeWords } from './words.ts'

interface Printed {
  readonly meeting: Meeting
  readonly days: readonly TimetableDay[]
  /** As far as they may be named. */
  readonly names: TimetableNames
  /** What was noted of it for the papers. */
  readonly supply: readonly NotedSupply[]
  readonly now: Instant
}

/** One sheet; an agenda that is not published says so. */
export function agendaSheet(reader: Reader, { meeting, days, names, supply, now }: Printed): Sheet {
  const { agenda: t } = reader.t
  const draft: Block[] =
    meeting.agendaPublishedAt === null ? [{ kind: 'paragraph', text: t.notPublished, strong: true }] : []
  return {
    lang: reader.locale,
    blocks: [
      ...meetingBlocks(reader, t.title, meeting),
      ...draft,
      ...days.flatMap((day): Block[] => [
        // A single day stands in the head already.
        ...(days.length > 1 ? [{ kind: 'heading', level: 2, text: dayWords(reader, day) } as const] : []),
        dayTable(reader, day, names),
      ]),
      ...supplyBlocks(reader, supply),
    ],
    foot: asOf(reader, now, meeting.zone),
  }
}

function dayTable(reader: Reader, day: TimetableDay, names: TimetableNames): Block {
  const { agenda: t } = reader.t
  if (day.rows.length === 0) return { kind: 'paragraph', text: t.nothingOnDay }
  return {
    kind: 'table',
    columns: [{ title: t.time }, { title: t.item }, { title: t.presenter }],
    rows: day.rows.map((row) => [
      timeWords(row),
      itemWords(reader, row),
      cellWords(reader, presenterCell(reader, row, names)),
    ]),
  }
}

/** What the item is for, unless its title says it all, and its own rule of attribution. */
function itemWords(reader: Reader, { title, kind, isBreak, attribution }: TimetableRow): string {
  const { agenda, dialogues } = reader.t
  const plain = isBreak || kind === 'procedural'
  const remarks = [
    ...(plain ? [] : [agenda.kinds[kind]]),
    ...(attribution ? [dialogues.attributions[attribution]] : []),
  ]
  return [wordsIn(reader, title), remarks.join(' · ')].filter(Boolean).join('\n')
}
