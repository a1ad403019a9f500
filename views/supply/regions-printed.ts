/** Places by months as a table for other programs: one row for each report that is or should be there. */

import { formatMonth } from '../../src/i18n/months.ts'
import { shortNameOf } from '../../src/institutions/institution.ts'
import { dateOf, type Zone } from '../../src/kernel/zone.ts'
import { type Cell, dateCell, type Grid, textCell } from '../../src/printing/grid.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { MonthTotal, PlaceMonths } from '../../src/supply/region.ts'
import type { MonthCell } from '../../src/supply/timeliness.ts'
import { cellWords, wordsIn } from '../parts/printed.ts'
import type { Reader } from '../reader.ts'
import { stateCell } from './regions-words.ts'
import type { Owners } from './words.ts'

interface Printed {
  readonly rows: readonly PlaceMonths[]
  readonly months: readonly Month[]
  readonly totals: readonly MonthTotal[]
  readonly owners: Owners
  readonly seesPlaces: boolean
  readonly zone: Zone
}

/** Single reports for who sees places, else the sums of the months with how many they are of. */
export function regionGrid(reader: Reader, printed: Printed): Grid {
  return printed.seesPlaces ? placeGrid(reader, printed) : totalGrid(reader, printed)
}

function placeGrid(reader: Reader, { rows, owners, zone }: Printed): Grid {
  const { supply, stock } = reader.t
  const { columns } = stock.entry
  return {
    title: stock.regions.link,
    zone,
    columns: [
      { title: supply.places.place, width: 40 },
      { title: supply.places.level, width: 16 },
      { title: columns.month, width: 18 },
      { title: columns.state, width: 22 },
      { title: columns.onHand, width: 12 },
      { title: columns.used, width: 12 },
      { title: columns.received, width: 12 },
      { title: columns.daysOut, width: 12 },
      { title: supply.report.asOf, width: 14 },
      { title: supply.places.lastReport, width: 16 },
    ],
    rows: rows.flatMap(({ place, cells }) => {
      const institution = owners.get(place.institutionId)
      const name = institution ? wordsIn(reader, shortNameOf(institution, reader.locale)) : ''
      const head = [textCell(name), textCell(supply.levels[place.level])]
      return cells.flatMap((cell) => (cell ? [[...head, ...reportCells(reader, cell, zone)]] : []))
    }),
  }
}

/** Nothing reported is an empty cell, not a zero. */
function reportCells(reader: Reader, cell: MonthCell, zone: Zone): Cell[] {
  const { report } = cell
  const number = (units: number | undefined): Cell =>
    units === undefined ? null : { kind: 'integer', number: units }
  return [
    textCell(formatMonth(reader.locale, cell.month)),
    textCell(cellWords(reader, stateCell(reader, cell)).replace('\n', ', ')),
    number(report?.onHandUnits),
    number(report?.consumedUnits),
    number(report?.receivedUnits),
    number(report?.daysOut),
    dateCell(report?.asOf ?? null),
    dateCell(report ? dateOf(report.reportedAt, zone) : null),
  ]
}

function totalGrid(reader: Reader, { totals, zone }: Printed): Grid {
  const { regions: t, entry } = reader.t.stock
  return {
    title: t.link,
    zone,
    columns: [
      { title: entry.columns.month, width: 18 },
      { title: t.count, width: 12 },
      { title: t.places, width: 12 },
      { title: t.sum, width: 24 },
    ],
    rows: totals.map(({ month, reported, places, onHandUnits }) => [
      textCell(formatMonth(reader.locale, month)),
      { kind: 'integer', number: reported },
      { kind: 'integer', number: places },
      onHandUnits === null ? null : { kind: 'integer', number: onHandUnits },
    ]),
  }
}
