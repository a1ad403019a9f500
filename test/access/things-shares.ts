/** A commitment that the lead reports on every month, and a joint one with its shares, in the states that acts need. */

import { recordCommitment } from '../../src/commitments/commands.ts'
import { findCommitment } from '../../src/commitments/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { setRecurrence } from '../../src/recurring/commands.ts'
import { takeShareReport } from '../../src/recurring/report-commands.ts'
import { shareOf } from '../../src/recurring/share-queries.ts'
import { value } from '../meetings/world.ts'
import { MONTHLY } from '../recurring/world.ts'
import type { Site } from './things.ts'

interface Owed {
  readonly commitment: Id
  readonly held: Id
  readonly lead: Id
  readonly verifier: Id
}

/** December is asked for: of the lead for `commitment`, of the other two institutions for `jointCommitment`. */
export async function shared({ store, actor }: Site, { commitment, held, lead, verifier }: Owed) {
  const jointCommitment = value(
    await recordCommitment(store, {
      ...{ actor, meetingId: held, text: { ru: 'Отчёты' }, authoritative: 'ru', leadId: lead },
      ...{ supporterIds: [verifier], verifierId: null, itemId: null, decisionId: null },
      ...{ objectiveId: null, visibility: 'members', agreed: true },
      due: { dueOn: localDate('2026-12-31'), duePrecision: 'day', reviewOn: null },
    }),
  )
  const recurs = async (id: Id, changes: Partial<typeof MONTHLY>) => {
    const { version = 0 } = (await findCommitment(store, id, 'all')) ?? {}
    value(await setRecurrence(store, { actor, id, version, draft: { ...MONTHLY, ...changes } }))
  }
  await recurs(commitment, { owedBy: 'lead' })
  await recurs(jointCommitment, { first: '2025-12' })
  await askForPeriods(store)
  const found = async (id: Id, institutionId: Id, periodKey = '2025-12') =>
    (await shareOf(store, id, { institutionId, periodKey }))?.id ?? ''
  const reportedShare = await found(jointCommitment, verifier)
  const said = {
    claim: 'done',
    text: 'Остаток 630',
    evidence: '',
    channel: 'phone',
    source: 'Звонок',
  } as const
  value(
    await takeShareReport(store, { actor, id: jointCommitment, shareId: reportedShare, version: 1, ...said }),
  )
  return { jointCommitment, reportedShare, share: await found(commitment, lead) }
}
