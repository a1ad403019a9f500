/** Pages of medicines: those of a dialogue, one with all that is ahead of it, and the forms that keep it. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { EstimateFormPage, MedicineFormPage, PlacesFormPage } from '../../views/supply/form.tsx'
import { SupplyListPage } from '../../views/supply/list.tsx'
import { MedicinePage } from '../../views/supply/page.tsx'
import { ReportPage } from '../../views/supply/report.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { allInstitutions, institutionNames } from '../institutions/queries.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { addEstimate, addMedicine, addPlaces, closePlace, editMedicine } from './commands.ts'
import { type Month, parseMonth } from './consumption.ts'
import { idOf, onMedicine, type Shown } from './door.ts'
import {
  medicineValues,
  readEdit,
  readEstimate,
  readMedicine,
  readNotedReport,
  readPlaces,
  reportValues,
} from './forms.ts'
import { importRoutes } from './import-routes.tsx'
import { lineRoutes } from './line-routes.tsx'
import type { Medicine } from './medicine.ts'
import { atRiskFirst, institutionsIn, outlookOf, riskOf, withoutShipments } from './outlook.ts'
import { outlookFor } from './outlook-queries.ts'
import { paperRoutes } from './paper-routes.ts'
import { withPromises } from './promised.ts'
import { promisedFor } from './promised-queries.ts'
import { medicinesOf, suppliesOf, supplyOf } from './queries.ts'
import { regionRoutes } from './region-routes.tsx'
import { beforeIn, monthOf, monthToReport } from './report.ts'
import { takeStockReport } from './report-commands.ts'
import { requestRoutes } from './request-routes.tsx'
import { monthsUpTo } from './stock.ts'
import { whatIfRoutes } from './what-if-routes.tsx'

/** `/dialogues/:id/supply…`, `/supply/:id…`. */
export function supplyRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/supply/*', signedIn)
  routes.get('/dialogues/:id/supply', signedIn, showList)
  routes.get('/dialogues/:id/supply/new', signedIn, (c) => onNew(c, (dialogue) => showNew(c, dialogue)))
  routes.post('/dialogues/:id/supply', signedIn, (c) => onNew(c, (dialogue) => add(c, dialogue)))
  routes.get('/supply/:id', (c) => onMedicine(c, 'read', (shown) => showOne(c, shown)))
  routes.get('/supply/:id/edit', (c) =>
    onMedicine(c, 'coordinate', (shown) => showEdit(c, shown, formOf(medicineValues(shown.medicine)))),
  )
  routes.post('/supply/:id', (c) => onMedicine(c, 'coordinate', (shown) => edit(c, shown)))
  routes.get('/supply/:id/places', (c) => onMedicine(c, 'coordinate', (shown) => showPlaces(c, shown)))
  routes.post('/supply/:id/places', (c) => onMedicine(c, 'coordinate', (shown) => takePlaces(c, shown)))
  routes.post('/supply/:id/places/:place/removal', close)
  routes.get('/supply/:id/places/:place/report', (c) =>
    onMedicine(c, 'coordinate', (shown) => showReport(c, shown)),
  )
  routes.post('/supply/:id/places/:place/report', (c) =>
    onMedicine(c, 'coordinate', (shown) => takeReport(c, shown)),
  )
  routes.get('/supply/:id/estimates', (c) => onMedicine(c, 'coordinate', (shown) => showEstimates(c, shown)))
  routes.post('/supply/:id/estimates', (c) => onMedicine(c, 'coordinate', (shown) => takeEstimate(c, shown)))
  routes.route('/', importRoutes())
  routes.route('/', lineRoutes())
  routes.route('/', requestRoutes())
  routes.route('/', regionRoutes())
  routes.route('/', paperRoutes())
  routes.route('/', whatIfRoutes())
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await dialogueFor(store, viewer, idOf(c), 'read')
  if (!found.ok) return refused(c, found)
  const dialogue = found.value
  const today = dateOf(store.now, dialogue.zone)
  const seesShipments = sees(viewer, 'shipment', dialogue.id)
  const supplies = await suppliesOf(store, await medicinesOf(store, dialogue.id))
  const promised = await promisedFor(store, seesShipments ? supplies : [])
  const shown = supplies.map((one) =>
    seesShipments ? withPromises(one, promised, today) : withoutShipments(one),
  )
  const rows = shown.map((supply) => {
    const outlook = outlookOf(supply, today)
    return { medicine: supply.medicine, outlook, risk: riskOf(outlook, today) }
  })
  const owners = await institutionNames(store, [...new Set(shown.flatMap(institutionsIn))])
  const props = { dialogue, rows: atRiskFirst(rows), owners, seesShipments }
  return page(c, <SupplyListPage {...secretariat(c, viewer)} {...props} />)
}

async function showOne(c: AppContext, { dialogue, medicine, today }: Shown): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const seesShipments = sees(viewer, 'shipment', dialogue.id)
  const known = await kept(store, outlookFor, medicine, { today, seesShipments })
  const props = { dialogue, ...known, today, seesShipments, seesPlaces: sees(viewer, 'stock', dialogue.id) }
  return page(c, <MedicinePage {...secretariat(c, viewer)} {...props} />)
}

async function onNew(
  c: AppContext,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await dialogueFor(c.var.store, viewerOf(c), idOf(c), 'coordinate')
  return dialogue.ok ? show(dialogue.value) : refused(c, dialogue)
}

function showNew(c: AppContext, dialogue: Dialogue, refusedForm?: FormState, refusal?: Refusal): Response {
  const form = refusedForm ?? formOf({ ...medicineValues(null), authoritative: dialogue.authoritative })
  return showForm(c, { dialogue, medicine: null, form }, refusal)
}

interface ShownForm {
  readonly dialogue: Dialogue
  readonly medicine: Medicine | null
  readonly form: FormState
}

function showForm(c: AppContext, shown: ShownForm, refusal?: Refusal): Response {
  return page(c, <MedicineFormPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

function add(c: AppContext, dialogue: Dialogue): Promise<Response> {
  return submit(c, {
    read: readMedicine,
    run: (form) => addMedicine(c.var.store, { actor: viewerOf(c), dialogueId: dialogue.id, ...form }),
    done: (id) => seeOther(c, `/supply/${id}`, 'created'),
    again: (form, refusal) => showNew(c, dialogue, form, refusal),
  })
}

function showEdit(
  c: AppContext,
  { dialogue, medicine }: Shown,
  form: FormState,
  refusal?: Refusal,
): Response {
  return showForm(c, { dialogue, medicine, form }, refusal)
}

function edit(c: AppContext, shown: Shown): Promise<Response> {
  return submit(c, {
    read: readEdit,
    run: (form) => editMedicine(c.var.store, { actor: viewerOf(c), id: shown.medicine.id, ...form }),
    done: () => seeOther(c, `/supply/${shown.medicine.id}`, 'saved'),
    again: (form, refusal) => showEdit(c, shown, form, refusal),
    versionNow: shown.medicine.version,
  })
}

async function showPlaces(
  c: AppContext,
  { dialogue, medicine }: Shown,
  form: FormState = formOf({ level: 'region' }),
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const [supply, institutions] = await Promise.all([
    supplyOf(store, medicine),
    allInstitutions(store, reader.locale),
  ])
  const owners = new Map(institutions.map((institution) => [institution.id, institution]))
  const props = { dialogue, supply, form, institutions, owners }
  return page(c, <PlacesFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function takePlaces(c: AppContext, shown: Shown): Promise<Response> {
  const { id } = shown.medicine
  return submit(c, {
    read: readPlaces,
    run: (form) => addPlaces(c.var.store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/supply/${id}/places`, 'saved'),
    again: (form, refusal) => showPlaces(c, shown, form, refusal),
  })
}

async function close(c: AppContext): Promise<Response> {
  const asked = { actor: viewerOf(c), id: idOf(c), placeId: c.req.param('place') ?? '' }
  const outcome = await closePlace(c.var.store, asked)
  return outcome.ok ? seeOther(c, `/supply/${idOf(c)}/places`, 'ended') : refused(c, outcome)
}

/** Months that a report can be noted for. */
const MONTHS_BACK = 24

