import { describe, expect, test } from 'vitest'
import { MAX_TRIES, nextTry } from '../../src/mail/backoff.ts'
import { type Candidate, settle, verdictOn } from '../../src/mail/settlement.ts'
import type { SendOutcome } from '../../src/mail/transport.ts'
import { NOW } from '../fixtures/store.ts'

const waiting: Candidate = {
  id: 'a',
  state: 'queued',
  domain: 'example.org',
  priority: 2,
  notAfter: null,
  method: null,
  overtaken: false,
  blocked: false,
  invited: false,
  suppressed: false,
  unsubscribed: false,
  crashes: 0,
  repeated: false,
}

describe('may a mail go now?', () => {
  const past = '2026-01-15T03:59:59.999Z' as typeof NOW
  test.each([
    ['when nothing speaks against it', {}, 'send'],
    ['at its very last moment', { notAfter: NOW }, 'send'],
    ['after that', { notAfter: past }, 'expired'],
    ['when a newer revision waits', { overtaken: true, blocked: true }, 'overtaken'],
    ['while the revision before it is being sent', { blocked: true }, 'wait'],
    ['to an address that is suspended', { suppressed: true }, 'suppressed'],
    ['to somebody who switched such mail off', { unsubscribed: true }, 'unsubscribed'],
    ['after two crashes', { crashes: 2 }, 'send'],
    ['after three crashes', { crashes: 3 }, 'crashed'],
    ['a cancellation of what was sent', { method: 'CANCEL', invited: true }, 'send'],
    ['a cancellation of what was never sent', { method: 'CANCEL' }, 'never_invited'],
    ['an invitation', { method: 'REQUEST' }, 'send'],
  ] as const)('%s', (_, differs, verdict) => {
    expect(verdictOn({ ...waiting, ...differs }, NOW)).toBe(verdict)
  })
})

describe('what becomes of an attempt', () => {
  const claimed = { attempts: 1, before: 'queued', repeated: false } as const
  const moment = { now: NOW, random: 0.5 }
  const settled = (result: SendOutcome, mail: Parameters<typeof settle>[0] = claimed) =>
    settle(mail, result, moment)

  test('sent is done with, and keeps no reply', () => {
    expect(settled({ outcome: 'sent', code: 250, reply: '250 OK' })).toEqual({
      state: 'sent',
      attempts: 1,
      settled_at: NOW,
      lease_until: null,
      lease_holder: null,
      last_code: 250,
      last_reply: '',
    })
  })

  test('rejected is done with, and says why', () => {
    const change = settled({ outcome: 'rejected', code: 550, reply: '550 5.1.1 no such user' })
    expect(change).toMatchObject({
      state: 'failed',
      settled_at: NOW,
      last_code: 550,
      last_reply: '550 5.1.1 no such user',
    })
  })

  test('a temporary refusal is tried again', () => {
    const change = settled({ outcome: 'retry', code: 450, reply: '450 later' })
    expect(change).toMatchObject({
      state: 'retry',
      settled_at: null,
      not_before: '2026-01-15T04:01:00.000Z',
    })
  })

  test('until the tries are used up', () => {
    const mail = { ...claimed, attempts: MAX_TRIES }
    expect(settled({ outcome: 'retry', code: 450, reply: '450 later' }, mail)).toMatchObject({
      state: 'failed',
    })
  })

  test.each([
    ['queued', 'queued'],
    ['retry', 'retry'],
    ['uncertain', 'uncertain'],
    ['sending', 'uncertain'],
  ] as const)('with the relay down a mail that was %s goes back as %s, untried', (before, state) => {
    const change = settled(
      { outcome: 'retry', reply: 'ECONNREFUSED', relayDown: true },
      { ...claimed, attempts: 3, before },
    )
    expect(change).toMatchObject({ state, attempts: 2, settled_at: null, last_reply: 'ECONNREFUSED' })
    expect(change.not_before).toBeUndefined()
  })

  test('uncertain is repeated once, after the lease, and then left to people', () => {
    const lost: SendOutcome = { outcome: 'uncertain', reply: 'Connection closed unexpectedly' }
    expect(settled(lost)).toMatchObject({
      state: 'uncertain',
      settled_at: null,
      not_before: '2026-01-15T04:15:00.000Z',
    })
    expect(settled(lost, { ...claimed, repeated: true })).toMatchObject({
      state: 'uncertain',
      settled_at: NOW,
    })
  })
})

describe('the time between tries', () => {
  test.each([
    [1, '2026-01-15T04:01:00.000Z'],
    [2, '2026-01-15T04:05:00.000Z'],
    [3, '2026-01-15T04:15:00.000Z'],
    [4, '2026-01-15T05:00:00.000Z'],
    [50, '2026-01-15T05:00:00.000Z'],
  ])('after try %i', (tries, next) => {
    expect(nextTry(NOW, tries, 0.5)).toBe(next)
  })

  test('is shifted by up to a fifth', () => {
    expect(nextTry(NOW, 4, 0)).toBe('2026-01-15T04:48:00.000Z')
    expect(nextTry(NOW, 4, 1)).toBe('2026-01-15T05:12:00.000Z')
  })

  test('adds up to five days', () => {
    let now = NOW
    for (let tries = 1; tries < MAX_TRIES; tries++) now = nextTry(now, tries, 0.5)
    expect(now).toBe('2026-01-20T03:21:00.000Z')
  })
})
