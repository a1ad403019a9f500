/** How far the letters to the institutions of a meeting came, also after a relay had taken them. */

import type { Id } from '../kernel/id.ts'
import type { MailKind } from '../mail/mail.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Delivery } from './board.ts'

const LETTERS: readonly MailKind[] = ['invitation_letter']

/** `bounced`: taken by the relay, and come back from an address that does not work. */
type LetterState = OutboxTable['state'] | 'bounced'

/** The states of all letters of a meeting, by invitation; one query. */
export async function letterStates(store: Store, meetingId: Id): Promise<Map<Id, LetterState[]>> {
  return bySubject(await letterRows(store, LETTERS).where('meeting_id', '=', meetingId).execute())
}

/** The states of the mails that carried official letters, by what each was queued for; one query. */
export async function officialStates(store: Store, subjects: readonly Id[]): Promise<Map<Id, LetterState[]>> {
  const kinds = [...LETTERS, 'official_letter'] as const
  return bySubject(await letterRows(store, kinds).where(inList('subject_id', subjects)).execute())
}

function letterRows(store: Store, kinds: readonly MailKind[]) {
  return store.db
    .selectFrom('outbox')
    .leftJoin('bounces', (join) =>
      join
        .onRef('bounces.outbox_id', '=', 'outbox.id')
        .on('bounces.class', '=', 'hard')
        .on('bounces.lifted_at', 'is', null),
    )
    .select(['subject_id', 'state', 'bounces.id as bounce'])
    .where('kind', 'in', kinds)
    .where('state', '<>', 'skipped')
}

interface LetterRow {
  readonly subject_id: Id
  readonly state: OutboxTable['state']
  readonly bounce: Id | null
}

function bySubject(rows: readonly LetterRow[]): Map<Id, LetterState[]> {
  const states = new Map<Id, LetterState[]>()
  for (const row of rows) {
    const state = row.bounce === null ? row.state : 'bounced'
    states.set(row.subject_id, [...(states.get(row.subject_id) ?? []), state])
  }
  return states
}

/** One word for all letters of an invitation: the worst of them. */
export function deliveryOf(states: readonly LetterState[]): Delivery {
  if (states.length === 0) return 'none'
  if (states.includes('failed')) return 'failed'
  if (states.includes('bounced')) return 'bounced'
  if (states.every((state) => state === 'kept')) return 'kept'
  return states.every((state) => state === 'sent' || state === 'kept') ? 'sent' : 'waiting'
}
