/** A list of commitments as a table for other programs; its own columns can be sent in again. */

import { headsIn } from '../../src/commitments/column.ts'
import { codeOf } from '../../src/commitments/commitment.ts'
import { daysLate, slipDays } from '../../src/commitments/due.ts'
import { dueText } from '../../src/commitments/due-text.ts'
import type { PrintedCommitment } from '../../src/commitments/printed.ts'
import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { type InstitutionName, nameOf } from '../../src/institutions/institution.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { fullName } from '../../src/people/name.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import type { Reader } from '../reader.ts'

interface Printed {
  readonly rows: readonly PrintedCommitment[]
  readonly dialogues: readonly Dialogue[]
  readonly zone: Zone
  readonly now: Instant
}

/** One column: its head, its width in letters, its cell. */
interface PrintedColumn {
  readonly title: string
  readonly width: number
  readonly cell: (row: PrintedCommitment) => Cell
}

/** Dates as dates, also of a promise for a quarter: the words beside it say what the date means. */
export function commitmentGrid(reader: Reader, { rows, zone, ...known }: Printed): Grid {
  const columns = [...wordColumns(reader, known), ...partyColumns(reader), ...courseColumns(reader, known)]
  return {
    title: reader.t.commitments.title,
    zone,
    columns: columns.map(({ title, width }) => ({ title, width })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  }
}

/** An empty table with the columns that can be sent in, and one line that shows what is meant. */
export function commitmentTemplate(
  reader: Reader,
  zone: Zone,
  sample: Readonly<Record<string, string>>,
): Grid {
  const heads = Object.entries(headsIn(reader.locale))
  return {
    title: reader.t.commitments.title,
    zone,
    columns: heads.map(([, title]) => ({ title, width: Math.max(14, title.length + 2) })),
    rows: [heads.map(([key]) => textCell(sample[key] ?? ''))],
  }
}

type Known = Pick<Printed, 'dialogues' | 'now'>

function wordColumns(reader: Reader, { dialogues }: Known): PrintedColumn[] {
  const heads = headsIn(reader.locale)
  const { fields } = reader.t.commitments
  const codes = new Map(dialogues.map(({ id, code }) => [id, code]))
  return [
    { title: heads.code, width: 8, cell: ({ commitment }) => textCell(codeOf(commitment)) },
    {
      title: fields.dialogue,
      width: 12,
      cell: ({ commitment }) => textCell(codes.get(commitment.dialogueId) ?? ''),
    },
    ...(['kk', 'ru', 'en'] as const).map((lang) => ({
      title: heads[`text_${lang}`],
      width: 60,
      cell: ({ commitment }: PrintedCommitment) => textCell(commitment.text.texts[lang] ?? ''),
    })),
  ]
}

function partyColumns(reader: Reader): PrintedColumn[] {
  const { fields, visibilities, unlisted } = reader.t.commitments
  const heads = headsIn(reader.locale)
  const name = (one: InstitutionName | null) => (one ? nameOf(one, reader.locale).text : unlisted)
  return [
    { title: heads.lead, width: 45, cell: ({ lead }) => textCell(name(lead)) },
    {
      title: heads.supporters,
      width: 45,
      cell: ({ supporters }) => textCell(supporters.map(name).join('; ')),
    },
    {
      title: heads.verifier,
      width: 45,
      cell: ({ commitment, verifier }) => textCell(commitment.verifierId ? name(verifier) : ''),
    },
    {
      title: fields.person,
      width: 30,
      cell: ({ person }) => textCell(person ? fullName(person, reader.locale) : ''),
    },
    {
      title: heads.person_mail,
      width: 30,
      cell: ({ person, seesContact }) => textCell(person && seesContact ? person.email : ''),
    },
    { title: heads.due, width: 12, cell: ({ commitment }) => textCell(dueText(commitment)) },
    { title: heads.review, width: 12, cell: ({ commitment }) => dateCell(commitment.reviewOn) },
    {
      title: heads.visibility,
      width: 20,
      cell: ({ commitment }) => textCell(visibilities[commitment.visibility]),
    },
    { title: heads.objective, width: 10, cell: ({ objective }) => textCell(objective) },
  ]
}

function courseColumns(reader: Reader, { now }: Known): PrintedColumn[] {
  const { commitments: t, printing, overview, filters } = reader.t
  const day = (commitment: PrintedCommitment['commitment'], at: Instant | null) =>
    at && dateOf(at, commitment.zone)
  return [
    { title: t.fields.due_date, width: 12, cell: ({ commitment }) => dateCell(commitment.dueOn) },
    { title: t.firstDue, width: 12, cell: ({ commitment }) => dateCell(commitment.firstDueOn) },
    {
      title: `${filters.slip}, ${overview.printed.days}`,
      width: 12,
      cell: ({ commitment }) => (commitment.dueMoves > 0 ? integer(slipDays(commitment)) : null),
    },
    { title: printing.moves, width: 12, cell: ({ commitment }) => integer(commitment.dueMoves) },
    { title: t.fields.state, width: 22, cell: ({ commitment }) => textCell(t.states[commitment.state]) },
    {
      title: printing.daysLate,
      width: 12,
      cell: ({ commitment }) => {
        const late = daysLate(commitment, dateOf(now, commitment.zone))
        return late > 0 ? integer(late) : null
      },
    },
    { title: t.sections.reports, width: 10, cell: ({ reports }) => integer(reports) },
    {
      title: t.fields.lastReport,
      width: 14,
      cell: ({ commitment }) => dateCell(day(commitment, commitment.lastReportAt)),
    },
    {
      title: overview.printed.lastClaim,
      width: 20,
      cell: ({ lastClaim }) => textCell(lastClaim ? t.claims[lastClaim] : t.noReport),
    },
    {
      title: t.sections.verification,
      width: 20,
      cell: ({ verification }) => textCell(verification ? t.results[verification.result] : ''),
    },
    {
      title: overview.printed.verifiedOn,
      width: 14,
      cell: ({ commitment, verification }) => dateCell(verification && day(commitment, verification.at)),
    },
  ]
}

function integer(number: number): Cell {
  return { kind: 'integer', number }
}
