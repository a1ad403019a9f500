/** Reads of the call list: what was noted, what went out last, and which number to dial. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { CallNotesTable } from '../store/call-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { CallNote } from './call-note.ts'

/** The calls about one commitment, newest first. */
export async function callsAbout(store: Store, commitmentId: Id): Promise<CallNote[]> {
  const rows = await store.db
    .selectFrom('call_notes')
    .selectAll()
    .where('commitment_id', '=', commitmentId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(noteOf)
}

/** The newest call about each of these commitments; one that nobody phoned about is missing. One query. */
export async function lastCalls(store: Store, commitmentIds: readonly Id[]): Promise<Map<Id, CallNote>> {
  const rows = await store.db
    .selectFrom('call_notes')
    .selectAll()
    .where(inList('commitment_id', commitmentIds))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, noteOf(row)]))
}

/** When the last reminder about each of these commitments was decided; one without any is missing. One query. */
export async function lastReminders(store: Store, commitmentIds: readonly Id[]): Promise<Map<Id, Instant>> {
  const rows = await store.db
    .selectFrom('reminder_steps')
    .select((eb) => ['commitment_id', eb.fn.max('at').as('at')])
    .where(inList('commitment_id', commitmentIds))
    .groupBy('commitment_id')
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, row.at]))
}

/** The phone numbers of these people; who has none is missing. For those who coordinate only. */
export async function phonesOf(store: Store, personIds: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await store.db
    .selectFrom('persons')
    .select(['id', 'phone'])
    .where(inList('id', personIds))
    .where('phone', '<>', '')
    .execute()
  return new Map(rows.map((row) => [row.id, row.phone]))
}

function noteOf(row: CallNotesTable): CallNote {
  return {
    id: row.id,
    commitmentId: row.commitment_id,
    personId: row.person_id,
    result: row.result,
    words: row.words,
    nextOn: row.next_on,
    calledBy: row.called_by,
    at: row.at,
  }
}
