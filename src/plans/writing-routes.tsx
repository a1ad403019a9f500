/** What is written behind a plan link: texts, activities, answers to a request. The script asks for JSON. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { RequestAnswerPage } from '../../views/plans/request.tsx'
import { ActivityPage, TextPage } from '../../views/plans/writing.tsx'
import { type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { page, personal, refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { statusOf } from '../web/refused.ts'
import { submit } from '../web/submit.ts'
import type { Activity } from './activity.ts'
import { ownersFor, param } from './door.ts'
import { addActivity, editActivity, moveActivity, removeActivity, writeText } from './draft-commands.ts'
import { showDraft } from './draft-page.tsx'
import { activityValues, readActivity, readActivityEdit, readAnswers, readMove, readText } from './forms.ts'
import { type ByLink, onOwnPlan } from './link-door.ts'
import { objectivesFor } from './objective-queries.ts'
import { decideWriting, textOf } from './plan.ts'
import { answerRequest } from './report-commands.ts'
import { askedAbout, wasAsked } from './request.ts'
import { findRequest } from './request-queries.ts'
import { partOf, TEXT_PARTS, type TextPart } from './template.ts'
import { findActivity, newestReports, writtenOf } from './written-queries.ts'

/** `/p/:token/plan/texts…`, `…/activities…`, `…/reports…`. */
export function writingRoutes(): Routes {
  const routes = newRoutes()
  for (const part of TEXT_PARTS) {
    routes.get(`/p/:token/plan/texts/${part}`, (c) => onText(c, part, (found) => showText(c, found, part)))
    routes.post(`/p/:token/plan/texts/${part}`, (c) => onText(c, part, (found) => saveText(c, found, part)))
  }
  routes.get('/p/:token/plan/activities/new', (c) => onOwnPlan(c, (found) => showActivity(c, found, null)))
  routes.post('/p/:token/plan/activities', (c) => onOwnPlan(c, (found) => add(c, found)))
  routes.get('/p/:token/plan/activities/:activity', (c) =>
    onActivity(c, (found, activity) => showActivity(c, found, activity)),
  )
  routes.post('/p/:token/plan/activities/:activity', (c) =>
    onActivity(c, (found, activity) => saveActivity(c, found, activity)),
  )
  routes.post('/p/:token/plan/activities/:activity/removal', (c) => onOwnPlan(c, (found) => remove(c, found)))
  routes.post('/p/:token/plan/activities/:activity/move', (c) => onOwnPlan(c, (found) => move(c, found)))
  routes.get('/p/:token/plan/reports/:asked', (c) => onOwnPlan(c, (found) => showRequest(c, found)))
  routes.post('/p/:token/plan/reports/:asked', (c) => onOwnPlan(c, (found) => answer(c, found)))
  return routes
}

/** Was it asked by the script, which wants to know only how it went? */
function byScript(c: AppContext): boolean {
  return c.req.header('accept') === 'application/json'
}

function saved(c: AppContext, version: number, back: string): Response {
  return byScript(c) ? c.json({ version }) : seeOther(c, back, 'saved')
}

function kept(c: AppContext, refusal: Refusal): Response {
  return c.json({ refused: refusal.messageKey }, statusOf(refusal))
}

function home({ link }: ByLink): string {
  return `/p/${link.token}`
}

/** May it still be written in? Else the plan's page says why not. */
function writable(found: ByLink): Outcome<null> {
  return decideWriting(found.plan, found.link.actor.speaksFor)
}

/** A part that the template does not ask for is not there. */
function onText(
  c: AppContext,
  part: TextPart,
  show: (found: ByLink) => Response | Promise<Response>,
): Promise<Response> {
  return onOwnPlan(c, (found) =>
    partOf(found.template, part) ? show(found) : refused(c, refuse('not_found', 'forms.unknown')),
  )
}

/** What was typed into a form, and why it was refused. */
interface Typed {
  readonly form: FormState
  readonly refusal: Refusal
}

/** The words of a form, one field a line. */
function typedIn(form: FormState | undefined): string {
  const { text, title, responsible, result } = form?.values ?? {}
  return [text, title, responsible, result].filter((one) => typeof one === 'string' && one !== '').join('\n')
}

async function showText(c: AppContext, found: ByLink, part: TextPart, again?: Typed): Promise<Response> {
  const { form: typed, refusal } = again ?? {}
  const open = writable(found)
  if (!open.ok) return showDraft(c, found, { refusal: open, unsaved: typedIn(typed) })
  const { plan, template } = found
  const written = await writtenOf(c.var.store, plan.id)
  const now = textOf(written, part)
  const changed = refusal?.messageKey === 'plans.text_changed'
  const values = typed && changed ? { ...typed.values, version: String(now.version) } : typed?.values
  const form = {
    values: values ?? { text: now.text, version: String(now.version) },
    faults: typed?.faults ?? [],
  }
  const props = { template, part, written, form, theirs: changed ? now : null, back: home(found) }
  return page(
    c,
    <TextPage {...personal(c)} {...props} action={`${home(found)}/plan/texts/${part}`} />,
    refusal,
  )
}

