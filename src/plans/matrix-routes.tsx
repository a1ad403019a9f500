/** The matrix of a template as a page and as a table for other programs. GET only. */

import { MatrixPage } from '../../views/plans/matrix.tsx'
import { activityGrid } from '../../views/plans/printed.ts'
import { viewerOf } from '../auth/guards.ts'
import { dateOf } from '../kernel/zone.ts'
import { GRID_FORMATS, type GridFormat, giveGrid } from '../printing/download.ts'
import { kept } from '../store/readings.ts'
import { page, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { inOrder, onTemplate, ownersFor, type Shown } from './door.ts'
import { readMatrixFilter } from './forms.ts'
import { completenessOf, matrixOf } from './matrix.ts'
import { objectivesFor } from './objective-queries.ts'
import type { Plan } from './plan.ts'
import { plansOf } from './queries.ts'
import type { Template } from './template.ts'
import { countedIn, newestReports, placedIn } from './written-queries.ts'

/** `/plans/:id/matrix` and the same as `.xlsx` and `.csv`, with the filter of the page. */
export function matrixRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/plans/:id/matrix', (c) => onTemplate(c, 'read', (shown) => showMatrix(c, shown)))
  for (const format of GRID_FORMATS)
    routes.get(`/plans/:id/matrix.${format}`, (c) =>
      onTemplate(c, 'read', (shown) => printMatrix(c, shown, format)),
    )
  return routes
}

/** The matrix of some plans of a template, with all that its pages show. */
export async function matrixFor(c: AppContext, template: Template, plans: readonly Plan[]) {
  const { store, reader } = c.var
  const filter = readMatrixFilter(c.req.query())
  const [owners, objectives] = await Promise.all([
    ownersFor(c, template, plans),
    kept(store, objectivesFor, template),
  ])
  const rows = await kept(store, countedIn, [template.id], inOrder(plans, owners, reader.locale))
  const matrix = matrixOf(
    rows,
    filter,
    objectives.map(({ id }) => id),
  )
  return { template, filter, owners, objectives, matrix, complete: completenessOf(plans) }
}

async function showMatrix(c: AppContext, { template, dialogue }: Shown): Promise<Response> {
  const found = await matrixFor(c, template, await kept(c.var.store, plansOf, [template.id]))
  const own = `/plans/${template.id}`
  const query = new URL(c.req.url).search
  const props = { ...found, dialogue, query, action: `${own}/matrix`, planAt: `${own}/of/` }
  return page(c, <MatrixPage {...secretariat(c, viewerOf(c))} {...props} />)
}

async function printMatrix(c: AppContext, { template }: Shown, format: GridFormat): Promise<Response> {
  const { store, reader } = c.var
  const plans = await plansOf(store, [template.id])
  const found = await matrixFor(c, template, plans)
  const [rows, reports] = await Promise.all([
    placedIn(store, [template.id], inOrder(plans, found.owners, reader.locale)),
    newestReports(
      store,
      plans.map(({ id }) => id),
    ),
  ])
  const day = dateOf(store.now, template.zone)
  const words = `${reader.t.plans.matrix.title}, ${day}`
  return giveGrid(c, activityGrid(reader, { ...found, rows, reports }), format, {
    plain: `plans-${day}`,
    words,
  })
}
