/** The steps of a commitment in the states that acts need, a request for another date, a template. */

import { findCommitment } from '../../src/commitments/queries.ts'
import { addDocument } from '../../src/documents/documents.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { addStep, noteProgress } from '../../src/steps/commands.ts'
import { askForDue } from '../../src/steps/due-request-commands.ts'
import type { Progress } from '../../src/steps/progress.ts'
import { openDueRequests } from '../../src/steps/queries.ts'
import { keepAsTemplate } from '../../src/steps/template-commands.ts'
import { value } from '../meetings/world.ts'
import type { Site } from './things.ts'

const DRAFT = {
  who: {},
  proof: {},
  authoritative: 'ru',
  institutionId: null,
  days: 30,
  plannedOn: null,
  after: [],
  guarded: false,
  reason: '',
} as const

interface Owed {
  readonly commitment: Id
  readonly lead: Id
  readonly leadPoint: Id
}

/** All steps are the lead's. */
export async function chain({ store, actor }: Site, { commitment, lead, leadPoint }: Owed) {
  const shared = { actor, id: commitment, locale: 'ru' } as const
  const one = async (progress?: Progress) => {
    const draft = { ...DRAFT, title: { ru: 'Тендер' } }
    const stepId = value(await addStep(store, { ...shared, draft }))
    if (progress) value(await noteProgress(store, { ...shared, stepId, version: 1, progress }))
    return stepId
  }
  const step = await one()
  const blockedStep = await one({ kind: 'blocked', reason: 'Нет предложений' })
  const doneStep = await one({ kind: 'done', on: localDate('2026-01-12'), evidence: '' })
  const { dialogueId = '' } = (await findCommitment(store, commitment, 'all')) ?? {}
  const bytes = new TextEncoder().encode('Протокол')
  const file = { name: 'proof.txt', mediaType: 'text/plain', bytes, createdBy: actor.personId }
  const proof = addDocument(store, file, { kind: 'step', subjectId: doneStep, dialogueId })
  value(await store.commit(proof.statements, null))
  const { version = 0 } = (await findCommitment(store, commitment, 'all')) ?? {}
  const link = {
    purpose: 'report' as const,
    subjectId: commitment,
    actor: { personId: leadPoint, rank: 'none' as const, roles: {}, speaksFor: [lead] },
  }
  const due = { dueOn: localDate('2026-03-31'), duePrecision: 'quarter' as const, reason: 'Тендер' }
  value(await askForDue(store, { link, due, version }))
  const requests = await openDueRequests(store, 'all')
  const dueRequest = requests.find(({ commitmentId }) => commitmentId === commitment)?.id ?? ''
  const title = { authoritative: 'ru', texts: { ru: 'Закупка' } } as const
  const stepTemplate = value(await keepAsTemplate(store, { actor, id: commitment, title, everywhere: false }))
  return { step, blockedStep, doneStep, dueRequest, stepTemplate, stepProof: proof.id }
}
