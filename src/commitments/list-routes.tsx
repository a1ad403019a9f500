/** The list of commitments: as a table, under headings, as a timeline. */

import { CommitmentsPage } from '../../views/commitments/list.tsx'
import { paintTimeline, TimelinePage } from '../../views/commitments/timeline.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { savedFilters } from '../filters/queries.ts'
import { messagesIn } from '../i18n/messages.ts'
import type { Viewer } from '../people/may.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { page, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { readFilter } from './filter.ts'
import { type AskedList, loadList } from './overview-queries.ts'
import { loadTimeline } from './timeline-queries.ts'

/** `/commitments` and `/commitments/timeline`; before `/commitments/:id`, which would take them for a commitment. */
export function listRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/commitments', signedIn, showList)
  routes.get('/commitments/timeline', signedIn, showTimeline)
  return routes
}

async function showList(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const saved = await savedFilters(store, viewer.personId)
  const first = saved.find(({ isDefault }) => isDefault)
  if (first && Object.keys(c.req.query()).length === 0) return c.redirect(`/commitments?${first.query}`, 302)
  const list = await kept(store, loadList, viewer, {
    ...readFilter(c.req.query()),
    locale: reader.locale,
    saved,
  })
  return page(c, <CommitmentsPage {...secretariat(c, viewer)} {...list} now={store.now} />)
}

async function showTimeline(c: AppContext): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const saved = await savedFilters(store, viewer.personId)
  const { filter } = readFilter(c.req.query())
  const asked = { filter, page: 1, locale: reader.locale, saved }
  const shown = await kept(store, drawTimeline, viewer, asked)
  return page(c, <TimelinePage {...secretariat(c, viewer)} {...shown} />)
}

/** The timeline with its pictures, which take longer to paint than their rows to read. */
async function drawTimeline(store: Store, viewer: Viewer, asked: AskedList) {
  const { locale } = asked
  const shown = await loadTimeline(store, viewer, asked)
  return { ...shown, painted: paintTimeline({ locale, t: messagesIn(locale) }, { ...shown, now: store.now }) }
}
