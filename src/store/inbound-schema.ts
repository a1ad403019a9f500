/** The tables of mail that comes in (migrations/0015 and 0022). */

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
  /** One or several words of `inbound/claim.ts`, a space between them. */
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

/** A mailbox that is read over IMAP (`inbound/mailboxes.ts`). */
export interface MailboxesTable {
  /** A digest of server, user and folder. */
  id: string
  uid_validity: number
  /** Every message up to this one was taken, or set aside. */
  last_uid: number
  /** The message in hand, 0 for none, and how often it was begun as far as that counts. */
  trying_uid: number
  tries: number
  /** The last time that counted. */
  tried_at: Instant | null
  lease_until: Instant | null
  /** The process that reads it. */
  lease_holder: string | null
}
