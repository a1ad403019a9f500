/** The pages that send each institution what it promised: preview first, then one "send" for the lot. */

import { PromisesPage } from '../../views/commitments/promises.tsx'
import { viewerOf } from '../auth/guards.ts'
import { meetingFor } from '../meetings/queries.ts'
import { page, refused, secretariat, seeOther } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { promisedLetter } from './letters.tsx'
import { sendPromises } from './promise-commands.ts'
import { type PreparedPromise, preparePromises } from './promise-queries.ts'

/** `GET /meetings/:id/promises`. */
export async function showPromises(c: AppContext): Promise<Response> {
  const found = await meetingFor(c.var.store, viewerOf(c), c.req.param('id') ?? '', 'organise')
  if (!found.ok) return refused(c, found)
  const meeting = found.value
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

/** Somebody else's link would let the organiser report in their name: it is not shown. */
function previewOf({ facts, sent }: PreparedPromise, url: string) {
  const promises = facts.promises.map(({ commitment }) => ({ commitment, url }))
  const { person, institution } = facts
  return {
    person,
    institution,
    sent,
    count: promises.length,
    letter: promisedLetter({ ...facts, promises, allUrl: url }),
  }
}
