/** The states of a meeting: the whole table, and what a refusal says. */

import { describe, expect, test } from 'vitest'
import { refuse } from '../../src/kernel/outcome.ts'
import type { MeetingFact, MeetingState } from '../../src/meetings/meeting.ts'
import {
  asksFirst,
  decideMove,
  gatheringFor,
  isEditable,
  MEETING_MOVES,
  possibleMoves,
} from '../../src/meetings/state.ts'
import { instant } from './meetings.ts'

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

  test('only what is mailed to everybody named asks first', () => {
    expect(MEETING_MOVES.filter(asksFirst)).toEqual(['announcement', 'postponement', 'cancellation'])
  })
})

describe('gathering what delegates have to learn', () => {
  const now = instant('2026-04-14T05:00:00Z')
  const endsAt = instant('2026-04-14T12:30:00Z')
  const of = (state: MeetingState, changed: MeetingFact, over = endsAt) =>
    gatheringFor(state, { changed: [changed], endsAt: over, now })

  test('takes five minutes before the meeting, for all that they see', () => {
    for (const state of ['announced', 'confirmed'] as const) {
      for (const seen of ['time', 'title', 'venue', 'link', 'format'] as const)
        expect(of(state, seen)).toEqual({ minutes: 5 })
      expect(of(state, 'kind')).toBe(null)
    }
  })

  test('takes one minute in session, for what leads there, until it is over', () => {
    for (const leads of ['time', 'venue', 'link', 'format'] as const) {
      expect(of('in_session', leads)).toEqual({ minutes: 1 })
      expect(of('in_session', leads, now)).toBe(null)
    }
    expect(of('in_session', 'title')).toBe(null)
  })

  test('does not begin when the meeting would be over before it ends', () => {
    for (const state of ['announced', 'confirmed'] as const) {
      expect(of(state, 'venue', instant('2026-04-14T05:05:00Z'))).toBe(null)
      expect(of(state, 'venue', instant('2026-04-14T05:05:01Z'))).toEqual({ minutes: 5 })
    }
    expect(of('in_session', 'venue', instant('2026-04-14T05:01:00Z'))).toBe(null)
  })

  test('is for nobody when no date holds', () => {
    for (const state of ['draft', 'postponed', 'held', 'minuted'] as const)
      expect(of(state, 'venue')).toBe(null)
  })
})
