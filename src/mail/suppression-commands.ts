/** Writing to an address again: load, decide, commit. */

import { type Outcome, refuse } from '../kernel/outcome.ts'
import { type Actor, mayEditDirectory } from '../people/may.ts'
import type { SuppressionsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { SuppressionLiftingsTable } from '../store/mail-room-schema.ts'
import type { Store } from '../store/store.ts'
import { BOUNCE_CLASSES } from './bounce.ts'
import { decideLifting } from './suppression.ts'
import { findSuppression } from './suppression-queries.ts'
import { lifting } from './suppression-statements.ts'

interface AskedLifting {
  readonly actor: Actor
  readonly address: string
  readonly scope: SuppressionsTable['scope']
  readonly basis: SuppressionLiftingsTable['basis']
  readonly note: string
}

/**
 * Lifts a suppression, with its ground on record, and settles the open reports that caused it.
 * @returns `forbidden` without the right to change the directory, `not_found`, `invalid` as {@link decideLifting}.
 */
export async function liftSuppression(store: Store, asked: AskedLifting): Promise<Outcome<null>> {
  const { actor, address, scope } = asked
  if (!mayEditDirectory(actor)) return refuse('forbidden', 'forms.forbidden')
  const row = await findSuppression(store, actor, { address, scope })
  if (!row) return refuse('not_found', 'forms.unknown')
  const { basis, note } = asked
  const { personId } = actor
  const decision = decideLifting(row, basis)
  if (!decision.ok) return decision
  const reported = BOUNCE_CLASSES.filter((one) => one === row.reason)
  const settled = store.db
    .updateTable('bounces')
    .set((eb) => ({ lifted_by: personId, lifted_at: store.now, version: eb('version', '+', 1) }))
    .where('address', '=', address)
    .where(inList('class', reported))
    .where('lifted_at', 'is', null)
  return store.commit([...lifting(store, row, { personId, basis, note }), settled], null)
}
