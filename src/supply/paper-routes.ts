/** Noting the supply for the papers of a meeting. */

import { signedIn, viewerOf } from '../auth/guards.ts'
import { refused, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { idOf } from './door.ts'
import { noteSupply } from './snapshot-commands.ts'

/** `POST /meetings/:id/supply`: for those who coordinate; the projection that is kept knows of shipments. */
export function paperRoutes(): Routes {
  const routes = newRoutes()
  routes.post('/meetings/:id/supply', signedIn, note)
  return routes
}

async function note(c: AppContext): Promise<Response> {
  const asked = { actor: viewerOf(c), meetingId: idOf(c) }
  const outcome = await noteSupply(c.var.store, asked)
  return outcome.ok ? seeOther(c, `/meetings/${asked.meetingId}/agenda`, 'recorded') : refused(c, outcome)
}
