/** The request of an address for who may read it: open and closed ones for the dialogue, a draft for who coordinates. */

import { viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { Locale } from '../kernel/locale.ts'
import { refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import { may } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import type { PaperAudience, StatusPaper } from './paper.ts'
import { paperFrom } from './paper-queries.ts'
import { requestFor } from './queries.ts'
import type { StatusRequest } from './request.ts'

/** A request with its place. */
export interface ShownRequest {
  readonly request: StatusRequest
  readonly dialogue: Dialogue
  readonly meeting: Meeting | null
}

/** Runs `show` for a request that the viewer may read; else 404 or 403. */
export async function onRequest(
  c: AppContext,
  show: (shown: ShownRequest) => Response | Promise<Response>,
): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const found = await requestFor(store, viewer, c.req.param('id') ?? '', 'read')
  if (!found.ok) return refused(c, found)
  const request = found.value
  if (request.state === 'draft' && !may(viewer, 'coordinate', request.dialogueId))
    return refused(c, refuse('forbidden', 'forms.forbidden'))
  const [dialogue, meetings] = await Promise.all([
    kept(store, findDialogue, request.dialogueId, 'all'),
    kept(store, meetingsById, request.meetingId ? [request.meetingId] : []),
  ])
  if (!dialogue) return refused(c, refuse('not_found', 'forms.unknown'))
  return show({ request, dialogue, meeting: meetings.get(request.meetingId ?? '') ?? null })
}

/** A request with its paper as the viewer may read it. */
export interface ShownPaper extends ShownRequest {
  readonly paper: StatusPaper
}

/**
 * As {@link onRequest}, with the paper: who may not see closed commitments reads the version for members. `words`:
 * only those that one reader needs.
 */
export function onPaper(
  c: AppContext,
  show: (shown: ShownPaper) => Response | Promise<Response>,
  words?: Locale,
): Promise<Response> {
  return onRequest(c, async (shown) => {
    const { store } = c.var
    const { request, meeting } = shown
    const wanted = { request, meeting, audience: audienceOf(c, request), words }
    return show({ ...shown, ...(await kept(store, paperFrom, wanted)) })
  })
}

function audienceOf(c: AppContext, { dialogueId }: StatusRequest): PaperAudience {
  const all = sees(viewerOf(c), 'closedCommitment', dialogueId)
  return all && c.req.query('for') !== 'members' ? 'secretariat' : 'members'
}
