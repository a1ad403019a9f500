/** Importing stock reports: every line with what becomes of it, before anything is recorded. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { faultText } from '../../src/i18n/messages.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import type { StockLine } from '../../src/supply/import.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { StockFigures } from '../../src/supply/report.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Checkboxes } from '../parts/choice.tsx'
import { FaultSummary } from '../parts/faults.tsx'
import { draftOf, type FormState } from '../parts/form.ts'
import { Heading } from '../parts/heading.tsx'
import { Trial, Upload } from '../parts/import.tsx'
import type { Cell, Column } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { supplyTrail } from './page.tsx'
import { figure, type Owners, placeTitle } from './words.ts'

interface StockImportProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly medicine: Medicine
  readonly form: FormState
  /** What a table was read as, and itself for the next step; null before there is one. */
  readonly trial: { readonly lines: readonly StockLine[]; readonly kept: string } | null
  readonly owners?: Owners
}

/** Both steps. */
export function StockImportPage(props: StockImportProps) {
  const { reader, dialogue, medicine, form, trial } = props
  const { report } = reader.t.supply
  const { import: t } = reader.t.supply.ahead
  const labels = { file: reader.t.tables.file, confirm: report.confirmLabel }
  const draft = draftOf(reader, form, { labels })
  const action = `/supply/${medicine.id}/import`
  const step = { draft, action, template: `${action}/template` }
  return (
    <SecretariatPage {...props} title={t.title} faulty={form.faults.length > 0}>
      <FaultSummary draft={draft} />
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, medicine)}
        title={t.title}
        lead={t.lead}
      />
      {trial === null && <Upload {...step} />}
      {trial !== null && (
        <Trial
          {...step}
          kept={trial.kept}
          rows={trial.lines}
          columns={columnsOf(reader, props.owners ?? new Map())}
          wrong={trial.lines.filter(({ state }) => state === 'wrong').length}
        >
          {trial.lines.some(({ faults }) => faults.length > 0) && (
            <Checkboxes
              draft={draft}
              name="confirm"
              choices={[{ value: 'on', text: report.confirm }]}
              optional="unsaid"
            />
          )}
        </Trial>
      )}
    </SecretariatPage>
  )
}

type Counted = 'onHandUnits' | 'consumedUnits' | 'receivedUnits' | 'daysOut'

function columnsOf(reader: Reader, owners: Owners): Column<StockLine>[] {
  const { report: t, places, ahead } = reader.t.supply
  const counted = (head: string, of: Counted): Column<StockLine> => ({
    ...{ head, numeric: true },
    cell: ({ figures, known }) => (figures ? changed(reader, figures[of], known?.[of]) : ''),
  })
  return [
    {
      ...{ head: places.place, names: true },
      cell: ({ place, placeText }) => (place ? placeTitle(reader, place, owners) : placeText),
    },
    {
      head: t.month,
      tight: true,
      cell: ({ figures }) => (figures ? formatMonth(reader.locale, figures.month) : ''),
    },
    counted(t.onHand, 'onHandUnits'),
    counted(t.consumed, 'consumedUnits'),
    counted(t.received, 'receivedUnits'),
    counted(t.daysOut, 'daysOut'),
    { head: reader.t.tables.state, cell: (line) => stateOf(reader, line, ahead.import.states) },
  ]
}

/** The figure, and under it the one that it replaces. */
function changed(reader: Reader, now: number, was: StockFigures[Counted] | undefined): Cell {
  if (was === undefined || was === now) return figure(reader, now)
  return { lines: [figure(reader, now), { quiet: reader.t.supply.ahead.import.was(figure(reader, was)) }] }
}

function stateOf(
  reader: Reader,
  { state, faults }: StockLine,
  words: Readonly<Record<Exclude<StockLine['state'], 'wrong'>, string>>,
): Cell {
  const said = faults.map((fault) => `${labelOf(reader, fault.field)}: ${faultText(reader.t, fault)}`)
  if (state === 'wrong') return { lines: said.map((text) => ({ tone: 'bad', text })) }
  return { lines: [words[state], ...said.map((text) => ({ tone: 'warn' as const, text }))] }
}

function labelOf({ t }: Reader, field: string): string {
  const { report, places } = t.supply
  const labels: Readonly<Record<string, string>> = {
    ...{ place: places.place, month: report.month, as_of: report.asOf, on_hand: report.onHand },
    ...{ consumed: report.consumed, received: report.received, days_out: report.daysOut },
  }
  return labels[field] ?? report.batches
}
