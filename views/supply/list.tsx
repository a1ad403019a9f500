/** The medicines of a dialogue, those at risk first. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { Risk, SupplyOutlook } from '../../src/supply/outlook.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { Words } from '../parts/passage.tsx'
import { type Cell, type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { figure, monthsText, type Owners, ownerOf, riskTone } from './words.ts'

/** One medicine with what is ahead of it. */
export interface SupplyRow {
  readonly medicine: Medicine
  readonly outlook: SupplyOutlook
  readonly risk: Risk
}

interface SupplyListProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly rows: readonly SupplyRow[]
  readonly owners: Owners
  readonly seesShipments: boolean
}

/** The page. */
export function SupplyListPage(props: SupplyListProps) {
  const { reader, dialogue, rows } = props
  const { supply: t } = reader.t
  const title = chooseText(dialogue.title, reader.locale)
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        title={t.title}
        trail={[{ href: `/dialogues/${dialogue.id}`, text: <Words reader={reader} text={title} /> }]}
        lead={t.lead}
        actions={
          props.seesShipments && (
            <LinkButton href={`/dialogues/${dialogue.id}/supply/new`} weight="main">
              {t.add}
            </LinkButton>
          )
        }
      />
      <Table reader={reader} caption={t.title} rows={rows} empty={t.none} columns={columnsOf(props)} />
    </SecretariatPage>
  )
}

function columnsOf(props: SupplyListProps): Column<SupplyRow>[] {
  const { reader, owners, seesShipments } = props
  const { supply: t } = reader.t
  const always: Column<SupplyRow>[] = [
    {
      head: t.medicine,
      names: true,
      cell: ({ medicine }) => ({
        href: `/supply/${medicine.id}`,
        ...chooseText(medicine.name, reader.locale),
      }),
    },
    { head: t.columns.state, cell: ({ risk }) => ({ tone: riskTone(risk), text: t.risks[risk] }) },
    { head: t.columns.onHand, numeric: true, cell: ({ outlook }) => figure(reader, outlook.stock.units) },
    { head: t.columns.months, cell: ({ outlook }) => monthsText(reader, outlook) },
    { head: t.columns.stockOut, tight: true, cell: ({ outlook }) => stockOut(reader, outlook) },
  ]
  const complete: Column<SupplyRow> = {
    head: t.columns.complete,
    cell: ({
      outlook: {
        completeness: { reported, places, month },
      },
    }) => t.facts.reported(reported, places, formatMonth(reader.locale, month)),
  }
  if (!seesShipments) return [...always, complete]
  return [
    ...always,
    { head: t.columns.uncovered, numeric: true, cell: ({ outlook }) => uncovered(outlook) },
    complete,
    { head: t.columns.next, cell: ({ outlook }) => nextStep(reader, outlook) },
    {
      head: t.columns.owner,
      cell: ({ outlook: { next } }) => (next ? (ownerOf(reader, next, owners) ?? '') : ''),
    },
  ]
}

function stockOut(reader: Reader, { all }: SupplyOutlook): Cell {
  if (!all.known) return { quiet: reader.t.supply.facts.unknown }
  return all.stockOutOn ? formatDate(reader.locale, all.stockOutOn) : '–'
}

function uncovered({ all }: SupplyOutlook): Cell {
  return all.known ? (all.gaps[0]?.days ?? 0) : null
}

function nextStep(reader: Reader, { next }: SupplyOutlook): Cell {
  const { steps } = reader.t.supply
  if (!next) return null
  const name = steps.keys[next.step.key]
  return next.lateDays > 0
    ? { lines: [name, { tone: 'bad', text: steps.late(next.lateDays) }] }
    : { lines: [name, formatDate(reader.locale, next.doneBy)] }
}
