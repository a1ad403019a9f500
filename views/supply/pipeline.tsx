/** What is on its way, and by when each of its steps must be done: for those who coordinate only. */

import { formatDate } from '../../src/i18n/dates.ts'
import { type HeldBack, type PipelineLine, slipOf } from '../../src/supply/line.ts'
import type { LineDeadlines, StepDeadline } from '../../src/supply/outlook.ts'
import type { PromisedDates } from '../../src/supply/promised.ts'
import { type Cell, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import type { MedicineProps } from './page.tsx'
import { figure, ownerOf, proposalHref } from './words.ts'

/** Order-by dates of every delivery that is still to come. */
export function OrderBy(props: MedicineProps) {
  const { reader, outlook } = props
  const { steps: t } = reader.t.supply
  if (outlook.deadlines.length === 0) return null
  return (
    <section aria-labelledby="order">
      <h2 id="order">{t.title}</h2>
      <p>{t.lead}</p>
      {outlook.deadlines.map((line) => (
        <Deadlines {...props} line={line} />
      ))}
    </section>
  )
}

function Deadlines({
  reader,
  owners,
  promised,
  line: { line, steps },
}: MedicineProps & { readonly line: LineDeadlines }) {
  const { steps: t } = reader.t.supply
  const date = (on: PipelineLine['expectedOn']) => formatDate(reader.locale, on)
  return (
    <Table
      reader={reader}
      caption={`${reader.t.supply.line.one}: ${figure(reader, line.quantity)}, ${date(line.expectedOn)}`}
      captionSeen
      rows={steps}
      empty={t.none}
      columns={[
        { head: t.step, names: true, cell: ({ step }) => t.keys[step.key] },
        { head: t.owner, cell: (row) => ownerOf(reader, row, owners) ?? '–' },
        { head: t.days, numeric: true, cell: ({ step }) => step.days },
        { head: t.by, tight: true, cell: (row) => doneBy(reader, row, proposedFor(line, promised)) },
        { head: t.state, cell: (row) => lateness(reader, row) },
      ]}
    />
  )
}

/** The commitment for which a step's last day can be proposed as due date. */
function proposedFor(line: PipelineLine, promised: PromisedDates) {
  const one = line.commitmentId ? promised.get(line.commitmentId) : undefined
  return one && { ...one, step: line.commitmentStep ?? 'receipt' }
}

function doneBy(
  reader: Reader,
  { step, doneBy: by }: StepDeadline,
  tie: ReturnType<typeof proposedFor>,
): Cell {
  const text = formatDate(reader.locale, by)
  if (tie?.step !== step.key) return text
  const { propose } = reader.t.supply.ahead.promised
  return { lines: [text, { href: proposalHref(reader, tie.commitmentId, by), text: propose(tie.code) }] }
}

function lateness({ t }: Reader, { lateDays }: StepDeadline): Cell {
  const { late, inTime } = t.supply.steps
  return lateDays > 0 ? { tone: 'bad', text: late(lateDays) } : { tone: 'good', text: inTime }
}

/** Of the day that somebody gave; what the commitment makes of it stands below. */
function slipCell({ t }: Reader, { moves, expectedOn, heldBack }: PipelineLine): Cell[] {
  const slip = slipOf({ moves, expectedOn: heldBack?.expectedOn ?? expectedOn })
  return slip === 0 ? [] : [{ quiet: t.supply.line.slip(slip) }]
}

function heldBackCell(reader: Reader, { expectedOn }: PipelineLine, { promised }: HeldBack): Cell {
  const { notBefore } = reader.t.supply.ahead.promised
  return { tone: 'warn', text: notBefore(promised.code, formatDate(reader.locale, expectedOn)) }
}

/** The deliveries with what is known of them. */
export function Deliveries({ reader, supply }: MedicineProps) {
  const { line: t } = reader.t.supply
  const date = (on: PipelineLine['shipsOn']) => (on ? formatDate(reader.locale, on) : '–')
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{t.title}</h2>
      <p class="hint">{t.needToKnow}</p>
      <Table
        reader={reader}
        caption={t.title}
        rows={supply.lines}
        empty={t.none}
        columns={[
          {
            head: t.expectedOn,
            names: true,
            cell: (line) => ({
              lines: [
                {
                  href: `/supply/${line.medicineId}/lines/${line.id}`,
                  text: date(line.heldBack?.expectedOn ?? line.expectedOn),
                },
                ...slipCell(reader, line),
                ...(line.heldBack ? [heldBackCell(reader, line, line.heldBack)] : []),
              ],
            }),
          },
          { head: t.quantity, numeric: true, cell: ({ quantity }) => quantity },
          { head: t.received, numeric: true, cell: ({ received }) => received },
          { head: t.certainty, cell: ({ certainty }) => t.certainties[certainty] },
          { head: t.contract, cell: ({ contract }) => contract },
          { head: t.shipsOn, tight: true, cell: ({ shipsOn }) => date(shipsOn) },
        ]}
      />
    </section>
  )
}
