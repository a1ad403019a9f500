/** The rules about delegations: seats, one head, once per person, replaced and taken back. */

import { describe, expect, test } from 'vitest'
import {
  decideAcknowledgement,
  decideNomination,
  decideRegrets,
  decideRemoval,
  decideReplacement,
  stateAfter,
} from '../../src/invitations/nomination.ts'
import { done } from '../../src/kernel/outcome.ts'
import { aMeeting } from '../meetings/meetings.ts'

const head = { id: 'd1', invitationId: 'i1', personId: 'p1', role: 'head', state: 'nominated' } as const
const foreign = { id: 'd2', invitationId: 'i2', personId: 'p2', role: 'head', state: 'nominated' } as const
const left = { id: 'd3', invitationId: 'i1', personId: 'p3', role: 'member', state: 'replaced' } as const
const delegation = {
  meeting: aMeeting({ state: 'announced' }),
  invitation: { id: 'i1', state: 'nominated', seats: 2 },
  delegates: [head, foreign, left],
} as const
const ask = { by: 'institution', role: 'member', personId: null } as const

describe('naming a person', () => {
  test('takes a seat that is free, whoever was replaced before', () => {
    expect(decideNomination(delegation, ask)).toEqual(done(undefined))
    expect(decideNomination(delegation, { ...ask, personId: 'p3' })).toEqual(done(undefined))
  })

  test.each([
    [
      'a second head',
      delegation,
      { ...ask, role: 'head' } as const,
      { messageKey: 'invitations.second_head', field: 'role' },
    ],
    [
      'one more than there are seats',
      { ...delegation, invitation: { ...delegation.invitation, seats: 1 } },
      ask,
      { messageKey: 'invitations.no_seat_left', field: 'role' },
    ],
    [
      'the same person twice',
      delegation,
      { ...ask, personId: 'p1' },
      { messageKey: 'invitations.named_already', field: 'email' },
    ],
    [
      'somebody another institution named',
      delegation,
      { ...ask, personId: 'p2' },
      { messageKey: 'invitations.named_already', field: 'email' },
    ],
  ])('refuses %s', (_, asked, nomination, refusal) => {
    expect(decideNomination(asked, nomination)).toMatchObject({ code: 'conflict', ...refusal })
  })

  test('is possible after regrets, and while the date is open', () => {
    const declined = { ...delegation, invitation: { ...delegation.invitation, state: 'regrets' } } as const
    expect(decideNomination(declined, ask).ok).toBe(true)
    expect(decideNomination({ ...delegation, meeting: aMeeting({ state: 'postponed' }) }, ask).ok).toBe(true)
  })

  test('is possible on the day itself and not after', () => {
    expect(decideNomination({ ...delegation, meeting: aMeeting({ state: 'in_session' }) }, ask).ok).toBe(true)
    expect(decideNomination({ ...delegation, meeting: aMeeting({ state: 'held' }) }, ask)).toMatchObject({
      code: 'conflict',
      messageKey: 'invitations.meeting_over',
    })
  })

  test('a withdrawn invitation is gone', () => {
    const withdrawn = { ...delegation, invitation: { ...delegation.invitation, state: 'withdrawn' } } as const
    expect(decideNomination(withdrawn, ask)).toMatchObject({ code: 'gone' })
  })

  test('before the letter is sent only an organiser records a name, from a letter on paper', () => {
    const unsent = { ...delegation, invitation: { ...delegation.invitation, state: 'draft' } } as const
    expect(decideNomination(unsent, ask)).toMatchObject({ messageKey: 'invitations.not_sent' })
    expect(decideNomination(unsent, { ...ask, by: 'organiser' }).ok).toBe(true)
  })
})

describe('replacing', () => {
  test('a head by a head, with all seats taken', () => {
    const full = { ...delegation, invitation: { ...delegation.invitation, seats: 1 } }
    expect(decideReplacement(full, 'd1', { ...ask, role: 'head' })).toEqual(done(undefined))
  })

  test.each([
    ['by the same person', 'd1', { ...ask, personId: 'p1' }, 'invitations.replaces_self'],
    ['somebody who left already', 'd3', ask, 'invitations.replaced_already'],
    ['another institution’s delegate', 'd2', ask, 'invitations.replaced_already'],
  ] as const)('is refused %s', (_, id, asked, messageKey) => {
    expect(decideReplacement(delegation, id, asked)).toMatchObject({ code: 'conflict', messageKey })
  })
})

test('a name is taken back once', () => {
  expect(decideRemoval(delegation, 'd1', 'institution').ok).toBe(true)
  expect(decideRemoval(delegation, 'd3', 'institution')).toMatchObject({ code: 'conflict' })
})

test('regrets are sent once', () => {
  expect(decideRegrets(delegation, 'institution').ok).toBe(true)
  const declined = { ...delegation, invitation: { ...delegation.invitation, state: 'regrets' } } as const
  expect(decideRegrets(declined, 'institution')).toMatchObject({ messageKey: 'invitations.regrets_already' })
})

test('receipt is acknowledged only before an answer', () => {
  const sent = { ...delegation, invitation: { ...delegation.invitation, state: 'sent' } } as const
  expect(decideAcknowledgement(sent).ok).toBe(true)
  expect(decideAcknowledgement(delegation)).toMatchObject({ messageKey: 'invitations.answered_already' })
})

test('without anybody named the letter is received but unanswered', () => {
  expect([stateAfter(1), stateAfter(0)]).toEqual(['nominated', 'acknowledged'])
})
