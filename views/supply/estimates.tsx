/** The yearly estimates of a medicine against what is delivered and needed. */

import type { YearCheck } from '../../src/supply/estimate.ts'
import { LinkButton } from '../parts/actions.tsx'
import type { Tone } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import type { MedicineProps } from './page.tsx'
import { figure } from './words.ts'

const TONES: Readonly<Record<YearCheck['state'], Tone>> = {
  unknown: 'neutral',
  within: 'good',
  near: 'warn',
  over: 'bad',
}

/** The section. */
export function Estimates({ reader, outlook, supply }: MedicineProps) {
  const { estimates: t } = reader.t.supply
  return (
    <section aria-labelledby="estimates">
      <h2 id="estimates">{t.title}</h2>
      <Table
        reader={reader}
        caption={t.title}
        rows={outlook.years}
        columns={[
          { head: t.year, names: true, cell: ({ year }) => String(year) },
          {
            head: t.ceiling,
            numeric: true,
            cell: ({ ceilingGrams }) => ceilingGrams ?? { quiet: t.states.unknown },
          },
          { head: t.lines, numeric: true, cell: ({ linesGrams }) => figure(reader, linesGrams) },
          { head: t.need, numeric: true, cell: ({ needGrams }) => figure(reader, needGrams) },
          {
            head: reader.t.supply.columns.state,
            cell: ({ state }) => ({ tone: TONES[state], text: t.states[state] }),
          },
        ]}
      />
      <p>
        <LinkButton href={`/supply/${supply.medicine.id}/estimates`}>{t.add}</LinkButton>
      </p>
    </section>
  )
}
