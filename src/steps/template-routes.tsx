/** Templates of a dialogue: the list, one to change, one to delete. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { TemplateFormPage, TemplateRemovalPage, TemplatesPage } from '../../views/steps/templates.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dialogueScope, may, mayAdminister } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readTemplate, readVersion, templateValues } from './forms.ts'
import type { StepTemplate } from './template.ts'
import { editTemplate, removeTemplate, templateFor } from './template-commands.ts'
import { templatesFor } from './template-queries.ts'

/** `/dialogues/:id/step-templates…`. */
export function templateRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/dialogues/:id/step-templates', signedIn, showList)
  routes.get('/dialogues/:id/step-templates/:template', signedIn, openEdit)
  routes.post('/dialogues/:id/step-templates/:template', signedIn, edit)
  routes.get('/dialogues/:id/step-templates/:template/removal', signedIn, askRemoval)
  routes.post('/dialogues/:id/step-templates/:template/removal', signedIn, remove)
  return routes
}

async function dialogueFor(c: AppContext): Promise<Outcome<Dialogue>> {
  const viewer = viewerOf(c)
  const dialogue = await findDialogue(c.var.store, c.req.param('id') ?? '', dialogueScope(viewer))
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  return may(viewer, 'coordinate', dialogue.id) ? done(dialogue) : refuse('forbidden', 'forms.forbidden')
}

async function showList(c: AppContext): Promise<Response> {
  const found = await dialogueFor(c)
  if (!found.ok) return refused(c, found)
  const viewer = viewerOf(c)
  const templates = await templatesFor(c.var.store, found.value.id)
  const mayChange = ({ builtIn, dialogueId }: StepTemplate) =>
    !builtIn && (dialogueId !== null || mayAdminister(viewer))
  return page(
    c,
    <TemplatesPage {...secretariat(c, viewer)} {...{ templates, mayChange }} dialogue={found.value} />,
  )
}

async function foundFor(c: AppContext): Promise<Outcome<{ dialogue: Dialogue; template: StepTemplate }>> {
  const dialogue = await dialogueFor(c)
  if (!dialogue.ok) return dialogue
  const template = await templateFor(c.var.store, askedIn(c))
  return template.ok ? done({ dialogue: dialogue.value, template: template.value }) : template
}

function askedIn(c: AppContext) {
  const [dialogueId = '', id = ''] = [c.req.param('id'), c.req.param('template')]
  return { actor: viewerOf(c), dialogueId, id }
}

async function openEdit(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  return show(c, found.value, formOf(templateValues(found.value.template)))
}

type Found = { readonly dialogue: Dialogue; readonly template: StepTemplate }

function show(c: AppContext, found: Found, form: FormState, refusal?: Refusal): Response {
  return page(c, <TemplateFormPage {...secretariat(c, viewerOf(c))} {...{ ...found, form }} />, refusal)
}

function showRemoval(c: AppContext, found: Found, form: FormState, refusal?: Refusal): Response {
  return page(c, <TemplateRemovalPage {...secretariat(c, viewerOf(c))} {...{ ...found, form }} />, refusal)
}

async function edit(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  const { template } = found.value
  return submit(c, {
    read: (values) => readTemplate(values, template),
    run: (form) => editTemplate(c.var.store, { ...askedIn(c), ...form }),
    done: () => seeOther(c, `/dialogues/${askedIn(c).dialogueId}/step-templates`, 'saved'),
    again: (form, refusal) => show(c, found.value, form, refusal),
    versionNow: template.version,
  })
}

async function askRemoval(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  return found.ok ? showRemoval(c, found.value, formOf({})) : refused(c, found)
}

async function remove(c: AppContext): Promise<Response> {
  const found = await foundFor(c)
  if (!found.ok) return refused(c, found)
  return submit(c, {
    read: readVersion,
    run: (form) => removeTemplate(c.var.store, { ...askedIn(c), ...form }),
    done: () => seeOther(c, `/dialogues/${askedIn(c).dialogueId}/step-templates`, 'removed'),
    again: (form, refusal) => showRemoval(c, found.value, form, refusal),
    versionNow: found.value.template.version,
  })
}
