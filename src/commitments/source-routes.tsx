/** Recording a commitment outside a meeting: `/dialogues/:id/commitments…`, from a document by `?document=`. */

import { CommitmentFormPage } from '../../views/commitments/form.tsx'
import { type FormState, fieldValue, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { fileFor } from '../documents/reading-queries.ts'
import { allInstitutions } from '../institutions/queries.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dialogueScope, may, mayReadDirectory } from '../people/may.ts'
import { objectivesOf } from '../roadmaps/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { newValues, readOutsideCommitment } from './forms.ts'
import { institutionsOfDialogue } from './institution-queries.ts'
import { recordOutside } from './source-commands.ts'

/** `/dialogues/:id/commitments/new` and `POST /dialogues/:id/commitments`. */
export function sourceRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/dialogues/:id/commitments/new', signedIn, openNew)
  routes.post('/dialogues/:id/commitments', signedIn, record)
  return routes
}

async function dialogueFor(c: AppContext): Promise<Outcome<Dialogue>> {
  const viewer = viewerOf(c)
  const dialogue = await findDialogue(c.var.store, c.req.param('id') ?? '', dialogueScope(viewer))
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  return may(viewer, 'record', dialogue.id) ? done(dialogue) : refuse('forbidden', 'forms.forbidden')
}

async function openNew(c: AppContext): Promise<Response> {
  const found = await dialogueFor(c)
  if (!found.ok) return refused(c, found)
  const values = newValues(found.value.authoritative, c.req.query())
  return showForm(c, found.value, formOf({ ...values, document: c.req.query('document') ?? '' }))
}

async function record(c: AppContext): Promise<Response> {
  const found = await dialogueFor(c)
  if (!found.ok) return refused(c, found)
  const asked = { actor: viewerOf(c), dialogueId: found.value.id }
  return submit(c, {
    read: readOutsideCommitment,
    run: (form) => recordOutside(c.var.store, { ...asked, ...form }),
    done: (id) => seeOther(c, `/commitments/${id}`, 'recorded'),
    again: (form, refusal) => showForm(c, found.value, form, refusal),
  })
}

async function showForm(
  c: AppContext,
  dialogue: Dialogue,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const documentId = fieldValue(form, 'document')
  const [institutions, objectives, document] = await Promise.all([
    mayReadDirectory(viewer)
      ? allInstitutions(store, reader.locale)
      : institutionsOfDialogue(store, dialogue.id, reader.locale),
    objectivesOf(store, dialogue.id),
    documentId ? fileFor(store, viewer, documentId) : null,
  ])
  const outside = { dialogue, document: document?.dialogueId === dialogue.id ? document : null }
  const shown = { meeting: null, commitment: null, outside, form }
  return page(
    c,
    <CommitmentFormPage
      {...secretariat(c, viewer)}
      {...shown}
      {...{ institutions, objectives, items: [], decisions: [] }}
    />,
    refusal,
  )
}
