/** The start page: what needs the secretariat today. */

import { HomePage } from '../../views/home/page.tsx'
import { signedIn, viewerOf } from '../auth/guards.ts'
import { leadsShown, reachOf } from '../commitments/reach.ts'
import { reviewScope } from '../inbound/review-queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { mailScope } from '../mail/record.ts'
import type { Oversight } from '../oversight/oversight.ts'
import { dialogueScope, may, mayOpenDialogue } from '../people/may.ts'
import { seesIn } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
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
  const needs = await kept(store, needsOf, {
    dialogues,
    coordinates,
    answers: seesIn(viewer, 'invitation'),
    mail: mailScope(viewer),
    reviews: reviewScope(viewer),
    mayOpen: mayOpenDialogue(viewer),
    viewer,
    reach: reachOf(viewer),
    locale: c.var.reader.locale,
  })
  const listed = [...needs.late.first, ...needs.silent.first, ...needs.reported.first]
  const named = await kept(store, institutionNames, [
    ...new Set([...listed.map((entry) => entry.leadId), ...institutionsNamed(needs.oversight)]),
  ])
  const shown = {
    needs,
    leads: leadsShown(viewer, listed, named),
    institutions: named,
    today: dateOf(store.now, viewer.zone),
    now: store.now,
    zone: viewer.zone,
    mayOpen: mayOpenDialogue(viewer),
    keepsMail: c.var.keepsMail,
  }
  return page(c, <HomePage {...secretariat(c, viewer)} {...shown} />)
}

/** Who coordinates a dialogue sees all of its institutions (people/visible.ts). */
function institutionsNamed(oversight: Oversight | null): Id[] {
  if (!oversight) return []
  return [
    ...oversight.late.map(({ institutionId }) => institutionId),
    ...oversight.risks.flatMap(({ institutionIds }) => institutionIds),
  ]
}
