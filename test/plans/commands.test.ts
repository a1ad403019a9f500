/** Plans from the template to the commitment: who may what, what is kept, what collides. */

import { beforeEach, describe, expect, test } from 'vitest'
import { findCommitment } from '../../src/commitments/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { countOpen } from '../../src/mail/queries.ts'
import {
  addActivity,
  editActivity,
  moveActivity,
  presentPlan,
  removeActivity,
  writeText,
} from '../../src/plans/draft-commands.ts'
import { tellMonitors } from '../../src/plans/notice-sending.ts'
import { createPlans, requestPlans, setTerms } from '../../src/plans/plan-commands.ts'
import { promiseActivities } from '../../src/plans/promise-commands.ts'
import { findPlan, findTemplate, plansOf } from '../../src/plans/queries.ts'
import { answerRequest, openRequest, verifyReports } from '../../src/plans/report-commands.ts'
import { answerPlan } from '../../src/plans/review-commands.ts'
import { editTemplate } from '../../src/plans/template-commands.ts'
import { countedIn, newestReports, placedIn, writtenOf } from '../../src/plans/written-queries.ts'
import { openWorld, speaks, type World } from '../commitments/world.ts'
import { value } from '../meetings/world.ts'
import { ACTIVITY, decide, makePlans, present, rowsOf, TEMPLATE, versionOf, writePlan } from './sample.ts'

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
const colleague = () => speaks(world.specialist, world.dist)
const monitor = () => speaks(world.mohPoint, world.moh)
/** Kinds and recipients of all mails, in an order of their own: those of one instant have none. */
const mails = async () =>
  (await world.store.db.selectFrom('outbox').select(['kind', 'person_id']).execute())
    .map(({ kind, person_id }) => [kind, person_id])
    .toSorted()

describe('a template', () => {
  test('from which plans were made stays as it is: the change is its next edition', async () => {
    const { store, coordinator: actor } = world
    const before = await findTemplate(store, template, 'all')
    const titles = { ru: 'Другое' }
    const next = value(
      await editTemplate(store, { actor, id: template, version: before?.version ?? 0, ...TEMPLATE, titles }),
    )
    expect(next).not.toBe(template)
    expect(await findTemplate(store, template, 'all')).toEqual(before)
    expect(await findTemplate(store, next, 'all')).toMatchObject({ edition: 2, seriesId: template })
  })
})

describe('plans in bulk', () => {
  test('leave those alone that are there, and one letter goes to each focal point', async () => {
    const { store, coordinator: actor, dist, moh, distPoint } = world
    const asked = {
      actor,
      templateId: template,
      monitorId: null,
      dueOn: localDate('2026-02-28'),
      meetingId: null,
    }
    expect(await createPlans(store, { ...asked, institutionIds: [dist, moh] })).toMatchObject({ value: 1 })
    expect(await plansOf(store, [template])).toHaveLength(3)
    // The third institution has nobody who can be written to: its plan waits for a telephone call.
    expect(await mails()).toEqual([['plan_request', distPoint]])
    // Whoever coordinates the dialogue finds it among its mail.
    const waiting = await countOpen(store, { dialogues: [world.dialogueId], personId: 'nobody' })
    expect(waiting.get('queued')).toBe(1)
    expect((await findPlan(store, other))?.askedAt).toBeNull()
    expect(await requestPlans(store, { actor, templateId: template })).toMatchObject({ value: 1 })
    expect(await requestPlans(store, { actor, templateId: template })).toMatchObject({ value: 0 })
  })

  test('named people are asked instead of the focal points', async () => {
    const { store, coordinator: actor, moh, specialist, distPoint } = world
    const terms = { dueOn: localDate('2026-03-15'), monitorId: moh, personIds: [specialist, distPoint] }
    const version = await versionOf(store, plan)
    const asked = { actor, templateId: template, id: plan, ...terms }
    expect(await setTerms(store, { ...asked, version })).toMatchObject({ ok: true })
    expect(
      await setTerms(store, { ...asked, version: version + 1, personIds: [world.mohPoint] }),
    ).toMatchObject({
      messageKey: 'forms.not_a_choice',
      field: 'people',
    })
  })

  test.each(['rapporteur', 'viewer'] as const)('a %s makes none', async (role) => {
    const { store, moh } = world
    const asked = { templateId: template, monitorId: null, dueOn: localDate('2026-02-28'), meetingId: null }
    const outcome = await createPlans(store, { actor: world[role], institutionIds: [moh], ...asked })
    expect(outcome).toMatchObject({ code: 'forbidden' })
  })
})

