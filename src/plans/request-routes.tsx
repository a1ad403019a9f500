/** Half-yearly requests for the secretariat: asked for, answered, taken along as a table. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { requestGrid, requestSheet } from '../../views/plans/printed.ts'
import { RequestFormPage, RequestPage } from '../../views/plans/request.tsx'
import { viewerOf } from '../auth/guards.ts'
import { addDays } from '../kernel/local-date.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { GRID_FORMATS, giveGrid, givePaper } from '../printing/download.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { inOrder, onTemplate, ownersFor, param, type Shown } from './door.ts'
import { readRequest, readVersion } from './forms.ts'
import { plansOf } from './queries.ts'
import { closeRequest, openRequest } from './report-commands.ts'
import { answerTo, askedAbout, halfYearFor, type Request, wasAsked } from './request.ts'
import { findRequest } from './request-queries.ts'
import { activitiesOf, newestReports } from './written-queries.ts'

/** `/plans/:id/requests…`. */
export function requestRoutes(): Routes {
  const routes = newRoutes()
  const at = '/plans/:id/requests/:request'
  routes.get('/plans/:id/requests/new', (c) => onTemplate(c, 'coordinate', (shown) => showNew(c, shown)))
  routes.post('/plans/:id/requests', (c) => onTemplate(c, 'coordinate', (shown) => open(c, shown)))
  routes.get(at, (c) => onTemplate(c, 'read', (shown) => showRequest(c, shown)))
  routes.post(`${at}/closure`, (c) => onTemplate(c, 'coordinate', (shown) => close(c, shown)))
  for (const format of GRID_FORMATS)
    routes.get(`${at}/answers.${format}`, (c) =>
      onTemplate(c, 'read', (shown) =>
        onAsked(c, shown, (asked) => giveGrid(c, requestGrid(c.var.reader, asked), format, nameOf(c, asked))),
      ),
    )
  routes.get(`${at}/answers.pdf`, (c) => onTemplate(c, 'read', (shown) => printRequest(c, shown)))
  return routes
}

const DAYS_TO_ANSWER = 14

async function showNew(c: AppContext, shown: Shown, typed?: FormState, refusal?: Refusal): Promise<Response> {
  const { template } = shown
  const today = dateOf(c.var.store.now, template.zone)
  const form = typed ?? formOf({ ...halfYearFor(template, today), due_on: addDays(today, DAYS_TO_ANSWER) })
  return page(c, <RequestFormPage {...secretariat(c, viewerOf(c))} {...{ ...shown, form }} />, refusal)
}

function open(c: AppContext, shown: Shown): Promise<Response> {
  const templateId = shown.template.id
  return submit(c, {
    read: readRequest,
    run: (form) => openRequest(c.var.store, { actor: viewerOf(c), templateId, ...form }),
    done: (id) => seeOther(c, `/plans/${templateId}/requests/${id}`, 'queued'),
    again: (form, refusal) => showNew(c, shown, form, refusal),
  })
}

type Asked = Awaited<ReturnType<typeof askedLines>>

/** Runs `show` with what was asked and answered; 404 for a request of another template. */
async function onAsked(
  c: AppContext,
  shown: Shown,
  show: (asked: Asked) => Response | Promise<Response>,
): Promise<Response> {
  const request = await findRequest(c.var.store, shown.template.id, param(c, 'request'))
  return request
    ? show(await askedLines(c, shown, request))
    : refused(c, refuse('not_found', 'forms.unknown'))
}

async function askedLines(c: AppContext, { template }: Shown, request: Request) {
  const { store, reader } = c.var
  const plans = (await plansOf(store, [template.id])).filter((plan) => wasAsked(plan, request))
  const ids = plans.map(({ id }) => id)
  const [owners, activities, reports] = await Promise.all([
    ownersFor(c, template, plans),
    activitiesOf(store, ids),
    newestReports(store, ids),
  ])
  const lines = inOrder(plans, owners, reader.locale).flatMap((plan) =>
    askedAbout(activities.get(plan.id) ?? [], request).map((activity) => ({
      plan,
      activity,
      answer: answerTo(request, reports.get(activity.id)),
    })),
  )
  return { template, request, lines, owners }
}

function showRequest(c: AppContext, shown: Shown, refusal?: Refusal): Promise<Response> {
  return onAsked(c, shown, (asked) =>
    page(c, <RequestPage {...secretariat(c, viewerOf(c))} {...{ ...shown, ...asked }} />, refusal),
  )
}

function printRequest(c: AppContext, shown: Shown): Promise<Response> {
  const { store, reader } = c.var
  return onAsked(c, shown, (asked) => {
    const name = nameOf(c, asked)
    const author = reader.t.invitations.letters.secretariat(shown.dialogue.code)
    const sheets = [requestSheet(reader, asked, store.now)]
    return givePaper(c, { title: name.words, author, madeAt: store.now, sheets }, 'pdf', name)
  })
}

function nameOf(c: AppContext, { request }: Asked) {
  const { title } = c.var.reader.t.plans.request
  return { plain: `reports-${request.from}`, words: `${title}, ${request.from}` }
}

function close(c: AppContext, shown: Shown): Promise<Response> {
  const asked = { actor: viewerOf(c), templateId: param(c, 'id'), id: param(c, 'request') }
  return submit(c, {
    read: readVersion,
    run: (form) => closeRequest(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `/plans/${asked.templateId}/requests/${asked.id}`, 'ended'),
    again: (_, refusal) => showRequest(c, shown, refusal),
  })
}
