/** Reads of everything that digests tell of: once for all recipients, then the meetings of some of them. */

import type { Commitment } from '../commitments/commitment.ts'
import { commitmentsById, supportersOf } from '../commitments/queries.ts'
import { dialoguesInScope } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { DueChangesTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { callsAmong, stoppedAmong } from './call.ts'
import { institutionsByPerson, verifiersAmong } from './owner.ts'
import { isUnderWay, owedNow, speakersOf, utcDay } from './queries.ts'
import { coordinatedBy } from './recipient-queries.ts'
import type { Ask, Change, FailedMail, Situation } from './situation.ts'

/** Everything that could stand in the digests of these people, changes from `since` on; some 40 queries. */
export async function readSituation(
  store: Store,
  personIds: readonly Id[],
  since: Instant,
): Promise<Situation> {
  const dialogues = (await dialoguesInScope(store, 'all')).filter(({ state }) => isUnderWay(state))
  const active = new Set(dialogues.map(({ id }) => id))
  const [owed, reported, changes, failed, coordinates] = await Promise.all([
    owedNow(store),
    reportedDone(store, active),
    changesSince(store, since, active),
    failedSince(store, since, active),
    coordinatedBy(store, personIds),
  ])
  const supporters = await supportersOf(
    store,
    changes.map(({ commitment }) => commitment.id),
  )
  const known = [...owed.promises, ...reported, ...changes.map(({ commitment }) => commitment)]
  const involved = known.flatMap(({ leadId, verifierId }) => (verifierId ? [leadId, verifierId] : [leadId]))
  const [speakers, institutions] = await Promise.all([
    speakersOf(store, [...involved, ...[...supporters.values()].flat()]),
    institutionNames(store, [...new Set(known.map(({ leadId }) => leadId))]),
  ])
  const institutionsOf = ({ commitment }: Change) => [
    commitment.leadId,
    ...(supporters.get(commitment.id) ?? []),
  ]
  return {
    now: store.now,
    dialogues: new Map(dialogues.map(({ id, title }) => [id, title])),
    institutions: new Map([...institutions].map(([id, { official }]) => [id, official])),
    owed: owed.promises,
    owedBy: grouped(owed.promises, ({ id }) => (owed.owners.get(id) ?? []).map((person) => person.id)),
    verifiedBy: grouped(reported, (commitment) => verifiersAmong(commitment, speakers)),
    unverified: reported.filter(({ verifierId }) => verifierId === null),
    changesOf: grouped(changes, institutionsOf),
    changesIn: grouped(changes, ({ commitment }) => [commitment.dialogueId]),
    speaksFor: institutionsByPerson(speakers),
    coordinates,
    calls: callsAmong(owed, store.now),
    stopped: stoppedAmong(owed),
    failed,
  }
}

function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly Id[]): Map<Id, T[]> {
  const found = new Map<Id, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const list = found.get(key)
      if (list) list.push(item)
      else found.set(key, [item])
    }
  }
  return found
}

async function reportedDone(store: Store, active: ReadonlySet<Id>): Promise<Commitment[]> {
  const rows = await store.db
    .selectFrom('commitments')
    .select('id')
    .where('state', '=', 'reported_done')
    .orderBy('state_since')
    .orderBy('id')
    .execute()
  return inDialogues(
    store,
    rows.map((row) => row.id),
    active,
  )
}

async function inDialogues(store: Store, ids: readonly Id[], active: ReadonlySet<Id>): Promise<Commitment[]> {
  const found = await commitmentsById(store, ids)
  return ids.flatMap((id) => {
    const commitment = found.get(id)
    return commitment && active.has(commitment.dialogueId) ? [commitment] : []
  })
}

/** Latest change first. */
async function changesSince(store: Store, since: Instant, active: ReadonlySet<Id>): Promise<Change[]> {
  const [rows, moves] = await Promise.all([
    store.db
      .selectFrom('commitments')
      .select(['id', 'state_since as at'])
      .where('state_since', '>=', since)
      .execute(),
    store.db.selectFrom('due_changes').selectAll().where('at', '>=', since).orderBy('move').execute(),
  ])
  const times = [...rows, ...moves.map(({ commitment_id, at }) => ({ id: commitment_id, at }))]
  const latest = times.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
  const commitments = await inDialogues(store, [...new Set(latest.map(({ id }) => id))], active)
  const movesOf = Map.groupBy(moves, (move) => move.commitment_id)
  return commitments.map((commitment) => ({
    commitment,
    moves: (movesOf.get(commitment.id) ?? []).map((move) => moveOf(move, commitment)),
  }))
}

