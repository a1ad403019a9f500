/** The rules about invitations: who can be invited, when a letter may be edited, sent, reminded of, withdrawn. */

import { describe, expect, test } from 'vitest'
import {
  decideInvitations,
  decideLetterDraft,
  decideLetters,
  decideReminders,
  decideWithdrawal,
  isOpen,
  isSilent,
  isTold,
} from '../../src/invitations/invitation.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { done } from '../../src/kernel/outcome.ts'
import { aMeeting, instant } from '../meetings/meetings.ts'

const today = localDate('2025-09-01')
const meeting = aMeeting({ state: 'announced' })
const terms = { capacity: 'member', seats: 2, replyBy: null, today } as const
const known = new Set(['a', 'b'])

describe('inviting institutions', () => {
  const ask = (institutionIds: string[], more = {}) =>
    decideInvitations(meeting, { ...terms, institutionIds, ...more }, known, [
      { institutionId: 'b', state: 'sent' },
    ])

  test('takes many at once', () => {
    expect(decideInvitations(meeting, { ...terms, institutionIds: ['a', 'b'] }, known, [])).toEqual(
      done(['a', 'b']),
    )
  })

  test('takes one again whose invitation was withdrawn', () => {
    const invited = [{ institutionId: 'a', state: 'withdrawn' }] as const
    expect(decideInvitations(meeting, { ...terms, institutionIds: ['a'] }, known, invited)).toEqual(
      done(['a']),
    )
  })

  test.each([
    ['none chosen', [], {}, { field: 'institutions', messageKey: 'invitations.no_institution' }],
    [
      'an unknown one',
      ['a', 'x'],
      {},
      { field: 'institutions', messageKey: 'invitations.unknown_institution' },
    ],
    [
      'one that is invited',
      ['a', 'b'],
      {},
      { field: 'institutions', messageKey: 'invitations.already_invited' },
    ],
    [
      'a reply-by date gone by',
      ['a'],
      { replyBy: localDate('2025-08-31') },
      { field: 'reply_by', messageKey: 'invitations.reply_by_past' },
    ],
    [
      'a reply-by date after the first day',
      ['a'],
      { replyBy: localDate('2025-10-15') },
      { field: 'reply_by', messageKey: 'invitations.reply_by_after_meeting' },
    ],
  ])('refuses %s', (_, ids, more, fault) => {
    expect(ask(ids, more)).toMatchObject({ code: 'invalid', faults: [fault] })
  })

  test('the first day itself and today are good reply-by dates', () => {
    expect(ask(['a'], { replyBy: localDate('2025-10-14') }).ok).toBe(true)
    expect(ask(['a'], { replyBy: today }).ok).toBe(true)
  })

  test('tells all faults at once', () => {
    expect(ask([], { replyBy: localDate('2025-08-31') })).toMatchObject({
      faults: [{ field: 'institutions' }, { field: 'reply_by' }],
    })
  })

  test.each(['held', 'minuted', 'closed', 'cancelled'] as const)(
    'is over once the meeting is %s',
    (state) => {
      const over = aMeeting({ state })
      expect(decideInvitations(over, { ...terms, institutionIds: ['a'] }, known, [])).toMatchObject({
        code: 'conflict',
        messageKey: 'invitations.meeting_over',
      })
    },
  )
})

describe('the letter', () => {
  const draft = {
    capacity: 'observer',
    seats: 1,
    replyBy: null,
    letterNumber: '12-3/45',
    letterDate: null,
    addressee: 'Министрге',
    languages: ['kk', 'ru'],
  } as const

  test('can be edited until it is sent', () => {
    expect(decideLetterDraft(meeting, { state: 'draft' }, { ...draft, today })).toEqual(done(draft))
    expect(decideLetterDraft(meeting, { state: 'sent' }, { ...draft, today })).toMatchObject({
      code: 'conflict',
      messageKey: 'invitations.already_sent',
    })
  })

  test('needs a language', () => {
    expect(decideLetterDraft(meeting, { state: 'draft' }, { ...draft, languages: [], today })).toMatchObject({
      code: 'invalid',
      field: 'languages',
    })
  })
})

describe('a lot of letters', () => {
  test('goes out when every institution has somebody to write to', () => {
    expect(decideLetters(meeting, [{ institution: 'A', recipients: 1 }])).toEqual(done(undefined))
  })

  test('names the institutions without a focal point', () => {
    const lot = [
      { institution: 'A', recipients: 0 },
      { institution: 'B', recipients: 2 },
      { institution: 'C', recipients: 0 },
    ]
    expect(decideLetters(meeting, lot)).toMatchObject({
      code: 'invalid',
      field: 'invitations',
      messageKey: 'invitations.no_focal_point',
      params: { institutions: 'A; C' },
    })
  })

  test('is nothing when it is empty', () => {
    expect(decideLetters(meeting, [])).toMatchObject({ messageKey: 'invitations.nothing_to_send' })
  })

  test.each(['draft', 'postponed', 'held', 'cancelled'] as const)(
    'waits while the meeting is %s',
    (state) => {
      const lot = [{ institution: 'A', recipients: 1 }]
      expect(decideLetters(aMeeting({ state }), lot)).toMatchObject({
        code: 'conflict',
        messageKey: 'invitations.meeting_not_announced',
      })
    },
  )
})

describe('reminders', () => {
  const asked = [
    { id: 'silent', state: 'sent', remindedAt: null },
    { id: 'received', state: 'acknowledged', remindedAt: instant('2025-08-31T10:00:00Z') },
    { id: 'today', state: 'sent', remindedAt: instant('2025-08-31T19:30:00Z') },
    { id: 'named', state: 'nominated', remindedAt: null },
    { id: 'regrets', state: 'regrets', remindedAt: null },
    { id: 'draft', state: 'draft', remindedAt: null },
    { id: 'withdrawn', state: 'withdrawn', remindedAt: null },
  ] as const

  test('go to those who neither named anybody nor declined, acknowledged or not, and once a local day', () => {
    // 19:30Z on 31 August is half past midnight on 1 September in Astana.
    const decision = decideReminders(meeting, asked, today)
    expect(decision.ok && decision.value.map((one) => one.id)).toEqual(['silent', 'received'])
  })

  test('are refused when nobody is silent', () => {
    expect(decideReminders(meeting, asked.slice(2), today)).toMatchObject({
      messageKey: 'invitations.nobody_silent',
    })
  })
})

test('an invitation is withdrawn once', () => {
  expect(decideWithdrawal(meeting, { state: 'nominated' }).ok).toBe(true)
  expect(decideWithdrawal(meeting, { state: 'withdrawn' })).toMatchObject({ code: 'conflict' })
  expect(decideWithdrawal(aMeeting({ state: 'held' }), { state: 'sent' })).toMatchObject({ code: 'conflict' })
})

test('who is told, who can still answer, who is silent', () => {
  expect([isTold('announced'), isTold('in_session'), isTold('postponed'), isTold('draft')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([isOpen('postponed'), isOpen('in_session'), isOpen('held'), isOpen('cancelled')]).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect([isSilent({ state: 'acknowledged' }), isSilent({ state: 'regrets' })]).toEqual([true, false])
})
