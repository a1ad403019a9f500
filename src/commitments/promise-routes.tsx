/** The pages that send each institution what it promised: preview first, then one "send" for the lot. */

import { PromisesPage } from '../../views/commitments/promises.tsx'
import { viewerOf } from '../auth/guards.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { dialogueScope, may } from '../people/may.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { promisedLetter } from './letters.tsx'
import { sendPromises } from './promise-commands.ts'
import { type PreparedPromise, preparePromises } from './promise-queries.ts'

/** `GET /meetings/:id/promises`. */
export async function showPromises(c: AppContext): Promise<Response> {
  const meeting = await meetingOf(c)
  if ('ok' in meeting) return refused(c, meeting)
  const { letters, unreachable } = await preparePromises(c.var.store, meeting)
  const previews = letters.map((letter) => previewOf(letter, `${c.var.store.instance.baseUrl}/p/…`))
  const shell = secretariat(c, viewerOf(c))
  return page(c, <PromisesPage {...shell} {...{ meeting, previews, unreachable }} />)
}

/** `POST /meetings/:id/promises`. */
export async function postPromises(c: AppContext): Promise<Response> {
  const meetingId = c.req.param('id') ?? ''
  const outcome = await sendPromises(c.var.store, { actor: viewerOf(c), meetingId })
  return outcome.ok ? seeOther(c, `/meetings/${meetingId}/promises`, 'queued') : refused(c, outcome)
}

async function meetingOf(c: AppContext): Promise<Meeting | Refusal> {
  const viewer = viewerOf(c)
  const meeting = await findMeeting(c.var.store, c.req.param('id') ?? '', dialogueScope(viewer))
  if (!meeting) return refuse('not_found', 'forms.unknown')
  return may(viewer, 'organise', meeting.dialogueId) ? meeting : refuse('forbidden', 'forms.forbidden')
}

/** Somebody else's link would let the organiser report in their name: it is not shown. */
function previewOf({ facts, sent }: PreparedPromise, url: string) {
  const promises = facts.promises.map(({ commitment }) => ({ commitment, url }))
  const { person, institution } = facts
  return { person, institution, sent, count: promises.length, letter: promisedLetter({ ...facts, promises }) }
}
