/** Sends the letters of a status request, and reminds who has not answered: load, decide, commit. */

import { linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import type { StatusRequestsTable } from '../store/status-schema.ts'
import { type Statement, type Store, Unavailable } from '../store/store.ts'
import { type StatusLetterKind, statusMail } from './letters.tsx'
import { requestFor } from './queries.ts'
import { decideReminder, type StatusPart } from './request.ts'
import { insertParts, updateRequest } from './requests.ts'
import {
  factsFor,
  type PreparedLot,
  type PreparedRequest,
  prepareLetters,
  silentLots,
  unsentLots,
} from './sending-queries.ts'

/** Institutions written to in one commit: with three people each some 500 statements (D1 takes 1,000 a request). */
const PART = 40

interface AskedToSend {
  readonly actor: Actor
  readonly id: Id
}

/**
 * Sends the letters of all institutions that have none yet and opens the request. {@link PART} institutions are one
 * commit; what a break left out goes with the next press, and nobody is written to twice.
 * @returns the number of letters; `not_found`, `forbidden`, `conflict` `status.nothing_to_send`,
 *   `forms.changed_meanwhile`, `status.partly_sent` (params `sent`, `all`) when something came between two commits
 *   or one request takes no more.
 */
export async function sendRequest(store: Store, { actor, id }: AskedToSend): Promise<Outcome<number>> {
  const found = await requestFor(store, actor, id, 'coordinate')
  if (!found.ok) return found
  const prepared = await prepareLetters(store, found.value)
  const lots = prepared ? unsentLots(prepared) : []
  if (!prepared || lots.length === 0 || found.value.state === 'closed')
    return refuse('conflict', 'status.nothing_to_send')
  const set = { state: 'open' as const, opened_at: found.value.openedAt ?? store.now }
  return inParts(store, prepared, lots, { kind: 'status_request', actorId: actor.personId, set })
}

/**
 * Reminds who was asked and has not answered for everything; at most once a day.
 * @returns the number of letters; `not_found`, `forbidden`, the refusals of `decideReminder`, `status.partly_sent`
 *   as {@link sendRequest}.
 */
export async function remindSilent(store: Store, { actor, id }: AskedToSend): Promise<Outcome<number>> {
  const found = await requestFor(store, actor, id, 'coordinate')
  if (!found.ok) return found
  const prepared = await prepareLetters(store, found.value)
  if (!prepared) return refuse('not_found', 'forms.unknown')
  const today = dateOf(store.now, found.value.zone)
  const lots = await silentLots(store, prepared, today)
  const decision = decideReminder(found.value, { today, waiting: lots.length })
  if (!decision.ok) return decision
  return inParts(store, prepared, lots, { kind: 'status_reminder', actorId: actor.personId, set: {} })
}

interface Act {
  readonly kind: StatusLetterKind
  readonly actorId: Id
  readonly set: Partial<StatusRequestsTable>
}

/** Posts a lot, {@link PART} institutions a commit; the form's receipt comes with the last one. */
async function inParts(
  store: Store,
  prepared: PreparedRequest,
  lots: readonly PreparedLot[],
  act: Act,
): Promise<Outcome<number>> {
  let letters = 0
  for (let at = 0; at < lots.length; at += PART) {
    const partly = refuse('conflict', 'status.partly_sent', undefined, { sent: at, all: lots.length })
    const turn = at / PART
    if (turn >= store.largeBatches) return partly
    const last = at + PART >= lots.length
    const sending = post(store, prepared, lots.slice(at, at + PART), { ...act, turn, last })
    const sent = await (at === 0 ? sending : unlessGone(sending, partly))
    if (!sent.ok) return at === 0 ? sent : partly
    letters += sent.value
  }
  return done(letters)
}

/** The outcome, or `instead` when the database cannot be written at this moment. */
function unlessGone<T>(outcome: Promise<Outcome<T>>, instead: Refusal): Promise<Outcome<T>> {
  return outcome.catch((error) => {
    if (error instanceof Unavailable) return instead
    throw error
  })
}

/** The parts, the links and the letters of some institutions in one commit. */
async function post(
  store: Store,
  prepared: PreparedRequest,
  lots: readonly PreparedLot[],
  { kind, actorId, set, turn, last }: Act & { readonly turn: number; readonly last: boolean },
): Promise<Outcome<number>> {
  const request = { id: prepared.request.id, version: prepared.request.version + turn }
  const on = dateOf(store.now, prepared.request.zone)
  const parts = lots.map((lot) => lot.part ?? newPart(store, request.id, lot))
  const fresh = parts.filter((_, at) => !lots[at]?.part)
  const { statements, letters } = await lettersOf(store, prepared, { lots, parts, kind, on })
  const fact = {
    kind: kind === 'status_request' ? 'status_request.sent' : 'status_request.reminded',
    actorId,
  }
  // Only what is whole counts as asked: the rest of a lot that broke may follow on the same day.
  const day = last ? { asked_on: on } : {}
  return store.commit(
    [
      recordFact(store, request, { ...fact, details: { institutions: lots.length, letters } }),
      updateRequest(store, request, { ...set, ...day }),
      insertParts(store, fresh),
      statements,
    ],
    letters,
    last ? 'last' : 'more',
  )
}

function newPart(store: Store, requestId: Id, { lot, people }: PreparedLot): StatusPart {
  const { institutionId, asked } = lot
  return { id: store.newId(), requestId, institutionId, asked, people: asked ? people.length : 0 }
}

interface ToWrite {
  readonly lots: readonly PreparedLot[]
  readonly parts: readonly StatusPart[]
  readonly kind: StatusLetterKind
  readonly on: ReturnType<typeof dateOf>
}

async function lettersOf(
  store: Store,
  prepared: PreparedRequest,
  { lots, parts, kind, on }: ToWrite,
): Promise<{ statements: Statement[]; letters: number }> {
  const expiresAt = plus(store.now, LINK_LIFE)
  const asked = lots.flatMap((lot, at) => {
    const part = parts[at]
    return part?.asked ? lot.people.map((person) => ({ lot, part, person })) : []
  })
  const links = await linkUrls(
    store,
    asked.map(({ part, person }) => ({
      personId: person.id,
      purpose: 'status',
      subjectId: part.id,
      expiresAt,
    })),
  )
  const mails = asked.flatMap(({ lot, part, person }, at) => {
    const facts = factsFor(prepared, lot, { person, url: links.urls[at] ?? '' })
    return enqueue(store, statusMail(facts, { kind, partId: part.id, on })).statements
  })
  return { statements: [...links.statements, ...mails], letters: asked.length }
}
