/** Pages on which the secretariat says whether and whom to ask for stock reports, and asks at once. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { AskingPage, AskNowPage } from '../../views/supply/asking.tsx'
import { viewerOf } from '../auth/guards.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { peopleOf, personCards } from '../people/queries.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onMedicine, type Shown } from './door.ts'
import { placesOf } from './queries.ts'
import { askNow, setAsking } from './request-commands.ts'
import { askingValues, readAsking } from './request-forms.ts'
import { handMailings } from './request-preview-queries.ts'
import { askingOf, namedContacts } from './request-queries.ts'

/** `/supply/:id/asking…`, for whoever coordinates the dialogue. */
export function requestRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/supply/:id/asking', (c) => onMedicine(c, 'coordinate', (shown) => showAsking(c, shown)))
  routes.post('/supply/:id/asking', (c) => onMedicine(c, 'coordinate', (shown) => takeAsking(c, shown)))
  routes.get('/supply/:id/asking/now', (c) => onMedicine(c, 'coordinate', (shown) => showNow(c, shown)))
  routes.post('/supply/:id/asking/now', (c) => onMedicine(c, 'coordinate', (shown) => takeNow(c, shown)))
  return routes
}

async function showAsking(
  c: AppContext,
  { dialogue, medicine, today }: Shown,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const [asking, places] = await Promise.all([askingOf(store, medicine.id), placesOf(store, [medicine.id])])
  const institutions = [...new Set(places.map(({ institutionId }) => institutionId))]
  const [owners, staff, contacts] = await Promise.all([
    institutionNames(store, institutions),
    peopleOf(store, institutions, today),
    namedContacts(
      store,
      places.map(({ id }) => ({ placeId: id })),
    ),
  ])
  const form = typed ?? formOf({ ...askingValues(asking, contacts), version: String(medicine.version) })
  const props = { dialogue, medicine, asking, places, owners, staff, form }
  return page(c, <AskingPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function takeAsking(c: AppContext, shown: Shown): Promise<Response> {
  const { id, version } = shown.medicine
  return submit(c, {
    read: readAsking,
    run: (draft) => setAsking(c.var.store, { actor: viewerOf(c), id, draft }),
    done: () => seeOther(c, `/supply/${id}/asking`, 'saved'),
    again: (form, refusal) => showAsking(c, shown, form, refusal),
    versionNow: version,
  })
}

async function showNow(
  c: AppContext,
  { dialogue, medicine, today }: Shown,
  form: FormState = formOf({}),
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const [asking, hand] = await Promise.all([
    askingOf(store, medicine.id),
    handMailings(store, medicine.id, today),
  ])
  const places = [
    ...hand.unreachable,
    ...hand.mailings.flatMap(({ months }) => months.map((one) => one.place)),
  ]
  const [owners, people] = await Promise.all([
    institutionNames(store, [...new Set(places.map(({ institutionId }) => institutionId))]),
    personCards(
      store,
      hand.mailings.map(({ personId }) => personId),
    ),
  ])
  const props = { dialogue, medicine, asking, hand, owners, people, form }
  return page(c, <AskNowPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function takeNow(c: AppContext, shown: Shown): Promise<Response> {
  const { medicine, today } = shown
  return submit(c, {
    read: () => ({ ok: true, value: null }),
    run: () => askNow(c.var.store, { actor: viewerOf(c), id: medicine.id, today }),
    done: () => seeOther(c, `/supply/${medicine.id}/regions`, 'queued'),
    again: (form, refusal) => showNow(c, shown, form, refusal),
  })
}
