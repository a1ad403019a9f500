/** The page of the changes that wait to be mailed, and sending them before their window closes. */

import { UpdatesPage } from '../../views/invitations/updates.tsx'
import { viewerOf } from '../auth/guards.ts'
import { faultText } from '../i18n/messages.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { wallTimeOf } from '../kernel/zone.ts'
import { meetingFor } from '../meetings/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { readUpdates } from './forms.ts'
import { sendingPath } from './sending.ts'
import { sendUpdates } from './update-commands.ts'
import { previewSending } from './update-preview.ts'

/** `/meetings/:id/updates` */
export function updateRoutes(): Routes {
  const routes = newRoutes()
  routes.get('/meetings/:id/updates', (c) => showUpdates(c))
  routes.post('/meetings/:id/updates', postUpdates)
  return routes
}

async function showUpdates(c: AppContext, refusal?: Refusal): Promise<Response> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const found = await meetingFor(store, viewer, c.req.param('id') ?? '', 'organise')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  const { gatherUntil, zone } = meeting
  const asked = { show: c.req.query('show'), quiet: c.req.query('quiet') === '1', locale: reader.locale }
  const shown = {
    meeting,
    preview: gatherUntil ? await previewSending(store, meeting, { act: 'update', ...asked }) : null,
    until: gatherUntil && gatherUntil > store.now ? wallTimeOf(gatherUntil, zone).time : null,
    refused: refusal ? faultText(reader.t, refusal) : null,
  }
  return page(c, <UpdatesPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

function postUpdates(c: AppContext): Promise<Response> {
  const { store } = c.var
  const meetingId = c.req.param('id') ?? ''
  return submit(c, {
    read: readUpdates,
    run: (form) => sendUpdates(store, { actor: viewerOf(c), meetingId, ...form }),
    done: (mails) =>
      mails > 0
        ? seeOther(c, sendingPath(meetingId, store.now), 'queued')
        : seeOther(c, `/meetings/${meetingId}/invitations`, 'recorded'),
    again: (_, refusal) => (refusal.code === 'conflict' ? showUpdates(c, refusal) : refused(c, refusal)),
  })
}
