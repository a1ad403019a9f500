/** Reads for the page of one institution: its part, and its commitments with their last reports. */

import { newestReportsOf } from '../commitments/record-queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { Store } from '../store/store.ts'
import type { AskedLine } from './answer.ts'
import { askedOfLead, findPart, findRequest } from './queries.ts'
import type { StatusPart, StatusRequest } from './request.ts'

/** Everything that the page of a part shows. */
export interface LoadedPart {
  readonly part: StatusPart
  readonly request: StatusRequest
  readonly institution: InstitutionName
  readonly meeting: Meeting | null
  /** What this institution still leads of what was asked, by number. */
  readonly lines: readonly AskedLine[]
}

/**
 * A part in a fixed number of queries, with all words or those that one reader may need; null when there is none. Who
 * may read it is the caller's matter.
 */
export async function loadPart(
  store: Store,
  id: Id,
  words: Locale | 'all' = 'all',
): Promise<LoadedPart | null> {
  const part = await findPart(store, id)
  const request = part && (await findRequest(store, part.requestId, 'all'))
  if (!part || !request) return null
  const [own, names, meetings] = await Promise.all([
    askedOfLead(store, request.id, { leadId: part.institutionId, words }),
    institutionNames(store, [part.institutionId]),
    meetingsById(store, request.meetingId ? [request.meetingId] : []),
  ])
  const institution = names.get(part.institutionId)
  if (!institution) return null
  const newest = await newestReportsOf(
    store,
    own.map(({ id: commitmentId }) => commitmentId),
  )
  return {
    part,
    request,
    institution,
    meeting: meetings.get(request.meetingId ?? '') ?? null,
    lines: own.map((commitment) => ({ commitment, last: newest.get(commitment.id) ?? null })),
  }
}