describe('drafting', () => {
  test('two people of one institution: the second learns of the first, and nothing is lost', async () => {
    const { store } = world
    const asked = { planId: plan, part: 'audience' as const }
    expect(await writeText(store, { actor: owner(), ...asked, text: 'Врачи', version: 0 })).toMatchObject({
      value: 1,
    })
    expect(
      await writeText(store, { actor: colleague(), ...asked, text: 'Полиция', version: 0 }),
    ).toMatchObject({
      code: 'conflict',
      messageKey: 'plans.text_changed',
    })
    expect((await writtenOf(store, plan)).texts.get('audience')?.text).toBe('Врачи')
    // The same text again, as a form sent twice or the script and the button.
    expect(await writeText(store, { actor: owner(), ...asked, text: 'Врачи', version: 0 })).toMatchObject({
      value: 1,
    })
    const both = { ...asked, text: 'Врачи, полиция', version: 1 }
    expect(await writeText(store, { actor: colleague(), ...both })).toMatchObject({ value: 2 })
    expect(await findPlan(store, plan)).toMatchObject({ state: 'drafted' })
  })

  test('another institution writes nothing, neither does who watches over it', async () => {
    const { store } = world
    const text = { planId: plan, part: 'audience' as const, text: 'Чужое', version: 0 }
    for (const actor of [speaks(world.distPoint, world.cna), monitor(), world.coordinator])
      expect(await writeText(store, { actor, ...text })).toMatchObject({ code: 'forbidden' })
  })

  test('activities are added, changed, moved and taken out', async () => {
    const { store } = world
    const asked = { actor: owner(), planId: plan }
    const first = value(await addActivity(store, { ...asked, draft: ACTIVITY }))
    const second = value(await addActivity(store, { ...asked, draft: { ...ACTIVITY, title: 'Второе' } }))
    value(await moveActivity(store, { ...asked, activityId: second, by: -1 }))
    expect((await rowsOf(store, plan)).map(({ id }) => id)).toEqual([second, first])
    const edit = { ...asked, activityId: first, draft: { ...ACTIVITY, title: 'Первое' } }
    expect(await editActivity(store, { ...edit, version: 1 })).toMatchObject({ value: 2 })
    const late = { ...edit, draft: { ...ACTIVITY, title: 'Иначе' }, version: 1 }
    expect(await editActivity(store, late)).toMatchObject({ messageKey: 'plans.text_changed' })
    const wrong = { ...ACTIVITY, endsOn: localDate('2026-02-01') }
    expect(await addActivity(store, { ...asked, draft: wrong })).toMatchObject({
      messageKey: 'plans.ends_before',
    })
    value(await removeActivity(store, { ...asked, activityId: second }))
    expect((await rowsOf(store, plan)).map(({ title }) => title)).toEqual(['Первое'])
  })

  test('an incomplete plan is not handed in; a complete one is closed to its writers', async () => {
    const { store } = world
    const asked = { actor: owner(), planId: plan }
    expect(await presentPlan(store, { ...asked, version: await versionOf(store, plan) })).toMatchObject({
      messageKey: 'plans.incomplete',
    })
    await writePlan(store, owner(), plan)
    expect(await presentPlan(store, { ...asked, version: 1 })).toMatchObject({ code: 'conflict' })
    await present(store, owner(), plan)
    expect(await writeText(store, { ...asked, part: 'audience', text: 'Поздно', version: 1 })).toMatchObject({
      messageKey: 'plans.not_open',
    })
    expect(await mails()).not.toContainEqual(['plan_presented', world.mohPoint])
    expect(await tellMonitors(world.open.at('2026-01-16T06:00:00Z'))).toBe(1)
    expect(await mails()).toContainEqual(['plan_presented', world.mohPoint])
  })
})

