/** The page of one plan for the secretariat, and what is done on it. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PlanPage } from '../../views/plans/page.tsx'
import { TermsPage } from '../../views/plans/terms.tsx'
import { viewerOf } from '../auth/guards.ts'
import { faultText } from '../i18n/messages.ts'
import { allInstitutions } from '../institutions/queries.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { peopleOf } from '../people/queries.ts'
import { PAPER_FORMATS } from '../printing/download.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { onPlan, ownersFor, param, type ShownPlan } from './door.ts'
import { readAnswer, readTerms, readTicks, readVersion } from './forms.ts'
import { historyFor } from './history.ts'
import { listedIn } from './matrix.ts'
import { objectivesFor } from './objective-queries.ts'
import { closePlan, setTerms } from './plan-commands.ts'
import { printPlan } from './print-routes.ts'
import { promiseActivities } from './promise-commands.ts'
import { namedPeople } from './queries.ts'
import { verifyReports } from './report-commands.ts'
import { answerPlan } from './review-commands.ts'
import { newestReports, placedIn, writtenOf } from './written-queries.ts'

/** `/plans/:id/of/:plan…`. */
export function planRoutes(): Routes {
  const routes = newRoutes()
  for (const format of PAPER_FORMATS)
    routes.get(`/plans/:id/of/:plan/plan.${format}`, (c) =>
      onPlan(c, 'read', (shown) => printPlan(c, shown, format)),
    )
  routes.get('/plans/:id/of/:plan', (c) => onPlan(c, 'read', (shown) => showPlan(c, shown)))
  routes.get('/plans/:id/of/:plan/terms', (c) => onPlan(c, 'coordinate', (shown) => showTerms(c, shown)))
  routes.post('/plans/:id/of/:plan/terms', (c) => onPlan(c, 'coordinate', (shown) => terms(c, shown)))
  routes.post('/plans/:id/of/:plan/answer', (c) => onPlan(c, 'coordinate', (shown) => answer(c, shown)))
  routes.post('/plans/:id/of/:plan/commitments', (c) => onPlan(c, 'coordinate', (shown) => promise(c, shown)))
  routes.post('/plans/:id/of/:plan/verification', (c) => onPlan(c, 'coordinate', (shown) => verify(c, shown)))
  routes.post('/plans/:id/of/:plan/closure', (c) => onPlan(c, 'coordinate', (shown) => close(c, shown)))
  return routes
}

/** What an act on the page met. */
interface Met {
  readonly form?: FormState
  readonly refusal?: Refusal
}

async function showPlan(c: AppContext, shown: ShownPlan, { form, refusal }: Met = {}): Promise<Response> {
  const { store, reader } = c.var
  const { plan, template } = shown
  const viewer = viewerOf(c)
  const [written, [row], reports, owners, objectives] = await Promise.all([
    writtenOf(store, plan.id),
    placedIn(store, [template.id], [plan]),
    newestReports(store, [plan.id]),
    ownersFor(c, template, [plan]),
    objectivesFor(store, template),
  ])
  const placed = listedIn(row, written.activities)
  const props = {
    ...shown,
    ...{ written, reports, owners, objectives, placed },
    history: await historyFor(c, plan, owners),
    form: form ?? formOf({}),
    refused: refusal && !refusal.field ? faultText(reader.t, refusal) : null,
  }
  return page(c, <PlanPage {...secretariat(c, viewer)} {...props} />, refusal)
}

async function showTerms(
  c: AppContext,
  shown: ShownPlan,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { plan, template } = shown
  const [institutions, people, named, owners] = await Promise.all([
    allInstitutions(store, reader.locale),
    peopleOf(store, [plan.institutionId], dateOf(store.now, plan.zone)),
    namedPeople(store, [plan.id]),
    ownersFor(c, template, [plan]),
  ])
  const form =
    typed ??
    formOf({
      due_on: plan.dueOn,
      monitor: plan.monitorId ?? '',
      people: named.get(plan.id) ?? [],
      version: String(plan.version),
    })
  const staff = [...new Map(people.map(({ card }) => [card.id, card])).values()]
  const props = { ...shown, owners, institutions, staff, form }
  return page(c, <TermsPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function asked(c: AppContext) {
  return { actor: viewerOf(c), templateId: param(c, 'id'), id: param(c, 'plan') }
}

function terms(c: AppContext, shown: ShownPlan): Promise<Response> {
  return submit(c, {
    read: readTerms,
    run: (form) => setTerms(c.var.store, { ...asked(c), ...form }),
    done: () => seeOther(c, pathOf(c), 'saved'),
    again: (form, refusal) => showTerms(c, shown, form, refusal),
    versionNow: shown.plan.version,
  })
}

function answer(c: AppContext, shown: ShownPlan): Promise<Response> {
  const { store } = c.var
  return submit(c, {
    read: readAnswer,
    run: (form) => answerPlan(store, { actor: viewerOf(c), planId: shown.plan.id, ...form }),
    done: () => seeOther(c, pathOf(c), 'saved'),
    again: (form, refusal) => showPlan(c, shown, { form, refusal }),
  })
}

function promise(c: AppContext, shown: ShownPlan): Promise<Response> {
  const { actor, templateId, id } = asked(c)
  return submit(c, {
    read: readTicks,
    run: ({ activityIds }) => promiseActivities(c.var.store, { actor, templateId, planId: id, activityIds }),
    done: () => seeOther(c, `${pathOf(c)}#activities`, 'recorded'),
    again: (_, refusal) => showPlan(c, shown, { refusal: unplaced(refusal) }),
  })
}

function verify(c: AppContext, shown: ShownPlan): Promise<Response> {
  return submit(c, {
    read: readTicks,
    run: ({ reportIds }) =>
      verifyReports(c.var.store, { actor: viewerOf(c), planId: shown.plan.id, reportIds }),
    done: () => seeOther(c, pathOf(c), 'recorded'),
    again: (_, refusal) => showPlan(c, shown, { refusal: unplaced(refusal) }),
  })
}

/** The ticks of the page have no field that a summary could lead to. */
function unplaced({ field: _, faults: __, ...refusal }: Refusal): Refusal {
  return refusal
}

function close(c: AppContext, shown: ShownPlan): Promise<Response> {
  return submit(c, {
    read: readVersion,
    run: (form) => closePlan(c.var.store, { ...asked(c), ...form }),
    done: () => seeOther(c, pathOf(c), 'ended'),
    again: (_, refusal) => showPlan(c, shown, { refusal: unplaced(refusal) }),
  })
}

function pathOf(c: AppContext): string {
  return `/plans/${param(c, 'id')}/of/${param(c, 'plan')}`
}
