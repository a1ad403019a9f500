/** The page on which it is decided what returns to an agenda: everything ticked by rule, adjustable, one act. */

import { CarryOverPage } from '../../views/agenda/carry.tsx'
import { type FormState, formOf } from '../../views/parts/form.ts'
import { viewerOf } from '../auth/guards.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { meetingFor } from '../meetings/queries.ts'
import { isEditable } from '../meetings/state.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { submit } from '../web/submit.ts'
import { returningTo } from './carry-queries.ts'
import { carryOver } from './commands.ts'
import { readCarryOver } from './forms.ts'

/** `GET /meetings/:id/agenda/carry-over`. It changes nothing. */
export function showCarryOver(c: AppContext): Promise<Response> {
  return show(c, null)
}

/** @param form null before anything was chosen: then the rule ticks. */
async function show(c: AppContext, form: FormState | null, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const found = await meetingFor(store, viewerOf(c), c.req.param('id') ?? '', 'organise')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
  if (!isEditable(meeting.state)) return refused(c, refuse('conflict', 'agenda.meeting_over'))
  const { offered, meetings } = await returningTo(store, meeting)
  const ticked = offered.filter((one) => one.ticked).map(({ item }) => item.id)
  const shown = { meeting, offered, meetings, form: form ?? formOf({ item: ticked }) }
  return page(c, <CarryOverPage {...secretariat(c, viewerOf(c))} {...shown} />, refusal)
}

/** `POST /meetings/:id/agenda/carry-over`. */
export function carry(c: AppContext): Promise<Response> {
  const meetingId = c.req.param('id') ?? ''
  return submit(c, {
    read: readCarryOver,
    run: (form) => carryOver(c.var.store, { actor: viewerOf(c), meetingId, ...form }),
    done: () => seeOther(c, `/meetings/${meetingId}/agenda`, 'recorded'),
    again: (form, refusal) => (refusal.code === 'forbidden' ? refused(c, refusal) : show(c, form, refusal)),
  })
}
