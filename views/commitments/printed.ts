/** A list of commitments as a table for other programs. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { daysLate } from '../../src/commitments/due.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import { wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import { dueWords } from './words.ts'

interface Printed {
  readonly commitments: readonly Commitment[]
  readonly dialogues: readonly Dialogue[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
  readonly zone: Zone
  readonly now: Instant
}

/** Dates as dates, also of a promise for a quarter: the words beside it say what the date means. */
export function commitmentGrid(reader: Reader, { commitments, zone, ...known }: Printed): Grid {
  const { commitments: t, printing } = reader.t
  const { fields } = t
  return {
    title: t.title,
    zone,
    columns: [
      { title: fields.code, width: 8 },
      { title: fields.dialogue, width: 12 },
      { title: fields.text, width: 70 },
      { title: fields.lead, width: 45 },
      { title: fields.due_date, width: 12 },
      { title: fields.due, width: 22 },
      { title: fields.state, width: 22 },
      { title: printing.daysLate, width: 12 },
      { title: fields.lastReport, width: 14 },
      { title: printing.moves, width: 12 },
    ],
    rows: commitments.map((one) => rowOf(reader, one, known)),
  }
}

function rowOf(reader: Reader, one: Commitment, known: Pick<Printed, 'dialogues' | 'leads' | 'now'>): Cell[] {
  const { states, unlisted } = reader.t.commitments
  const lead = known.leads.get(one.id)
  const late = daysLate(one, dateOf(known.now, one.zone))
  return [
    textCell(codeOf(one)),
    textCell(known.dialogues.find(({ id }) => id === one.dialogueId)?.code ?? ''),
    textCell(wordsIn(reader, chooseText(one.text, reader.locale))),
    textCell(lead ? wordsIn(reader, nameOf(lead, reader.locale)) : unlisted),
    dateCell(one.dueOn),
    textCell(dueWords(reader, one)),
    textCell(states[one.state]),
    late > 0 ? { kind: 'integer', number: late } : null,
    dateCell(one.lastReportAt && dateOf(one.lastReportAt, one.zone)),
    { kind: 'integer', number: one.dueMoves },
  ]
}
