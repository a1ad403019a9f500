/** The pages behind plan links: an institution drafts and reports, who watches over it reads and answers. */

import { NotYoursPage } from '../../views/commitments/report.tsx'
import { formOf } from '../../views/parts/form.ts'
import { ReviewMatrixPage, ReviewPage } from '../../views/plans/review.tsx'
import type { PersonalLink } from '../auth/links.ts'
import { faultText } from '../i18n/messages.ts'
import { refuse } from '../kernel/outcome.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { param } from './door.ts'
import { presentPlan } from './draft-commands.ts'
import { contentFor, type Met, showDraft, under } from './draft-page.tsx'
import { readAnswer, readTicks, readVersion } from './forms.ts'
import { type ByLink, byLink, onOwnPlan, onWatched } from './link-door.ts'
import { matrixFor } from './matrix-routes.tsx'
import { plansOf } from './queries.ts'
import { verifyReports } from './report-commands.ts'
import { answerPlan, answersFor } from './review-commands.ts'
import { writingRoutes } from './writing-routes.tsx'

/** `/p/:token/plan…`, behind the door of `/p`. */
export function planPages(): Routes {
  const routes = newRoutes()
  routes.post('/p/:token/plan/presentation', (c) => onOwnPlan(c, (owned) => present(c, owned)))
  routes.get('/p/:token/plan/matrix', (c) => onWatched(c, null, (watched) => showMatrix(c, watched)))
  routes.get('/p/:token/plan/of/:plan', (c) =>
    onWatched(c, param(c, 'plan'), (watched) => showReview(c, watched)),
  )
  routes.post('/p/:token/plan/of/:plan/answer', (c) =>
    onWatched(c, param(c, 'plan'), (watched) => answer(c, watched)),
  )
  routes.post('/p/:token/plan/of/:plan/verification', (c) =>
    onWatched(c, param(c, 'plan'), (watched) => verify(c, watched)),
  )
  routes.route('/', writingRoutes())
  return routes
}

/** The page of a plan link. It changes nothing. */
export async function renderPlan(c: AppContext, link: PersonalLink): Promise<Response> {
  const found = await byLink(c, link.subjectId)
  if (!found) return refused(c, refuse('not_found', 'forms.unknown'))
  if (link.actor.speaksFor.includes(found.plan.institutionId)) return showDraft(c, found)
  if (answersFor(found.plan, link.actor)) return showReview(c, found)
  const { review, draft } = c.var.reader.t.plans
  return page(c, <NotYoursPage {...personal(c)} title={review.title} text={draft.notYours} />)
}

function present(c: AppContext, found: ByLink): Promise<Response> {
  const { link, plan } = found
  return submit(c, {
    read: readVersion,
    run: (form) => presentPlan(c.var.store, { actor: link.actor, planId: plan.id, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'sent'),
    again: (_, refusal) => showDraft(c, found, { refusal }),
  })
}

async function showReview(c: AppContext, found: ByLink, { form, refusal }: Met = {}): Promise<Response> {
  const content = await contentFor(c, found)
  const props = {
    ...content,
    under: under(found.link),
    form: form ?? formOf({}),
    refused: refusal && !refusal.field ? faultText(c.var.reader.t, refusal) : null,
  }
  return page(c, <ReviewPage {...personal(c)} {...props} />, refusal)
}

function answer(c: AppContext, found: ByLink): Promise<Response> {
  const { link, plan } = found
  return submit(c, {
    read: readAnswer,
    run: (form) => answerPlan(c.var.store, { actor: link.actor, planId: plan.id, ...form }),
    done: () => seeOther(c, `${under(link)}/of/${plan.id}`, 'answered'),
    again: (form, refusal) => showReview(c, found, { form, refusal }),
  })
}

function verify(c: AppContext, found: ByLink): Promise<Response> {
  const { link, plan } = found
  return submit(c, {
    read: readTicks,
    run: ({ reportIds }) => verifyReports(c.var.store, { actor: link.actor, planId: plan.id, reportIds }),
    done: () => seeOther(c, `${under(link)}/of/${plan.id}`, 'verified'),
    again: (_, { field: _field, faults: _faults, ...refusal }) => showReview(c, found, { refusal }),
  })
}

/** Only the plans over which the same institution watches. */
async function showMatrix(c: AppContext, { link, plan, template }: ByLink): Promise<Response> {
  const plans = (await plansOf(c.var.store, [template.id])).filter(
    ({ monitorId }) => monitorId === plan.monitorId,
  )
  const found = await matrixFor(c, template, plans)
  const own = under(link)
  const props = { ...found, action: `${own}/matrix`, planAt: `${own}/of/`, back: `/p/${link.token}` }
  return page(c, <ReviewMatrixPage {...personal(c)} {...props} />)
}
