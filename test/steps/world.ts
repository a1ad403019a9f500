/** A commitment with three steps in a line, two of them by the lead and the last by the authority. */

import type { Commitment } from '../../src/commitments/commitment.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { addStep } from '../../src/steps/commands.ts'
import type { StepDraft } from '../../src/steps/draft.ts'
import { stepsOf } from '../../src/steps/queries.ts'
import type { DatedStep, Step } from '../../src/steps/step.ts'
import { accepted, loaded, recorded, type World } from '../commitments/world.ts'

export const day = localDate

/** A step as schedules take it: pending, with nothing known of it. */
export function dated(id: string, changes: Partial<DatedStep> = {}): DatedStep {
  return {
    id,
    state: 'pending',
    days: null,
    firstPlannedOn: changes.plannedOn ?? null,
    plannedOn: null,
    forecastOn: null,
    startedOn: null,
    doneOn: null,
    after: [],
    guarded: false,
    ...changes,
  }
}

/** The same with words. */
export function worded(id: string, changes: Partial<Step> = {}): Step {
  const words = { authoritative: 'en', texts: {} } as const
  return {
    ...dated(id, changes),
    commitmentId: 'c',
    position: 1,
    title: { authoritative: 'en', texts: { en: id } },
    who: words,
    proof: words,
    institutionId: null,
    reason: '',
    evidence: '',
    moves: [],
    version: 1,
    ...changes,
  }
}

/** What is most often asked for. */
export function stepDraft(changes: Partial<StepDraft> = {}): StepDraft {
  return {
    title: { en: 'Tender', ru: 'Тендер' },
    who: {},
    proof: {},
    authoritative: 'ru',
    institutionId: null,
    days: 30,
    plannedOn: null,
    after: [],
    guarded: false,
    reason: '',
    ...changes,
  }
}

export interface Chain {
  readonly commitment: Commitment
  /** Tender, contract, permit: ends planned on 31 Jan, 2 Mar and 1 Apr 2026. */
  readonly tender: Id
  readonly contract: Id
  readonly permit: Id
}

/** Now is 2026-01-15 in Astana. */
export async function chained(world: World): Promise<Chain> {
  const commitment = await recorded(world)
  const add = async (draft: StepDraft) =>
    accepted(await addStep(world.store, { actor: world.coordinator, id: commitment.id, locale: 'en', draft }))
  const tender = await add(stepDraft({ plannedOn: day('2026-01-31') }))
  const contract = await add(
    stepDraft({ title: { ru: 'Договор', en: 'Contract' }, plannedOn: day('2026-03-02'), after: [tender] }),
  )
  const permit = await add(
    stepDraft({
      title: { ru: 'Разрешение', en: 'Permit' },
      plannedOn: day('2026-04-01'),
      after: [contract],
      institutionId: world.cna,
      guarded: true,
    }),
  )
  return { commitment: await loaded(world, commitment.id), tender, contract, permit }
}

/** The steps as they stand now. */
export async function stepsNow(world: World, { commitment }: Chain): Promise<readonly Step[]> {
  return (await stepsOf(world.store, [commitment.id])).get(commitment.id) ?? []
}

/** One of them. */
export async function stepNow(world: World, chain: Chain, id: Id): Promise<Step> {
  const step = (await stepsNow(world, chain)).find((one) => one.id === id)
  if (!step) throw new Error('the step is not there')
  return step
}
