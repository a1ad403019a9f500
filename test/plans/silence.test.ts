/** What must not be lost or said wrongly between asking for a plan and its reports: mail, silence, history. */

import { beforeEach, describe, expect, test } from 'vitest'
import { readSituation } from '../../src/digests/situation-queries.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { historyOf } from '../../src/ledger/queries.ts'
import { EVERYTHING } from '../../src/mail/filter.ts'
import { hindrancesOf } from '../../src/mail/hindrance-queries.ts'
import { listMail } from '../../src/mail/queries.ts'
import { writeText } from '../../src/plans/draft-commands.ts'
import { closePlan, setTerms } from '../../src/plans/plan-commands.ts'
import { promiseActivities } from '../../src/plans/promise-commands.ts'
import { findPlan, plansOf } from '../../src/plans/queries.ts'
import { remindOfPlans } from '../../src/plans/reminder-sending.ts'
import { isSilent } from '../../src/plans/reminders.ts'
import { answerRequest, openRequest } from '../../src/plans/report-commands.ts'
import { placedIn } from '../../src/plans/written-queries.ts'
import { openWorld, speaks, type World } from '../commitments/world.ts'
import { value } from '../meetings/world.ts'
import { decide, makePlans, present, versionOf, writePlan } from './sample.ts'

let world: World
let template: string
let plan: string
let other: string

beforeEach(async () => {
  world = await openWorld()
  const { store, coordinator, dialogueId, dist, cna, moh } = world
  const institutionIds = [dist, cna]
  const made = await makePlans(store, { actor: coordinator, dialogueId, institutionIds, monitorId: moh })
  template = made.template
  plan = made.plans.get(dist) ?? ''
  other = made.plans.get(cna) ?? ''
})

const owner = () => speaks(world.distPoint, world.dist)
const mailsOf = async (kind: string) =>
  (await world.store.db.selectFrom('outbox').select('person_id').where('kind', '=', kind).execute()).map(
    ({ person_id }) => person_id,
  )
const remindAt = (instant: string) => remindOfPlans(world.open.at(instant as Instant))

async function setDue(dueOn: string, personIds: readonly string[] = []) {
  const { store, coordinator: actor, moh } = world
  const version = await versionOf(store, plan)
  const asked = { actor, templateId: template, id: plan, version, monitorId: moh, personIds }
  value(await setTerms(store, { ...asked, dueOn: localDate(dueOn) }))
}

async function approve() {
  const activity = await writePlan(world.store, owner(), plan)
  await present(world.store, owner(), plan)
  await decide(world.store, { actor: world.coordinator, planId: plan, decision: 'approved' })
  return activity
}

const statesAt = async (instant: string, planId = plan) => {
  const store = world.open.at(instant)
  const rows = await placedIn(store, [template], await plansOf(store, [template]))
  return rows.find((row) => row.plan.id === planId)?.placed.map(({ state }) => state)
}

const MONTHS = { from: localDate('2026-01-01'), to: localDate('2026-06-30') }

describe('reminders', () => {
  test('go a week before, on the day and weekly four times; twice gives one; handing in ends them', async () => {
    // 2026-02-28 is a Saturday: the step of the day goes on Monday.
    const days: readonly [string, number][] = [
      ['2026-02-20T06:00:00Z', 0],
      ['2026-02-21T06:00:00Z', 0],
      ['2026-02-23T06:00:00Z', 1],
      ['2026-02-23T09:00:00Z', 0],
      ['2026-02-28T06:00:00Z', 0],
      ['2026-03-02T06:00:00Z', 1],
      ['2026-03-10T06:00:00Z', 1],
      ['2026-03-16T06:00:00Z', 1],
      ['2026-04-06T06:00:00Z', 1],
      ['2026-05-06T06:00:00Z', 0],
    ]
    for (const [instant, count] of days) expect([instant, await remindAt(instant)]).toEqual([instant, count])
    expect((await findPlan(world.store, plan))?.reminders).toBe(6)
  })

  test('who handed in is left alone', async () => {
    await writePlan(world.store, owner(), plan)
    await present(world.store, owner(), plan)
    expect(await remindAt('2026-03-10T06:00:00Z')).toBe(0)
  })
})

describe('mail', () => {
  test('about a later day goes out although there was some about the earlier one', async () => {
    expect(await remindAt('2026-02-23T06:00:00Z')).toBe(1)
    await setDue('2026-04-30')
    expect(await remindAt('2026-04-23T06:00:00Z')).toBe(1)
    expect(await mailsOf('plan_reminder')).toEqual([world.distPoint, world.distPoint])
  })

  test('reaches who is named to draft a plan that was asked for already, once', async () => {
    const before = await mailsOf('plan_request')
    await setDue('2026-02-28', [world.specialist, world.distPoint])
    await setDue('2026-03-15', [world.specialist, world.distPoint])
    expect(await mailsOf('plan_request')).toEqual([...before, world.specialist])
  })

  test('a plan that came back has two weeks before it is late, and is not silent', async () => {
    await writePlan(world.store, owner(), plan)
    await remindAt('2026-04-06T06:00:00Z')
    const late = world.open.at('2026-04-06T07:00:00Z')
    await present(late, owner(), plan)
    await decide(late, { actor: world.coordinator, planId: plan, decision: 'returned' })
    const found = await findPlan(world.store, plan)
    expect([found?.dueOn, found && isSilent(found)]).toEqual(['2026-04-20', false])
    expect(await remindAt('2026-04-07T06:00:00Z')).toBe(0)
    expect(await remindAt('2026-04-13T06:00:00Z')).toBe(1)
  })
})

