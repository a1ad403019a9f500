/** Everything the page of one commitment shows, put together by `record-queries.ts`. */

import { type AgendaItem, isVisible } from '../agenda/item.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import type { Evidence } from '../documents/paper.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { HistoryLine } from '../ledger/history.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { type Decision, isReadable } from '../minutes/decision.ts'
import type { Actor } from '../people/may.ts'
import type { PersonCard } from '../people/person.ts'
import { listableInstitutions, listablePeople, type Matter, sees } from '../people/visible.ts'
import type { Joint } from '../recurring/joint.ts'
import type { Objective } from '../roadmaps/objective.ts'
import type { DueRequest } from '../steps/due-request.ts'
import { withheldAmong } from '../steps/schedule.ts'
import type { Step } from '../steps/step.ts'
import type { Commitment } from './commitment.ts'
import type { DueChange } from './due.ts'
import type { Report } from './report.ts'
import type { Verification } from './verification.ts'

/** How far a mail about the commitment came, in the words of a record. */
export type MailProgress = 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
export type CommitmentMailKind =
  | 'verification_request'
  | 'report_returned'
  | 'due_moved'
  | 'due_refused'
  | 'reminder'

/** One mail about a commitment: what it was, to whom, how far it came. */
export interface CommitmentMail {
  readonly id: Id
  readonly kind: CommitmentMailKind
  readonly toName: string
  readonly progress: MailProgress
  readonly at: Instant
}

/** One commitment with its source, its people and what happened to it. */
export interface CommitmentRecord {
  readonly commitment: Commitment
  readonly dialogue: Dialogue
  readonly meeting: Meeting | null
  readonly item: AgendaItem | null
  /** The decision it follows from. */
  readonly decision: Decision | null
  /** The objective of the roadmap that it serves. */
  readonly objective: Objective | null
  /** The decision that ended it. */
  readonly closingDecision: Decision | null
  readonly supporterIds: readonly Id[]
  /** All institutions that the record names, as far as the reader may be told. */
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  /** All people that the record names, as far as the reader may be told. */
  readonly people: ReadonlyMap<Id, PersonCard>
  /** Can anybody at the lead institution be written to? Told to who coordinates; true for everybody else. */
  readonly reachable: boolean
  /** Its rhythm with the latest period, and the parts of its supporting institutions. */
  readonly joint: Joint
  readonly changes: readonly DueChange[]
  /** All of them; pages show what `scheduleFor` leaves of them. */
  readonly steps: readonly Step[]
  /** Newest first. */
  readonly requests: readonly DueRequest[]
  readonly reports: readonly Report[]
  /** What proves its reports and its steps. */
  readonly evidence: Evidence
  readonly verifications: readonly Verification[]
  readonly mails: readonly CommitmentMail[]
  readonly history: readonly HistoryLine[]
}

/** The record as `actor` may read it (people/visible.ts); what is not theirs is empty or missing in it. */
export function recordFor(actor: Actor, record: CommitmentRecord): CommitmentRecord {
  const { dialogueId } = record.commitment
  const may = (matter: Matter) => sees(actor, matter, dialogueId)
  const readable = (decision: Decision | null) =>
    decision && isReadable(decision, may('draftDecision')) ? decision : null
  const source = may('source')
  const audience = may('closedAgenda') ? 'secretariat' : 'members'
  return {
    ...record,
    item: record.item && isVisible(record.item, audience) ? record.item : null,
    decision: readable(record.decision),
    closingDecision: readable(record.closingDecision),
    institutions: listableInstitutions(record.institutions, may('unlistedInstitution')),
    people: listablePeople(record.people, may('protectedPerson')),
    reachable: record.reachable || !may('contact'),
    changes: source ? record.changes : record.changes.map((change) => ({ ...change, requestedBy: '' })),
    reports: source ? record.reports : record.reports.map((report) => ({ ...report, source: '' })),
    mails: may('mail') ? record.mails : [],
    history: may('shipment') ? record.history : historyShown(record),
    evidence: may('shipment') ? record.evidence : filesShown(record),
  }
}

/** Without those of a step whose dates are need-to-know: nobody can look into what a file tells of it. */
function filesShown({ evidence, steps }: CommitmentRecord): Evidence {
  const withheld = withheldAmong(steps)
  return new Map([...evidence].filter(([id]) => !withheld.has(id)))
}

/** Without what was said of a step whose dates are need-to-know: the line would tell the day. */
function historyShown({ history, steps }: CommitmentRecord): HistoryLine[] {
  const withheld = withheldAmong(steps)
  const known = new Set(steps.flatMap(({ id }) => (withheld.has(id) ? [] : [id])))
  return history.filter(
    ({ kind, details }) =>
      withheld.size === 0 || !kind.startsWith('commitment.step_') || known.has(String(details.step)),
  )
}
