/** Mail between the answers: who watches over plans is told once a day, who was asked for reports is reminded twice. */

import { beforeEach, describe, expect, test } from 'vitest'
import { staleReminders } from '../../src/digests/recheck.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { hindrancesOf } from '../../src/mail/hindrance-queries.ts'
import { sendAnew } from '../../src/mail/renewal-commands.ts'
import { tellMonitors } from '../../src/plans/notice-sending.ts'
import { closePlan, setTerms } from '../../src/plans/plan-commands.ts'
import { answerRequest, closeRequest, openRequest } from '../../src/plans/report-commands.ts'
import { requestStep } from '../../src/plans/request-reminders.ts'
import { remindOfRequests } from '../../src/plans/request-sending.ts'
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
const writer = (id: string) => (id === plan ? owner() : speaks(world.specialist, world.cna))
const mails = (kind: string) =>
  world.store.db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
const isStale = async (id: string, at: string) => (await staleReminders(world.open.at(at), [id])).size === 1

async function handIn(id: string, at: string) {
  const store = world.open.at(at)
  await writePlan(store, writer(id), id)
  await present(store, writer(id), id)
}

describe('who watches over plans', () => {
  // Thursday 15 January 2026 in Almaty, and the mornings after it.
  const [THURSDAY, EVENING, FRIDAY] = ['2026-01-15T06:00:00Z', '2026-01-15T13:00:00Z', '2026-01-16T03:00:00Z']

  test('is told the next working morning of all plans of the day in one mail, once', async () => {
    await handIn(plan, THURSDAY)
    await handIn(other, EVENING)
    expect(await tellMonitors(world.open.at(EVENING))).toBe(0)
    expect(await tellMonitors(world.open.at('2026-01-16T02:59:00Z'))).toBe(0)
    const at = world.open.at(FRIDAY)
    expect(await Promise.all([tellMonitors(at), tellMonitors(at)])).toEqual([1, 0])
    expect(await tellMonitors(world.open.at('2026-01-19T06:00:00Z'))).toBe(0)
    const [mail, ...others] = await mails('plan_presented')
    expect(others).toEqual([])
    expect(mail).toMatchObject({ person_id: world.mohPoint, institution_id: world.moh, lang: 'kk' })
    expect(mail?.subject).toContain('2 жоспар')
    expect(mail?.body_text.match(/\/p\/\S+/g)).toHaveLength(2)
  })

  test('is told of a single plan in full, and not on days off', async () => {
    await handIn(plan, FRIDAY)
    expect(await tellMonitors(world.open.at('2026-01-17T06:00:00Z'))).toBe(0)
    expect(await tellMonitors(world.open.at('2026-01-19T06:00:00Z'))).toBe(1)
    expect((await mails('plan_presented')).map(({ subject_id }) => subject_id)).toEqual([plan])
  })

  test('is told nothing of what was answered before', async () => {
    await handIn(plan, THURSDAY)
    await handIn(other, THURSDAY)
    await decide(world.open.at(EVENING), { actor: world.coordinator, planId: plan, decision: 'returned' })
    expect(await tellMonitors(world.open.at(FRIDAY))).toBe(1)
    expect((await mails('plan_presented')).map(({ subject_id }) => subject_id)).toEqual([other])
  })

  test('is told nothing of what is no longer wanted', async () => {
    const { coordinator: actor } = world
    await handIn(plan, THURSDAY)
    const version = await versionOf(world.store, plan)
    value(await closePlan(world.open.at(EVENING), { actor, templateId: template, id: plan, version }))
    expect(await tellMonitors(world.open.at(FRIDAY))).toBe(0)
  })

  test('is told anew of what still waits when the mail lost one of its plans before it went', async () => {
    const { store, coordinator } = world
    await handIn(plan, THURSDAY)
    await handIn(other, EVENING)
    await tellMonitors(world.open.at(FRIDAY))
    const [mail] = await mails('plan_presented')
    const id = mail?.id ?? ''
    expect([mail?.subject_id, await isStale(id, FRIDAY)]).toEqual([plan, false])
    await decide(world.open.at('2026-01-16T04:00:00Z'), {
      actor: coordinator,
      planId: other,
      decision: 'approved',
    })
    expect(await isStale(id, '2026-01-16T04:05:00Z')).toBe(true)
    expect(await hindrancesOf(store, id)).toMatchObject({ same: 'busy' })
    const skipped = { state: 'skipped' as const, last_reply: 'withdrawn', settled_at: store.now }
    await store.tidy(store.db.updateTable('outbox').set(skipped).where('id', '=', id))
    expect(await tellMonitors(world.open.at('2026-01-16T04:10:00Z'))).toBe(1)
    expect(await tellMonitors(world.open.at('2026-01-16T05:00:00Z'))).toBe(0)
    const again = (await mails('plan_presented')).at(-1)
    expect([again?.subject_id, again?.state]).toEqual([plan, 'queued'])
    await decide(world.open.at('2026-01-16T06:00:00Z'), {
      actor: coordinator,
      planId: plan,
      decision: 'approved',
    })
    expect((await mails('plan_presented')).map(({ state }) => state)).toEqual(['skipped', 'skipped'])
    expect(await hindrancesOf(store, id)).toEqual({ same: 'ceased', anew: 'ceased' })
  })

  test('is told nothing any more when another institution watches before the mail went', async () => {
    const { store, coordinator: actor, dist } = world
    await handIn(other, THURSDAY)
    await tellMonitors(world.open.at(FRIDAY))
    const id = (await mails('plan_presented'))[0]?.id ?? ''
    expect(await isStale(id, FRIDAY)).toBe(false)
    const asked = { actor, templateId: template, id: other, version: await versionOf(store, other) }
    const dueOn = localDate('2026-03-15')
    value(await setTerms(store, { ...asked, personIds: [], monitorId: dist, dueOn }))
    expect(await isStale(id, FRIDAY)).toBe(true)
  })

  test('keeps a copy of a mail that failed as a task until the plan is answered', async () => {
    const { store, coordinator: actor } = world
    await handIn(plan, THURSDAY)
    await tellMonitors(world.open.at(FRIDAY))
    const fails = async () => {
      const failed = { state: 'failed' as const, settled_at: store.now }
      await store.tidy(store.db.updateTable('outbox').set(failed).where('kind', '=', 'plan_presented'))
      return (await mails('plan_presented')).at(-1)?.id ?? ''
    }
    value(await sendAnew(world.open.at('2026-01-16T04:00:00Z'), { actor, id: await fails() }))
    const copy = await fails()
    expect(await hindrancesOf(store, copy)).toEqual({ same: null, anew: null })
    await decide(world.open.at('2026-01-16T06:00:00Z'), { actor, planId: plan, decision: 'approved' })
    expect(await hindrancesOf(store, copy)).toEqual({ same: 'ceased', anew: 'ceased' })
  })

  test('is told again of a plan that came back, and who comes to watch over it, of what is there', async () => {
    const { store, coordinator: actor, moh, dist } = world
    await handIn(plan, THURSDAY)
    await tellMonitors(world.open.at(FRIDAY))
    await decide(world.open.at(FRIDAY), { actor, planId: plan, decision: 'returned' })
    await present(world.open.at('2026-01-19T06:00:00Z'), owner(), plan)
    expect(await tellMonitors(world.open.at('2026-01-20T06:00:00Z'))).toBe(1)
    await handIn(other, '2026-01-20T06:00:00Z')
    const version = await versionOf(store, other)
    const asked = { actor, templateId: template, id: other, version, personIds: [] }
    value(await setTerms(store, { ...asked, monitorId: dist, dueOn: localDate('2026-03-15') }))
    expect(await tellMonitors(world.open.at('2026-01-21T06:00:00Z'))).toBe(1)
    expect((await mails('plan_presented')).map(({ person_id }) => person_id)).toEqual([
      world.mohPoint,
      world.mohPoint,
      world.distPoint,
    ])
    expect(moh).not.toBe(dist)
  })
})

