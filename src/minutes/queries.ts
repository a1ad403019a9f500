/** Reads of decisions: two queries for any number of them. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import { type Act, type Actor, dialogueScope, may, type Scope } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import type { DecisionsTable, DecisionTextsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { AgendaItemsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type Decision, isReadable, type Votes } from './decision.ts'

type Row = DecisionsTable & { item_visibility: AgendaItemsTable['visibility'] | null }

/** One decision, or null when it is not there or its meeting is outside the scope. */
export async function findDecision(store: Store, id: Id, scope: Scope): Promise<Decision | null> {
  const row = decisionRows(store).where('decisions.id', '=', id)
  const rows = await (scope === 'all' ? row : row.where(inList('meetings.dialogue_id', scope))).execute()
  return (await assemble(store, rows))[0] ?? null
}

/**
 * The decision on which `actor` wants to act, with its meeting.
 * @returns `not_found` outside their dialogues and for drafts they may not read, `forbidden` within.
 */
export async function decisionFor(
  store: Store,
  actor: Actor,
  id: Id,
  act: Act,
): Promise<Outcome<{ decision: Decision; meeting: Meeting }>> {
  const decision = await findDecision(store, id, dialogueScope(actor))
  const meeting = decision && (await findMeeting(store, decision.meetingId, 'all'))
  if (!decision || !meeting) return refuse('not_found', 'forms.unknown')
  const { dialogueId } = meeting
  // Before the act is refused: whoever may not read a draft must not learn that it is there.
  if (!isReadable(decision, sees(actor, 'draftDecision', dialogueId)))
    return refuse('not_found', 'forms.unknown')
  return may(actor, act, dialogueId) ? done({ decision, meeting }) : refuse('forbidden', 'forms.forbidden')
}

/** All decisions of a meeting by number. The caller has checked the meeting. */
export async function decisionsOfMeeting(store: Store, meetingId: Id): Promise<Decision[]> {
  const rows = await decisionRows(store)
    .where('decisions.meeting_id', '=', meetingId)
    .orderBy('decisions.number')
    .execute()
  return assemble(store, rows)
}

/** The adopted decisions of a dialogue, newest meeting first: what may end a commitment. */
export async function adoptedDecisions(store: Store, dialogueId: Id): Promise<Decision[]> {
  const rows = await decisionRows(store)
    .where('meetings.dialogue_id', '=', dialogueId)
    .where('decisions.state', '=', 'adopted')
    .orderBy('meetings.starts_at', 'desc')
    .orderBy('decisions.number')
    .limit(200)
    .execute()
  return assemble(store, rows)
}

/** Some decisions by id, for rooms that have checked the scope already. */
export async function decisionsById(store: Store, ids: readonly Id[]): Promise<Map<Id, Decision>> {
  if (ids.length === 0) return new Map()
  const rows = await decisionRows(store).where(inList('decisions.id', ids)).execute()
  return new Map((await assemble(store, rows)).map((decision) => [decision.id, decision]))
}

/** The highest number given in a meeting; 0 before the first. */
export async function lastNumber(store: Store, meetingId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('decisions')
    .select('number')
    .where('meeting_id', '=', meetingId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}

function decisionRows(store: Store) {
  return store.db
    .selectFrom('decisions')
    .innerJoin('meetings', 'meetings.id', 'decisions.meeting_id')
    .leftJoin('agenda_items', 'agenda_items.id', 'decisions.item_id')
    .selectAll('decisions')
    .select('agenda_items.visibility as item_visibility')
}

async function assemble(store: Store, rows: readonly Row[]): Promise<Decision[]> {
  if (rows.length === 0) return []
  const texts = await store.db
    .selectFrom('decision_texts')
    .selectAll()
    .where(
      inList(
        'decision_id',
        rows.map((row) => row.id),
      ),
    )
    .execute()
  const textsOf = Map.groupBy(texts, (text) => text.decision_id)
  return rows.map((row) => decisionOf(row, textsOf.get(row.id) ?? []))
}

function decisionOf(row: Row, texts: readonly DecisionTextsTable[]): Decision {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    itemId: row.item_id,
    number: row.number,
    method: row.method,
    state: row.state,
    votes: votesOf(row),
    reservations: row.reservations,
    text: {
      authoritative: row.authoritative_lang,
      texts: Object.fromEntries(texts.map(({ lang, text }) => [lang, text])),
    },
    recordedAt: row.recorded_at,
    closed: row.item_visibility === 'closed',
    version: row.version,
  }
}

function votesOf({ votes_for, votes_against, votes_abstained }: DecisionsTable): Votes | null {
  if (votes_for === null || votes_against === null || votes_abstained === null) return null
  return { for: votes_for, against: votes_against, abstained: votes_abstained }
}
