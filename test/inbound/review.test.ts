/** The secretariat decides about answers that nothing proves: one click each, on the record. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordFact } from '../../src/ledger/facts.ts'
import { forgottenReader } from '../../src/mail/forgotten.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { applyRetention } from '../../src/retention/nightly.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { alternative, deliveryReport, words } from './samples.ts'
import { DANA, type InboundWorld, openInboundWorld, TRUSTED } from './world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
})
afterEach(() => w.close())

const unproven = (more: object = {}) =>
  w.receive(
    alternative({ uid: w.uid, from: 'd.a@gov.example', attendee: DANA, partstat: 'DECLINED', ...more }),
  )

async function decide(decision: string, version = 1) {
  const [entry] = w.open()
  return w.organiser.post(`/mail/review/${entry?.id}/decision`, { decision, version: String(version) })
}

test('the page shows who wrote, for whom, what and why, without running any of it', async () => {
  await unproven({ comment: '<b>Не приеду</b>', name: '"<i>D</i>"' })
  const { body, status } = await w.organiser.get('/mail/review?lang=en')
  expect(status).toBe(200)
  for (const shown of [
    'd.a@gov.example',
    DANA,
    'Cannot attend',
    '&lt;b&gt;Не приеду&lt;/b&gt;',
    'be careful',
  ])
    expect(body).toContain(shown)
  expect(body).not.toContain('<b>Не')
  expect((await w.organiser.get('/?lang=en')).body).toContain('Answers to decide on: 1')
})

test('a stranger to the dialogue sees none of it and decides nothing', async () => {
  await unproven()
  const other = await w.signedIn({ rank: 'organiser' })
  expect((await other.get('/mail/review?lang=en')).body).toContain('Nothing is waiting.')
  const path = `/mail/review/${w.open()[0]?.id}/decision`
  expect((await other.post(path, { decision: 'refused', version: '1' })).status).toBe(404)
})

describe('a decision', () => {
  test.each(['same_person', 'on_behalf'])('%s makes the answer count', async (decision) => {
    await unproven()
    expect((await decide(decision)).status).toBe(303)
    expect(w.standing(DANA)).toEqual({ partstat: 'declined', sequence: 0, answers: 1 })
    expect(w.rows('delegate_answers')[0]).toMatchObject({
      recorded_by: w.organiser.personId,
      channel: 'email',
    })
    const facts = w
      .rows('facts')
      .slice(-2)
      .map(({ kind, actor_id }) => [kind, actor_id])
    expect(facts).toEqual([
      ['answer.reviewed', w.organiser.personId],
      ['delegate.answered', w.organiser.personId],
    ])
    expect(w.open()).toEqual([])
  })

  test.each(['deputy', 'refused'])('%s is recorded and changes no answer', async (decision) => {
    await unproven()
    expect((await decide(decision)).status).toBe(303)
    expect(w.standing(DANA)).toEqual({ partstat: 'needs_action', sequence: null, answers: 0 })
    expect(w.rows('inbound_answers')).toMatchObject([{ state: decision, decided_by: w.organiser.personId }])
  })

  test('is taken once', async () => {
    await unproven()
    const [entry] = w.open()
    const path = `/mail/review/${entry?.id}/decision`
    const form = { decision: 'on_behalf', version: '1' }
    const both = await Promise.all([w.organiser.post(path, form), w.organiser.post(path, form)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(w.standing(DANA).answers).toBe(1)
  })

  test('does not undo a newer answer of the person', async () => {
    await unproven({ stamp: '20260116T050000Z' })
    await w.receive(
      alternative({ uid: w.uid, from: DANA, authentication: TRUSTED, stamp: '20260116T060000Z' }),
    )
    await decide('on_behalf')
    expect(w.standing(DANA)).toEqual({ partstat: 'accepted', sequence: 0, answers: 2 })
  })

  test('that does not fit is refused: nobody makes a stranger a participant', async () => {
    await unproven({ attendee: 'd.a@gov.example' })
    expect(w.open()).toMatchObject([{ reason: 'stranger' }])
    expect((await decide('same_person')).status).toBe(400)
    expect((await decide('refused')).status).toBe(303)
  })
})

test('who is erased leaves no word of what came from them by mail', async () => {
  await unproven({ comment: 'Слово о себе', name: 'Некто' })
  await w.receive(words(DANA, 'Слово организаторам'))
  const to = bounceAddress(INSTANCE, w.mailTo(DANA).id)
  await w.receive(deliveryReport(to, { words: `smtp; 550 5.1.1 <${DANA}>` }), { from: '<>', to })
  const { id } = w.raw.prepare('select id from persons where email = ?').get(DANA) as { id: string }
  const person = { id, ownAddresses: [DANA] }
  const fact = recordFact(
    w.now(),
    { id: 'erasure-of-a-test', version: 0 },
    { kind: 'test.erased', actorId: 'system' },
  )
  await w.now().commit([fact, forgottenReader(w.now(), person)], null)
  const left = ['inbound_mails', 'inbound_answers', 'bounces', 'suppressions', 'outbox'].flatMap((table) =>
    w.rows(table).filter((row) => /Слово|Некто|dana@health/.test(JSON.stringify(row))),
  )
  expect(left).toEqual([])
})

test('after the meeting it is forgotten who wrote, and what was decided stays', async () => {
  await unproven({ comment: 'Слово' })
  await decide('refused')
  const later = w.at('2026-05-15T00:00:00Z')
  await applyRetention(later)
  expect(w.rows('inbound_answers')).toMatchObject([
    { from_address: '', attendee_address: '', comment: '', state: 'refused', partstat: 'declined' },
  ])
  expect(w.rows('inbound_mails')).toMatchObject([
    { from_address: '', verdict: 'calendar', outcome: 'review' },
  ])
  expect(await applyRetention(later)).toMatchObject({ count: 0 })
})
