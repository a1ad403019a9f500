/** Canaries in the steps of a commitment, in a template and in requests for another due date. */

import { findCommitment } from '../../src/commitments/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Outcome } from '../../src/kernel/outcome.ts'
import type { Actor } from '../../src/people/may.ts'
import type { Matter } from '../../src/people/visible.ts'
import { addStep, noteProgress } from '../../src/steps/commands.ts'
import { refuseDueRequest } from '../../src/steps/due-request-commands.ts'
import { openDueRequests } from '../../src/steps/queries.ts'
import { insertDueRequest } from '../../src/steps/records.ts'
import { keepAsTemplate } from '../../src/steps/template-commands.ts'
import type { Store } from '../../src/store/store.ts'

interface Asked {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  /** A canary for a matter of it. */
  readonly word: (matter: Matter) => string
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.messageKey)
  return outcome.value
}

/** A step that anybody of the dialogue may read, and a shipment that only those who coordinate may know of. */
export async function stepsOfCommitment(store: Store, { actor, id, word }: Asked): Promise<void> {
  const shared = { actor, id, locale: 'ru' } as const
  const none = { institutionId: null, days: 10, plannedOn: null, after: [], reason: '' } as const
  const add = async (matter: Matter, guarded: boolean) => {
    const texts = { title: { ru: word(matter) }, who: { ru: word(matter) }, proof: { ru: word(matter) } }
    return value(
      await addStep(store, { ...shared, draft: { ...texts, ...none, authoritative: 'ru', guarded } }),
    )
  }
  const say = async (stepId: Id, matter: Matter) => {
    const on = localDate('2026-03-01')
    const moved = { kind: 'forecast', on, reason: word(matter) } as const
    const halted = { kind: 'blocked', reason: word(matter) } as const
    value(await noteProgress(store, { ...shared, stepId, version: 1, progress: moved }))
    value(await noteProgress(store, { ...shared, stepId, version: 2, progress: halted }))
    return stepId
  }
  await say(await add('commitment', false), 'report')
  await say(await add('commitment', true), 'shipment')
  const doneStep = await add('commitment', false)
  const over = { kind: 'done', on: localDate('2026-01-14'), evidence: word('report') } as const
  value(await noteProgress(store, { ...shared, stepId: doneStep, version: 1, progress: over }))
  const { dueOn } = (await findCommitment(store, id, 'all')) ?? {}
  if (dueOn) await requests(store, { actor, id, word })
}

async function requests(store: Store, { actor, id, word }: Asked): Promise<void> {
  const due = { dueOn: localDate('2026-05-01'), duePrecision: 'day', reason: word('report') } as const
  const commitment = await findCommitment(store, id, 'all')
  if (!commitment) throw new Error('no commitment')
  for (const statement of insertDueRequest(store, id, due, actor.personId)) await store.tidy(statement)
  const [request] = await openDueRequests(store, 'all')
  value(await refuseDueRequest(store, { actor, id, requestId: request?.id ?? '', reason: word('report') }))
}

/** Words of a template, read wherever its dialogue is. */
export async function templateOf(
  store: Store,
  asked: Omit<Asked, 'word'> & { word: () => string },
): Promise<void> {
  const { actor, id, word } = asked
  const title = { authoritative: 'ru', texts: { ru: word() } } as const
  const template = value(await keepAsTemplate(store, { actor, id, title, everywhere: false }))
  const words = { title: word(), who: word(), proof: word() }
  await store.tidy(
    store.db.updateTable('step_template_step_texts').set(words).where('template_id', '=', template),
  )
}