async function showReport(
  c: AppContext,
  { dialogue, medicine, today }: Shown,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const supply = await supplyOf(store, medicine)
  const place = supply.places.find(({ id }) => id === c.req.param('place'))
  if (!place) return refused(c, refuse('not_found', 'forms.unknown'))
  const own = supply.reports.filter(({ placeId }) => placeId === place.id)
  const month = monthAsked(c, typed) ?? monthToReport(today)
  const known = own.find((report) => report.month === month) ?? null
  const form = typed ?? formOf(reportValues(month, known))
  const owners = await institutionNames(store, [place.institutionId])
  const months = monthsUpTo(monthOf(today), MONTHS_BACK)
  const before = beforeIn(own, { month })
  const props = { dialogue, supply, place, owners, form, months, month, known, before }
  return page(c, <ReportPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function monthAsked(c: AppContext, typed?: FormState): Month | null {
  const asked = typed?.values.month ?? c.req.query('month')
  return typeof asked === 'string' ? parseMonth(asked) : null
}

function takeReport(c: AppContext, shown: Shown): Promise<Response> {
  const { medicine, dialogue } = shown
  const asked = { actor: viewerOf(c), id: medicine.id, placeId: c.req.param('place') ?? '' }
  return submit(c, {
    read: readNotedReport,
    run: (form) => takeStockReport(c.var.store, { ...asked, zone: dialogue.zone, ...form }),
    done: () => seeOther(c, `/supply/${medicine.id}#places`, 'recorded'),
    again: (form, refusal) => showReport(c, shown, form, refusal),
  })
}

async function showEstimates(
  c: AppContext,
  { dialogue, medicine }: Shown,
  form: FormState = formOf({}),
  refusal?: Refusal,
): Promise<Response> {
  const supply = await supplyOf(c.var.store, medicine)
  return page(
    c,
    <EstimateFormPage {...secretariat(c, viewerOf(c))} {...{ dialogue, supply, form }} />,
    refusal,
  )
}

function takeEstimate(c: AppContext, shown: Shown): Promise<Response> {
  const { id } = shown.medicine
  return submit(c, {
    read: readEstimate,
    run: (form) => addEstimate(c.var.store, { actor: viewerOf(c), id, ...form }),
    done: () => seeOther(c, `/supply/${id}#estimates`, 'saved'),
    again: (form, refusal) => showEstimates(c, shown, form, refusal),
  })
}
