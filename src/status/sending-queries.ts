/** Reads for the letters of a status request: who is asked what, and who has not answered yet. */

import type { Commitment } from '../commitments/commitment.ts'
import { ownersOf } from '../commitments/owner-queries.ts'
import { lastReportsOf } from '../commitments/record-queries.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { type InstitutionName, inProtocolOrder } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { PersonCard } from '../people/person.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { type AskedLot, askedLots } from './asking.ts'
import type { StatusFacts } from './letters.tsx'
import { isForPaper } from './paper.ts'
import { type Asked, readAsked } from './paper-queries.ts'
import { askedCommitments, partsOfRequests } from './queries.ts'
import type { StatusPart, StatusRequest } from './request.ts'

/** One institution with everybody who would get a letter, and the part it has once the letters went. */
export interface PreparedLot {
  readonly lot: AskedLot
  readonly institution: InstitutionName
  readonly people: readonly PersonCard[]
  readonly part: StatusPart | null
}

/** What all letters of a request have in common, and the institutions in protocol order. */
export interface PreparedRequest {
  readonly request: StatusRequest
  readonly dialogue: Dialogue
  readonly meeting: Meeting | null
  readonly lots: readonly PreparedLot[]
}

/** Everything about the letters in a fixed number of queries; null when the dialogue is gone. */
export async function prepareLetters(store: Store, request: StatusRequest): Promise<PreparedRequest | null> {
  const [dialogue, meetings, commitments] = await Promise.all([
    findDialogue(store, request.dialogueId, 'all'),
    meetingsById(store, request.meetingId ? [request.meetingId] : []),
    askedCommitments(store, request.id),
  ])
  const meeting = meetings.get(request.meetingId ?? '') ?? null
  return dialogue ? lettersFor(store, { request, dialogue, meeting, commitments }) : null
}

interface KnownRequest extends Omit<PreparedRequest, 'lots'> {
  readonly commitments: readonly Commitment[]
}

/** As {@link prepareLetters} where the request, its place and what it asks about were read already. */
export async function lettersFor(
  store: Store,
  { request, dialogue, meeting, commitments }: KnownRequest,
): Promise<PreparedRequest> {
  const [parts, owners, names] = await Promise.all([
    partsOfRequests(store, [request.id]),
    ownersOf(store, commitments),
    institutionNames(store, [...new Set(commitments.map(({ leadId }) => leadId))]),
  ])
  const cards = new Map([...owners.values()].flat().map((card) => [card.id, card]))
  const made = new Map((parts.get(request.id) ?? []).map((part) => [part.institutionId, part]))
  const lots = new Map(askedLots(commitments, owners).map((lot) => [lot.institutionId, lot]))
  const ordered = inProtocolOrder([...names.values()], dialogue.title.authoritative)
  return {
    request,
    dialogue,
    meeting,
    lots: ordered.flatMap((institution) => {
      const lot = lots.get(institution.id)
      if (!lot) return []
      const people = lot.personIds.flatMap((id) => cards.get(id) ?? [])
      return [{ lot, institution, people, part: made.get(institution.id) ?? null }]
    }),
  }
}

/**
 * How many institutions a reminder would go to today, and how many wait for their letters; for a page that has read the
 * request and its place. `words` as the paper beside it.
 */
export async function lettersWanted(
  store: Store,
  known: Omit<KnownRequest, 'commitments'>,
  words: Locale,
): Promise<{ waiting: number; unsent: number }> {
  const { request } = known
  const { commitments, reports } = await kept(store, readAsked, request.id, words)
  const prepared = await lettersFor(store, { ...known, commitments })
  const silent = await silentLots(store, prepared, dateOf(store.now, request.zone), reports)
  return { waiting: silent.length, unsent: unsentLots(prepared).length }
}

/** The institutions whose letters did not go yet. */
export function unsentLots({ lots }: PreparedRequest): PreparedLot[] {
  return lots.filter(({ part }) => part === null)
}

/**
 * The institutions that were asked and have not answered for everything, with what is missing; those where somebody
 * can be written to and nobody was reminded on this day. `known`: the last reports where they were read already.
 */
export async function silentLots(
  store: Store,
  prepared: PreparedRequest,
  on: LocalDate,
  known?: Asked['reports'],
): Promise<PreparedLot[]> {
  const { request } = prepared
  const asked = prepared.lots.flatMap(({ lot }) => lot.commitments.map(({ id }) => id))
  const [reports, reminded] = await Promise.all([
    known ?? lastReportsOf(store, asked),
    remindedOn(store, request.id, on),
  ])
  const told = new Set(
    [...reports].flatMap(([id, report]) => (isForPaper(report, request.openedAt) ? [id] : [])),
  )
  return prepared.lots.flatMap((entry) => {
    const missing = entry.lot.commitments.filter(({ id, state }) => awaitsLead(state) && !told.has(id))
    const mayBe = entry.part?.asked && entry.people.length > 0 && !reminded.has(entry.institution.id)
    return mayBe && missing.length > 0 ? [{ ...entry, lot: { ...entry.lot, commitments: missing } }] : []
  })
}

async function remindedOn(store: Store, requestId: Id, on: LocalDate): Promise<Set<Id>> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['institution_id', 'dedupe_key'])
    .where('subject_id', '=', requestId)
    .where('kind', '=', 'status_reminder')
    .execute()
  const today = rows.filter((row) => row.dedupe_key.includes(`:${on}:`))
  return new Set(today.flatMap((row) => row.institution_id ?? []))
}

/** The letter to one person without its link: `url` is put in when it goes. */
export function factsFor(
  { request, dialogue, meeting }: PreparedRequest,
  { lot, institution }: PreparedLot,
  to: { readonly person: PersonCard; readonly url: string },
): StatusFacts {
  const commitments: readonly Commitment[] = lot.commitments.filter(({ state }) => awaitsLead(state))
  return { request, dialogue, meeting, institution, commitments, ...to }
}

/** When the letters went last: it names the act whose progress is shown. Null before any. */
export async function lastSending(store: Store, requestId: Id): Promise<Instant | null> {
  const row = await store.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('subject_id', '=', requestId)
    .executeTakeFirst()
  return row?.at ?? null
}
