/** Pages of templates: those of a dialogue, one with its plans, its form, who is asked, and the sending. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { PlanListPage } from '../../views/plans/list.tsx'
import { OwnersPage } from '../../views/plans/owners.tsx'
import { PlanSendingPage } from '../../views/plans/sending.tsx'
import { TemplatePage } from '../../views/plans/template.tsx'
import { TemplateFormPage } from '../../views/plans/template-form.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { meetingsOfDialogue } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { roadmapsOf } from '../roadmaps/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { inOrder, onTemplate, ownersFor, param, type Shown } from './door.ts'
import { readOwners, readTemplate, readTemplateEdit, templateValues } from './forms.ts'
import { letterAbout } from './letters.tsx'
import { factsFor } from './mails.ts'
import { completenessOf } from './matrix.ts'
import { matrixRoutes } from './matrix-routes.tsx'
import { contactsFor, draftersOf, institutionsOn, presetOwners } from './owner-queries.ts'
import { isOpen, PLAN_STATES } from './plan.ts'
import { createPlans, requestPlans } from './plan-commands.ts'
import { planRoutes } from './plan-routes.tsx'
import { promiseRoutes } from './promise-routes.tsx'
import { plansOf, templatesOf } from './queries.ts'
import { isSilent } from './reminders.ts'
import { requestsOf } from './request-queries.ts'
import { requestRoutes } from './request-routes.tsx'
import type { Template } from './template.ts'
import { editTemplate, recordTemplate } from './template-commands.ts'
import { activitiesOf } from './written-queries.ts'

/** `/dialogues/:id/plans…`, `/plans/:id…`. */
export function plansRoutes(): Routes {
  const routes = newRoutes()
  routes.use('/plans/*', signedIn)
  routes.get('/dialogues/:id/plans', signedIn, showList)
  routes.get('/dialogues/:id/plans/new', signedIn, (c) => onNew(c, (dialogue) => showNew(c, dialogue)))
  routes.post('/dialogues/:id/plans', signedIn, (c) => onNew(c, (dialogue) => record(c, dialogue)))
  routes.get('/plans/:id', (c) => onTemplate(c, 'read', (shown) => showOne(c, shown)))
  routes.post('/plans/:id', (c) => onTemplate(c, 'coordinate', (shown) => edit(c, shown)))
  routes.get('/plans/:id/edit', (c) =>
    onTemplate(c, 'coordinate', (shown) =>
      showEdit(c, shown, formOf(templateValues(shown.template, shown.dialogue.authoritative))),
    ),
  )
  routes.get('/plans/:id/owners', (c) => onTemplate(c, 'coordinate', (shown) => showOwners(c, shown)))
  routes.post('/plans/:id/owners', (c) => onTemplate(c, 'coordinate', (shown) => make(c, shown)))
  routes.get('/plans/:id/sending', (c) => onTemplate(c, 'coordinate', (shown) => showSending(c, shown)))
  routes.post('/plans/:id/sending', (c) => onTemplate(c, 'coordinate', (shown) => send(c, shown)))
  routes.route('/', matrixRoutes())
  routes.route('/', requestRoutes())
  routes.route('/', promiseRoutes())
  routes.route('/', planRoutes())
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await dialogueFor(store, viewer, param(c, 'id'), 'read')
  if (!found.ok) return refused(c, found)
  const dialogue = found.value
  const templates = await templatesOf(store, dialogue.id)
  const plans = Map.groupBy(
    await plansOf(
      store,
      templates.map(({ id }) => id),
    ),
    ({ templateId }) => templateId,
  )
  const rows = templates.map((template) => ({
    template,
    complete: completenessOf(plans.get(template.id) ?? []),
  }))
  const mayCoordinate = may(viewer, 'coordinate', dialogue.id)
  return page(c, <PlanListPage {...secretariat(c, viewer)} {...{ dialogue, rows, mayCoordinate }} />)
}

async function onNew(
  c: AppContext,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await dialogueFor(c.var.store, viewerOf(c), param(c, 'id'), 'coordinate')
  return dialogue.ok ? show(dialogue.value) : refused(c, dialogue)
}

interface ShownForm {
  readonly dialogue: Dialogue
  readonly template: Template | null
  readonly form: FormState
}

