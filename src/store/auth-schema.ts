/** Tables of signing in, of passkeys and of personal links (migrations/0007, 0010, 0024). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

export interface AccountsTable {
  person_id: Id
  email: string
  rank: 'administrator' | 'organiser' | 'member'
  disabled_at: Instant | null
  created_at: Instant
  version: number
}

export interface SessionsTable {
  id: Id
  person_id: Id
  secret_hash: string
  created_at: Instant
  verified_at: Instant
  verified_by: 'mail' | 'passkey' | 'console'
  expires_at: Instant
  user_agent: string
}

export interface PasskeysTable {
  id: Id
  person_id: Id
  credential_id: string
  public_key: string
  counter: string
  transports: string
  label: string
  created_at: Instant
  used_at: Instant | null
  version: number
}

export interface SpentChallengesTable {
  id: string
  expires_at: Instant
}

export interface SignInRequestsTable {
  id: Id
  purpose: 'sign_in' | 'console' | 'proof'
  email: string
  person_id: Id | null
  token_hash: string
  code_hash: string
  browser_hash: string
  tries: number
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

export interface PersonalLinksTable {
  id: Id
  person_id: Id
  purpose: 'nominate' | 'attend' | 'report' | 'verify' | 'preferences'
  /** What a link to report opens instead of a commitment; null: the commitment. */
  matter: 'status' | 'stock' | 'plan' | 'promises' | null
  subject_id: Id
  token_hash: string
  created_at: Instant
  expires_at: Instant
  revoked_at: Instant | null
}
