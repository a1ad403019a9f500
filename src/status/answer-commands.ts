/** Takes the answer of one institution: every line that can be taken in one commit, the others told. */

import { allVerificationRequests } from '../commitments/mails.ts'
import { reportStatements } from '../commitments/reporting.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Fault, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { decideAnswer, type TakenLine, type TypedLine } from './answer.ts'
import { loadPart } from './answer-queries.ts'

interface AskedToAnswer {
  readonly actor: Actor
  readonly partId: Id
  readonly lines: readonly TypedLine[]
}

/** What came of an answer. */
export interface TakenAnswer {
  /** Numbers of the commitments that were reported on. */
  readonly taken: readonly number[]
  /** What was not taken and why, at its fields; empty when all was. */
  readonly faults: readonly Fault[]
}

/**
 * Takes what an institution says about its commitments, each line as an ordinary report by link.
 * @returns what was taken and what was not; `not_found`, `forbidden` `status.only_lead_answers`, `conflict`
 *   `status.closed`, `invalid` `status.nothing_said`, `conflict` `forms.changed_meanwhile` when somebody else reported
 *   between looking and writing: then nothing was taken, and the form may be sent again.
 */
export async function takeAnswer(store: Store, asked: AskedToAnswer): Promise<Outcome<TakenAnswer>> {
  const { actor, partId } = asked
  const loaded = await loadPart(store, partId)
  if (!loaded) return refuse('not_found', 'forms.unknown')
  const { part, request } = loaded
  if (!actor.speaksFor.includes(part.institutionId)) return refuse('forbidden', 'status.only_lead_answers')
  if (request.state !== 'open' || !request.openedAt) return refuse('conflict', 'status.closed')
  if (asked.lines.length === 0) return refuse('invalid', 'status.nothing_said')
  const today = dateOf(store.now, request.zone)
  const answering = { actor, openedAt: request.openedAt, today }
  const { taken, faults } = decideAnswer(asked.lines, loaded.lines, answering)
  const answer = { taken: taken.map(({ commitment }) => commitment.number), faults }
  return taken.length === 0 ? done(answer) : write(store, taken, { actor, answer })
}

async function write(
  store: Store,
  taken: readonly TakenLine[],
  { actor, answer }: { readonly actor: Actor; readonly answer: TakenAnswer },
): Promise<Outcome<TakenAnswer>> {
  const lines = taken.map((line) => ({ ...line, id: store.newId() }))
  const [first, ...others] = lines.map((line) =>
    reportStatements(store, line.commitment, line.taken, {
      id: line.id,
      actorId: actor.personId,
      channel: 'link',
      replaces: line.replaces,
    }),
  )
  if (!first) return done(answer)
  const finished = lines.filter((line) => line.taken.claim === 'done')
  const toVerify = await allVerificationRequests(
    store,
    finished.map(({ commitment, taken: report, id }) => ({ commitment, report: { ...report, id } })),
  )
  return store.commit([first[0], ...first.slice(1), ...others, toVerify], answer)
}
