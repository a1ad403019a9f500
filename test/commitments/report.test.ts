/** Reports: who may give one, when, and what it has to say. */

import { describe, expect, test } from 'vitest'
import type { CommitmentState } from '../../src/commitments/commitment.ts'
import {
  type AskedReport,
  decideReport,
  decideReturn,
  type Report,
  reportToVerify,
} from '../../src/commitments/report.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { done } from '../../src/kernel/outcome.ts'
import { NOW } from '../fixtures/store.ts'
import { member, OPEN, speaker } from './sample.ts'

const DUE = localDate('2026-01-30')
const ask: AskedReport = {
  actor: speaker('dist'),
  claim: 'done',
  text: '',
  evidence: 'Order 214',
  channel: 'link',
  source: '',
  today: DUE,
}

describe('reporting a commitment', () => {
  test('the due day itself is on time', () => {
    expect(decideReport(OPEN, ask)).toEqual(
      done({
        claim: 'done',
        text: '',
        evidence: 'Order 214',
        source: '',
        late: false,
        state: 'reported_done',
      }),
    )
  })

  test('the day after is late, and counts', () => {
    expect(decideReport(OPEN, { ...ask, today: addDays(DUE, 1) })).toMatchObject({
      ok: true,
      value: { late: true, state: 'reported_done' },
    })
  })

  test('an undated commitment is never reported late', () => {
    const undated = { ...OPEN, dueOn: null }
    expect(decideReport(undated, { ...ask, today: localDate('2030-01-01') })).toMatchObject({
      value: { late: false },
    })
  })

  test.each([
    ['by another institution', OPEN, { ...ask, actor: speaker('moh') }, 'forbidden'],
    ['by somebody who speaks for nobody', OPEN, { ...ask, actor: speaker() }, 'forbidden'],
    ['by link from somebody signed in', OPEN, { ...ask, actor: member('organiser') }, 'forbidden'],
    ['once verified', { ...OPEN, state: 'verified' } as const, ask, 'conflict'],
    ['once dropped', { ...OPEN, state: 'dropped' } as const, ask, 'conflict'],
    ['while only proposed', { ...OPEN, state: 'proposed' } as const, ask, 'conflict'],
    ['a second time before it was checked', { ...OPEN, state: 'reported_done' } as const, ask, 'conflict'],
    ['as done, without evidence', OPEN, { ...ask, evidence: '  ' }, 'invalid'],
    ['as done, with a word for evidence', OPEN, { ...ask, evidence: 'done' }, 'invalid'],
    ['as in progress, without words', OPEN, { ...ask, claim: 'in_progress' } as const, 'invalid'],
    ['as blocked, without words', OPEN, { ...ask, claim: 'blocked' } as const, 'invalid'],
  ])('%s is refused', (_, commitment, asked, code) => {
    expect(decideReport(commitment, asked)).toMatchObject({ ok: false, code })
  })

  test.each<[CommitmentState, AskedReport['claim'], CommitmentState]>([
    ['agreed', 'in_progress', 'in_progress'],
    ['agreed', 'done', 'reported_done'],
    ['agreed', 'blocked', 'blocked'],
    ['in_progress', 'in_progress', 'in_progress'],
    ['in_progress', 'blocked', 'blocked'],
    ['blocked', 'blocked', 'blocked'],
    ['blocked', 'in_progress', 'in_progress'],
    ['blocked', 'done', 'reported_done'],
    ['returned', 'in_progress', 'in_progress'],
    ['returned', 'done', 'reported_done'],
  ])('from %s a report of %s leads to %s', (state, claim, after) => {
    const asked = { ...ask, claim, text: 'The tender is published' }
    expect(decideReport({ ...OPEN, state }, asked)).toMatchObject({ ok: true, value: { state: after } })
  })

  test('another institution learns nothing of the state', () => {
    const outcome = decideReport({ ...OPEN, state: 'verified' }, { ...ask, actor: speaker('moh') })
    expect(outcome).toEqual({
      ok: false,
      code: 'forbidden',
      messageKey: 'commitments.only_lead_reports',
    })
  })
})

describe('a report that the secretariat notes down', () => {
  const noted = { ...ask, channel: 'phone', source: 'Call from the chancery, 14.01.2026' } as const

  test.each(['organiser', 'coordinator', 'rapporteur'] as const)('is open to the %s', (role) => {
    expect(decideReport(OPEN, { ...noted, actor: member(role) })).toMatchObject({ ok: true })
  })

  test.each([
    ['by a viewer', { ...noted, actor: member('viewer') }, 'forbidden'],
    ['by the lead itself, who has the link', { ...noted, actor: speaker('dist') }, 'forbidden'],
    ['without its source', { ...noted, actor: member('coordinator'), source: ' ' }, 'invalid'],
  ])('%s is refused', (_, asked, code) => {
    expect(decideReport(OPEN, asked)).toMatchObject({ ok: false, code })
  })
})

describe('sending a report back', () => {
  const reported = { state: 'reported_done' } as const

  test('of "done" takes the commitment with it', () => {
    expect(decideReturn(reported, { state: 'sent', claim: 'done' }, ' No number ')).toEqual(
      done({ reason: 'No number', state: 'returned' }),
    )
  })

  test('of "in progress" leaves the commitment as it is', () => {
    expect(
      decideReturn({ state: 'in_progress' }, { state: 'sent', claim: 'in_progress' }, 'Unclear'),
    ).toEqual(done({ reason: 'Unclear', state: 'in_progress' }))
  })

  test.each([
    ['without a reason', { state: 'sent', claim: 'done' } as const, ' ', 'invalid'],
    ['twice', { state: 'returned', claim: 'done' } as const, 'No number', 'conflict'],
    ['after it was accepted', { state: 'accepted', claim: 'done' } as const, 'No number', 'conflict'],
  ])('%s is refused', (_, report, reason, code) => {
    expect(decideReturn(reported, report, reason)).toMatchObject({ ok: false, code })
  })
})

describe('the report to verify', () => {
  const report = (id: string, at: Instant, rest: Partial<Report>): Report => ({
    id,
    at,
    commitmentId: 'c1',
    claim: 'done',
    text: '',
    evidence: 'Order 214',
    channel: 'link',
    source: '',
    personId: null,
    late: false,
    state: 'sent',
    returnReason: '',
    ...rest,
  })

  test('is the last one that says done and was not sent back, in whatever order they come', () => {
    const first = report('r1', NOW, { state: 'accepted' })
    const last = report('r2', plus(NOW, { days: 1 }), {})
    const returned = report('r3', plus(NOW, { days: 2 }), { state: 'returned' })
    const progress = report('r4', plus(NOW, { days: 3 }), { claim: 'in_progress' })
    expect(reportToVerify([progress, returned, last, first])).toBe(last)
    expect(reportToVerify([first, last, returned, progress])).toBe(last)
  })

  test('is none when nothing was reported done', () => {
    expect(reportToVerify([report('r1', NOW, { claim: 'blocked' })])).toBeNull()
  })
})
