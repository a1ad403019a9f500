/** The page of a status paper: its numbers and lines, and what is open to the reader. */

import { type FormState, formOf } from '../../views/parts/form.ts'
import { StatusPage } from '../../views/status/page.tsx'
import { agendaOf } from '../agenda/queries.ts'
import { viewerOf } from '../auth/guards.ts'
import { faultText } from '../i18n/messages.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { may } from '../people/may.ts'
import { kept } from '../store/readings.ts'
import { page, secretariat } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { onPaper, type ShownPaper } from './door.ts'
import { lettersWanted } from './sending-queries.ts'

/** The paper; with a form that met a fault, or the reason why an act was refused. */
export function showPaper(
  c: AppContext,
  { form }: { readonly form?: FormState },
  refusal?: Refusal,
): Promise<Response> {
  const { store, reader } = c.var
  const show = async ({ paper, request, dialogue, meeting }: ShownPaper) => {
    const viewer = viewerOf(c)
    const rights = {
      coordinate: may(viewer, 'coordinate', request.dialogueId),
      organise: may(viewer, 'organise', request.dialogueId),
    }
    const shown = {
      ...{ paper, dialogue, meeting, rights },
      ...(rights.coordinate && request.state === 'open'
        ? await kept(store, lettersWanted, { request, dialogue, meeting }, reader.locale)
        : { waiting: 0, unsent: 0 }),
      by: c.req.query('by') === 'item' ? ('item' as const) : ('institution' as const),
      today: dateOf(store.now, request.zone),
      items: rights.organise && meeting ? await followUps(c, meeting.id) : [],
      form: form ?? formOf({ due_on: request.dueOn }),
      refused: refusal && !form ? faultText(reader.t, refusal) : null,
    }
    return page(c, <StatusPage {...secretariat(c, viewer)} {...shown} />, refusal)
  }
  return onPaper(c, show, reader.locale)
}

async function followUps(c: AppContext, meetingId: string) {
  const items = await agendaOf(c.var.store, meetingId)
  return items.filter(({ kind, state }) => kind === 'follow_up' && state !== 'withdrawn')
}
