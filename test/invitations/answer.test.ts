/** The rules about a delegate's answer: when it is taken, to which revision, and when it no longer holds. */

import { describe, expect, test } from 'vitest'
import {
  answeredSequence,
  decideAnswer,
  type GivenAnswer,
  latestAnswer,
  outdatedAnswer,
  tally,
} from '../../src/invitations/answer.ts'
import { done } from '../../src/kernel/outcome.ts'
import { instant } from '../meetings/meetings.ts'

const meeting = { state: 'announced', dateVersion: 2 } as const
const delegate = { state: 'nominated' } as const

describe('an answer', () => {
  test('is taken for the dates in force', () => {
    expect(decideAnswer(meeting, delegate, { dateVersion: 2 })).toEqual(done(undefined))
  })

  test.each([
    [
      'to dates that moved meanwhile',
      meeting,
      delegate,
      { code: 'conflict', messageKey: 'invitations.time_moved' },
    ],
    [
      'by somebody replaced',
      meeting,
      { state: 'replaced' },
      { code: 'gone', messageKey: 'invitations.no_longer_delegate' },
    ],
    [
      'to a cancelled meeting',
      { ...meeting, state: 'cancelled' },
      delegate,
      { code: 'conflict', messageKey: 'invitations.meeting_cancelled' },
    ],
    [
      'without a date',
      { ...meeting, state: 'postponed' },
      delegate,
      { code: 'conflict', messageKey: 'invitations.meeting_postponed' },
    ],
    [
      'after the meeting',
      { ...meeting, state: 'held' },
      delegate,
      { code: 'conflict', messageKey: 'invitations.meeting_over' },
    ],
  ] as const)('%s is refused', (_, where, who, refusal) => {
    expect(decideAnswer(where, who, { dateVersion: 1 })).toMatchObject(refusal)
  })

  test('given while a new time waits to be mailed is an answer to the coming revision', () => {
    expect([answeredSequence(3, false), answeredSequence(3, true)]).toEqual([3, 4])
  })
})

const given = (at: string, partstat: GivenAnswer['partstat']): GivenAnswer => ({
  id: at,
  delegateId: 'd1',
  partstat,
  comment: '',
  sequence: 0,
  at: instant(at),
  channel: 'link',
  recordedBy: 'p1',
})

describe('the history', () => {
  const history = [given('2025-09-02T06:00:00Z', 'declined'), given('2025-09-01T06:00:00Z', 'accepted')]

  test('has a latest answer, in whatever order it is read', () => {
    expect(latestAnswer(history)?.partstat).toBe('declined')
    expect(latestAnswer([])).toBeNull()
  })

  test('shows the old answer only while none holds', () => {
    expect(outdatedAnswer({ partstat: 'needs_action' }, history)?.partstat).toBe('declined')
    expect(outdatedAnswer({ partstat: 'declined' }, history)).toBeNull()
    expect(outdatedAnswer({ partstat: 'needs_action' }, [])).toBeNull()
  })
})

test('the tally leaves out those who are not named any more', () => {
  expect(
    tally([
      { state: 'nominated', partstat: 'accepted' },
      { state: 'nominated', partstat: 'needs_action' },
      { state: 'replaced', partstat: 'accepted' },
    ]),
  ).toEqual({ accepted: 1, tentative: 0, declined: 0, needs_action: 1 })
})
