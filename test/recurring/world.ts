/** A commitment of the distributor that the ministry and the permit authority support and report on every month. */

import type { Commitment, CommitmentDraft } from '../../src/commitments/commitment.ts'
import type { Id } from '../../src/kernel/id.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { setRecurrence } from '../../src/recurring/commands.ts'
import type { RecurrenceDraft } from '../../src/recurring/recurrence.ts'
import type { Share } from '../../src/recurring/share.ts'
import { shareOf } from '../../src/recurring/share-queries.ts'
import type { Store } from '../../src/store/store.ts'
import { accepted, loaded, recorded, type World } from '../commitments/world.ts'

/** Reports on December are due on Monday 12 January 2026; today is the 15th. */
export const MONTHLY: RecurrenceDraft = {
  every: 'month',
  dayRule: 'working_day',
  day: 5,
  monthsAfter: 1,
  dayOff: 'next',
  first: '2025-12',
  last: null,
  owedBy: 'supporters',
  medicineId: null,
}

export async function recurring(
  world: World,
  draft: Partial<RecurrenceDraft> = {},
  changes: Partial<CommitmentDraft> = {},
): Promise<Commitment> {
  const supported = { supporterIds: [world.moh, world.cna], verifierId: null, ...changes }
  const { id, version } = await recorded(world, supported)
  const asked = { actor: world.coordinator, id, version, draft: { ...MONTHLY, ...draft } }
  accepted(await setRecurrence(world.store, asked))
  return loaded(world, id)
}

/** As {@link recurring}, with December asked for. */
export async function asked(world: World, changes: Partial<CommitmentDraft> = {}): Promise<Commitment> {
  const commitment = await recurring(world, {}, changes)
  await askForPeriods(world.store)
  return commitment
}

/** The share of an institution as it stands now. */
export async function shareNow(
  store: Store,
  commitmentId: Id,
  which: { institutionId: Id; periodKey?: string },
): Promise<Share> {
  const share = await shareOf(store, commitmentId, which)
  if (!share) throw new Error('not there')
  return share
}
