/** Everything the page of one commitment shows, put together by `record-queries.ts`. */

import type { Dialogue } from '../dialogues/dialogue.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Versions } from '../kernel/locale.ts'
import type { HistoryLine } from '../ledger/history.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { Decision } from '../minutes/decision.ts'
import type { PersonCard } from '../people/person.ts'
import type { Commitment } from './commitment.ts'
import type { DueChange } from './due.ts'
import type { Report } from './report.ts'
import type { Verification } from './verification.ts'

/** How far a mail about the commitment came, in the words of a record. */
export type MailProgress = 'waiting' | 'sent' | 'kept' | 'failed' | 'withdrawn'
export type CommitmentMailKind = 'verification_request' | 'report_returned' | 'due_moved' | 'reminder'

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
  readonly itemTitle: Versions | null
  /** The decision it follows from. */
  readonly decision: Decision | null
  /** The decision that ended it. */
  readonly closingDecision: Decision | null
  readonly supporterIds: readonly Id[]
  /** All institutions that the record names. */
  readonly institutions: ReadonlyMap<Id, InstitutionName>
  /** All people that the record names. */
  readonly people: ReadonlyMap<Id, PersonCard>
  /** Can anybody at the lead institution be written to? */
  readonly reachable: boolean
  readonly changes: readonly DueChange[]
  readonly reports: readonly Report[]
  readonly verifications: readonly Verification[]
  readonly mails: readonly CommitmentMail[]
  readonly history: readonly HistoryLine[]
}
