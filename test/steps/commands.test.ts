/** Steps and requests for another date on SQLite: what is written, who may, what is mailed, what a conflict leaves. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeCommitment } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { dueChangesOf } from '../../src/commitments/record-queries.ts'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import {
  addStep,
  applyTemplate,
  editStep,
  noteProgress,
  placeStep,
  removeStep,
  sayProgress,
} from '../../src/steps/commands.ts'
import { askForDue, grantDueRequest, refuseDueRequest } from '../../src/steps/due-request-commands.ts'
import { dueRequestsOf, openDueRequests } from '../../src/steps/queries.ts'
import { editTemplate, keepAsTemplate, removeTemplate } from '../../src/steps/template-commands.ts'
import { findTemplate, templatesFor } from '../../src/steps/template-queries.ts'
import { accepted, loaded, mails, openWorld, recorded, speaks, type World } from '../commitments/world.ts'
import { dumpOf } from '../fixtures/store.ts'
import { type Chain, chained, day, stepDraft, stepNow, stepsNow } from './world.ts'

let world: World
let chain: Chain
beforeEach(async () => {
  world = await openWorld()
  chain = await chained(world)
})
afterEach(() => world.open.close())

const key = (outcome: Outcome<unknown>) => (outcome.ok ? 'done' : outcome.messageKey)
const onSteps = () => ({ actor: world.coordinator, id: chain.commitment.id, locale: 'en' as const })
const on = (stepId: string, version = 1) => ({ ...onSteps(), stepId, version })
const done = (date: string) => ({ kind: 'done', on: day(date), evidence: '№ 17' }) as const

describe('steps', () => {
  test('keep their order, ties and plan', async () => {
    const steps = await stepsNow(world, chain)
    expect(steps.map(({ id, position, after, plannedOn }) => [id, position, after, plannedOn])).toEqual([
      [chain.tender, 1, [], '2026-01-31'],
      [chain.contract, 2, [chain.tender], '2026-03-02'],
      [chain.permit, 3, [chain.contract], '2026-04-01'],
    ])
  })

  test('a forecast is kept with its reason and leaves the plan alone', async () => {
    const progress = { kind: 'forecast', on: day('2026-02-10'), reason: 'Two offers only' } as const
    accepted(await noteProgress(world.store, { ...on(chain.tender), progress }))
    const step = await stepNow(world, chain, chain.tender)
    expect(step).toMatchObject({ forecastOn: '2026-02-10', plannedOn: '2026-01-31', version: 2 })
    expect(step.moves.map(({ kind, oldOn, newOn, reason }) => [kind, oldOn, newOn, reason])).toEqual([
      ['forecast', '2026-01-31', '2026-02-10', 'Two offers only'],
    ])
  })

  test('a plan that moves is kept too, and its first day stays the measure', async () => {
    const draft = stepDraft({ plannedOn: day('2026-02-05'), reason: 'Holidays' })
    accepted(await editStep(world.store, { ...on(chain.tender), draft }))
    const step = await stepNow(world, chain, chain.tender)
    expect(step).toMatchObject({ firstPlannedOn: '2026-01-31', plannedOn: '2026-02-05' })
    expect(step.moves.map(({ kind, reason }) => [kind, reason])).toEqual([['planned', 'Holidays']])
  })

  test('two who write from the same version: the second is told, and nothing of theirs is written', async () => {
    accepted(await noteProgress(world.store, { ...on(chain.tender), progress: done('2026-01-14') }))
    const before = dumpOf(world.open.raw)
    const second = await noteProgress(world.store, { ...on(chain.tender), progress: done('2026-01-13') })
    expect(key(second)).toBe('forms.changed_meanwhile')
    expect(dumpOf(world.open.raw)).toEqual(before)
  })

  test('a step goes only while nothing happened to it, and who waited for it waits for those before', async () => {
    accepted(await removeStep(world.store, on(chain.contract)))
    expect((await stepNow(world, chain, chain.permit)).after).toEqual([chain.tender])
    accepted(
      await noteProgress(world.store, {
        ...on(chain.tender),
        progress: { kind: 'started', on: day('2026-01-12') },
      }),
    )
    expect(key(await removeStep(world.store, on(chain.tender, 2)))).toBe('steps.has_history')
  })

  test('change places without changing ties', async () => {
    accepted(await placeStep(world.store, { ...on(chain.contract), to: 'up' }))
    const steps = await stepsNow(world, chain)
    expect(steps.map(({ id }) => id)).toEqual([chain.contract, chain.tender, chain.permit])
    expect(steps[0]?.after).toEqual([chain.tender])
    expect(key(await placeStep(world.store, { ...on(chain.contract, 2), to: 'up' }))).toBe('done')
  })

  test.each(['rapporteur', 'viewer'] as const)('a %s changes none', async (role) => {
    const asked = { ...onSteps(), actor: world[role] }
    expect(key(await addStep(world.store, { ...asked, draft: stepDraft() }))).toBe('forms.forbidden')
  })

  test('elsewhere they do not exist', async () => {
    const asked = { ...onSteps(), actor: world.stranger, draft: stepDraft() }
    expect(key(await addStep(world.store, asked))).toBe('forms.unknown')
    const other = await recorded(world)
    expect(key(await removeStep(world.store, { ...on(chain.tender), id: other.id }))).toBe('forms.unknown')
  })
})

describe('by personal link', () => {
  const lead = () => ({
    purpose: 'report' as const,
    subjectId: chain.commitment.id,
    actor: speaks(world.distPoint, world.dist),
  })
  const authority = () => ({
    purpose: 'promises' as const,
    subjectId: world.cna,
    actor: speaks(world.mohPoint, world.cna),
  })
  const say = (link: ReturnType<typeof lead> | ReturnType<typeof authority>, stepId: string) =>
    sayProgress(world.store, {
      link,
      stepId,
      version: 1,
      locale: 'en',
      progress: { kind: 'blocked', reason: 'Strike' },
    })

  test('the lead speaks of every step of its commitment, another institution of its own ones', async () => {
    expect(key(await say(lead(), chain.permit))).toBe('done')
    expect(key(await say(authority(), chain.contract))).toBe('forms.unknown')
    expect(key(await say(lead(), chain.contract))).toBe('done')
  })

  test('the responsible institution speaks of its step', async () => {
    expect(key(await say(authority(), chain.permit))).toBe('done')
  })

  test('who speaks for the lead no longer says nothing, and nobody skips by link', async () => {
    const left = { ...lead(), actor: speaks(world.distPoint) }
    expect(key(await say(left, chain.tender))).toBe('forms.unknown')
    const other = await recorded(world)
    expect(key(await say({ ...lead(), subjectId: other.id }, chain.tender))).toBe('forms.unknown')
    const skip = { link: lead(), stepId: chain.tender, version: 1, locale: 'en' } as const
    const outcome = await sayProgress(world.store, { ...skip, progress: { kind: 'skipped', reason: 'x' } })
    expect(key(outcome)).toBe('forms.forbidden')
  })
})

describe('a template', () => {
  test('plans back from the end by its days, and its own names come in three languages', async () => {
    const { id } = await recorded(world)
    const plan = {
      template: 'procurement',
      chosen: [4, 5, 6, 7, 8, 9, 10, 11, 12],
      anchor: { kind: 'end', on: day('2026-01-28') },
    } as const
    expect(accepted(await applyTemplate(world.store, { ...onSteps(), id, plan }))).toBe(9)
    const steps = await stepsNow(world, { ...chain, commitment: await loaded(world, id) })
    // The worked example of domain.md §2.5: 106 days after the contract.
    expect(steps.map(({ title, plannedOn, guarded }) => [title.texts.en, plannedOn, guarded])).toEqual([
      ['Tender or purchase', '2025-09-14', false],
      ['Contract', '2025-10-14', false],
      ['Import permit', '2025-11-13', false],
      ['Export permit', '2025-12-03', false],
      ['Shipment', '2025-12-28', true],
      ['Customs clearance and quality control', '2026-01-07', true],
      ['Acceptance in the central warehouse', '2026-01-14', true],
      ['Distribution to regions and sites', '2026-01-28', true],
      ['Receipt at sites', '2026-01-28', false],
    ])
    expect(Object.keys(steps[0]?.who.texts ?? {}).sort()).toEqual(['en', 'kk', 'ru'])
  })

  test('plans from the start too; of no step and of no year it makes nothing', async () => {
    const { id } = await recorded(world)
    const apply = (chosen: readonly number[], date: string) =>
      applyTemplate(world.store, {
        ...onSteps(),
        id,
        plan: { template: 'minutes', chosen, anchor: { kind: 'start', on: day(date) } },
      })
    expect(key(await apply([], '2026-01-15'))).toBe('steps.nothing_chosen')
    expect(key(await apply([1], '0001-01-15'))).toBe('steps.date_out_of_range')
    accepted(await apply([1, 3], '2028-02-15'))
    const steps = await stepsNow(world, { ...chain, commitment: await loaded(world, id) })
    expect(steps.map(({ plannedOn }) => plannedOn)).toEqual(['2028-02-22', '2028-02-29'])
    expect(steps[1]?.after).toEqual([steps[0]?.id])
  })

  test('is kept from a commitment, changed, used and deleted', async () => {
    const { store, coordinator, dialogueId } = world
    const title = { authoritative: 'ru', texts: { ru: 'Закупка' } } as const
    const asked = { actor: coordinator, id: chain.commitment.id, title, everywhere: false }
    const id = accepted(await keepAsTemplate(store, asked))
    expect(key(await keepAsTemplate(store, { ...asked, everywhere: true }))).toBe('forms.forbidden')
    const kept = await findTemplate(store, dialogueId, id)
    expect(kept?.steps.map(({ days, after, guarded }) => [days, after, guarded])).toEqual([
      [30, [], false],
      [30, [1], false],
      [30, [2], true],
    ])
    const mine = { actor: coordinator, dialogueId, id }
    accepted(await editTemplate(store, { ...mine, version: 1, title, days: new Map([[2, 10]]) }))
    expect((await findTemplate(store, dialogueId, id))?.steps.map(({ days }) => days)).toEqual([30, 10, 30])
    expect(await findTemplate(store, world.otherDialogueId, id)).toBeNull()
    expect((await templatesFor(store, dialogueId)).map((one) => one.id)).toEqual([
      'procurement',
      'minutes',
      id,
    ])
    expect(key(await removeTemplate(store, { ...mine, version: 1 }))).toBe('forms.changed_meanwhile')
    accepted(await removeTemplate(store, { ...mine, version: 2 }))
    expect(await findTemplate(store, dialogueId, id)).toBeNull()
    expect(await stepsNow(world, chain)).toHaveLength(3)
  })

  test('of the whole instance are looked through for a name that is erased, too', async () => {
    const { store } = world
    const admin = {
      personId: world.coordinator.personId,
      rank: 'administrator',
      roles: {},
      speaksFor: [],
    } as const
    const title = { authoritative: 'ru', texts: { ru: 'Порядок Ахметовой' } } as const
    const kept = { actor: admin, id: chain.commitment.id, title, everywhere: true }
    const names = { ru: { surname: 'Ахметов', given: '', patronymic: '', salutation: '', position: '' } }
    expect(await mentionsOf(store, { names })).toEqual([])
    accepted(await keepAsTemplate(store, kept))
    const [first] = [world.dialogueId, world.otherDialogueId].sort()
    expect(await mentionsOf(store, { names })).toEqual([{ place: 'dialogue', id: first }])
  })
})

describe('another due date', () => {
  const link = () => ({
    purpose: 'report' as const,
    subjectId: chain.commitment.id,
    actor: speaks(world.distPoint, world.dist),
  })
  const ask = async (dueOn: string, reason = 'Two offers only') => {
    const { version } = await loaded(world, chain.commitment.id)
    const due = { dueOn: day(dueOn), duePrecision: 'day' as const, reason }
    return askForDue(world.store, { link: link(), due, version })
  }
  const open = async () => (await openDueRequests(world.store, [world.dialogueId]))[0]
  const onRequest = async () => ({
    actor: world.coordinator,
    id: chain.commitment.id,
    requestId: (await open())?.id ?? '',
  })

  test('moves nothing until it is granted; the grant is a move like any other and told', async () => {
    accepted(await ask('2026-03-15'))
    expect((await loaded(world, chain.commitment.id)).dueOn).toBe('2026-01-30')
    expect(await open()).toMatchObject({ commitmentId: chain.commitment.id, dueOn: '2026-03-15' })
    accepted(await grantDueRequest(world.store, await onRequest()))
    expect(await loaded(world, chain.commitment.id)).toMatchObject({ dueOn: '2026-03-15', dueMoves: 1 })
    expect(await dueChangesOf(world.store, [chain.commitment.id])).toMatchObject([
      { reason: 'Two offers only', requestedBy: 'Единый дистрибьютор', newDueOn: '2026-03-15' },
    ])
    expect((await mails(world)).map(({ kind, person_id }) => [kind, person_id])).toEqual([
      ['due_moved', world.distPoint],
    ])
    expect(await open()).toBeUndefined()
  })

  test('a second one replaces the first, which stays to be seen', async () => {
    accepted(await ask('2026-03-15'))
    accepted(await ask('2026-03-31', 'Even later'))
    const all = await dueRequestsOf(world.store, [chain.commitment.id])
    expect(all.map(({ state, reason }) => [state, reason]).sort()).toEqual([
      ['open', 'Even later'],
      ['replaced', 'Two offers only'],
    ])
  })

  test('a refusal needs a reason and is told by mail; a later move withdraws that mail', async () => {
    accepted(await ask('2026-03-15'))
    const asked = await onRequest()
    expect(key(await refuseDueRequest(world.store, { ...asked, reason: ' ' }))).toBe('steps.reason_missing')
    accepted(await refuseDueRequest(world.store, { ...asked, reason: 'The stock ends before' }))
    const [mail] = await mails(world)
    expect(mail).toMatchObject({ kind: 'due_refused', person_id: world.distPoint })
    expect(mail?.body_text).toContain('The stock ends before')
    expect(key(await grantDueRequest(world.store, asked))).toBe('steps.request_settled')
    const move = { reason: 'Agreed after all', requestedBy: 'DIST', due: dueOf('day', day('2026-02-15')) }
    accepted(await moveDueDate(world.store, { actor: world.coordinator, id: chain.commitment.id, ...move }))
    expect((await mails(world)).map(({ kind }) => kind)).toEqual(['due_moved'])
  })

  test('is not refused by letter once the commitment has ended', async () => {
    accepted(await ask('2026-03-15'))
    const asked = await onRequest()
    const end = { to: 'dropped' as const, reason: 'No longer needed', decisionId: null }
    accepted(
      await closeCommitment(world.store, { actor: world.coordinator, id: chain.commitment.id, ...end }),
    )
    const before = await mails(world)
    expect(key(await refuseDueRequest(world.store, { ...asked, reason: 'No' }))).toBe('commitments.is_final')
    expect(key(await grantDueRequest(world.store, asked))).toBe('commitments.cannot_move_due')
    expect(await mails(world)).toEqual(before)
  })

  test('is asked for by the lead only, answered by who coordinates only, and waits nowhere else', async () => {
    accepted(await ask('2026-03-15'))
    const asked = await onRequest()
    const stranger = { ...link(), actor: speaks(world.mohPoint, world.moh) }
    const due = { dueOn: day('2026-04-15'), duePrecision: 'day' as const, reason: 'x' }
    expect(key(await askForDue(world.store, { link: stranger, due, version: 5 }))).toBe('forms.unknown')
    expect(key(await grantDueRequest(world.store, { ...asked, actor: world.rapporteur }))).toBe(
      'forms.forbidden',
    )
    const other = await recorded(world)
    expect(key(await grantDueRequest(world.store, { ...asked, id: other.id }))).toBe('forms.unknown')
    expect(await openDueRequests(world.store, [world.otherDialogueId])).toEqual([])
    expect(await openDueRequests(world.store, [])).toEqual([])
  })

  test('waits no longer once nothing is owed', async () => {
    accepted(await ask('2026-03-15'))
    const { engine } = world.open
    const drop = engine.db.updateTable('commitments').set({ state: 'dropped' })
    await engine.runOne(drop.where('id', '=', chain.commitment.id).compile())
    expect(await openDueRequests(world.store, 'all')).toEqual([])
  })
})
