/** What may be said of a step and what may be asked of one: each refusal by its key, at its field. */

import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/kernel/outcome.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import { decideStep } from '../../src/steps/draft.ts'
import { decideDueRequest } from '../../src/steps/due-request.ts'
import { decideProgress, type Progress } from '../../src/steps/progress.ts'
import { day, stepDraft, worded } from './world.ts'

const TODAY = day('2026-01-15')
const first = worded('first', { plannedOn: day('2026-01-31') })
const second = worded('second', { after: ['first'], plannedOn: day('2026-03-02') })
const firstDone = { ...first, state: 'done', doneOn: day('2026-01-10') } as const

const say = (step: typeof first, progress: Progress, steps = [first, second]) =>
  decideProgress(step, progress, { steps, today: TODAY, locale: 'en' })

/** A value, or the key of the refusal with its field and what it names. */
function told(outcome: Outcome<unknown>) {
  if (outcome.ok) return outcome.value
  const { messageKey, field, params } = outcome
  return [messageKey, ...(field ? [field] : []), ...(params?.steps ? [params.steps] : [])]
}

describe('progress', () => {
  test('begins and ends in its time', () => {
    expect(told(say(first, { kind: 'started', on: TODAY }))).toEqual({ state: 'running', startedOn: TODAY })
    const over = { kind: 'done', on: TODAY, evidence: ' № 17 ' } as const
    expect(told(say(first, over))).toEqual({ state: 'done', doneOn: TODAY, reason: '', evidence: '№ 17' })
  })

  test('neither begins nor ends before what it waits for, and names it', () => {
    const waits = ['steps.waits_for', '«first»']
    expect(told(say(second, { kind: 'started', on: TODAY }))).toEqual(waits)
    expect(told(say(second, { kind: 'done', on: TODAY, evidence: '' }))).toEqual(waits)
    const early = { kind: 'done', on: day('2026-01-09'), evidence: '' } as const
    const refused = ['steps.before_predecessor', 'on', '«first»']
    expect(told(say(second, early, [firstDone, second]))).toEqual(refused)
  })

  test('a skipped step lets through, but not past what it waited for itself', () => {
    const skipped = worded('skipped', { state: 'skipped', after: ['first'] })
    const last = worded('last', { after: ['skipped'] })
    const start = { kind: 'started', on: TODAY } as const
    expect(told(say(last, start, [first, skipped, last]))).toEqual(['steps.waits_for', '«first»'])
    expect(told(say(last, start, [firstDone, skipped, last]))).toEqual({ state: 'running', startedOn: TODAY })
  })

  test.each([
    [{ kind: 'started', on: day('2026-01-16') }, ['steps.in_future', 'on']],
    [{ kind: 'done', on: day('2026-01-16'), evidence: '' }, ['steps.in_future', 'on']],
    [{ kind: 'done', on: day('0001-01-01'), evidence: '' }, ['steps.date_out_of_range', 'on']],
    [{ kind: 'forecast', on: day('9999-12-31'), reason: 'x' }, ['steps.date_out_of_range', 'on']],
    [{ kind: 'forecast', on: day('2026-01-14'), reason: 'x' }, ['steps.forecast_past', 'on']],
    [{ kind: 'forecast', on: day('2026-02-14'), reason: ' ' }, ['steps.reason_missing', 'reason']],
    [{ kind: 'blocked', reason: ' ' }, ['steps.reason_missing', 'reason']],
    [{ kind: 'skipped', reason: '' }, ['steps.reason_missing', 'reason']],
    [{ kind: 'released' }, ['steps.not_blocked']],
    [{ kind: 'reopened' }, ['steps.not_settled']],
  ] as const)('%o is refused', (progress, refusal) => {
    expect(told(say(first, progress))).toEqual(refusal)
  })

  test('a step that began later cannot have ended before', () => {
    const running = { ...first, state: 'running', startedOn: day('2026-01-12') } as const
    const early = { kind: 'done', on: day('2026-01-11'), evidence: '' } as const
    expect(told(say(running, early))).toEqual(['steps.before_start', 'on'])
    expect(told(say(running, { kind: 'started', on: TODAY }))).toEqual(['steps.is_running'])
  })

  test('an obstacle comes with its reason and goes without a trace in the dates', () => {
    const blocked = { ...first, state: 'blocked', reason: 'No offer', startedOn: TODAY } as const
    expect(told(say(first, { kind: 'blocked', reason: 'No offer' }))).toEqual({
      state: 'blocked',
      reason: 'No offer',
    })
    expect(told(say(blocked, { kind: 'blocked', reason: 'Again' }))).toEqual(['steps.is_blocked'])
    expect(told(say(blocked, { kind: 'released' }))).toEqual({ state: 'running', reason: '' })
  })

  test('what is settled is settled, unless nothing after it began', () => {
    expect(told(say(firstDone, { kind: 'skipped', reason: 'x' }))).toEqual(['steps.is_settled'])
    expect(told(say(firstDone, { kind: 'reopened' }, [firstDone, second]))).toMatchObject({
      state: 'pending',
      doneOn: null,
    })
    const began = { ...second, state: 'running', startedOn: TODAY } as const
    expect(told(say(firstDone, { kind: 'reopened' }, [firstDone, began]))).toEqual([
      'steps.later_began',
      '«second»',
    ])
  })
})

