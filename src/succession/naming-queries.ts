/** Reads of who was named for a commitment and has not been told. */

import { ownersOf } from '../commitments/owner-queries.ts'
import { commitmentsById } from '../commitments/queries.ts'
import { OWING_STATES } from '../commitments/state.ts'
import { UNDER_WAY } from '../digests/queries.ts'
import { isWithdrawn } from '../digests/withdrawn-queries.ts'
import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Naming } from './naming.ts'

/**
 * Everybody who was named, answers still, can be written to, and was not told, neither alone nor by the letter
 * after the meeting: of what is owed in dialogues under way. Whose mail was withdrawn before it went, because something else in it changed, was not told. Soonest due first.
 */
export async function namingsToTell(store: Store): Promise<Naming[]> {
  const rows = await untold(store)
  if (rows.length === 0) return []
  const commitments = await commitmentsById(
    store,
    rows.map((row) => row.commitment_id),
  )
  const [owners, letters] = await Promise.all([
    ownersOf(store, [...commitments.values()]),
    lettersSent(
      store,
      rows.flatMap((row) => row.meeting_id ?? []),
    ),
  ])
  return rows.flatMap((row): Naming[] => {
    const commitment = commitments.get(row.commitment_id)
    const person = (owners.get(row.commitment_id) ?? []).find(({ id }) => id === row.person_id)
    if (!commitment || !person) return []
    const { named_at: namedAt, named_for: namedFor, paused_until: pausedUntil, version } = row
    const letterAfter = letters.has(`${row.meeting_id} ${commitment.leadId}`) ? null : row.ends_at
    return [{ commitment, person, pausedUntil, namedAt, namedFor, letterAfter, version }]
  })
}

/**
 * The rows alone; a naming of whom another one has replaced is none. Nor is one since which the letter went, which
 * tells whoever answers for anything of an institution all of it: that holds until the end, so it is not read again.
 */
function untold(store: Store) {
  return store.db
    .selectFrom('naming_letters as naming')
    .innerJoin('commitments', (join) =>
      join
        .onRef('commitments.id', '=', 'naming.commitment_id')
        .onRef('commitments.person_id', '=', 'naming.person_id'),
    )
    .innerJoin('dialogues', 'dialogues.id', 'commitments.dialogue_id')
    .innerJoin('persons', 'persons.id', 'naming.person_id')
    .leftJoin('meetings', 'meetings.id', 'commitments.meeting_id')
    .leftJoin('outbox', 'outbox.id', 'naming.outbox_id')
    .selectAll('naming')
    .select(['commitments.meeting_id', 'persons.paused_until', 'meetings.ends_at'])
    .where('commitments.state', 'in', OWING_STATES)
    .where('dialogues.state', 'in', UNDER_WAY)
    .where((eb) => eb.or([eb('naming.outbox_id', 'is', null), isWithdrawn(eb)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          promisedLetters(store)
            .select('outbox.id')
            .whereRef('outbox.subject_id', '=', eb.ref('commitments.meeting_id'))
            .whereRef('outbox.institution_id', '=', eb.ref('commitments.lead_institution_id'))
            .whereRef('outbox.person_id', '=', eb.ref('naming.person_id'))
            .whereRef('outbox.created_at', '>=', eb.ref('naming.named_at')),
        ),
      ),
    )
    .orderBy('commitments.due_on', (due) => due.asc().nullsLast())
    .orderBy('naming.commitment_id')
    .orderBy('naming.person_id')
    .execute()
}

/** After which meetings which institutions were written what they promised: meeting and institution. */
async function lettersSent(store: Store, meetingIds: readonly Id[]): Promise<Set<string>> {
  const rows = await promisedLetters(store)
    .select(['outbox.subject_id', 'outbox.institution_id'])
    .distinct()
    .where(inList('outbox.subject_id', [...new Set(meetingIds)]))
    .execute()
  return new Set(rows.map((row) => `${row.subject_id} ${row.institution_id}`))
}

/** The letters "what your institution promised" that were written after meetings and not taken back. */
function promisedLetters(store: Store) {
  return store.db
    .selectFrom('outbox')
    .where('outbox.kind', '=', 'promised')
    .where((eb) => eb.not(isWithdrawn(eb)))
}
