/** Takes, accepts and returns reports on shares, and ends shares without one: load, decide, commit one batch. */

import type { Commitment } from '../commitments/commitment.ts'
import { commitmentFor, findCommitment } from '../commitments/queries.ts'
import { isFinal } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Act, Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { datedBy } from './asked.ts'
import {
  type AskedShareReport,
  decideEnding,
  decideSettling,
  decideShareReport,
  type Share,
  type TakenShareReport,
} from './share.ts'
import { findShare, reportsOnShares } from './share-queries.ts'
import { insertShareReport, returnShareReport, stateNow, updateShare } from './shares.ts'

interface Asked {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  readonly shareId: Id
  /** The share's version that the page showed: a form sent twice is taken once. */
  readonly version: number
}

type AskedToReport = Asked & Omit<AskedShareReport, 'today' | 'dialogueId'>

/**
 * Takes a report on a share, by personal link or noted down by the secretariat. Another institution's share does not
 * exist for who comes by link.
 * @returns the report; `not_found`, `conflict` `forms.changed_meanwhile` or `commitments.is_final`, the refusals of
 *   `decideShareReport`.
 */
export async function takeShareReport(
  store: Store,
  asked: AskedToReport,
): Promise<Outcome<TakenShareReport>> {
  const { actor, channel } = asked
  const found = await shareFor(store, asked, channel === 'link' ? 'link' : 'record')
  if (!found.ok) return found
  const { commitment, share } = found.value
  if (channel === 'link' && !actor.speaksFor.includes(share.institutionId))
    return refuse('not_found', 'forms.unknown')
  const { dialogueId, zone } = commitment
  const today = dateOf(store.now, zone)
  const taken = decideShareReport(datedBy(share, commitment), { ...asked, dialogueId, today })
  if (!taken.ok) return taken
  const { claim, late } = taken.value
  const personId = channel === 'link' ? actor.personId : null
  const details = { claim, channel, late: late ? 1 : 0 }
  return store.commit(
    [
      recordFact(store, share, { kind: 'share.reported', actorId: actor.personId, details }),
      ...insertShareReport(store, share, { ...taken.value, channel, personId }),
    ],
    taken.value,
  )
}

/**
 * Accepts the report on a share as it is.
 * @returns done; `not_found`, `forbidden`, `conflict`, the refusals of `decideSettling`.
 */
export async function acceptShare(store: Store, asked: Asked): Promise<Outcome<null>> {
  const found = await shareFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { share } = found.value
  const decision = decideSettling(share, { to: 'acceptance', reason: '' })
  if (!decision.ok) return decision
  return store.commit(
    [
      recordFact(store, share, { kind: 'share.accepted', actorId: asked.actor.personId }),
      updateShare(store, share, stateNow(store, decision.value.state)),
    ],
    null,
  )
}

/**
 * Sends the report on a share back with a reason: the share is open again, and its reminders go on.
 * @returns done; `not_found`, `forbidden`, `conflict`, the refusals of `decideSettling`.
 */
export async function returnShare(
  store: Store,
  asked: Asked & { readonly reason: string },
): Promise<Outcome<null>> {
  const found = await shareFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { share } = found.value
  const decision = decideSettling(share, { to: 'return', reason: asked.reason })
  if (!decision.ok) return decision
  const { state, reason } = decision.value
  const reports = await reportsOnShares(store, [share.id])
  const report = reports.find((one) => one.claim === 'done')
  const before = reports.find((one) => one.state === 'sent' && one.id !== report?.id)
  return store.commit(
    [
      recordFact(store, share, { kind: 'share.returned', actorId: asked.actor.personId }),
      // As if it had not been given: the reminders count from the last one before.
      updateShare(store, share, { ...stateNow(store, state), late: 0, last_report_at: before?.at ?? null }),
      report ? returnShareReport(store, report.id, reason) : null,
    ],
    null,
  )
}

/**
 * Ends a share without a report: it will not come, is not asked for, or is dropped. Reminders that wait are withdrawn.
 * @returns done; `not_found`, `forbidden`, `conflict`, the refusals of `decideEnding`.
 */
export async function endShare(
  store: Store,
  asked: Asked & { readonly to: 'missed' | 'waived' | 'dropped'; readonly reason: string },
): Promise<Outcome<null>> {
  const found = await shareFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { share } = found.value
  const decision = decideEnding(share, asked)
  if (!decision.ok) return decision
  const { state, reason } = decision.value
  return store.commit(
    [
      recordFact(store, share, { kind: `share.${state}`, actorId: asked.actor.personId }),
      updateShare(store, share, stateNow(store, state, reason)),
      withdrawUnsent(store, { subjectId: share.id, kind: 'reminder' }),
    ],
    null,
  )
}

async function shareFor(
  store: Store,
  { actor, id, shareId, version }: Asked,
  act: Act | 'link',
): Promise<Outcome<{ commitment: Commitment; share: Share }>> {
  const found = act === 'link' ? await linked(store, id) : await commitmentFor(store, actor, id, act)
  if (!found.ok) return found
  const share = await findShare(store, id, shareId)
  if (!share) return refuse('not_found', 'forms.unknown')
  const { state } = found.value
  if (isFinal(state)) return refuse('conflict', 'commitments.is_final', undefined, { state })
  if (share.version !== version) return refuse('conflict', 'forms.changed_meanwhile')
  return done({ commitment: found.value, share })
}

async function linked(store: Store, id: Id): Promise<Outcome<Commitment>> {
  const commitment = await findCommitment(store, id, 'all')
  return commitment ? done(commitment) : refuse('not_found', 'forms.unknown')
}
