/** The tables of mail that comes in (migrations/0015). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

export interface InboundMailsTable {
  /** Sealed from the content (`inbound/identity.ts`). */
  id: string
  received_at: Instant
  verdict: 'unreadable' | 'calendar' | 'report' | 'complaint' | 'automatic' | 'words'
  /** What was done, one of `inbound/mail.ts`. */
  outcome: string
  from_address: string
  meeting_id: Id | null
  outbox_id: Id | null
  version: number
}

export interface InboundAnswersTable {
  id: Id
  mail_id: string
  meeting_id: Id
  delegate_id: Id | null
  kind: 'answer' | 'proposal' | 'delegation'
  reason: string
  from_address: string
  from_name: string
  attendee_address: string
  partstat: 'accepted' | 'tentative' | 'declined' | null
  proposed: string
  comment: string
  sequence: number
  answered_at: Instant
  state: 'open' | 'same_person' | 'on_behalf' | 'deputy' | 'refused' | 'seen'
  decided_by: Id | null
  decided_at: Instant | null
  version: number
}

export interface BouncesTable {
  id: Id
  outbox_id: Id
  address: string
  class: 'hard' | 'soft' | 'policy' | 'delayed' | 'complaint'
  status: string
  words: string
  at: Instant
  lifted_at: Instant | null
  lifted_by: Id | null
  version: number
}