function saveText(c: AppContext, found: ByLink, part: TextPart): Promise<Response> {
  const { link, plan } = found
  return submit(c, {
    read: readText,
    run: (form) => writeText(c.var.store, { actor: link.actor, planId: plan.id, part, ...form }),
    done: (version) => saved(c, version, `${home(found)}#${part}`),
    again: (form, refusal) => (byScript(c) ? kept(c, refusal) : showText(c, found, part, { form, refusal })),
  })
}

function onActivity(
  c: AppContext,
  show: (found: ByLink, activity: Activity) => Response | Promise<Response>,
): Promise<Response> {
  return onOwnPlan(c, async (found) => {
    const activity = await findActivity(c.var.store, found.plan.id, param(c, 'activity'))
    return activity ? show(found, activity) : refused(c, refuse('not_found', 'forms.unknown'))
  })
}

async function showActivity(
  c: AppContext,
  found: ByLink,
  activity: Activity | null,
  again?: Typed,
): Promise<Response> {
  const { form: typed, refusal } = again ?? {}
  const open = writable(found)
  if (!open.ok) return showDraft(c, found, { refusal: open, unsaved: typedIn(typed) })
  const { store } = c.var
  const { plan, template } = found
  const [written, objectives] = await Promise.all([writtenOf(store, plan.id), objectivesFor(store, template)])
  const changed = activity !== null && refusal?.messageKey === 'plans.text_changed'
  const values = typed && changed ? { ...typed.values, version: String(activity.version) } : typed?.values
  const form = { values: values ?? (activity ? activityValues(activity) : {}), faults: typed?.faults ?? [] }
  const own = `${home(found)}/plan/activities`
  const props = {
    ...{ template, written, objectives, form },
    theirs: changed ? activity : null,
    back: home(found),
    action: activity ? `${own}/${activity.id}` : own,
  }
  return page(c, <ActivityPage {...personal(c)} {...props} />, refusal)
}

function add(c: AppContext, found: ByLink): Promise<Response> {
  const { link, plan } = found
  return submit(c, {
    read: readActivity,
    run: (form) => addActivity(c.var.store, { actor: link.actor, planId: plan.id, ...form }),
    done: (id) => seeOther(c, `${home(found)}#${id}`, 'saved'),
    again: (form, refusal) => showActivity(c, found, null, { form, refusal }),
  })
}

function saveActivity(c: AppContext, found: ByLink, activity: Activity): Promise<Response> {
  const { link, plan } = found
  const asked = { actor: link.actor, planId: plan.id, activityId: activity.id }
  return submit(c, {
    read: readActivityEdit,
    run: (form) => editActivity(c.var.store, { ...asked, ...form }),
    done: (version) => saved(c, version, `${home(found)}#${activity.id}`),
    again: (form, refusal) =>
      byScript(c) ? kept(c, refusal) : showActivity(c, found, activity, { form, refusal }),
  })
}

async function remove(c: AppContext, found: ByLink): Promise<Response> {
  const asked = { actor: found.link.actor, planId: found.plan.id, activityId: param(c, 'activity') }
  const outcome = await removeActivity(c.var.store, asked)
  if (outcome.ok) return seeOther(c, `${home(found)}#activities`, 'removed')
  return outcome.code === 'not_found' ? refused(c, outcome) : showDraft(c, found, { refusal: outcome })
}

function move(c: AppContext, found: ByLink): Promise<Response> {
  const asked = { actor: found.link.actor, planId: found.plan.id, activityId: param(c, 'activity') }
  return submit(c, {
    read: readMove,
    run: (form) => moveActivity(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `${home(found)}#${asked.activityId}`),
    again: (_, refusal) =>
      refusal.code === 'not_found' ? refused(c, refusal) : showDraft(c, found, { refusal }),
  })
}

async function showRequest(
  c: AppContext,
  found: ByLink,
  typed?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store } = c.var
  const { plan, template } = found
  const request = await findRequest(store, template.id, param(c, 'asked'))
  const written = await writtenOf(store, plan.id)
  const activities = request ? askedAbout(written.activities, request) : []
  if (!request || activities.length === 0 || !wasAsked(plan, request))
    return refused(c, refuse('not_found', 'forms.unknown'))
  const reports = await newestReports(store, [plan.id])
  const known = activities.flatMap(({ id }) => {
    const report = reports.get(id)
    if (report?.requestId !== request.id) return []
    return [
      [`claim_${id}`, report.claim],
      [`text_${id}`, report.text],
    ]
  })
  const props = {
    ...{ template, plan, request, activities },
    owners: await ownersFor(c, template, [plan]),
    back: home(found),
    action: `${home(found)}/plan/reports/${request.id}`,
    form: typed ?? formOf(Object.fromEntries(known)),
  }
  return page(c, <RequestAnswerPage {...personal(c)} {...props} />, refusal)
}

async function answer(c: AppContext, found: ByLink): Promise<Response> {
  const { link, plan } = found
  const written = await writtenOf(c.var.store, plan.id)
  const ids = written.activities.map(({ id }) => id)
  const asked = { actor: link.actor, planId: plan.id, requestId: param(c, 'asked') }
  return submit(c, {
    read: (values) => readAnswers(values, ids),
    run: (form) => answerRequest(c.var.store, { ...asked, ...form }),
    done: () => seeOther(c, `/p/${link.token}`, 'reported'),
    again: (form, refusal) =>
      refusal.code === 'not_found' ? refused(c, refusal) : showRequest(c, found, form, refusal),
  })
}
