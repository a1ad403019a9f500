/** The states of a meeting: the whole table, and what a refusal says. */

import { describe, expect, test } from 'vitest'
import { refuse } from '../../src/kernel/outcome.ts'
import type { MeetingState } from '../../src/meetings/meeting.ts'
import { asksFirst, decideMove, isEditable, MEETING_MOVES, possibleMoves } from '../../src/meetings/state.ts'

const TABLE: Readonly<Record<MeetingState, Readonly<Record<string, MeetingState>>>> = {
  draft: { announcement: 'announced', cancellation: 'cancelled' },
  announced: { confirmation: 'confirmed', postponement: 'postponed', cancellation: 'cancelled' },
  confirmed: { opening: 'in_session', postponement: 'postponed', cancellation: 'cancelled' },
  postponed: { announcement: 'announced', cancellation: 'cancelled' },
  in_session: { holding: 'held', cancellation: 'cancelled' },
  held: { minuting: 'minuted' },
  minuted: { closing: 'closed' },
  closed: {},
  cancelled: {},
}
const STATES = Object.keys(TABLE) as MeetingState[]

describe('moving a meeting', () => {
  test.each(STATES.flatMap((state) => MEETING_MOVES.map((move) => [state, move] as const)))(
    'from %s by %s',
    (state, move) => {
      const outcome = decideMove(state, move)
      const to = TABLE[state][move]
      if (to) expect(outcome).toEqual({ ok: true, value: to })
      else expect(outcome).toMatchObject({ ok: false, code: 'conflict', messageKey: 'meetings.cannot_move' })
    },
  )

  test('a refusal names the state, the move and what is possible instead', () => {
    expect(decideMove('draft', 'confirmation')).toEqual(
      refuse('conflict', 'meetings.cannot_move', undefined, {
        state: 'draft',
        move: 'confirmation',
        possible: 'announcement,cancellation',
      }),
    )
  })

  test('a cancelled meeting stays cancelled', () => {
    expect(possibleMoves('cancelled')).toEqual([])
    expect(isEditable('cancelled')).toBe(false)
  })

  test('only what takes a date from people asks first', () => {
    expect(MEETING_MOVES.filter(asksFirst)).toEqual(['postponement', 'cancellation'])
  })
})