describe('the answer', () => {
  beforeEach(async () => {
    await writePlan(world.store, owner(), plan)
    await present(world.store, owner(), plan)
  })

  test('of who watches over it: returned with remarks, corrected, handed in again, approved', async () => {
    const { store } = world
    await decide(store, { actor: monitor(), planId: plan, decision: 'returned' })
    expect(await mails()).toContainEqual(['plan_answer', world.distPoint])
    expect(await findPlan(store, plan)).toMatchObject({ state: 'returned' })
    const asked = { actor: colleague(), planId: plan, part: 'message' as const, text: 'Точнее', version: 1 }
    value(await writeText(store, asked))
    expect(await findPlan(store, plan)).toMatchObject({ state: 'returned' })
    await present(store, owner(), plan)
    await decide(store, { actor: monitor(), planId: plan, decision: 'approved' })
    const { presentations, remarks } = await writtenOf(store, plan)
    expect(presentations.map(({ decision, decidedFor }) => [decision, decidedFor])).toEqual([
      ['returned', world.moh],
      ['approved', world.moh],
    ])
    expect(remarks).toEqual([{ number: 1, part: 'activity', text: 'Уточните сроки' }])
  })

  test('is nobody else’s: neither the owner, nor another institution, nor a viewer; a return says why', async () => {
    const { store } = world
    const asked = {
      planId: plan,
      decision: 'approved' as const,
      remarks: [],
      version: await versionOf(store, plan),
    }
    const both = speaks(world.mohPoint, world.moh, world.dist)
    for (const actor of [owner(), both, speaks(world.specialist, world.cna), world.viewer])
      expect(await answerPlan(store, { actor, ...asked })).toMatchObject({ code: 'forbidden' })
    expect(await answerPlan(store, { actor: monitor(), ...asked, decision: 'returned' })).toMatchObject({
      messageKey: 'plans.remark_missing',
    })
  })
})

describe('an approved plan', () => {
  let activity: string

  beforeEach(async () => {
    activity = await writePlan(world.store, owner(), plan)
    await present(world.store, owner(), plan)
    await decide(world.store, { actor: world.coordinator, planId: plan, decision: 'approved' })
  })

  const stateAt = async (instant: string) => {
    const store = world.open.at(instant)
    const plans = await plansOf(store, [template])
    const rows = await placedIn(store, [template], plans)
    // The matrix counts what the pages of the plans show.
    const counted = (await countedIn(store, [template], plans)).flatMap(({ placed }) => placed)
    expect(counted.map(({ activity, state }) => [activity.id, activity.kind, state]).sort()).toEqual(
      rows
        .flatMap(({ placed }) => placed.map(({ activity, state }) => [activity.id, activity.kind, state]))
        .sort(),
    )
    return rows.find((row) => row.plan.id === plan)?.placed.map(({ state }) => state)
  }

  test('gives commitments, once: led by its institution, due on the last day, verified by the monitor', async () => {
    const { store, coordinator: actor, dist, moh } = world
    const asked = { actor, templateId: template, planId: plan, activityIds: [activity] }
    expect(await promiseActivities(store, asked)).toMatchObject({ value: 1 })
    const [row] = await rowsOf(store, plan)
    const commitment = await findCommitment(store, row?.commitmentId ?? '', 'all')
    expect(commitment).toMatchObject({
      leadId: dist,
      verifierId: moh,
      dueOn: '2026-03-20',
      state: 'agreed',
      source: { kind: 'plan', id: activity },
    })
    expect(await promiseActivities(store, asked)).toMatchObject({ messageKey: 'plans.nothing_chosen' })
    expect(await stateAt('2026-03-20T12:00:00Z')).toEqual(['planned'])
    expect(await stateAt('2026-03-21T12:00:00Z')).toEqual(['silent'])
  })

  test('is asked about half-yearly: silent, reported, verified', async () => {
    const { store, coordinator: actor } = world
    const months = {
      from: localDate('2026-01-01'),
      to: localDate('2026-06-30'),
      dueOn: localDate('2026-03-01'),
    }
    const requestId = value(await openRequest(store, { actor, templateId: template, ...months }))
    expect(await findPlan(store, plan)).toMatchObject({ state: 'monitored' })
    const asked = (await mails()).filter(([kind]) => kind === 'plan_request')
    expect(asked).toEqual([
      ['plan_request', world.distPoint],
      ['plan_request', world.distPoint],
    ])
    expect(await stateAt('2026-03-01T12:00:00Z')).toEqual(['planned'])
    // Its day is over although the activity is not.
    expect(await stateAt('2026-03-02T12:00:00Z')).toEqual(['silent'])
    const answers = [{ activityId: activity, claim: 'done' as const, text: 'Было' }]
    const answer = { planId: plan, requestId, answers }
    expect(await answerRequest(store, { actor: monitor(), ...answer })).toMatchObject({ code: 'forbidden' })
    expect(await answerRequest(store, { actor: owner(), ...answer })).toMatchObject({ value: 1 })
    expect(await stateAt('2026-03-02T12:00:00Z')).toEqual(['reported'])
    const reportIds = [...(await newestReports(store, [plan])).values()].map(({ id }) => id)
    expect(await verifyReports(store, { actor: owner(), planId: plan, reportIds })).toMatchObject({
      code: 'forbidden',
    })
    expect(await verifyReports(store, { actor: monitor(), planId: plan, reportIds })).toMatchObject({
      value: 1,
    })
    expect(await stateAt('2026-03-02T12:00:00Z')).toEqual(['verified'])
  })
})
