/** Decisions: what a record has to hold, when it is carried, how it moves. */

import { describe, expect, test } from 'vitest'
import { done, faultsOf } from '../../src/kernel/outcome.ts'
import {
  type DecisionDraft,
  type DecisionState,
  decideDecision,
  decideMove,
  decisionCode,
  isCarried,
  isEditable,
  possibleMoves,
} from '../../src/minutes/decision.ts'

const draft: DecisionDraft = {
  text: { ru: 'Закупить препарат' },
  authoritative: 'ru',
  itemId: 'i1',
  method: 'consensus',
  votesFor: null,
  votesAgainst: null,
  votesAbstained: null,
  reservations: '',
}
const vote = { method: 'vote', votesFor: 12, votesAgainst: 1, votesAbstained: 3 } as const
const votes = (yes: number, no: number, none = 0) => ({ for: yes, against: no, abstained: none })

describe('a decision', () => {
  test('is cited by its number in the meeting', () => {
    expect(decisionCode({ number: 7 })).toBe('D-7')
  })

  test('by consensus holds no votes, whatever was typed', () => {
    expect(decideDecision({ ...draft, votesFor: 5 }, ['i1'])).toEqual(
      done({
        text: { ru: 'Закупить препарат' },
        authoritative: 'ru',
        itemId: 'i1',
        method: 'consensus',
        reservations: '',
        votes: null,
      }),
    )
  })

  test('by vote holds all three counts, also a zero', () => {
    expect(decideDecision({ ...draft, ...vote, votesAgainst: 0 }, ['i1'])).toMatchObject({
      ok: true,
      value: { votes: votes(12, 0, 3) },
    })
  })

  test('of the meeting as a whole has no item', () => {
    expect(decideDecision({ ...draft, itemId: null }, [])).toMatchObject({ ok: true })
  })

  test.each([
    ['without text', { text: {} }, ['text_kk']],
    ['whose binding language has no text', { authoritative: 'en' }, ['authoritative']],
    ['under an item of another meeting', { itemId: 'i9' }, ['item']],
    ['by vote without counts', { method: 'vote' }, ['votes_for', 'votes_against', 'votes_abstained']],
    ['by vote with one count missing', { ...vote, votesAbstained: null }, ['votes_abstained']],
    ['with several faults tells all', { text: {}, itemId: 'i9' }, ['text_kk', 'item']],
  ] as const)('%s is refused', (_, wrong, fields) => {
    const outcome = decideDecision({ ...draft, ...wrong }, ['i1'])
    expect(outcome.ok ? [] : faultsOf(outcome).map(({ field }) => field)).toEqual(fields)
  })
})

describe('a vote', () => {
  test.each([
    ['a simple majority', votes(7, 6), 'simple_majority', true],
    ['a tie', votes(6, 6), 'simple_majority', false],
    ['abstentions only', votes(0, 0, 9), 'simple_majority', false],
    ['exactly two thirds', votes(8, 4), 'two_thirds', true],
    ['just under two thirds', votes(7, 4), 'two_thirds', false],
    ['nobody', votes(0, 0), 'two_thirds', false],
    ['a majority where consensus is the rule', votes(7, 6), 'consensus', true],
  ] as const)('of %s', (_, counted, rule, carried) => {
    expect(isCarried(counted, rule)).toBe(carried)
  })
})

describe('the moves', () => {
  test.each([
    ['proposed', ['adoption', 'rejection', 'withdrawal']],
    ['adopted', ['supersession']],
    ['rejected', []],
    ['withdrawn', []],
    ['superseded', []],
  ] as const)('open from %s are %j', (state, moves) => {
    expect(possibleMoves(state)).toEqual(moves)
  })

  test.each([
    ['adoption', 'proposed', 'adopted'],
    ['rejection', 'proposed', 'rejected'],
    ['withdrawal', 'proposed', 'withdrawn'],
    ['supersession', 'adopted', 'superseded'],
  ] as const)('%s leads from %s to %s', (move, state, to) => {
    expect(decideMove({ state, votes: null }, move, 'consensus')).toEqual(done(to))
  })

  test('what is settled stays so', () => {
    expect(decideMove({ state: 'rejected', votes: null }, 'adoption', 'consensus')).toEqual({
      ok: false,
      code: 'conflict',
      messageKey: 'minutes.cannot_move',
      params: { state: 'rejected' },
    })
  })

  test('a lost vote is not adopted, but can be rejected', () => {
    const lost = { state: 'proposed', votes: votes(3, 8) } as const
    expect(decideMove(lost, 'adoption', 'simple_majority')).toMatchObject({
      messageKey: 'minutes.not_carried',
    })
    expect(decideMove(lost, 'rejection', 'simple_majority')).toEqual(done('rejected'))
  })
})

describe('correcting the words', () => {
  test.each<[DecisionState, 'held' | 'minuted' | 'closed', boolean]>([
    ['proposed', 'held', true],
    ['proposed', 'closed', true],
    ['adopted', 'held', true],
    ['adopted', 'minuted', false],
    ['adopted', 'closed', false],
    ['rejected', 'held', false],
    ['withdrawn', 'held', false],
    ['superseded', 'held', false],
  ])('of a decision that is %s at a meeting that is %s: %s', (state, meeting, editable) => {
    expect(isEditable(state, meeting)).toBe(editable)
  })
})
