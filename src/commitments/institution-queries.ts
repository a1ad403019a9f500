/** Whom a commitment may be given to: for who may not read the whole directory, the institutions of the dialogue. */

import { type InstitutionName, inProtocolOrder } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Store } from '../store/store.ts'

/** Every institution ever invited in a dialogue, or with a part in a commitment there, in protocol order. */
export async function institutionsOfDialogue(
  store: Store,
  dialogueId: Id,
  locale: Locale,
): Promise<InstitutionName[]> {
  const { db } = store
  const [invited, promised, supporting] = await Promise.all([
    db
      .selectFrom('invitations')
      .innerJoin('meetings', 'meetings.id', 'invitations.meeting_id')
      .select('invitations.institution_id')
      .distinct()
      .where('meetings.dialogue_id', '=', dialogueId)
      .execute(),
    db
      .selectFrom('commitments')
      .select(['lead_institution_id', 'verifier_institution_id'])
      .distinct()
      .where('dialogue_id', '=', dialogueId)
      .execute(),
    db
      .selectFrom('commitment_supporters')
      .innerJoin('commitments', 'commitments.id', 'commitment_supporters.commitment_id')
      .select('commitment_supporters.institution_id')
      .distinct()
      .where('commitments.dialogue_id', '=', dialogueId)
      .execute(),
  ])
  const ids = [
    ...[...invited, ...supporting].map((row) => row.institution_id),
    ...promised.flatMap((row) => [row.lead_institution_id, row.verifier_institution_id ?? []].flat()),
  ]
  const names = await institutionNames(store, [...new Set(ids)])
  return inProtocolOrder([...names.values()], locale)
}
