/** How the decisions and commitments of the example were recorded, reported, verified, moved and dropped. */

import { closeCommitment, namePerson, recordCommitment } from '../../commitments/commands.ts'
import type { Commitment } from '../../commitments/commitment.ts'
import { dueOf } from '../../commitments/due.ts'
import { moveDueDate } from '../../commitments/due-commands.ts'
import { sendPromises } from '../../commitments/promise-commands.ts'
import { findCommitment } from '../../commitments/queries.ts'
import { reportsOf } from '../../commitments/record-queries.ts'
import { returnReport, takeReport, verifyCommitment } from '../../commitments/report-commands.ts'
import type { Instant } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { recordDecision } from '../../minutes/commands.ts'
import type { Store } from '../../store/store.ts'
import { OBJECTIVE_OF } from '../meetings/present-roadmap.ts'
import { astana, named } from '../moment.ts'
import { type Act, byLink, idOf, making, type Scene } from '../scene.ts'
import type { ExampleDecision } from './decisions.ts'
import type { ExamplePromise, PromiseEvent } from './promise.ts'

/** A decision adopted by consensus in the room. */
export function decides(meeting: string, date: string, decision: ExampleDecision): Act {
  const code = `D-${decision.number}`
  return making({
    at: astana(`${date} ${decision.time}`),
    what: code,
    code,
    run: (store, scene) =>
      recordDecision(store, {
        actor: scene.actor,
        meetingId: idOf(scene, meeting),
        text: decision.texts,
        authoritative: 'ru',
        itemId: idOf(scene, `${meeting}/${decision.item}`),
        method: 'consensus',
        votesFor: null,
        votesAgainst: null,
        votesAbstained: null,
        reservations: '',
        adopted: true,
      }),
  })
}

/** A commitment with everything that happened to it. */
export function promises(meeting: string, recorded: string, promise: ExamplePromise): Act[] {
  const code = codeOf(promise)
  const at = astana(recorded)
  return [
    making({
      at,
      what: code,
      code,
      run: (store, scene) => record(store, scene, { meeting, promise }),
    }),
    {
      at,
      what: `person of ${code}`,
      run: (store, scene) =>
        namePerson(store, {
          actor: scene.actor,
          id: idOf(scene, code),
          personId: named(scene.people, promise.person),
        }),
    },
    ...promise.events.map(
      (event): Act => ({
        at: astana(event.at),
        what: `${event.act} of ${code}`,
        run: async (store, scene) => happen(store, scene, { event, promise }),
      }),
    ),
  ]
}

/** Each institution is told what it promised. */
export function tellsPromises(at: Instant, meeting: string): Act {
  return {
    at,
    what: `promises of ${meeting}`,
    run: (store, scene) => sendPromises(store, { actor: scene.actor, meetingId: idOf(scene, meeting) }),
  }
}

function codeOf({ number }: ExamplePromise): string {
  return `C-${String(number).padStart(2, '0')}`
}

function record(
  store: Store,
  scene: Scene,
  { meeting, promise }: { meeting: string; promise: ExamplePromise },
) {
  const institution = (code: string) => named(scene.institutions, code)
  const objective = OBJECTIVE_OF[promise.number]
  return recordCommitment(store, {
    actor: scene.actor,
    meetingId: idOf(scene, meeting),
    text: promise.text,
    authoritative: 'ru',
    leadId: institution(promise.lead),
    supporterIds: promise.supporters.map(institution),
    verifierId: promise.verifier ? institution(promise.verifier) : null,
    itemId: idOf(scene, `${meeting}/${promise.item}`),
    decisionId: idOf(scene, `D-${promise.decision}`),
    ...(objective ? { objectiveId: idOf(scene, `R-2025/${objective}`) } : {}),
    visibility: promise.visibility,
    due: dueOf(promise.precision, localDate(promise.due)),
    agreed: true,
  })
}

async function happen(
  store: Store,
  scene: Scene,
  { event, promise }: { event: PromiseEvent; promise: ExamplePromise },
): Promise<Outcome<unknown>> {
  const { actor } = scene
  const commitment = await findCommitment(store, idOf(scene, codeOf(promise)), 'all')
  if (!commitment) throw new Error(`${codeOf(promise)} is not there`)
  const { id } = commitment
  switch (event.act) {
    case 'report':
      return report(store, byLink(scene, event.by, promise.lead), { event, commitment })
    case 'return':
      return sendBack(store, scene, { reason: event.reason, commitment })
    case 'verification': {
      const { result, text } = event
      const verifier = byLink(scene, event.by, promise.verifier ?? '')
      return verifyCommitment(store, { actor: verifier, id, institutionId: null, by: 'link', result, text })
    }
    case 'move': {
      const { reason, requestedBy } = event
      return moveDueDate(store, { actor, id, due: dueOf('day', localDate(event.due)), reason, requestedBy })
    }
    case 'drop': {
      const decisionId = idOf(scene, `D-${event.decision}`)
      return closeCommitment(store, { actor, id, to: 'dropped', reason: event.reason, decisionId })
    }
  }
}

function report(
  store: Store,
  actor: Scene['actor'],
  { event, commitment }: { event: Extract<PromiseEvent, { act: 'report' }>; commitment: Commitment },
) {
  return takeReport(store, {
    actor,
    id: commitment.id,
    version: commitment.version,
    claim: event.claim,
    text: event.text,
    evidence: event.evidence ?? '',
    channel: 'link',
    source: '',
  })
}

async function sendBack(
  store: Store,
  scene: Scene,
  { reason, commitment }: { reason: string; commitment: Commitment },
) {
  const reports = await reportsOf(store, [commitment.id])
  const open = reports.find((entry) => entry.state === 'sent')
  if (!open) throw new Error(`${commitment.number} has no report to send back`)
  return returnReport(store, { actor: scene.actor, id: commitment.id, reportId: open.id, reason })
}
