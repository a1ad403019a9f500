/** Places by months: who reported in time, late, not at all; the sum of those that did; whom to phone. */

import type { Dialogue } from '../../src/dialogues/dialogue.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { fullName } from '../../src/people/name.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { Medicine } from '../../src/supply/medicine.ts'
import type { MonthTotal, PlaceMonths } from '../../src/supply/region.ts'
import type { MissingStockReport } from '../../src/supply/request.ts'
import { SecretariatPage, type ShellProps } from '../layout/shell.tsx'
import { Actions, LinkButton } from '../parts/actions.tsx'
import { Heading } from '../parts/heading.tsx'
import { type Cell, type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { supplyTrail } from './page.tsx'
import { placeName } from './places.tsx'
import { monthCellWords, monthsCell } from './regions-words.ts'
import { figure, type Owners } from './words.ts'

interface RegionsProps extends ShellProps {
  readonly dialogue: Dialogue
  readonly medicine: Medicine
  /** None for who sees sums only. */
  readonly rows: readonly PlaceMonths[]
  /** Oldest first. */
  readonly months: readonly Month[]
  readonly totals: readonly MonthTotal[]
  readonly owners: Owners
  readonly seesPlaces: boolean
  readonly coordinates: boolean
  readonly calls: readonly MissingStockReport[]
}

/** The page. */
export function RegionsPage(props: RegionsProps) {
  const { reader, dialogue, medicine, coordinates } = props
  const { regions: t, asking } = reader.t.stock
  const own = `/supply/${medicine.id}`
  const unit = chooseText(medicine.unit, reader.locale).text
  return (
    <SecretariatPage {...props} title={t.title}>
      <Heading
        reader={reader}
        trail={supplyTrail(reader, dialogue, medicine)}
        title={t.title}
        lead={`${lastTotal(props)} (${unit})`}
        actions={
          <Actions>
            {coordinates && <LinkButton href={`${own}/asking/now`}>{asking.now}</LinkButton>}
            {coordinates && <LinkButton href={`${own}/asking`}>{asking.title}</LinkButton>}
            <LinkButton href={`${own}/regions.xlsx`}>XLSX</LinkButton>
            <LinkButton href={`${own}/regions.csv`}>CSV</LinkButton>
          </Actions>
        }
      />
      {coordinates && <Calls {...props} />}
      <Months {...props} />
    </SecretariatPage>
  )
}

function lastTotal({ reader, totals }: RegionsProps): string {
  const last = totals.at(-1)
  if (!last) return ''
  const month = formatMonth(reader.locale, last.month)
  return `${month}: ${totalWords(reader, last).join(', ')}`
}

function totalWords(reader: Reader, { reported, places, onHandUnits }: MonthTotal): string[] {
  const { regions: t } = reader.t.stock
  const sum = onHandUnits === null ? [] : [t.onHand(figure(reader, onHandUnits))]
  return [t.reported(reported, places), ...sum]
}

/** The sums first: a row of their own above the places. */
type Row = PlaceMonths | 'total'

function Months(props: RegionsProps) {
  const { reader, rows, months, seesPlaces } = props
  const { regions: t } = reader.t.stock
  // Newest first: on a narrow screen it is seen without scrolling.
  const columns = [...months.keys()].reverse().map((at) => monthColumn(props, at))
  return (
    <section aria-labelledby="months">
      <h2 id="months">{t.link}</h2>
      <p class="hint">{seesPlaces ? t.legend : t.aggregate}</p>
      <Table
        reader={reader}
        caption={t.link}
        narrow="scroll"
        rows={['total', ...rows] as readonly Row[]}
        columns={[placeColumn(props), ...columns]}
      />
    </section>
  )
}

function placeColumn({ reader, owners }: RegionsProps): Column<Row> {
  const { supply, stock } = reader.t
  return {
    head: supply.places.place,
    names: true,
    cell: (row) =>
      row === 'total'
        ? stock.regions.total
        : { lines: [placeName(reader, row.place, owners), { quiet: supply.levels[row.place.level] }] },
  }
}

function monthColumn({ reader, months, totals }: RegionsProps, at: number): Column<Row> {
  return {
    head: formatMonth(reader.locale, months[at] ?? ''),
    cell: (row): Cell => {
      if (row !== 'total') {
        const cell = row.cells[at]
        return cell ? monthCellWords(reader, cell) : '–'
      }
      const total = totals[at]
      return total && total.places > 0 ? { lines: totalWords(reader, total) } : '–'
    },
  }
}

function Calls({ reader, calls, owners }: RegionsProps) {
  const { regions: t } = reader.t.stock
  return (
    <section aria-labelledby="calls">
      <h2 id="calls">{t.calls}</h2>
      <Table
        reader={reader}
        caption={t.callsLead}
        rows={calls}
        empty={t.callsNone}
        columns={[
          {
            head: reader.t.supply.places.place,
            names: true,
            cell: ({ institutionId }) => {
              const institution = owners.get(institutionId)
              return institution ? shortNameOf(institution, reader.locale) : ''
            },
          },
          {
            head: t.months,
            cell: ({ months }) => monthsCell(reader, months),
          },
          { head: t.since, tight: true, cell: ({ since }) => formatDate(reader.locale, since) },
          {
            head: t.person,
            cell: ({ contacts }) =>
              contacts.length > 0
                ? { lines: contacts.map(({ person }) => fullName(person, reader.locale)) }
                : { tone: 'warn', text: t.noPerson },
          },
          {
            head: t.phone,
            tight: true,
            cell: ({ contacts }) => ({ lines: contacts.map(({ phone }) => phone || '–') }),
          },
        ]}
      />
    </section>
  )
}
