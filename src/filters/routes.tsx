/** Pages of kept views: keeping one, and putting them in order. */

import { FiltersPage } from '../../views/filters/page.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { signedIn, viewerOf } from '../auth/guards.ts'
import type { Id } from '../kernel/id.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { changeFilter, removeFilter, saveFilter } from './commands.ts'
import { readChange, readRemoval, readSaving } from './forms.ts'
import { savedFilters } from './queries.ts'

/** `/filters…` */
export function filterRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/filters', signedIn, (c) => showFilters(c, formOf({})))
  routes.post('/filters', signedIn, save)
  routes.post('/filters/:id', signedIn, change)
  routes.post('/filters/:id/removal', signedIn, remove)
  return routes
}

/** @param at the view whose form is shown again; null for the form that keeps a new one. */
async function showFilters(
  c: AppContext,
  form: FormState,
  { at = null, refusal }: { readonly at?: Id | null; readonly refusal?: Refusal } = {},
): Promise<Response> {
  const viewer = viewerOf(c)
  const filters = await savedFilters(c.var.store, viewer.personId)
  const shell = { ...secretariat(c, viewer), path: '/filters' }
  return page(c, <FiltersPage {...shell} {...{ filters, form, at }} />, refusal)
}

function save(c: AppContext): Promise<Response> {
  const { personId } = viewerOf(c)
  return submit(c, {
    read: readSaving,
    run: async (asked) => {
      const saved = await saveFilter(c.var.store, { personId, ...asked })
      return saved.ok ? { ok: true, value: asked.query } : saved
    },
    done: (query) => seeOther(c, `/commitments?${query}`, 'saved'),
    again: (form, refusal) => showFilters(c, form, { refusal }),
  })
}

async function change(c: AppContext): Promise<Response> {
  const [id, { personId }] = [idOf(c), viewerOf(c)]
  const now = (await savedFilters(c.var.store, personId)).find((one) => one.id === id)
  if (!now) return refused(c, refuse('not_found', 'forms.unknown'))
  return submit(c, {
    read: readChange,
    run: (asked) => changeFilter(c.var.store, { personId, id, ...asked }),
    done: () => seeOther(c, '/filters', 'saved'),
    again: (form, refusal) => showFilters(c, form, { at: id, refusal }),
    versionNow: now.version,
  })
}

function remove(c: AppContext): Promise<Response> {
  const [id, { personId }] = [idOf(c), viewerOf(c)]
  return submit(c, {
    read: readRemoval,
    run: (asked) => removeFilter(c.var.store, { personId, id, ...asked }),
    done: () => seeOther(c, '/filters', 'removed'),
    again: (_form, refusal) => refused(c, refusal),
  })
}

function idOf(c: AppContext): Id {
  return c.req.param('id') ?? ''
}
