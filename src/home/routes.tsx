/** The start page: what needs the secretariat today. */

import { HomePage } from '../../views/home/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { reachOf } from '../commitments/reach.ts'
import { institutionNames } from '../institutions/queries.ts'
import { dateOf } from '../kernel/zone.ts'
import { dialogueScope, may, mayOpenDialogue } from '../people/may.ts'
import { page, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { needsOf } from './queries.ts'

/** `/`. */
export function homeRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/', signedIn, show)
  return routes
}

async function show(c: AppContext): Promise<Response> {
  const viewer = viewerOf(c)
  const { store } = c.var
  const dialogues = dialogueScope(viewer)
  const coordinates =
    dialogues === 'all' ? dialogues : dialogues.filter((id) => may(viewer, 'coordinate', id))
  const needs = await needsOf(store, {
    dialogues,
    coordinates,
    reach: reachOf(viewer),
    locale: c.var.reader.locale,
  })
  const leads = [...needs.late.first, ...needs.silent.first, ...needs.reported.first].map(
    (entry) => entry.leadId,
  )
  const names = await institutionNames(store, [...new Set(leads)])
  const shown = {
    needs,
    names,
    today: dateOf(store.now, viewer.zone),
    mayOpen: mayOpenDialogue(viewer),
    keepsMail: c.var.keepsMail,
  }
  return page(c, <HomePage {...secretariat(c, viewer)} {...shown} />)
}
