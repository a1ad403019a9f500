/** What is on its way, and by when each of its steps must be done: for those who coordinate only. */

import { formatDate } from '../../src/i18n/dates.ts'
import { type PipelineLine, slipOf } from '../../src/supply/line.ts'
import type { LineDeadlines, StepDeadline } from '../../src/supply/outlook.ts'
import { type Cell, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import type { MedicineProps } from './page.tsx'
import { figure, ownerOf } from './words.ts'

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
        { head: t.by, tight: true, cell: ({ doneBy }) => date(doneBy) },
        { head: t.state, cell: (row) => lateness(reader, row) },
      ]}
    />
  )
}

function lateness({ t }: Reader, { lateDays }: StepDeadline): Cell {
  const { late, inTime } = t.supply.steps
  return lateDays > 0 ? { tone: 'bad', text: late(lateDays) } : { tone: 'good', text: inTime }
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
                { href: `/supply/${line.medicineId}/lines/${line.id}`, text: date(line.expectedOn) },
                ...(slipOf(line) === 0 ? [] : [{ quiet: t.slip(slipOf(line)) }]),
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