describe('a request for reports', () => {
  const MONTHS = { from: localDate('2026-01-01'), to: localDate('2026-06-30') }
  const ASKED = '2026-01-20T06:00:00Z'
  let requestId: string
  let activityId: string

  // Due on Tuesday 3 February 2026: a week before is Tuesday 27 January.
  beforeEach(async () => {
    const { store, coordinator: actor } = world
    activityId = await writePlan(store, owner(), plan)
    await present(store, owner(), plan)
    await decide(store, { actor, planId: plan, decision: 'approved' })
    const asked = { actor, templateId: template, ...MONTHS, dueOn: localDate('2026-02-03') }
    requestId = value(await openRequest(world.open.at(ASKED), asked))
  })
  const remind = (at: string) => remindOfRequests(world.open.at(at))
  const answer = async (at: string, claim: 'done' | 'under_way' = 'under_way') =>
    value(
      await answerRequest(world.open.at(at), {
        ...{ actor: owner(), planId: plan, requestId },
        answers: [{ activityId, claim, text: '' }],
      }),
    )

  test('is reminded of a week before the due day and once after it, whatever runs twice', async () => {
    const days: readonly [string, number][] = [
      ['2026-01-26T06:00:00Z', 0],
      ['2026-01-27T02:59:00Z', 0],
      ['2026-01-27T03:00:00Z', 1],
      ['2026-01-27T06:00:00Z', 0],
      ['2026-02-03T06:00:00Z', 0],
      ['2026-02-04T06:00:00Z', 1],
      ['2026-02-11T06:00:00Z', 0],
    ]
    for (const [at, count] of days) expect([at, await remind(at)]).toEqual([at, count])
    const sent = await mails('plan_report_reminder')
    expect(sent.map(({ person_id, list_id, subject_id }) => [person_id, list_id, subject_id])).toEqual([
      [world.distPoint, 'reminders', plan],
      [world.distPoint, 'reminders', plan],
    ])
    expect(sent[0]?.body_text).toMatch(/\/p\/\S+/)
    expect(sent[0]?.body_text).not.toContain('истёк')
    expect(sent[1]?.body_text).toContain('истёк')
    const at = world.open.at('2026-01-27T03:00:00Z')
    expect(await Promise.all([remindOfRequests(at), remindOfRequests(at)])).toEqual([0, 0])
  })

  test('that was answered is reminded of no more, and a reminder that waits is withdrawn', async () => {
    await remind('2026-01-27T06:00:00Z')
    await answer('2026-01-27T07:00:00Z')
    expect((await mails('plan_report_reminder')).map(({ state }) => state)).toEqual(['skipped'])
    expect(await remind('2026-02-04T06:00:00Z')).toBe(0)
  })

  test('that was ended takes its reminders back', async () => {
    const { coordinator: actor } = world
    await remind('2026-01-27T06:00:00Z')
    const store = world.open.at('2026-01-27T07:00:00Z')
    value(await closeRequest(store, { actor, templateId: template, id: requestId, version: 1 }))
    expect((await mails('plan_report_reminder')).map(({ state }) => state)).toEqual(['skipped'])
    expect(await remind('2026-02-04T06:00:00Z')).toBe(0)
  })

  test('whose reader pauses or wants no reminders waits for them, and ends two weeks after the day', async () => {
    const set = (row: { paused_until?: string | null; reminders?: 'on' | 'off' }) =>
      world.store.tidy(
        world.store.db
          .updateTable('persons')
          .set(row as never)
          .where('id', '=', world.distPoint),
      )
    await set({ paused_until: '2026-01-29' })
    expect(await remind('2026-01-28T06:00:00Z')).toBe(0)
    expect(await remind('2026-01-29T06:00:00Z')).toBe(1)
    await set({ reminders: 'off' })
    expect(await remind('2026-02-05T06:00:00Z')).toBe(0)
    await set({ reminders: 'on' })
    expect(await remind('2026-02-18T06:00:00Z')).toBe(0)
    expect(await remind('2026-02-17T06:00:00Z')).toBe(1)
  })

  test('that asks for nothing but what was reported done is reminded of by nobody', async () => {
    await answer('2026-01-21T06:00:00Z', 'done')
    const { coordinator: actor } = world
    const asked = { actor, templateId: template, ...MONTHS, dueOn: localDate('2026-02-20') }
    value(await openRequest(world.open.at('2026-01-25T06:00:00Z'), asked))
    expect(await remind('2026-02-13T06:00:00Z')).toBe(0)
  })
})

describe('the day of a reminder', () => {
  const ALMATY = zone('Asia/Almaty')
  const step = (asked: string, today: string, had: readonly ('before' | 'after')[] = []) =>
    requestStep(
      { dueOn: localDate('2026-02-03'), askedAt: asked as Instant },
      { today: localDate(today), zone: ALMATY, had: new Set(had) },
    )

  test.each([
    ['a week before', '2026-01-20T06:00:00Z', '2026-01-27', 'before'],
    ['not earlier', '2026-01-20T06:00:00Z', '2026-01-26', null],
    ['the day before, if asked a few days before that', '2026-01-26T06:00:00Z', '2026-02-02', 'before'],
    ['not a week before then', '2026-01-26T06:00:00Z', '2026-01-27', null],
    ['not on the day on which it was asked', '2026-02-02T06:00:00Z', '2026-02-02', null],
    ['after the due day', '2026-02-03T06:00:00Z', '2026-02-04', 'after'],
    ['not two weeks after it', '2026-01-20T06:00:00Z', '2026-02-18', null],
  ] as const)('%s', (_, asked, today, expected) => {
    expect(step(asked, today)).toBe(expected)
    expect(step(asked, today, ['before', 'after'])).toBe(null)
  })
})