/** The table keeps due dates only; of an undated commitment's review dates just the present one is known. */
function moveOf(move: DueChangesTable, { reviewOn }: Commitment): Change['moves'][number] {
  return {
    at: move.at,
    from: { dueOn: move.old_due_on, duePrecision: move.old_precision, reviewOn: null },
    to: { dueOn: move.new_due_on, duePrecision: move.new_precision, reviewOn },
  }
}

/** Mails that failed, with the dialogue of their meeting, of their commitment, or of those they remind of. */
async function failedSince(store: Store, since: Instant, active: ReadonlySet<Id>): Promise<FailedMail[]> {
  const rows = await store.db
    .selectFrom('outbox')
    .leftJoin('meetings', 'meetings.id', 'outbox.meeting_id')
    .leftJoin('commitments as subject', 'subject.id', 'outbox.subject_id')
    .leftJoin('reminder_steps', 'reminder_steps.outbox_id', 'outbox.id')
    .leftJoin('commitments as reminded', 'reminded.id', 'reminder_steps.commitment_id')
    .select((eb) => [
      'outbox.id',
      'outbox.subject',
      'outbox.settled_at',
      eb.fn.coalesce('meetings.dialogue_id', 'subject.dialogue_id', 'reminded.dialogue_id').as('dialogue_id'),
    ])
    .distinct()
    .where('outbox.state', '=', 'failed')
    .where('outbox.settled_at', '>=', since)
    .orderBy('outbox.settled_at')
    .orderBy('outbox.id')
    .execute()
  return rows.flatMap(({ id, subject, settled_at, dialogue_id }) =>
    settled_at && dialogue_id && active.has(dialogue_id)
      ? [{ id, subject, at: settled_at, dialogueId: dialogue_id }]
      : [],
  )
}

/** The meetings that some people have not answered, soonest first, by person; seven queries. */
export async function asksOf(store: Store, personIds: readonly Id[]): Promise<Map<Id, Ask[]>> {
  const [delegates, invitations] = await Promise.all([
    delegatesAsked(store, personIds),
    institutionsAsked(store, personIds),
  ])
  const rows = [...delegates, ...invitations]
  const meetings = await meetingsById(store, [...new Set(rows.map((row) => row.meeting_id))])
  const asks = rows.flatMap((row): Ask[] => {
    const meeting = meetings.get(row.meeting_id)
    const { kind, person_id: personId, subject_id: subjectId, reply_by: replyBy } = row
    return meeting ? [{ kind, personId, subjectId, meeting, replyBy }] : []
  })
  asks.sort((a, b) => (a.meeting.startsAt < b.meeting.startsAt ? -1 : 1))
  return grouped(asks, ({ personId }) => [personId])
}

async function delegatesAsked(store: Store, personIds: readonly Id[]) {
  const rows = await upcoming(store)
    .innerJoin('delegates', 'delegates.meeting_id', 'meetings.id')
    .select(['delegates.person_id', 'delegates.id as subject_id', 'meetings.id as meeting_id'])
    .where(inList('delegates.person_id', personIds))
    .where('delegates.state', '=', 'nominated')
    .where('delegates.partstat', '=', 'needs_action')
    .execute()
  return rows.map((row) => ({ ...row, kind: 'attend' as const, reply_by: null }))
}

async function institutionsAsked(store: Store, personIds: readonly Id[]) {
  const today = utcDay(store)
  const rows = await upcoming(store)
    .innerJoin('invitations', 'invitations.meeting_id', 'meetings.id')
    .innerJoin('affiliations', 'affiliations.institution_id', 'invitations.institution_id')
    .select(['affiliations.person_id', 'invitations.id as subject_id', 'meetings.id as meeting_id'])
    .select('invitations.reply_by')
    .distinct()
    .where(inList('affiliations.person_id', personIds))
    .where('affiliations.role', '=', 'focal_point')
    .where('affiliations.valid_from', '<=', today)
    .where((eb) => eb.or([eb('affiliations.valid_to', 'is', null), eb('affiliations.valid_to', '>=', today)]))
    .where('invitations.state', 'in', ['sent', 'acknowledged'])
    .execute()
  return rows.map((row) => ({ ...row, kind: 'nominate' as const }))
}

/** Meetings with a date that people were told and that has not begun. */
function upcoming(store: Store) {
  return store.db
    .selectFrom('meetings')
    .where('meetings.state', 'in', ['announced', 'confirmed'])
    .where('meetings.starts_at', '>', store.now)
}
