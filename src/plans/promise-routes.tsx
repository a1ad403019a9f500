/** Activities of several plans become commitments at once: a page with ticks, and what it sends. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PlanPromisesPage } from '../../views/plans/promises.tsx'
import { viewerOf } from '../auth/guards.ts'
import { faultText } from '../i18n/messages.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { page, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { inOrder, onTemplate, ownersFor, type Shown } from './door.ts'
import { readTicks } from './forms.ts'
import { isAccepted } from './plan.ts'
import { MOST_PROMISES, promiseActivities } from './promise-commands.ts'
import { plansOf } from './queries.ts'
import { activitiesOf } from './written-queries.ts'

/** `/plans/:id/commitments`. */
export function promiseRoutes(): Routes {
  const routes = newRoutes()
  const path = '/plans/:id/commitments'
  routes.get(path, (c) => onTemplate(c, 'coordinate', (shown) => showPromises(c, shown, formOf({}))))
  routes.post(path, (c) => onTemplate(c, 'coordinate', (shown) => promise(c, shown)))
  return routes
}

async function showPromises(
  c: AppContext,
  shown: Shown,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { template } = shown
  const plans = (await plansOf(store, [template.id])).filter(
    (plan) => isAccepted(plan) && plan.state !== 'closed',
  )
  const [owners, activities] = await Promise.all([
    ownersFor(c, template, plans),
    activitiesOf(
      store,
      plans.map(({ id }) => id),
    ),
  ])
  const groups = inOrder(plans, owners, reader.locale).flatMap((plan) => {
    const free = (activities.get(plan.id) ?? []).filter(
      ({ commitmentId, endsOn }) => commitmentId === null && endsOn !== null,
    )
    return free.length > 0 ? [{ plan, activities: free }] : []
  })
  const props = {
    ...{ ...shown, owners, groups, form, most: MOST_PROMISES },
    refused: refusal ? faultText(reader.t, refusal) : null,
  }
  return page(c, <PlanPromisesPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function promise(c: AppContext, shown: Shown): Promise<Response> {
  const asked = { actor: viewerOf(c), templateId: shown.template.id, planId: null }
  return submit(c, {
    read: readTicks,
    run: ({ activityIds }) => promiseActivities(c.var.store, { ...asked, activityIds }),
    done: () => seeOther(c, `/plans/${shown.template.id}/commitments`, 'recorded'),
    again: (form, refusal) => showPromises(c, shown, form, refusal),
  })
}
