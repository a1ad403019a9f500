/** The states of a commitment: every move of domain.md §4.3 and no other. */

import { describe, expect, test } from 'vitest'
import type { CommitmentState } from '../../src/commitments/commitment.ts'
import {
  awaitsLead,
  COMMITMENT_STATES,
  canMove,
  decideClosing,
  decideMove,
  isFinal,
  OPEN_STATES,
} from '../../src/commitments/state.ts'
import { done } from '../../src/kernel/outcome.ts'

const ENDS: CommitmentState[] = ['superseded', 'dropped']
const TABLE: [CommitmentState, CommitmentState[]][] = [
  ['proposed', ['agreed', ...ENDS]],
  ['agreed', ['in_progress', 'blocked', 'reported_done', ...ENDS]],
  ['in_progress', ['blocked', 'reported_done', ...ENDS]],
  ['blocked', ['in_progress', 'reported_done', ...ENDS]],
  ['reported_done', ['verified', 'returned', ...ENDS]],
  ['returned', ['in_progress', 'blocked', 'reported_done', ...ENDS]],
  ['verified', []],
  ['superseded', []],
  ['dropped', []],
]

describe('the moves', () => {
  test.each(TABLE)('from %s lead to %j and nowhere else', (from, targets) => {
    expect(COMMITMENT_STATES.filter((to) => canMove(from, to))).toEqual(
      COMMITMENT_STATES.filter((to) => targets.includes(to)),
    )
  })

  test('only what was reported done can be verified', () => {
    expect(COMMITMENT_STATES.filter((from) => canMove(from, 'verified'))).toEqual(['reported_done'])
  })

  test('a move that is not in the table is refused with both states', () => {
    expect(decideMove({ state: 'agreed' }, 'verified')).toEqual({
      ok: false,
      code: 'conflict',
      messageKey: 'commitments.cannot_move',
      params: { from: 'agreed', to: 'verified' },
    })
  })

  test('three states are final, the others open', () => {
    expect(COMMITMENT_STATES.filter(isFinal)).toEqual(['verified', 'superseded', 'dropped'])
    expect(OPEN_STATES).toEqual(['proposed', 'agreed', 'in_progress', 'blocked', 'reported_done', 'returned'])
  })

  test('the lead owes the result in four of them', () => {
    expect(COMMITMENT_STATES.filter(awaitsLead)).toEqual(['agreed', 'in_progress', 'blocked', 'returned'])
  })
})

describe('ending a commitment', () => {
  test('takes a decision', () => {
    const asked = { to: 'dropped', reason: '', decisionId: 'd7' } as const
    expect(decideClosing({ state: 'agreed' }, asked)).toEqual(done(asked))
  })

  test('or a reason', () => {
    const asked = { to: 'superseded', reason: ' Replaced by C-14 ', decisionId: null } as const
    expect(decideClosing({ state: 'blocked' }, asked)).toEqual(
      done({ to: 'superseded', reason: 'Replaced by C-14', decisionId: null }),
    )
  })

  test('but not nothing', () => {
    const asked = { to: 'dropped', reason: '  ', decisionId: null } as const
    expect(decideClosing({ state: 'agreed' }, asked)).toMatchObject({ code: 'invalid', field: 'reason' })
  })

  test.each(['verified', 'superseded', 'dropped'] as const)('is refused once %s', (state) => {
    const asked = { to: 'dropped', reason: 'No longer needed', decisionId: null } as const
    expect(decideClosing({ state }, asked)).toMatchObject({ code: 'conflict' })
  })
})