describe('a step that is asked for', () => {
  const steps = [first, second]
  const faults = (changes: Parameters<typeof stepDraft>[0], own = null as typeof first | null) => {
    const outcome = decideStep(stepDraft(changes), { steps, own, locale: 'en' })
    return outcome.ok ? 'done' : faultsOf(outcome).map(({ field, messageKey }) => [field, messageKey])
  }

  test('may stand alone or wait for others', () => {
    expect(faults({})).toBe('done')
    expect(faults({ after: ['first'], plannedOn: day('2026-02-28') })).toBe('done')
  })

  test.each([
    [{ title: {} }, [['title_kk', 'forms.required']]],
    [{ title: { en: 'x' } }, [['authoritative', 'commitments.authoritative_missing']]],
    [{ after: ['unknown'] }, [['after', 'forms.not_a_choice']]],
    [{ plannedOn: day('0000-02-29') }, [['planned_on', 'steps.date_out_of_range']]],
    [{ plannedOn: day('2026-01-30'), after: ['first'] }, [['planned_on', 'steps.planned_before']]],
  ])('%o is refused', (changes, expected) => {
    expect(faults(changes)).toEqual(expected)
  })

  test('does not wait for itself, nor for who waits for it; the message names the steps', () => {
    const around = { after: ['second'], plannedOn: first.plannedOn }
    const outcome = decideStep(stepDraft(around), { steps, own: first, locale: 'en' })
    const circle = outcome.ok
      ? []
      : faultsOf(outcome).filter(({ messageKey }) => messageKey === 'steps.circle')
    const [named = ''] = circle.map(({ params }) => String(params?.steps))
    expect(named.split(', ').sort()).toEqual(['«first»', '«second»'])
    expect(faults({ after: ['first'], plannedOn: first.plannedOn }, first)).toEqual([
      ['after', 'steps.circle'],
    ])
  })

  test('keeps its plan in the order of its ties, and says why it moves', () => {
    const later = { plannedOn: day('2026-03-03'), reason: 'Later' }
    expect(faults(later, first)).toEqual([['planned_on', 'steps.planned_after']])
    expect(faults({ plannedOn: day('2026-02-01') }, first)).toEqual([['reason', 'steps.reason_missing']])
    expect(faults({ plannedOn: null }, first)).toEqual([['reason', 'steps.reason_missing']])
  })

  test('keeps dates and ties once it is done', () => {
    const place = { steps: [firstDone, second], own: firstDone, locale: 'en' } as const
    const moved = decideStep(stepDraft({ plannedOn: day('2026-02-01'), reason: 'x' }), place)
    expect(told(moved)).toEqual(['steps.is_settled'])
    expect(decideStep(stepDraft({ plannedOn: first.plannedOn }), place).ok).toBe(true)
  })
})

describe('another due date', () => {
  const commitment = { state: 'agreed', dueOn: day('2026-01-30'), duePrecision: 'day' } as const
  const ask = (dueOn: string, changes = {}) =>
    told(
      decideDueRequest(
        { ...commitment, ...changes },
        { dueOn: day(dueOn), duePrecision: 'day', reason: 'Tender' },
        TODAY,
      ),
    )

  test('is a later or an earlier day that is still to come', () => {
    expect(ask('2028-02-29')).toMatchObject({ dueOn: '2028-02-29' })
    expect(ask('2026-01-14')).toEqual(['steps.due_past', 'due_date'])
    expect(ask('2026-01-30')).toEqual(['commitments.same_due', 'due_date'])
    expect(ask('2026-03-01', { state: 'verified' })).toEqual(['commitments.cannot_move_due'])
  })
})
