/** The list of commitments as a table for other programs, with the filter of the page. GET only. */

import { commitmentGrid } from '../../views/commitments/printed.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { dialoguesInScope } from '../dialogues/queries.ts'
import { dateOf } from '../kernel/zone.ts'
import { dialogueScope } from '../people/may.ts'
import { GRID_FORMATS, type GridFormat, giveGrid, MOST_ROWS, tooMany } from '../printing/download.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { readFilter } from './filter.ts'
import { orderedPage } from './list-queries.ts'
import { printedCommitments } from './print-queries.ts'
import { reachOf } from './reach.ts'

/** `/commitments.xlsx` and `.csv` with the query of `/commitments`: what the viewer sees there, on all its pages. */
export function commitmentPrints(): Routes {
  const routes = newRoutes()
  for (const format of GRID_FORMATS)
    routes.get(`/commitments.${format}`, signedIn, (c) => printCommitments(c, format))
  return routes
}

async function printCommitments(c: AppContext, format: GridFormat): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const { filter } = readFilter(c.req.query())
  const asked = { page: 1, size: MOST_ROWS, locale: 'all' } as const
  const [{ commitments, hasNext }, dialogues] = await Promise.all([
    orderedPage(store, filter, reachOf(viewer), asked),
    dialoguesInScope(store, dialogueScope(viewer)),
  ])
  if (hasNext) return tooMany(c)
  const rows = await printedCommitments(store, viewer, commitments)
  const grid = commitmentGrid(reader, { rows, dialogues, zone: viewer.zone, now: store.now })
  const day = dateOf(store.now, viewer.zone)
  const words = `${reader.t.commitments.title}, ${day}`
  return giveGrid(c, grid, format, { plain: `commitments-${day}`, words })
}
