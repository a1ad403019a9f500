/** Importing stock reports: the template, the trial of a table, and its taking over. */

import { type FormState, formOf, refusedForm } from '../../views/parts/form.ts'
import { TAKE } from '../../views/parts/import.tsx'
import { StockImportPage } from '../../views/supply/import.tsx'
import { viewerOf } from '../auth/guards.ts'
import { shortNameOf } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import { done, ifDone, type Refusal } from '../kernel/outcome.ts'
import { giveGrid } from '../printing/download.ts'
import { type Grid, textCell } from '../printing/grid.ts'
import { keptTable, sentTable } from '../tables/kept.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { FormValues } from '../web/body.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onMedicine, type Shown } from './door.ts'
import { headsIn, stockColumns, stockLines } from './import.ts'
import { importReports, stockKnown } from './import-commands.ts'
import { institutionsIn } from './outlook.ts'
import { supplyOf } from './queries.ts'
import { monthToReport } from './report.ts'

/** `/supply/:id/import…`: for those who coordinate, as every report noted for a place. */
export function importRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/supply/:id/import', (c) => onMedicine(c, 'coordinate', (shown) => show(c, shown, formOf({}))))
  routes.post('/supply/:id/import', (c) => onMedicine(c, 'coordinate', (shown) => take(c, shown)))
  routes.get('/supply/:id/import/template.xlsx', (c) =>
    onMedicine(c, 'coordinate', (shown) => giveTemplate(c, shown)),
  )
  return routes
}

function show(c: AppContext, { dialogue, medicine }: Shown, form: FormState, refusal?: Refusal): Response {
  const props = { dialogue, medicine, form, trial: null }
  return page(c, <StockImportPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function sent(c: AppContext, values: FormValues) {
  return sentTable({ values, files: c.var.files, largest: c.var.largestFile })
}

function take(c: AppContext, shown: Shown): Promise<Response> {
  const { store, reader } = c.var
  const { medicine, dialogue } = shown
  const asked = { actor: viewerOf(c), id: medicine.id, zone: dialogue.zone, locale: reader.locale }
  return submit(c, {
    instead: (values) => (TAKE in values ? null : tryOut(c, shown, values)),
    read: (values) => done(values),
    run: async (values) =>
      ifDone(await sent(c, values), (table) =>
        importReports(store, { ...asked, table, confirmed: values.confirm === 'on' }),
      ),
    done: () => seeOther(c, `/supply/${medicine.id}#places`, 'recorded'),
    again: (form, refusal) =>
      refusal.code === 'not_found' ? refused(c, refusal) : tryOut(c, shown, form.values, { form, refusal }),
  })
}

/** Why what was to be taken over was not. */
interface Refused {
  readonly form: FormState
  readonly refusal: Refusal
}

/** Shows every line of a table; writes nothing. */
async function tryOut(
  c: AppContext,
  shown: Shown,
  values: FormValues,
  refusedOne?: Refused,
): Promise<Response> {
  const { store, reader } = c.var
  const table = await sent(c, values)
  if (!table.ok) return show(c, shown, refusedForm({}, table), table)
  const supply = await supplyOf(store, shown.medicine)
  const known = await stockKnown(store, supply, shown.today)
  const lines = stockLines(table.value, known, stockColumns(reader.locale))
  if (!lines.ok) return show(c, shown, refusedForm({}, lines), lines)
  const props = {
    ...{ dialogue: shown.dialogue, medicine: shown.medicine, form: refusedOne?.form ?? formOf({}) },
    trial: { lines: lines.value, kept: keptTable(table.value) },
    owners: await institutionNames(store, institutionsIn(supply)),
  }
  return page(c, <StockImportPage {...secretariat(c, viewerOf(c))} {...props} />, refusedOne?.refusal)
}

async function giveTemplate(c: AppContext, { dialogue, medicine, today }: Shown): Promise<Response> {
  const { store, reader } = c.var
  const supply = await supplyOf(store, medicine)
  const owners = await institutionNames(store, institutionsIn(supply))
  const title = reader.t.supply.report.title
  const grid: Grid = {
    ...{ title, zone: dialogue.zone },
    columns: Object.values(headsIn(reader.locale)).map((head) => ({
      title: head,
      width: Math.max(12, head.length),
    })),
    rows: supply.places.map(({ institutionId }) => {
      const owner = owners.get(institutionId)
      return [textCell(owner ? shortNameOf(owner, reader.locale).text : ''), textCell(monthToReport(today))]
    }),
  }
  return giveGrid(c, grid, 'xlsx', { plain: 'stock-reports', words: title })
}
