/** Reads of everything that digests tell of: once for all recipients, then the meetings of some of them. */

import type { Commitment } from '../commitments/commitment.ts'
import { type Among, commitmentsById, idsAmong, supportersOf } from '../commitments/queries.ts'
import { dialoguesInScope } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays } from '../kernel/local-date.ts'
import { meetingsById } from '../meetings/queries.ts'
import { oversightFor } from '../oversight/queries.ts'
import type { Actor } from '../people/may.ts'
import { promiseOf } from '../recurring/asked.ts'
import type { DueChangesTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import { pause } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { type Coordinated, coordinatedIn } from './coordinated-queries.ts'
import { failedSince } from './failed-queries.ts'
import type { Overseen } from './overseen.ts'
import { institutionsByPerson, type Speaker, verifiersAmong } from './owner.ts'
import { speakersAmong } from './owner-queries.ts'
import { isUnderWay, owedNow, utcDay } from './queries.ts'
import { coordinatedBy } from './recipient-queries.ts'
import { type SharesNow, sharesNow } from './share-queries.ts'
import type { Ask, Change, Situation } from './situation.ts'

/** Two weeks, and one day more: the date is already tomorrow in some zones. */
const AHEAD_DAYS = 15

/** Everything that could stand in the digests of these people, changes from `since` on; some 50 queries. */
export async function readSituation(
  store: Store,
  personIds: readonly Id[],
  since: Instant,
): Promise<Situation> {
  const dialogues = (await dialoguesInScope(store, 'all')).filter(({ state }) => isUnderWay(state))
  const active = new Set(dialogues.map(({ id }) => id))
  const [coordinates, speakers] = await Promise.all([
    coordinatedBy(store, personIds),
    speakersAmong(store, personIds, utcDay(store)),
  ])
  const own = new Set([...coordinates.values()].flatMap((ids) => [...ids]))
  const among = {
    leads: [...new Set(speakers.map(({ institutionId }) => institutionId))],
    dialogues: [...own],
  }
  // One after the other: for who coordinates thousands of commitments each takes a while, and pages wait.
  const owed = await owedNow(store, { among: { ...among, dialogues: [] } })
  await pause()
  const reported = await reportedDone(store, among, active)
  await pause()
  const changes = await changesSince(store, { since, among, active })
  await pause()
  const failed = await failedSince(store, since, own)
  const shares = await sharesNow(store, { until: addDays(utcDay(store), AHEAD_DAYS), among: among.leads })
  const waiting = [...owed.promises, ...shares.owed.map(({ commitment }) => commitment)]
  const coordinated = await coordinatedIn(store, own, new Map(waiting.map((one) => [one.id, one])))
  const supporters = await supportersOf(
    store,
    changes.map(({ commitment }) => commitment.id),
  )
  await pause()
  const told = [...waiting, ...reported, ...changes.map(({ commitment }) => commitment)]
  const institutionsOf = ({ commitment }: Change) => [
    commitment.leadId,
    ...(supporters.get(commitment.id) ?? []),
  ]
  const bySpeaker = Map.groupBy(speakers, ({ institutionId }) => institutionId)
  return {
    now: store.now,
    dialogues: new Map(dialogues.map(({ id, title }) => [id, title])),
    institutions: await namesIn(store, told, coordinated),
    owedBy: grouped(owed.promises, ({ id }) => owed.owners.get(id) ?? []),
    sharesBy: sharesByPerson(shares),
    verifiedBy: grouped(reported, (commitment) => verifiersAmong(commitment, bySpeaker)),
    unverified: reported.filter(({ verifierId }) => verifierId === null),
    changesOf: grouped(changes, institutionsOf),
    changesIn: grouped(changes, ({ commitment }) => [commitment.dialogueId]),
    promisedBy: institutionsByPerson(speakers.filter(isPointOf(owed.promises))),
    speaksFor: institutionsByPerson(speakers),
    coordinates,
    ...coordinated,
    failed,
    overseen: await overseenIn(store, own),
  }
}

/** The names of all institutions that a line can name. */
async function namesIn(
  store: Store,
  told: readonly Commitment[],
  { late, calls, stopped }: Coordinated,
): Promise<Situation['institutions']> {
  const leads = [...told, ...late].map(({ leadId }) => leadId)
  const ids = [...leads, ...[...calls, ...stopped].map(({ institutionId }) => institutionId)]
  const names = await institutionNames(store, [...new Set(ids)])
  return new Map([...names].map(([id, { official }]) => [id, official]))
}

/** Is somebody the focal point of an institution that leads any of this? */
function isPointOf(owed: readonly Commitment[]): (speaker: Speaker) => boolean {
  const leads = new Set(owed.map(({ leadId }) => leadId))
  return ({ role, institutionId }) => role === 'focal_point' && leads.has(institutionId)
}

/** What those who coordinate these dialogues have to see, once for all of them. */
async function overseenIn(store: Store, own: ReadonlySet<Id>): Promise<Overseen | null> {
  if (own.size === 0) return null
  const roles = Object.fromEntries([...own].map((id) => [id, ['coordinator'] as const]))
  const somebody: Actor = { personId: '', rank: 'member', roles, speaksFor: [] }
  const oversight = await oversightFor(store, somebody, utcDay(store))
  const named = [...new Set(oversight.risks.flatMap(({ institutionIds }) => institutionIds))]
  return { oversight, institutions: await institutionNames(store, named) }
}

/** Shares as promises of their own, by everybody who answers for them; the lines of what is owed name no institution. */
function sharesByPerson({ owed, owners }: SharesNow): Map<Id, Commitment[]> {
  const found = new Map<Id, Commitment[]>()
  for (const { share, commitment } of owed) {
    const told = promiseOf(share, commitment)
    for (const id of owners.get(share.id) ?? []) found.set(id, [...(found.get(id) ?? []), told])
  }
  return found
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

async function reportedDone(store: Store, among: Among, active: ReadonlySet<Id>): Promise<Commitment[]> {
  const all = store.db.selectFrom('commitments').select('id')
  const rows = await all
    .where('state', '=', 'reported_done')
    .where(
      'id',
      'in',
      all
        // Whoever coordinates is told of what nobody else has to verify.
        .where(inList('dialogue_id', among.dialogues))
        .where('verifier_institution_id', 'is', null)
        .unionAll(all.where(inList('verifier_institution_id', among.leads))),
    )
    .orderBy('state_since')
    .orderBy('id')
    .execute()
  return underWay(
    store,
    rows.map((row) => row.id),
    active,
  )
}

async function underWay(store: Store, ids: readonly Id[], active: ReadonlySet<Id>): Promise<Commitment[]> {
  const found = await commitmentsById(store, ids)
  return ids.flatMap((id) => {
    const commitment = found.get(id)
    return commitment && active.has(commitment.dialogueId) ? [commitment] : []
  })
}

interface AskedChanges {
  readonly since: Instant
  readonly among: Among
  readonly active: ReadonlySet<Id>
}

/** Latest change first. */
async function changesSince(store: Store, { since, among, active }: AskedChanges): Promise<Change[]> {
  const { db } = store
  const supported = db
    .selectFrom('commitment_supporters')
    .select('commitment_id as id')
    .where(inList('institution_id', among.leads))
  const followed = idsAmong(store, among).unionAll(supported)
  const [rows, moves] = await Promise.all([
    db
      .selectFrom('commitments')
      .select(['id', 'state_since as at'])
      .where('id', 'in', followed)
      .where('state_since', '>=', since)
      .execute(),
    db
      .selectFrom('due_changes')
      .selectAll()
      .where('at', '>=', since)
      .where('commitment_id', 'in', followed)
      .orderBy('move')
      .orderBy('commitment_id')
      .execute(),
  ])
  const times = [...rows, ...moves.map(({ commitment_id, at }) => ({ id: commitment_id, at }))]
  const latest = times.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? -1 : 1))
  const commitments = await underWay(store, [...new Set(latest.map(({ id }) => id))], active)
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
