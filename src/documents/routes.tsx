/** Papers of a meeting, and every file to download: for the secretariat and behind personal links. */

import { PaperPage, RemovalPage } from '../../views/documents/form.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { agendaOf } from '../agenda/queries.ts'
import { linkOf } from '../auth/door.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { isHeld } from '../feeds/feed.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { addPaper, removableFile, removeFile } from './commands.ts'
import { documentBytes } from './documents.ts'
import { dispositionOf } from './file.ts'
import { readPaper } from './forms.ts'
import { papersFor } from './paper.ts'
import { type LinkedFile, papersOf } from './queries.ts'
import { fileBehind, fileFor, pageOf } from './reading-queries.ts'

/** `/meetings/:id/papers…`, `/documents/:id…`, `/p/:token/documents/:paper`. */
export function documentRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/meetings/:id/papers/new', signedIn, openForm)
  routes.post('/meetings/:id/papers', signedIn, takePaper)
  routes.get('/documents/:id', signedIn, async (c) =>
    give(c, await fileFor(c.var.store, viewerOf(c), idOf(c))),
  )
  routes.get('/documents/:id/removal', signedIn, askRemoval)
  routes.post('/documents/:id/removal', signedIn, takeRemoval)
  routes.get('/p/:token/documents/:paper', async (c) =>
    give(c, await fileBehind(c.var.store, linkOf(c), c.req.param('paper') ?? '')),
  )
  return routes
}

function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

async function openForm(c: AppContext): Promise<Response> {
  const found = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'organise')
  if (!found.ok) return refused(c, found)
  return showForm(c, found.value, formOf({ paper: c.req.query('paper') ?? '' }))
}

async function takePaper(c: AppContext): Promise<Response> {
  const found = await meetingFor(c.var.store, viewerOf(c), idOf(c), 'organise')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  return submit(c, {
    read: (values) => readPaper(c.var, values),
    run: (form) => addPaper(c.var.store, { actor: viewerOf(c), meetingId: meeting.id, ...form }),
    done: () => seeOther(c, `/meetings/${meeting.id}#papers`, 'saved'),
    again: (form, refusal) => showForm(c, meeting, form, refusal),
  })
}

async function showForm(
  c: AppContext,
  meeting: Meeting,
  form: FormState,
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader, largestFile } = c.var
  const [items, files] = await Promise.all([agendaOf(store, meeting.id), papersOf(store, meeting.id)])
  const known = papersFor(files, reader.locale).find(({ paperId }) => paperId === form.values.paper) ?? null
  const shown = { meeting, items, known, largest: largestFile, form }
  return page(c, <PaperPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

async function askRemoval(c: AppContext): Promise<Response> {
  const { store } = c.var
  const found = await removableFile(store, viewerOf(c), idOf(c))
  if (!found.ok) return refused(c, found)
  const back = await pageOf(store, found.value)
  return page(c, <RemovalPage {...secretariat(c, viewerOf(c))} file={found.value} back={back} />)
}

async function takeRemoval(c: AppContext): Promise<Response> {
  const { store } = c.var
  const outcome = await removeFile(store, { actor: viewerOf(c), id: idOf(c) })
  if (!outcome.ok) return refused(c, outcome)
  return seeOther(c, await pageOf(store, outcome.value), 'removed')
}

// Nothing in it may run or load anything, should a program show it in spite of all.
const FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** The file to save, never to show in the page: with our type, our name and nothing it could do. */
async function give(c: AppContext, file: LinkedFile | null): Promise<Response> {
  if (!file) return refused(c, refuse('not_found', 'forms.unknown'))
  if (file.removedAt) return refused(c, refuse('gone', 'documents.removed'))
  const etag = `"${file.sha256}"`
  c.header('etag', etag)
  c.header('cache-control', 'private, no-cache')
  c.header('content-security-policy', FILE_POLICY)
  if (isHeld(c.req.header('if-none-match'), etag)) return c.body(null, 304)
  const bytes = await documentBytes(c.var.store, file.id)
  if (!bytes) return refused(c, refuse('gone', 'documents.removed'))
  return c.body(bytes, 200, {
    'content-type': file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    'content-disposition': dispositionOf(file.name),
  })
}
