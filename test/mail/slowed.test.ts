/** A domain that asked to slow down: what ends its pause and what does not, and that a held mail is seen. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Instant, plus, type Span } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import { nextCandidates, oldestDue } from '../../src/mail/leases.ts'
import { endsSlowness, isPaused, PACE, type Pace } from '../../src/mail/pace.ts'
import { recovered, slowDown, slowedDomains } from '../../src/mail/pace-statements.ts'
import { openPacer } from '../../src/mail/pacer.ts'
import type { SendOutcome } from '../../src/mail/transport.ts'
import { openTestApp } from '../fixtures/app.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, send, states } from './mails.ts'

let open: TestStore
let now: Instant
let taken: string[]
let answer: (to: string) => SendOutcome | Promise<SendOutcome>

beforeEach(() => {
  open = openTestStore()
  now = NOW
  taken = []
  answer = () => OK
})
afterEach(() => open.close())

const OK: SendOutcome = { outcome: 'sent', code: 250, reply: '250 OK' }
const SLOW: SendOutcome = { outcome: 'retry', code: 421, reply: '421 4.7.0 slow down' }
const UNKNOWN: SendOutcome = { outcome: 'rejected', code: 550, reply: '550 5.1.1 unknown' }
const GREYLIST: SendOutcome = { outcome: 'retry', code: 450, reply: '450 4.7.1 Greylisted, come back later' }

function worker(pace: Pace = PACE): Delivery {
  const transport = {
    keeps: false,
    async send({ envelope }: { readonly envelope: { readonly to: string } }) {
      taken.push(envelope.to)
      return answer(envelope.to)
    },
    close: async () => {},
  }
  return openDelivery({ openStore: () => open.at(now), transport, random: () => 0.5, pace })
}

const ONE_AT_ONCE: Pace = { ...PACE, domain: { ...PACE.domain, atOnce: 1 } }

const write = (domain: string, count: number) =>
  send(open.at(now), ...Array.from({ length: count }, (_, n) => mailTo(`p${n}@${domain}`)))

function pass(span: Span): void {
  now = plus(now, span)
}

const begunFor = (domain: string) =>
  open.raw.prepare('select begun from mail_pace where domain = ?').pluck().get(domain)

describe('more mails than a minute of the domain takes', () => {
  test.each([
    ['one process', false],
    ['another process each minute', true],
  ])('go once a single one was taken: %s', async (_, fresh) => {
    await write('busy.example', 100)
    answer = () => SLOW
    let process = worker(ONE_AT_ONCE)
    await process.deliverDue()
    expect(taken.length).toBe(1)
    answer = () => OK
    const sent: number[] = []
    for (let minute = 0; minute < 3; minute++) {
      pass({ minutes: 1 })
      if (fresh) process = worker(ONE_AT_ONCE)
      await process.deliverDue()
      sent.push(taken.length - 1)
    }
    expect(sent).toEqual([60, 100, 100])
    expect(states(open)).toEqual(Array(100).fill('sent'))
    expect(await slowedDomains(open.at(now))).toEqual([])
  })

  test('go too where a minute takes a single one: that it is full then is not the domain that asks', async () => {
    await write('busy.example', 3)
    const single: Pace = { ...PACE, domain: { perMinute: 1, atOnce: 1 } }
    answer = () => SLOW
    for (let minute = 0; minute < 4; minute++) {
      await worker(single).deliverDue()
      answer = () => OK
      pass({ minutes: 1 })
    }
    expect(states(open)).toEqual(Array(3).fill('sent'))
  })

  test('are asked for singly, in growing pauses, while it says no', async () => {
    await write('busy.example', 100)
    answer = () => SLOW
    for (let strike = 1; strike <= 4; strike++) {
      await worker(ONE_AT_ONCE).deliverDue()
      const [slowed] = await slowedDomains(open.at(now))
      expect([taken.length, slowed?.strikes]).toEqual([strike, strike])
      now = slowed?.until ?? now
    }
  })
})

test('a success that was under way when the domain asked ends neither the pause nor its count', async () => {
  let first = () => {}
  let asking = 0
  const asked = new Promise<void>((resolve) => {
    first = resolve
  })
  answer = async () => {
    while (taken.length < 3) await new Promise((go) => setTimeout(go, 2))
    answer = () => OK
    asking += 1
    if (asking === 1) return SLOW
    await asked
    return OK
  }
  await write('busy.example', 40)
  const running = worker().deliverDue()
  while ((await slowedDomains(open.at(now))).length === 0) await new Promise((go) => setTimeout(go, 2))
  first()
  await running
  expect(taken.length).toBe(3)
  expect(await slowedDomains(open.at(now))).toMatchObject([{ until: plus(now, { minutes: 1 }), strikes: 1 }])
})

test('a success here ends no pause that another process was asked for meanwhile', async () => {
  await write('busy.example', 2)
  answer = () => SLOW
  await worker(ONE_AT_ONCE).deliverDue()
  pass({ minutes: 1 })
  answer = async () => {
    const until = plus(now, { minutes: 2 })
    open.raw
      .prepare("update mail_pace set slow_until = ?, held_until = ?, strikes = 2 where domain <> ''")
      .run(until, until)
    return OK
  }
  await worker(ONE_AT_ONCE).deliverDue()
  expect(await slowedDomains(open.at(now))).toMatchObject([{ domain: 'busy.example', strikes: 2 }])
})

test('what was read before the domain asked does not make this process forget that it did', async () => {
  await write('busy.example', 3)
  const mails = await nextCandidates(open.at(now), 10)
  const pacer = openPacer(PACE, () => 0.5)
  const mail = { to_address: 'p0@busy.example', priority: 1 }
  await pacer.hear(() => open.at(now), mail, SLOW)
  open.raw.prepare('delete from mail_pace').run()
  expect(await pacer.admit(open.at(now), mails)).toEqual([])
  expect(pacer.refusal(mail, now)).toBe(SLOW.reply)
})

describe('once the pause is over', () => {
  test.each([
    ['that refuses the single mail for good', UNKNOWN],
    ['that keeps it off as a greylist does', GREYLIST],
  ])('an answer %s lets the others go too', async (_, reply) => {
    await write('busy.example', 50)
    answer = () => SLOW
    await worker(ONE_AT_ONCE).deliverDue()
    pass({ minutes: 1 })
    answer = () => reply
    await worker(ONE_AT_ONCE).deliverDue()
    expect(taken.length).toBe(51)
    expect(await slowedDomains(open.at(now))).toEqual([])
  })

  test.each<[boolean, SendOutcome]>([
    [true, OK],
    [true, UNKNOWN],
    [true, GREYLIST],
    [false, SLOW],
    [false, { outcome: 'uncertain', code: 250, reply: 'lost' }],
    [false, { outcome: 'retry', code: 450, reply: 'relay', relayDown: true }],
    [false, { outcome: 'rejected', reply: 'not composed' }],
    [false, { outcome: 'retry', reply: 'broken off' }],
  ])('%s: %o', (ends, result) => {
    expect(endsSlowness(result)).toBe(ends)
  })
})

test('only what is begun is counted, for the domain and for the relay', async () => {
  await write('busy.example', 90)
  answer = (to) => (to.endsWith('@busy.example') ? SLOW : OK)
  await worker(ONE_AT_ONCE).deliverDue()
  pass({ minutes: 1 })
  await write('other.example', 5)
  await worker(ONE_AT_ONCE).deliverDue()
  expect([begunFor('busy.example'), begunFor('other.example'), begunFor('')]).toEqual([1, 5, 6])
})

describe('a clock that was days ahead for a moment', () => {
  test('stops nothing once it is right again', async () => {
    const right = now
    pass({ days: 3 })
    // As full as the relay and this domain take, and one that asked for a pause.
    answer = (to) => (to.endsWith('@busy.example') ? SLOW : OK)
    await write('busy.example', 3)
    await write('a.example', 5)
    const narrow: Pace = { relay: { perMinute: 4, atOnce: 1 }, domain: { perMinute: 4, atOnce: 1 } }
    const process = worker(narrow)
    await process.deliverDue()
    now = right
    taken = []
    answer = () => OK
    await write('busy.example', 2)
    await write('a.example', 6)
    await process.deliverDue()
    expect(taken.length).toBe(4)
    pass({ minutes: 1 })
    await worker(narrow).deliverDue()
    expect(taken.length).toBe(8)
  })

  test('no pause is believed that is longer than any', () => {
    expect([0, 1, 37, 38].map((minutes) => isPaused(plus(NOW, { minutes }), NOW))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

test('mail that is held longer than any pause counts as due', async () => {
  answer = () => SLOW
  await write('busy.example', 1)
  for (let minute = 0; minute < 46; minute++) {
    await worker().deliverDue()
    pass({ minutes: 1 })
    // Its next try was put off: since then it waits.
    open.raw.prepare('update outbox set not_before = ?').run(NOW)
    if (minute === 43) expect(await oldestDue(open.at(now))).toBe(null)
  }
  expect(await oldestDue(open.at(now))).toBe(NOW)
})

test('the page of the outbox names whose mail waits, until when, and to administrators why', async () => {
  const app = openTestApp()
  const { store } = app
  const until = plus(store.now, { minutes: 5 })
  await slowDown(store, { domain: 'busy.example', until, reply: '421 4.7.0 <petr@busy.example> slow down' })
  await slowDown(store, { domain: 'over.example', until: store.now, reply: '450 4.7.1 too fast' })
  const shown = async (rank: 'administrator' | 'member') =>
    [...(await (await app.signedIn({ rank })).get('/mail')).body.matchAll(/<li><strong>.*?<\/li>/g)].map(
      ([line]) => line.replace(/<[^>]*>/g, ''),
    )
  const busy = 'busy.example: slowed down until 15 Jan 2026 09:05.'
  const over = 'over.example: a single mail is tried now; the others follow once it is answered.'
  expect(await shown('member')).toEqual([busy, over])
  expect(await shown('administrator')).toEqual([
    `${busy} Because: 421 4.7.0 &lt;petr@busy.example&gt; slow down`,
    `${over} Because: 450 4.7.1 too fast`,
  ])
  await recovered(store, 'over.example')
  expect((await shown('administrator')).length).toBe(1)
  await app.close()
})
