/** Who reported which month and who is to be phoned: a page, and the same as a table for other programs. */

import { RegionsPage } from '../../views/supply/regions.tsx'
import { regionGrid } from '../../views/supply/regions-printed.ts'
import { viewerOf } from '../auth/guards.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { chooseText } from '../kernel/locale.ts'
import { may } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { GRID_FORMATS, type GridFormat, giveGrid } from '../printing/download.ts'
import { kept } from '../store/readings.ts'
import { page, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { onMedicine, type Shown } from './door.ts'
import { openMonths } from './entry.ts'
import { monthTotals, type PlaceMonths } from './region.ts'
import { placeMonths } from './region-queries.ts'
import { missingStockReports } from './request-queries.ts'

/** `/supply/:id/regions`, `.xlsx` and `.csv`, for everybody in the dialogue: single places for those who see stock. */
export function regionRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/supply/:id/regions', (c) => onMedicine(c, 'read', (shown) => showRegions(c, shown)))
  for (const format of GRID_FORMATS)
    routes.get(`/supply/:id/regions.${format}`, (c) =>
      onMedicine(c, 'read', (shown) => printRegions(c, shown, format)),
    )
  return routes
}

async function regionsOf(c: AppContext, { dialogue, medicine, today }: Shown) {
  const { store } = c.var
  const { rows, months, totals } = sincePlaces(await kept(store, placeMonths, medicine.id, today), today)
  const seesPlaces = sees(viewerOf(c), 'stock', dialogue.id)
  const shown = seesPlaces ? rows : []
  const owners = await kept(store, institutionNames, [
    ...new Set(shown.map(({ place }) => place.institutionId)),
  ])
  return { rows: shown, months, totals, owners, seesPlaces }
}

/** Without the months before there was any place. */
function sincePlaces(all: readonly PlaceMonths[], today: LocalDate) {
  const months = openMonths(today).reverse()
  const totals = monthTotals(all, months)
  const first = Math.max(
    0,
    totals.findIndex(({ places }) => places > 0),
  )
  return {
    rows: all.map(({ place, cells }) => ({ place, cells: cells.slice(first) })),
    months: months.slice(first),
    totals: totals.slice(first),
  }
}

async function showRegions(c: AppContext, shown: Shown): Promise<Response> {
  const { store } = c.var
  const { dialogue, medicine, today } = shown
  const viewer = viewerOf(c)
  const coordinates = may(viewer, 'coordinate', dialogue.id)
  const [regions, missing] = await Promise.all([
    regionsOf(c, shown),
    coordinates ? kept(store, missingStockReports, [dialogue.id], today) : [],
  ])
  const calls = missing.filter(({ medicineId }) => medicineId === medicine.id)
  const props = { dialogue, medicine, ...regions, coordinates, calls }
  return page(c, <RegionsPage {...secretariat(c, viewer)} {...props} />)
}

async function printRegions(c: AppContext, shown: Shown, format: GridFormat): Promise<Response> {
  const { reader } = c.var
  const { dialogue, medicine, today } = shown
  const grid = regionGrid(reader, { ...(await regionsOf(c, shown)), zone: dialogue.zone })
  const words = `${chooseText(medicine.name, reader.locale).text}, ${reader.t.stock.regions.link}, ${today}`
  return giveGrid(c, grid, format, { plain: `stock-${today}`, words })
}
