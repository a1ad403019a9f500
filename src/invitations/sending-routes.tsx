/** The page that shows how far the mail of an act came. */

import { SendingPage } from '../../views/invitations/sending.tsx'
import { viewerOf } from '../auth/guards.ts'
import { parseInstant } from '../kernel/instant.ts'
import { meetingFor } from '../meetings/queries.ts'
import { page, refused, secretariat } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { actProgress, actTroubles, latestAct } from './sending-queries.ts'

/** `/meetings/:id/sending` */
export function sendingRoutes(): Routes {
  return newRoutes().get('/meetings/:id/sending', showSending)
}

async function showSending(c: AppContext): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await meetingFor(store, viewer, c.req.param('id') ?? '', 'coordinate')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const at = parseInstant(c.req.query('at') ?? '') ?? (await latestAct(store, meeting.id))
  const [progress, troubles] = await Promise.all([
    at ? actProgress(store, meeting.id, at) : null,
    at ? actTroubles(store, meeting.id, at) : [],
  ])
  const shown = { meeting, troubles, progress: progress && progress.all > 0 ? progress : null }
  return page(c, <SendingPage {...secretariat(c, viewer)} {...shown} zone={viewer.zone} />)
}
