/** Reads of what institutions owe within commitments, by period or in part, and who answers for it. */

import { commitmentsById } from '../commitments/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { OwedShare } from '../recurring/asked.ts'
import { openSharesUntil } from '../recurring/share-queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Unreached } from './call.ts'
import type { Reader } from './owner.ts'
import { type Owned, ownersNow } from './owner-queries.ts'
import { activeDialogueIds, unreachedBy } from './queries.ts'
import { isWithdrawn } from './withdrawn-queries.ts'

/** What is owed by period or in part in dialogues that are under way, and who answers for it. */
export interface SharesNow {
  readonly owed: readonly OwedShare[]
  /** By share: everybody who answers for it and has an address; nobody is an empty list. */
  readonly owners: ReadonlyMap<Id, readonly Id[]>
  readonly people: ReadonlyMap<Id, Reader>
  /** Those of the owners whom no reminder reaches, and why. */
  readonly unreached: ReadonlyMap<Id, Unreached>
}

/**
 * The shares that are due up to a day; eight queries.
 * @param asked.among shares of these institutions only. @param asked.dialogues those in these dialogues only.
 */
export async function sharesNow(
  store: Store,
  asked: { readonly until: LocalDate; readonly among?: readonly Id[]; readonly dialogues?: readonly Id[] },
): Promise<SharesNow> {
  const shares = await openSharesUntil(store, asked.until, asked)
  const ids = [...new Set(shares.map(({ commitmentId }) => commitmentId))]
  const [commitments, active] = await Promise.all([commitmentsById(store, ids), activeDialogueIds(store)])
  const owed = shares.flatMap((share): OwedShare[] => {
    const commitment = commitments.get(share.commitmentId)
    return commitment && active.has(commitment.dialogueId) ? [{ share, commitment }] : []
  })
  const { owners, people } = await ownersNow(store, owed.map(ownedOf))
  const unreached = await unreachedBy(store, 'reminders', [...people.values()])
  return { owed, owners, people, unreached }
}

/** Who answers for a share: the person named for the commitment where the lead owes it, else the focal points. */
function ownedOf({ share, commitment }: OwedShare): Owned {
  const { id, institutionId } = share
  const personId = institutionId === commitment.leadId ? commitment.personId : null
  return { id, leadId: institutionId, personId, zone: commitment.zone }
}

/** The steps that people had for these shares, by {@link shareStepKey}; those of a withdrawn mail do not count. */
export async function sentShareSteps(
  store: Store,
  shareIds: readonly Id[],
): Promise<Map<string, Set<string>>> {
  const rows = await store.db
    .selectFrom('share_reminders')
    .leftJoin('outbox', 'outbox.id', 'share_reminders.outbox_id')
    .select(['share_id', 'due_on', 'step', 'share_reminders.person_id'])
    .where(inList('share_id', shareIds))
    .where((eb) => eb.or([eb('outbox.id', 'is', null), eb.not(isWithdrawn(eb))]))
    .execute()
  const steps = new Map<string, Set<string>>()
  for (const { share_id, due_on, step, person_id } of rows) {
    const key = shareStepKey(share_id, due_on, person_id)
    steps.set(key, (steps.get(key) ?? new Set()).add(step))
  }
  return steps
}

/** The due day is the version of the date: a part that is given another one is reminded of anew. */
export function shareStepKey(shareId: Id, dueOn: LocalDate | null, personId: Id): string {
  return `${shareId}/${dueOn ?? ''}/${personId}`
}
