/** Reads of the call list: what was noted, what went out last, and which number to dial. */

import type { Commitment } from '../commitments/commitment.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { bySoonest } from '../recurring/asked.ts'
import { isStanding, type Share } from '../recurring/share.ts'
import { sharesOfInstitutions } from '../recurring/share-queries.ts'
import type { CallNotesTable } from '../store/call-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { type CallNote, callKey } from './call-note.ts'

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

/** The newest call to each institution about these commitments, by {@link callKey}. One query. */
export async function lastCalls(
  store: Store,
  commitments: readonly Pick<Commitment, 'id' | 'leadId'>[],
): Promise<Map<string, CallNote>> {
  const byId = new Map(commitments.map((commitment) => [commitment.id, commitment]))
  const rows = await store.db
    .selectFrom('call_notes')
    .selectAll()
    .where(inList('commitment_id', [...byId.keys()]))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(
    rows.flatMap((row) => {
      const about = byId.get(row.commitment_id)
      return about ? [[callKey(about, row.institution_id), noteOf(row)] as const] : []
    }),
  )
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

/** When the last reminder about each of these shares was decided; one without any is missing. One query. */
export async function lastShareReminders(store: Store, shareIds: readonly Id[]): Promise<Map<Id, Instant>> {
  const rows = await store.db
    .selectFrom('share_reminders')
    .select((eb) => ['share_id', eb.fn.max('at').as('at')])
    .where(inList('share_id', shareIds))
    .groupBy('share_id')
    .execute()
  return new Map(rows.map((row) => [row.share_id, row.at]))
}

/**
 * What an institution still owes within a commitment by period or in part, soonest due first; for the lead an empty
 * list where only the commitment itself is owed.
 * @returns `not_found` for one that owes nothing of its own there, `conflict` `calls.nothing_owed`.
 */
export async function owedIn(
  store: Store,
  commitment: Commitment,
  institutionId: Id,
): Promise<Outcome<readonly Share[]>> {
  const { id, leadId, state } = commitment
  const own = await sharesOfInstitutions(store, id, [institutionId])
  const leads = institutionId === leadId
  if (!leads && own.length === 0) return refuse('not_found', 'forms.unknown')
  const open = bySoonest(isStanding(state) ? own.filter((share) => share.state === 'open') : [], commitment)
  return (leads && awaitsLead(state)) || open.length > 0
    ? done(open)
    : refuse('conflict', 'calls.nothing_owed')
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
    institutionId: row.institution_id,
    personId: row.person_id,
    result: row.result,
    words: row.words,
    nextOn: row.next_on,
    calledBy: row.called_by,
    at: row.at,
  }
}
