/** Reads of what waits for the secretariat: in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import { meetingsById } from '../meetings/queries.ts'
import { type Actor, type Scope, scopeFor } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import type { InboundAnswersTable } from '../store/inbound-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { ReviewReason } from './claim.ts'
import type { OpenAnswer } from './review.ts'

/** In which dialogues somebody decides about answers: those that they organise. */
export function reviewScope(actor: Actor): Scope {
  return scopeFor(actor, 'organise')
}

/** More than anybody decides at a sitting; the rest moves up. */
const PAGE = 100

/** What is open within the scope, oldest first. */
export async function openAnswers(store: Store, scope: Scope): Promise<OpenAnswer[]> {
  const all = store.db
    .selectFrom('inbound_answers')
    .innerJoin('meetings', 'meetings.id', 'inbound_answers.meeting_id')
    .selectAll('inbound_answers')
    .where('inbound_answers.state', '=', 'open')
  const within = scope === 'all' ? all : all.where(inList('meetings.dialogue_id', scope))
  const rows = await within
    .orderBy('inbound_answers.answered_at')
    .orderBy('inbound_answers.id')
    .limit(PAGE)
    .execute()
  const [meetings, delegates] = await Promise.all([
    meetingsById(store, [...new Set(rows.map((row) => row.meeting_id))]),
    personsOf(store, rows),
  ])
  const people = await personCards(store, [...new Set(delegates.values())])
  return rows.flatMap((row): OpenAnswer[] => {
    const meeting = meetings.get(row.meeting_id)
    const person = people.get(delegates.get(row.delegate_id ?? '') ?? '')
    if (!meeting) return []
    const { id, kind, proposed, comment, version } = row
    return [
      {
        id,
        kind,
        reasons: row.reason.split(' ') as ReviewReason[],
        from: { address: row.from_address, name: row.from_name },
        attendeeAddress: row.attendee_address,
        invited: person ? { names: person.names, locale: person.locale } : null,
        reply: row.partstat,
        proposed,
        comment,
        answeredAt: row.answered_at,
        meeting: { id: meeting.id, title: meeting.title, zone: meeting.zone },
        version,
      },
    ]
  })
}

async function personsOf(store: Store, rows: readonly InboundAnswersTable[]): Promise<Map<Id, Id>> {
  const ids = rows.flatMap((row) => row.delegate_id ?? [])
  if (ids.length === 0) return new Map()
  const found = await store.db
    .selectFrom('delegates')
    .select(['id', 'person_id'])
    .where(inList('id', [...new Set(ids)]))
    .execute()
  return new Map(found.map((row) => [row.id, row.person_id]))
}

/** How many are open within the scope. */
export async function countOpenAnswers(store: Store, scope: Scope): Promise<number> {
  const all = store.db
    .selectFrom('inbound_answers')
    .innerJoin('meetings', 'meetings.id', 'inbound_answers.meeting_id')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where('inbound_answers.state', '=', 'open')
  const row = await (scope === 'all'
    ? all
    : all.where(inList('meetings.dialogue_id', scope))
  ).executeTakeFirst()
  return Number(row?.number ?? 0)
}

/** One entry in whatever state, or null. */
export async function findAnswer(store: Store, id: Id): Promise<InboundAnswersTable | null> {
  const row = await store.db.selectFrom('inbound_answers').selectAll().where('id', '=', id).executeTakeFirst()
  return row ?? null
}