describe('how activities stand', () => {
  test('those of a plan that was closed without approval are none', async () => {
    const { store, coordinator: actor, specialist, cna } = world
    const activity = await writePlan(store, speaks(specialist, cna), other)
    const version = await versionOf(store, other)
    value(await closePlan(store, { actor, templateId: template, id: other, version }))
    expect(await statesAt('2026-08-01T12:00:00Z', other)).toEqual([])
    const asked = { actor, templateId: template, planId: null, activityIds: [activity] }
    expect(await promiseActivities(store, asked)).toMatchObject({ messageKey: 'plans.not_accepted' })
  })

  test('nobody is silent to a request that was made before their plan was approved', async () => {
    const { store, coordinator: actor, specialist, cna } = world
    await approve()
    const early = { actor, templateId: template, ...MONTHS, dueOn: localDate('2026-02-01') }
    value(await openRequest(store, early))
    await writePlan(store, speaks(specialist, cna), other)
    const later = world.open.at('2026-01-20T06:00:00Z')
    await present(later, speaks(specialist, cna), other)
    await decide(later, { actor, planId: other, decision: 'approved' })
    expect([await statesAt('2026-02-02T12:00:00Z'), await statesAt('2026-02-02T12:00:00Z', other)]).toEqual([
      ['silent'],
      ['planned'],
    ])
  })

  test('who answered one request and not the next is silent; what was done stays done', async () => {
    const { coordinator: actor } = world
    const activityId = await approve()
    const ask = async (at: string, dueOn: string, claim: 'under_way' | 'done' | null) => {
      const store = world.open.at(at)
      const asked = { actor, templateId: template, ...MONTHS, dueOn: localDate(dueOn) }
      const requestId = value(await openRequest(store, asked))
      const answers = claim ? [{ activityId, claim, text: '' }] : []
      if (claim) value(await answerRequest(store, { actor: owner(), planId: plan, requestId, answers }))
    }
    await ask('2026-01-20T06:00:00Z', '2026-02-01', 'under_way')
    expect(await statesAt('2026-02-02T12:00:00Z')).toEqual(['reported'])
    await ask('2026-02-10T06:00:00Z', '2026-02-20', null)
    expect(await statesAt('2026-02-20T12:00:00Z')).toEqual(['reported'])
    expect(await statesAt('2026-02-21T12:00:00Z')).toEqual(['silent'])
    await ask('2026-02-25T06:00:00Z', '2026-03-01', 'done')
    await ask('2026-03-05T06:00:00Z', '2026-03-10', null)
    expect(await statesAt('2026-03-11T12:00:00Z')).toEqual(['reported'])
  })
})

test('the way of a plan is told although somebody typed for a long time', async () => {
  const { store } = world
  for (let n = 0; n < 60; n++)
    value(
      await writeText(store, {
        actor: owner(),
        planId: plan,
        part: 'audience',
        text: `Слово ${n}`,
        version: n,
      }),
    )
  const kinds = (await historyOf(store, [plan], 50, ['plan.written'])).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['plan.made', 'plan.requested', 'plan.written'])
})

test('one activity becomes one commitment, whoever asks at the same moment', async () => {
  const { store, coordinator: actor } = world
  const activity = await approve()
  const version = await versionOf(store, plan)
  const asked = { actor, templateId: template, planId: plan, activityIds: [activity] }
  value(await promiseActivities(store, asked))
  // The plan's own version moves: who read it before loses, whatever number is free.
  expect(await versionOf(store, plan)).toBe(version + 1)
})

describe('mail that failed', () => {
  test('is found by who coordinates the dialogue of its plan, and told in their digest', async () => {
    const { store, coordinator, dialogueId, otherDialogueId } = world
    const failed = { state: 'failed' as const, settled_at: store.now }
    await store.tidy(store.db.updateTable('outbox').set(failed).where('kind', '=', 'plan_request'))
    const { personId } = coordinator
    await store.tidy(
      store.db.insertInto('dialogue_roles').values({
        id: store.newId(),
        dialogue_id: dialogueId,
        person_id: personId,
        role: 'coordinator',
        granted_at: store.now,
        ended_at: null,
        version: 1,
      }),
    )
    const found = async (id: string) =>
      (await listMail(store, EVERYTHING, { dialogues: [id], personId })).lines.map(({ kind }) => kind)
    expect(await found(dialogueId)).toEqual(['plan_request'])
    expect(await found(otherDialogueId)).toEqual([])
    const since = '2026-01-01T00:00:00.000Z' as Instant
    const told = (await readSituation(store, [personId], since)).failed
    expect(told.map((mail) => mail.dialogueId)).toEqual([dialogueId])
  })

  test('is not sent again once the plan was handed in', async () => {
    const { store } = world
    await remindAt('2026-02-23T06:00:00Z')
    const failed = { state: 'failed' as const, settled_at: store.now }
    await store.tidy(store.db.updateTable('outbox').set(failed).where('kind', '=', 'plan_reminder'))
    const { id } = await store.db
      .selectFrom('outbox')
      .select('id')
      .where('kind', '=', 'plan_reminder')
      .executeTakeFirstOrThrow()
    expect(await hindrancesOf(store, id)).toEqual({ same: null, anew: null })
    await writePlan(store, owner(), plan)
    await present(store, owner(), plan)
    expect(await hindrancesOf(store, id)).toEqual({ same: 'ceased', anew: 'ceased' })
  })
})
