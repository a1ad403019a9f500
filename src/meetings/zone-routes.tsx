/** The page of meetings whose clock was changed by law, and the act that confirms one. */

import * as z from 'zod'
import { ClockChangesPage } from '../../views/meetings/zones.tsx'
import { viewerOf } from '../auth/guards.ts'
import { scopeFor } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { readForm, version } from '../web/fields.ts'
import { submit } from '../web/submit.ts'
import { confirmClock } from './zone-commands.ts'
import { clockChanges } from './zone-queries.ts'

/** `GET /meetings/zones`: for those who organise; others find it empty. */
export async function showClockChanges(c: AppContext): Promise<Response> {
  const viewer = viewerOf(c)
  const changes = await clockChanges(c.var.store, scopeFor(viewer, 'organise'))
  return page(c, <ClockChangesPage {...secretariat(c, viewer)} changes={changes} />)
}

const CONFIRMED = z.object({ version: version() })

/** `POST /meetings/:id/clock`: on to the meeting, where the update that now waits is seen before it goes. */
export function confirmClockOf(c: AppContext): Promise<Response> {
  const { store } = c.var
  return submit(c, {
    read: (values) => readForm(CONFIRMED, values),
    run: (form) => confirmClock(store, { actor: viewerOf(c), id: c.req.param('id') ?? '', ...form }),
    done: (id) => seeOther(c, `/meetings/${id}`, 'recorded'),
    again: (_, refusal) => refused(c, refusal),
  })
}
