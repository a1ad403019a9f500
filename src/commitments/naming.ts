/**
 * The statements that give a commitment another person, and that remember to tell them; the promise stays with the
 * institution.
 */

import { revokeLinks } from '../auth/links.ts'
import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { insertRows } from '../store/limits.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { updateCommitment } from './commitments.ts'

/** Who is named by whom. */
interface Named {
  readonly personId: Id
  readonly actorId: Id
  /** The institution that names somebody of its own by its link; left out for the secretariat. */
  readonly namedFor?: Id
}

/**
 * Statements after which `personId` answers for the commitment. Reminders of the former person are void, and so is
 * the former person's link. The caller has checked that the person speaks for the lead.
 */
export function ownerNamed(
  store: Store,
  commitment: Commitment,
  named: Named,
): { readonly fact: FactStatement; readonly statements: readonly Statement[] } {
  const { id, personId: former, dateVersion } = commitment
  const { personId, actorId } = named
  const fact = { kind: 'commitment.person_named', actorId, details: { person: personId } }
  return {
    fact: recordFact(store, commitment, fact),
    statements: [
      updateCommitment(store, commitment, { person_id: personId, date_version: dateVersion + 1 }),
      withdrawUnsent(store, { subjectId: id, kind: 'reminder' }),
      // Its link is revoked below, and would stay so if the same person were named again before it goes.
      withdrawUnsent(store, { subjectId: id, kind: 'person_named' }),
      ...(former ? revokeLinks(store, { personId: former, purpose: 'report', subjectId: id }) : []),
      noteNaming(store, id, named),
    ],
  }
}

/**
 * The statement that remembers to tell `personId` of being named (`succession/telling.ts`). Who names themselves knows
 * it: then what was remembered before is forgotten. Naming somebody again tells them again, since their link is new.
 */
export function noteNaming(
  store: Store,
  commitmentId: Id,
  { personId, actorId, namedFor }: Named,
): Statement {
  if (personId === actorId)
    return store.db
      .deleteFrom('naming_letters')
      .where('commitment_id', '=', commitmentId)
      .where('person_id', '=', personId)
  const named = { named_for: namedFor ?? null, named_at: store.now, outbox_id: null }
  return store.db
    .insertInto('naming_letters')
    .values({ commitment_id: commitmentId, person_id: personId, ...named, version: 1 })
    .onConflict((conflict) =>
      conflict.columns(['commitment_id', 'person_id']).doUpdateSet((eb) => ({
        ...named,
        version: eb('naming_letters.version', '+', 1),
      })),
    )
}

/** As {@link noteNaming} for commitments that are new, in a few statements for any number of them. */
export function noteNewNamings(
  store: Store,
  named: readonly { readonly commitmentId: Id; readonly personId: Id }[],
  actorId: Id,
): Statement[] {
  const others = named.filter(({ personId }) => personId !== actorId)
  return insertRows(
    store.db,
    'naming_letters',
    others.map(({ commitmentId, personId }) => ({
      ...{ commitment_id: commitmentId, person_id: personId, named_for: null },
      ...{ named_at: store.now, outbox_id: null, version: 1 },
    })),
  )
}

/** A naming that a mail tells of. */
export interface ToldNaming {
  readonly commitmentId: Id
  readonly personId: Id
  /** Of the row, as it was read: a naming that came meanwhile stays untold. */
  readonly version: number
}

/** The statement that notes by which mail somebody was told of a naming. */
export function namingTold(
  store: Store,
  { commitmentId, personId, version }: ToldNaming,
  outboxId: Id,
): Statement {
  return store.db
    .updateTable('naming_letters')
    .set({ outbox_id: outboxId, version: version + 1 })
    .where('commitment_id', '=', commitmentId)
    .where('person_id', '=', personId)
    .where('version', '=', version)
}