async function showForm(c: AppContext, shown: ShownForm, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const [roadmaps, plans] = await Promise.all([
    roadmapsOf(store, shown.dialogue.id, true),
    plansOf(store, shown.template ? [shown.template.id] : []),
  ])
  const props = { ...shown, roadmaps, inUse: plans.length > 0 }
  return page(c, <TemplateFormPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function showNew(c: AppContext, dialogue: Dialogue): Promise<Response> {
  return showForm(c, { dialogue, template: null, form: formOf(templateValues(null, dialogue.authoritative)) })
}

function record(c: AppContext, dialogue: Dialogue): Promise<Response> {
  return submit(c, {
    read: readTemplate,
    run: (draft) => recordTemplate(c.var.store, { actor: viewerOf(c), dialogueId: dialogue.id, ...draft }),
    done: (id) => seeOther(c, `/plans/${id}`, 'created'),
    again: (form, refusal) => showForm(c, { dialogue, template: null, form }, refusal),
  })
}

function showEdit(c: AppContext, { dialogue, template }: Shown, form: FormState, refusal?: Refusal) {
  return showForm(c, { dialogue, template, form }, refusal)
}

function edit(c: AppContext, shown: Shown): Promise<Response> {
  return submit(c, {
    read: readTemplateEdit,
    run: (draft) => editTemplate(c.var.store, { actor: viewerOf(c), id: shown.template.id, ...draft }),
    done: (id) => seeOther(c, `/plans/${id}`, 'saved'),
    again: (form, refusal) => showEdit(c, shown, form, refusal),
    versionNow: shown.template.version,
  })
}

async function showOne(c: AppContext, shown: Shown): Promise<Response> {
  const { store, reader } = c.var
  const { template, dialogue } = shown
  const plans = await plansOf(store, [template.id])
  const [owners, activities, requests, all] = await Promise.all([
    ownersFor(c, template, plans),
    activitiesOf(
      store,
      plans.map(({ id }) => id),
    ),
    requestsOf(store, [template.id]),
    templatesOf(store, dialogue.id),
  ])
  const ordered = inOrder(plans, owners, reader.locale)
  const props = {
    ...shown,
    plans: ordered,
    // Numbers are for those only who may phone.
    silent: shown.mayCoordinate ? await contactsFor(store, ordered.filter(isSilent)) : [],
    owners,
    activities: new Map([...activities].map(([id, rows]) => [id, rows.length])),
    requests,
    editions: all.filter(({ seriesId }) => seriesId === template.seriesId),
    only: PLAN_STATES.find((state) => state === c.req.query('state')) ?? null,
  }
  return page(c, <TemplatePage {...secretariat(c, viewerOf(c))} {...props} />)
}

async function showOwners(
  c: AppContext,
  shown: Shown,
  form?: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const { template, dialogue } = shown
  const { meeting = '', template: other = '', regions } = c.req.query()
  const preset = { meeting, template: other, regions: regions !== undefined }
  const asked = { meetingId: meeting || null, templateId: other || null, regions: preset.regions }
  const [institutions, plans, meetings, templates, ticked] = await Promise.all([
    institutionsOn(store, reader.locale, template.from),
    plansOf(store, [template.id]),
    meetingsOfDialogue(store, dialogue.id),
    templatesOf(store, dialogue.id),
    presetOwners(store, dialogue.id, asked),
  ])
  const props = {
    ...{ ...shown, institutions, meetings, preset },
    have: new Set(plans.map(({ institutionId }) => institutionId)),
    templates: templates.filter(({ id }) => id !== template.id),
    form: form ?? formOf({ institutions: [...ticked], meeting, people: meeting ? 'on' : '' }),
  }
  return page(c, <OwnersPage {...secretariat(c, viewerOf(c))} {...props} />, refusal)
}

function make(c: AppContext, shown: Shown): Promise<Response> {
  const templateId = shown.template.id
  return submit(c, {
    read: readOwners,
    run: (form) => createPlans(c.var.store, { actor: viewerOf(c), templateId, ...form }),
    done: () => seeOther(c, `/plans/${templateId}`, 'created'),
    again: (form, refusal) => showOwners(c, shown, form, refusal),
  })
}

async function showSending(c: AppContext, { template, dialogue }: Shown): Promise<Response> {
  const { store } = c.var
  const plans = await plansOf(store, [template.id])
  const waiting = plans.filter((plan) => plan.askedAt === null && isOpen(plan))
  const recipients = await draftersOf(store, waiting)
  const stand = `${store.instance.baseUrl}/p/…`
  const facts = await factsFor(
    store,
    [template],
    recipients,
    recipients.map(() => stand),
  )
  const reached = new Set(recipients.map(({ plan }) => plan.id))
  const missed = waiting.filter(({ id }) => !reached.has(id)).map(({ institutionId }) => institutionId)
  const props = {
    ...{ template, dialogue },
    previews: facts.map(({ person, owner, ...rest }) => ({
      person,
      owner,
      letter: letterAbout({ person, owner, ...rest }, { matter: 'request' }),
    })),
    unreachable: [...(await institutionNames(store, missed)).values()],
  }
  return page(c, <PlanSendingPage {...secretariat(c, viewerOf(c))} {...props} />)
}

async function send(c: AppContext, { template }: Shown): Promise<Response> {
  const outcome = await requestPlans(c.var.store, { actor: viewerOf(c), templateId: template.id })
  return outcome.ok ? seeOther(c, `/plans/${template.id}`, 'queued') : refused(c, outcome)
}
