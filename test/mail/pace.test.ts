/** Pace: limits of the relay and of domains, and one domain that is slow or wants less while the others go on. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, plus, type Span } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import { oldestDue } from '../../src/mail/leases.ts'
import { asksToSlow, leftAloneUntil, PACE, type Pace, readLimit, UNLIMITED } from '../../src/mail/pace.ts'
import { slowedDomains, tidyPace } from '../../src/mail/pace-statements.ts'
import type { Message, SendOutcome, Transport } from '../../src/mail/transport.ts'
import { openTestApp } from '../fixtures/app.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { attempts, mailTo, rowOf, send, states } from './mails.ts'

let open: TestStore
let now: Instant
let taken: string[]
let answer: (message: Message) => SendOutcome | Promise<SendOutcome>

beforeEach(() => {
  open = openTestStore()
  now = NOW
  taken = []
  answer = () => OK
})
afterEach(() => open.close())

const OK: SendOutcome = { outcome: 'sent', code: 250, reply: '250 OK' }
const SLOW: SendOutcome = { outcome: 'retry', code: 421, reply: '421 4.7.0 too many messages, slow down' }
const LATER: SendOutcome = { outcome: 'retry', code: 450, reply: '450 4.2.0 mailbox busy' }

const relay: Transport = {
  keeps: false,
  async send(message) {
    taken.push(message.envelope.to)
    return answer(message)
  },
  close: async () => {},
}

function worker(pace: Pace = UNLIMITED, batch = 100): Delivery {
  return openDelivery({ openStore: () => open.at(now), transport: relay, random: () => 0.5, pace, batch })
}

function limits(relayMinute: number, domainMinute: number, atOnce = 5): Pace {
  return {
    relay: { perMinute: relayMinute, atOnce: 5 },
    domain: { perMinute: domainMinute, atOnce },
  }
}

function pass(span: Span): void {
  now = plus(now, span)
}

const to = (domain: string, count: number, more: Parameters<typeof mailTo>[1] = {}) =>
  Array.from({ length: count }, (_, n) => mailTo(`p${n}@${domain}`, more))

const takenBy = (domain: string) => taken.filter((address) => address.endsWith(`@${domain}`)).length

describe('a minute', () => {
  test('begins no more than the relay takes, in however many processes; the next goes on', async () => {
    await send(open.store, ...to('a.example', 8), ...to('b.example', 8))
    await Promise.all([worker(limits(5, 100)).deliverDue(), worker(limits(5, 100)).deliverDue()])
    expect(taken.length).toBeLessThanOrEqual(5)
    await worker(limits(5, 100)).deliverDue()
    expect(taken.length).toBeLessThanOrEqual(5)
    for (let minutes = 0; minutes < 8; minutes++) {
      pass({ minutes: 1 })
      await worker(limits(5, 100)).deliverDue()
    }
    expect(states(open)).toEqual(Array(16).fill('sent'))
    expect(new Set(taken).size).toBe(16)
  })

  test('begins no more than a domain takes, and other domains go on at once', async () => {
    await send(open.store, ...to('full.example', 30), ...to('other.example', 20))
    // Windows of ten: the full domain stands first in all of them.
    await worker(limits(1_000, 10), 10).deliverDue()
    expect([takenBy('full.example'), takenBy('other.example')]).toEqual([10, 10])
    await worker(limits(1_000, 10), 10).deliverDue()
    expect(taken.length).toBe(20)
    pass({ minutes: 1 })
    await worker(limits(1_000, 10), 10).deliverDue()
    expect([takenBy('full.example'), takenBy('other.example')]).toEqual([20, 20])
  })

  test('that is full holds up no sign-in', async () => {
    await send(open.store, ...to('a.example', 3), mailTo('me@a.example', { kind: 'sign_in' }))
    await worker(limits(1, 1)).deliverDue()
    expect(taken).toEqual(['me@a.example'])
  })

  test('no address is taken for one of a domain with the same ending', async () => {
    await send(open.store, ...to('a.example', 2), mailTo('x@not-a.example'), mailTo('x@sub.a.example'))
    await worker(limits(1_000, 1)).deliverDue()
    expect(takenBy('a.example')).toBe(1)
    expect(taken.filter((address) => address.startsWith('x')).sort()).toEqual([
      'x@not-a.example',
      'x@sub.a.example',
    ])
  })
})

describe('a domain that asks to slow down', () => {
  beforeEach(() => {
    answer = ({ envelope }) => (envelope.to.endsWith('@busy.example') ? SLOW : OK)
  })

  test('is left alone while all others go on, and no attempt is counted meanwhile', async () => {
    const ids = (await send(open.store, ...to('busy.example', 40), ...to('a.example', 20))).slice(0, 40)
    await worker(limits(1_000, 1_000, 1)).deliverDue()
    expect([takenBy('busy.example'), takenBy('a.example')]).toEqual([1, 20])
    const tried = ids.filter((id) => rowOf(open, id).attempts > 0)
    expect(tried.map((id) => attempts(open, id))).toEqual([['retry']])
    expect(await slowedDomains(open.at(now))).toEqual([
      { domain: 'busy.example', until: plus(now, { minutes: 1 }), strikes: 1, reply: SLOW.reply },
    ])
    // Nothing could have gone, so nothing is late.
    expect(await oldestDue(open.at(now))).toBe(null)
  })

  test('also by another process, and after a restart', async () => {
    await send(open.store, ...to('busy.example', 5))
    await worker(limits(1_000, 1_000, 1)).deliverDue()
    await worker().deliverDue()
    expect(taken.length).toBe(1)
  })

  test('is asked by a single mail after each pause, and the pauses grow; sign-ins try in any case', async () => {
    await send(open.store, ...to('busy.example', 5))
    const pauses: number[] = []
    for (let strike = 0; strike < 6; strike++) {
      await worker().deliverDue()
      const [{ until, strikes } = { until: now, strikes: 0 }] = await slowedDomains(open.at(now))
      expect(strikes).toBe(strike + 1)
      pauses.push((Date.parse(until) - Date.parse(now)) / 60_000)
      now = until
    }
    expect(pauses).toEqual([1, 2, 5, 15, 30, 30])
    expect(taken.length).toBe(6)
    pass({ minutes: -1 })
    await send(open.at(now), mailTo('me@busy.example', { kind: 'sign_in' }))
    await worker().deliverDue()
    expect(taken.slice(6)).toEqual(['me@busy.example'])
  })

  test('gets all the rest once a single mail was taken', async () => {
    await send(open.store, ...to('busy.example', 50))
    await worker(limits(1_000, 1_000, 1)).deliverDue()
    answer = () => OK
    pass({ minutes: 1 })
    await worker(limits(1_000, 1_000, 3)).deliverDue()
    expect(states(open)).toEqual(Array(50).fill('sent'))
    expect(await slowedDomains(open.at(now))).toEqual([])
  })

  test('refusals of single mails, greylists among them, slow nothing down', async () => {
    answer = () => LATER
    await send(open.store, ...to('busy.example', 12))
    await worker().deliverDue()
    expect(taken.length).toBe(12)
    expect(await slowedDomains(open.at(now))).toEqual([])
  })
})

test('a domain that takes its time holds up nobody, not even what comes meanwhile', async () => {
  let release = () => {}
  const stuck = new Promise<void>((resolve) => {
    release = resolve
  })
  answer = async ({ envelope }) => {
    if (envelope.to.endsWith('@slow.example')) await stuck
    return OK
  }
  await send(open.store, ...to('slow.example', 30), ...to('quick.example', 30))
  const running = worker(limits(1_000, 1_000, 3), 20).deliverDue()
  const until = async (there: () => boolean) => {
    while (!there()) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await until(() => takenBy('quick.example') === 30)
  expect(takenBy('slow.example')).toBe(3)
  await send(open.at(now), mailTo('late@quick.example'))
  await until(() => takenBy('quick.example') === 31)
  expect(takenBy('slow.example')).toBe(3)
  release()
  expect(await running).toMatchObject({ sent: 61 })
})

test('the pace costs one statement for a window of mails, not one for each', async () => {
  await send(open.store, ...to('a.example', 200))
  const queries = await open.queriesOf(() => worker(limits(10_000, 10_000)).deliverDue())
  expect(queries.filter((query) => query.includes('into "mail_pace"')).length).toBe(2)
})

test('domains to which nothing went for a day are forgotten', async () => {
  await send(open.store, ...to('a.example', 1))
  await worker().deliverDue()
  pass({ hours: 23 })
  expect(await tidyPace(open.at(now))).toBe(0)
  pass({ hours: 2 })
  expect(await tidyPace(open.at(now))).toBe(2)
})

describe('the rules', () => {
  test.each([
    ['600', { perMinute: 600, atOnce: 5 }],
    ['60/2', { perMinute: 60, atOnce: 2 }],
    ['0', { perMinute: Number.POSITIVE_INFINITY, atOnce: 5 }],
    ['0/9', { perMinute: Number.POSITIVE_INFINITY, atOnce: 9 }],
    ['60/0', null],
    ['fast', null],
    ['-1', null],
  ])('a limit of %s', (text, limit) => {
    expect(readLimit(text, PACE.relay)).toEqual(limit)
  })

  test.each([
    [true, 421, '421 Service not available'],
    [true, 450, '450 4.7.1 rate limit exceeded'],
    [true, 451, '451 4.7.650 The mail server has been temporarily rate limited'],
    [false, 451, '451 4.7.1 Greylisting in action, please come back later'],
    [false, 450, '450 4.2.0 mailbox busy'],
    [false, 452, '452 4.2.2 mailbox full'],
  ])('%s: %s %s', (asks, code, reply) => {
    expect(asksToSlow({ outcome: 'retry', code, reply })).toBe(asks)
  })

  test('a relay that is down is no domain that asks', () => {
    expect(asksToSlow({ outcome: 'retry', code: 421, reply: '421 closing', relayDown: true })).toBe(false)
  })

  test('pauses are shifted by up to a fifth', () => {
    expect(leftAloneUntil(NOW, 1, 0)).toBe(plus(NOW, { seconds: 48 }))
    expect(leftAloneUntil(NOW, 99, 0.5)).toBe(plus(NOW, { minutes: 30 }))
  })
})

describe('bad days (safety.md §4.2)', () => {
  test('T68: while the relay hangs, pages are served and new mail is taken', async () => {
    const app = openTestApp()
    let release = () => {}
    const stuck = new Promise<void>((resolve) => {
      release = resolve
    })
    answer = async () => {
      await stuck
      return OK
    }
    await send(app.store, ...to('a.example', 20))
    const options = { openStore: () => app.at(now), transport: relay, random: () => 0.5 }
    const running = openDelivery(options).deliverDue()
    const browser = await app.signedIn()
    while (taken.length < 5) await new Promise((resolve) => setTimeout(resolve, 5))
    for (let visits = 0; visits < 5; visits++) expect((await browser.get('/')).status).toBe(200)
    await send(app.store, mailTo('more@a.example'))
    expect(taken.length).toBe(5)
    release()
    expect(await running).toMatchObject({ sent: 21 })
    await app.close()
  })

  test('T78: an impossible address and a huge body take none of five hundred with them', async () => {
    answer = ({ raw }) =>
      raw.length > 1_000_000 ? { outcome: 'rejected', code: 552, reply: '552 5.3.4 message too big' } : OK
    const ids = await send(open.store, ...to('a.example', 250), ...to('b.example', 250))
    const change = (column: string, value: string, at: number) =>
      open.raw.prepare(`update outbox set ${column} = ? where id = ?`).run(value, ids[at])
    change('to_address', '"x y"@a.example', 7)
    change('body_text', 'я'.repeat(1_000_000), 77)
    expect(await worker().deliverDue()).toMatchObject({ sent: 498, failed: 2 })
    expect([7, 77].map((poison) => rowOf(open, ids[poison] ?? '').state)).toEqual(Array(2).fill('failed'))
  })
})
