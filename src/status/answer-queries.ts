/** Reads for the page of one institution: its part, and its commitments with their last reports. */

import { reportsOf } from '../commitments/record-queries.ts'
import type { Report } from '../commitments/report.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { Store } from '../store/store.ts'
import type { AskedLine } from './answer.ts'
import { askedCommitments, findPart, findRequest } from './queries.ts'
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

/** A part in a fixed number of queries; null when there is none. Who may read it is the caller's matter. */
export async function loadPart(store: Store, id: Id): Promise<LoadedPart | null> {
  const part = await findPart(store, id)
  const request = part && (await findRequest(store, part.requestId, 'all'))
  if (!part || !request) return null
  const [commitments, names, meetings] = await Promise.all([
    askedCommitments(store, request.id),
    institutionNames(store, [part.institutionId]),
    meetingsById(store, request.meetingId ? [request.meetingId] : []),
  ])
  const own = commitments.filter(({ leadId }) => leadId === part.institutionId)
  const institution = names.get(part.institutionId)
  if (!institution) return null
  const reports = await reportsOf(
    store,
    own.map(({ id: commitmentId }) => commitmentId),
  )
  const newest = new Map<Id, Report>(reports.toReversed().map((one) => [one.commitmentId, one]))
  return {
    part,
    request,
    institution,
    meeting: meetings.get(request.meetingId ?? '') ?? null,
    lines: own.map((commitment) => ({ commitment, last: newest.get(commitment.id) ?? null })),
  }
}
