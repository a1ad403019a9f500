/** One commitment for tests of the rules, and people who act on it. */

import type { Commitment } from '../../src/commitments/commitment.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import { NOW } from '../fixtures/store.ts'

/** Agreed, due on 30 January 2026, lead `dist`, verified by `moh`. */
export const OPEN: Commitment = {
  id: 'c1',
  dialogueId: 'oat',
  zone: zone('Asia/Almaty'),
  number: 1,
  meetingId: 'm2',
  objectiveId: null,
  source: { kind: 'meeting', id: null },
  itemId: null,
  decisionId: null,
  leadId: 'dist',
  personId: null,
  verifierId: 'moh',
  text: { authoritative: 'ru', texts: { ru: 'Заключить договор', en: 'Sign the contract' } },
  state: 'agreed',
  stateSince: NOW,
  stateNote: '',
  dueOn: localDate('2026-01-30'),
  duePrecision: 'day',
  reviewOn: null,
  firstDueOn: localDate('2025-11-28'),
  dueMoves: 1,
  dateVersion: 2,
  visibility: 'members',
  lastReportAt: null,
  remindersSentTo: null,
  pausedUntil: null,
  createdAt: NOW,
  version: 3,
}

/** Somebody with a personal link who speaks for these institutions. */
export function speaker(...institutions: string[]): Actor {
  return { personId: 'p1', rank: 'none', roles: {}, speaksFor: institutions }
}

/** Somebody signed in with one role in the dialogue `oat`. */
export function member(role: DialogueRole): Actor {
  return { personId: 'p2', rank: 'member', roles: { oat: [role] }, speaksFor: [] }
}
