/** Who reported what, place by place and month by month. */

import { formatDate } from '../../src/i18n/dates.ts'
import { formatMonth } from '../../src/i18n/months.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import type { Place } from '../../src/supply/place.ts'
import { monthsUpTo, type PlaceStock } from '../../src/supply/stock.ts'
import { type Cell, type Column, Table } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import type { MedicineProps } from './page.tsx'
import { figure, type Owners } from './words.ts'

/** Months shown back from the one that is reported now. */
const MONTHS = 6

/** The section. */
export function Places(props: MedicineProps) {
  const { reader, outlook, supply } = props
  const { places: t } = reader.t.supply
  const { places } = outlook.stock
  const months = monthsUpTo(outlook.completeness.month, MONTHS)
  return (
    <section aria-labelledby="places">
      <h2 id="places">{t.title}</h2>
      <Table
        reader={reader}
        caption={t.title}
        rows={places}
        empty={t.none}
        columns={[
          placeColumn(props),
          { head: reader.t.supply.facts.onHand, cell: (row) => onHand(reader, row) },
          { head: t.lastReport, tight: true, cell: ({ latest }) => lastReport(reader, latest) },
          {
            head: t.rate,
            numeric: true,
            cell: ({ rate, place }) => (place.level === 'central' ? '–' : figure(reader, rate, 1)),
          },
          {
            head: t.expiring,
            numeric: true,
            cell: ({ expiringUnits }) =>
              expiringUnits ? { tone: 'warn', text: figure(reader, expiringUnits) } : '',
          },
          {
            head: '',
            cell: ({ place }) => ({
              href: `/supply/${supply.medicine.id}/places/${place.id}/report`,
              text: t.note,
            }),
          },
        ]}
      />
      <details>
        <summary>{t.months}</summary>
        <Table
          reader={reader}
          caption={t.months}
          rows={places}
          narrow="scroll"
          empty={t.none}
          columns={[
            placeColumn(props),
            ...months.map((month) => ({
              head: formatMonth(reader.locale, month),
              cell: ({ reportedMonths }: PlaceStock): Cell =>
                reportedMonths.has(month) ? { tone: 'good', text: t.yes } : { tone: 'warn', text: t.no },
            })),
          ]}
        />
      </details>
    </section>
  )
}

function placeColumn({ reader, owners }: MedicineProps): Column<PlaceStock> {
  const { supply: t } = reader.t
  return {
    head: t.places.place,
    names: true,
    cell: ({ place }) => ({
      lines: [placeName(reader, place, owners), { quiet: t.levels[place.level] }],
    }),
  }
}

/** The institution of a place, with the language its name is in. */
export function placeName(reader: Reader, place: Place, owners: Owners): Cell {
  const institution = owners.get(place.institutionId)
  return institution ? shortNameOf(institution, reader.locale) : ''
}

function onHand(reader: Reader, { units, latest, carried }: PlaceStock): Cell {
  const { facts, places } = reader.t.supply
  if (units === null || !latest) return { quiet: facts.unknown }
  const month = formatMonth(reader.locale, latest.month)
  return carried
    ? { lines: [figure(reader, units), { quiet: places.carried(month) }] }
    : figure(reader, units)
}

function lastReport(reader: Reader, latest: PlaceStock['latest']): Cell {
  if (!latest) return { tone: 'warn', text: reader.t.supply.places.never }
  const counted = reader.t.supply.facts.asOf(formatDate(reader.locale, latest.asOf))
  return { lines: [formatMonth(reader.locale, latest.month), { quiet: counted }] }
}
