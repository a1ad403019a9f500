import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plus } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import type { Message, SendOutcome, Transport } from '../../src/mail/transport.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { attempts, mailTo, revision, rowOf, send, states } from './mails.ts'

let open: TestStore
let now: string
let relay: Relay

beforeEach(() => {
  open = openTestStore()
  now = NOW
  relay = new Relay()
})
afterEach(() => open.close())

/** A relay of which the test decides what it answers: the port to the outside, not code of ours. */
class Relay implements Transport {
  readonly keeps = false
  readonly taken: Message[] = []
  answer: (message: Message) => SendOutcome | Promise<SendOutcome> = () => OK

  async send(message: Message): Promise<SendOutcome> {
    this.taken.push(message)
    return this.answer(message)
  }

  /** To whom it was told to deliver, in order. */
  recipients(): string[] {
    return this.taken.map(({ envelope }) => envelope.to)
  }

  /** The distinct Message-IDs it saw. */
  messageIds(): Set<string> {
    return new Set(this.taken.map(({ raw }) => /<[^<>]+\.[\w-]{8}@[^<>]+>/.exec(String(raw))?.[0] ?? ''))
  }

  async close(): Promise<void> {}
}

const OK: SendOutcome = { outcome: 'sent', code: 250, reply: '250 OK' }
const GREY: SendOutcome = { outcome: 'retry', code: 450, reply: '450 4.7.1 greylisted' }
const GONE: SendOutcome = { outcome: 'rejected', code: 550, reply: '550 5.1.1 no such user' }
const LOST: SendOutcome = { outcome: 'uncertain', reply: 'Connection closed unexpectedly' }
const DOWN: SendOutcome = { outcome: 'retry', reply: 'connect ECONNREFUSED', relayDown: true }

function delivery(transport: Transport = relay, concurrency = 1): Delivery {
  return openDelivery({ openStore: () => open.at(now), transport, random: () => 0.5, concurrency })
}

function pass(span: { minutes?: number; hours?: number; days?: number }): void {
  now = plus(now as typeof NOW, span)
}

const nothing = { sent: 0, kept: 0, retried: 0, failed: 0, uncertain: 0, skipped: 0, relayDown: null }

describe('sending what is due', () => {
  test('takes everything, by priority, and writes down what became of it', async () => {
    const [digest = '', signIn = ''] = await send(
      open.store,
      mailTo('digest@example.org', { kind: 'digest' }),
      mailTo('sign-in@example.org', { kind: 'sign_in' }),
      mailTo('letter@example.org'),
    )
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 3 })
    expect(relay.recipients()).toEqual(['sign-in@example.org', 'letter@example.org', 'digest@example.org'])
    expect(rowOf(open, signIn)).toMatchObject({
      state: 'sent',
      settled_at: NOW,
      last_code: 250,
      attempts: 1,
      fence: 1,
      lease_until: null,
      lease_holder: null,
    })
    expect(attempts(open, digest)).toEqual(['sent'])
  })

  test('leaves alone what is not due yet', async () => {
    await send(open.store, mailTo('a@example.org', { notBefore: plus(NOW, { minutes: 1 }) }))
    expect(await delivery().deliverDue()).toEqual(nothing)
    pass({ minutes: 1 })
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 1 })
  })

  test('a second run finds nothing to do', async () => {
    await send(open.store, mailTo('a@example.org'))
    await delivery().deliverDue()
    expect(await delivery().deliverDue()).toEqual(nothing)
    expect(relay.taken.length).toBe(1)
  })

  test('three hundred mails need less than one statement each', async () => {
    await send(
      open.store,
      ...Array.from({ length: 300 }, (_, n) => mailTo(`p${n}@example.org`, { kind: 'digest' })),
    )
    let report = {}
    const queries = await open.queriesOf(async () => {
      report = await delivery(relay, 5).deliverDue()
    })
    expect(report).toEqual({ ...nothing, sent: 300 })
    expect(queries.length).toBeLessThan(300)
  })

  test('one that cannot be composed does not hold up the others', async () => {
    const [bad = ''] = await send(open.store, mailTo('bad@example.org'), mailTo('good@example.org'))
    open.raw.prepare(`update outbox set to_address = '"x"@example.org' where id = ?`).run(bad)
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 1, failed: 1 })
    expect(rowOf(open, bad)).toMatchObject({
      state: 'failed',
      last_reply: 'not composed: not a plain mail address',
    })
    expect(relay.recipients()).toEqual(['good@example.org'])
  })

  test('without a relay everything is kept and nothing leaves', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'), mailTo('b@example.org'))
    expect(await delivery(keepingTransport()).deliverDue()).toEqual({ ...nothing, kept: 2 })
    expect(rowOf(open, id)).toMatchObject({ state: 'kept', settled_at: NOW, attempts: 0 })
  })
})

describe('refusals', () => {
  test('a greylisted mail arrives at the second try, with the same bytes', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    const worker = delivery()
    relay.answer = () => GREY
    expect(await worker.deliverDue()).toEqual({ ...nothing, retried: 1 })
    expect(rowOf(open, id)).toMatchObject({
      state: 'retry',
      last_code: 450,
      not_before: '2026-01-15T04:01:00.000Z',
    })
    expect(await worker.deliverDue()).toEqual(nothing)
    pass({ minutes: 1 })
    relay.answer = () => OK
    expect(await worker.deliverDue()).toEqual({ ...nothing, sent: 1 })
    expect(attempts(open, id)).toEqual(['retry', 'sent'])
    const [first, second] = relay.taken
    expect(String(second?.raw)).toBe(String(first?.raw))
  })

  test('a final refusal is never tried again', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    relay.answer = () => GONE
    expect(await delivery().deliverDue()).toEqual({ ...nothing, failed: 1 })
    pass({ days: 6 })
    await delivery().deliverDue()
    expect(relay.taken.length).toBe(1)
    expect(rowOf(open, id)).toMatchObject({ state: 'failed', last_reply: '550 5.1.1 no such user' })
  })

  test('a mailbox that stays full is given up after five days', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    relay.answer = () => GREY
    const worker = delivery()
    for (let hour = 0; hour < 24 * 6; hour++) {
      await worker.deliverDue()
      pass({ hours: 1 })
    }
    expect(rowOf(open, id)).toMatchObject({ state: 'failed', last_code: 450 })
    expect(Date.parse(rowOf(open, id).settled_at ?? '') - Date.parse(NOW)).toBeGreaterThan(4.9 * 86_400_000)
  })
})

describe('an answer that got lost', () => {
  test('is repeated once with the same Message-ID, after the lease', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    relay.answer = () => LOST
    const worker = delivery()
    expect(await worker.deliverDue()).toEqual({ ...nothing, uncertain: 1 })
    pass({ minutes: 14 })
    expect(await worker.deliverDue()).toEqual(nothing)
    pass({ minutes: 1 })
    relay.answer = () => OK
    expect(await worker.deliverDue()).toEqual({ ...nothing, sent: 1 })
    expect(relay.messageIds()).toEqual(new Set([rowOf(open, id).message_id]))
    expect(attempts(open, id)).toEqual(['uncertain', 'sent'])
  })

  test('twice stays uncertain for somebody to see', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    relay.answer = () => LOST
    const worker = delivery()
    for (let quarter = 0; quarter < 20; quarter++) {
      await worker.deliverDue()
      pass({ minutes: 15 })
    }
    expect(relay.taken.length).toBe(2)
    expect(relay.messageIds().size).toBe(1)
    expect(rowOf(open, id)).toMatchObject({ state: 'uncertain', settled_at: '2026-01-15T04:15:00.000Z' })
  })
})

describe('a relay that is down', () => {
  test('costs no attempt, is asked once a minute, and then everything goes out in its order', async () => {
    const ids = await send(
      open.store,
      ...Array.from({ length: 200 }, (_, n) => mailTo(`p${n}@example.org`, { kind: 'digest' })),
      mailTo('cancelled@example.org', { kind: 'calendar_cancel' }),
    )
    relay.answer = () => DOWN
    const worker = delivery()
    expect(await worker.deliverDue()).toEqual({ ...nothing, relayDown: 'connect ECONNREFUSED' })
    for (let minute = 0; minute < 120; minute++) {
      pass({ minutes: 1 })
      await worker.deliverDue()
      await worker.deliverDue()
    }
    pass({ hours: 22 })
    expect(relay.taken.length).toBe(1 + 120)
    expect(new Set(ids.map((id) => rowOf(open, id).state))).toEqual(new Set(['queued']))
    expect(new Set(ids.map((id) => rowOf(open, id).attempts))).toEqual(new Set([0]))

    pass({ minutes: 1 })
    relay.answer = () => OK
    relay.taken.length = 0
    expect(await worker.deliverDue()).toEqual({ ...nothing, sent: 201 })
    expect(relay.recipients()[0]).toBe('cancelled@example.org')
  })

  test('gives back the rest of what was claimed, untried', async () => {
    const ids = await send(open.store, ...Array.from({ length: 10 }, (_, n) => mailTo(`p${n}@example.org`)))
    relay.answer = () => (relay.taken.length > 3 ? DOWN : OK)
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 3, relayDown: 'connect ECONNREFUSED' })
    expect(relay.taken.length).toBe(4)
    expect(ids.map((id) => rowOf(open, id).lease_holder)).toEqual(Array(10).fill(null))
    expect(states(open).filter((state) => state === 'queued').length).toBe(7)
  })

  test('drops what became worthless meanwhile, with a reason', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org', { kind: 'sign_in' }))
    relay.answer = () => DOWN
    const worker = delivery()
    await worker.deliverDue()
    pass({ minutes: 11 })
    relay.answer = () => OK
    expect(await worker.deliverDue()).toMatchObject({ sent: 0, skipped: 1 })
    expect(rowOf(open, id)).toMatchObject({ state: 'skipped', last_reply: 'expired' })
  })
})

describe('a worker that dies', () => {
  test('holds its mail until the lease runs out; another one then sends it', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    relay.answer = () => new Promise(() => {})
    void delivery().deliverDue()
    await until(() => relay.taken.length === 1)
    expect(rowOf(open, id)).toMatchObject({ state: 'sending', lease_until: '2026-01-15T04:15:00.000Z' })

    relay.answer = () => OK
    const other = delivery()
    pass({ minutes: 14 })
    expect(await other.deliverDue()).toEqual(nothing)
    pass({ minutes: 1 })
    expect(await other.deliverDue()).toEqual({ ...nothing, sent: 1 })
    expect(rowOf(open, id)).toMatchObject({ state: 'sent', attempts: 2, fence: 2 })
    expect(relay.messageIds().size).toBe(1)
  })

  test('and comes back too late finds its outcome refused by the fence', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    let answerLate: (outcome: SendOutcome) => void = () => {}
    relay.answer = () => new Promise((resolve) => (answerLate = resolve))
    const stale = delivery().deliverDue()
    await until(() => relay.taken.length === 1)

    pass({ minutes: 15 })
    relay.answer = () => OK
    await delivery().deliverDue()
    answerLate(GONE)
    expect(await stale).toEqual(nothing)
    expect(rowOf(open, id)).toMatchObject({ state: 'sent', last_code: 250 })
    expect(attempts(open, id)).toEqual(['sent'])
  })

  test('three times with the same mail leaves that mail to people', async () => {
    const [id = ''] = await send(open.store, mailTo('a@example.org'))
    for (let crash = 0; crash < 3; crash++) {
      relay.answer = () => new Promise(() => {})
      void delivery().deliverDue()
      await until(() => relay.taken.length === crash + 1)
      pass({ minutes: 15 })
    }
    relay.answer = () => OK
    expect(await delivery().deliverDue()).toEqual({ ...nothing, skipped: 1 })
    expect(rowOf(open, id)).toMatchObject({ state: 'uncertain', last_reply: 'crashed', settled_at: now })
  })
})

describe('a mail that kills its process', () => {
  test('takes no other with it: what a dead worker held goes last and a few at a time', async () => {
    const ids = await send(open.store, ...Array.from({ length: 6 }, (_, n) => mailTo(`p${n}@example.org`)))
    relay.answer = () => new Promise(() => {})
    void delivery().deliverDue()
    await until(() => relay.taken.length > 0)
    pass({ minutes: 15 })
    await send(open.store, mailTo('new@example.org'))
    const held = relay.taken.length
    relay.answer = () => OK
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 7 })
    expect(relay.recipients()[held]).toBe('new@example.org')
    expect(ids.map((id) => rowOf(open, id).fence)).toEqual([2, 2, 2, 2, 2, 2])
  })

  test('three times ends alone', async () => {
    const first = mailTo('poison@example.org', { notBefore: plus(NOW, { minutes: -1 }) })
    const others = Array.from({ length: 5 }, (_, n) => mailTo(`p${n}@example.org`))
    const [poison = ''] = await send(open.store, first, ...others)
    relay.answer = ({ outboxId }) => (outboxId === poison ? new Promise(() => {}) : OK)
    for (let crash = 0; crash < 3; crash++) {
      void delivery().deliverDue()
      await until(() => relay.taken.filter(({ outboxId }) => outboxId === poison).length === crash + 1)
      pass({ minutes: 15 })
    }
    await delivery().deliverDue()
    expect(states(open).sort()).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'uncertain'])
    expect(rowOf(open, poison)).toMatchObject({ state: 'uncertain', last_reply: 'crashed' })
  })
})

describe('two workers', () => {
  test('send every mail once', async () => {
    await send(open.store, ...Array.from({ length: 300 }, (_, n) => mailTo(`p${n}@example.org`)))
    relay.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return OK
    }
    const reports = await Promise.all([delivery(relay, 3).deliverDue(), delivery(relay, 3).deliverDue()])
    expect(reports.map(({ sent }) => sent).reduce((a, b) => a + b)).toBe(300)
    expect(new Set(relay.recipients()).size).toBe(300)
    expect(relay.taken.length).toBe(300)
  })

  test('of which one stops give the rest back', async () => {
    await send(open.store, ...Array.from({ length: 20 }, (_, n) => mailTo(`p${n}@example.org`)))
    const worker = delivery()
    relay.answer = async () => {
      if (relay.taken.length === 5) void worker.stop()
      return OK
    }
    expect(await worker.deliverDue()).toEqual({ ...nothing, sent: 5 })
    expect(states(open).filter((state) => state === 'queued').length).toBe(15)
    relay.answer = () => OK
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 15 })
  })
})

describe('suppression, checked when the mail is about to go', () => {
  function suppress(address: string, scope: string): void {
    const sql = "insert into suppressions (address, scope, reason, since, version) values (?, ?, 'x', ?, 1)"
    open.raw.prepare(sql).run(address, scope, NOW)
  }

  const digest = { kind: 'digest', list: { id: 'digest', unsubscribeToken: 'token' } } as const

  test.each([
    ['all', 'invitation_letter', 'skipped'],
    ['all', 'digest', 'skipped'],
    ['digest', 'digest', 'skipped'],
    ['reminders', 'digest', 'sent'],
    ['digest', 'invitation_letter', 'sent'],
  ] as const)('an address suspended for %s: %s is %s', async (scope, kind, state) => {
    const [id = ''] = await send(
      open.store,
      mailTo('Petr@example.org', kind === 'digest' ? digest : { kind }),
    )
    suppress('petr@example.org', scope)
    await delivery().deliverDue()
    expect(rowOf(open, id).state).toBe(state)
  })

  test('who switched digests off meanwhile gets none', async () => {
    const person =
      "insert into persons values ('petr','ru','Asia/Almaty','KZ','','',0,'off','on','',?,1,null,null,null)"
    open.raw.prepare(person).run(NOW)
    const to = { personId: 'petr', address: 'petr@example.org', name: 'Пётр' }
    const [first = '', second = ''] = await send(
      open.store,
      mailTo('petr@example.org', { ...digest, to }),
      mailTo('petr@example.org', { kind: 'reminder', list: { ...digest.list, id: 'reminders' }, to }),
    )
    await delivery().deliverDue()
    expect(rowOf(open, first)).toMatchObject({ state: 'skipped', last_reply: 'unsubscribed' })
    expect(rowOf(open, second).state).toBe('sent')
  })
})

describe('revisions of a calendar entry', () => {
  test('only the newest that is unsent goes out', async () => {
    const [first = '', second = '', third = ''] = await send(
      open.store,
      revision(1),
      revision(2, { kind: 'calendar_update' }),
      revision(3, { kind: 'calendar_update' }),
    )
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 1, skipped: 2 })
    expect([first, second, third].map((id) => rowOf(open, id).state)).toEqual(['skipped', 'skipped', 'sent'])
    expect(rowOf(open, first).last_reply).toBe('overtaken')
  })

  test('a cancellation of what never went out is not sent, and takes the invitation with it', async () => {
    const [invitation = '', cancellation = ''] = await send(
      open.store,
      revision(1),
      revision(2, { kind: 'calendar_cancel' }),
    )
    expect(await delivery().deliverDue()).toEqual({ ...nothing, skipped: 2 })
    expect(rowOf(open, invitation).last_reply).toBe('overtaken')
    expect(rowOf(open, cancellation).last_reply).toBe('never_invited')
  })

  test.each([
    ['was sent', 'sent', OK],
    ['may have arrived', 'sent', LOST],
    ['was refused', 'skipped', GONE],
  ] as const)('a cancellation after an invitation that %s is %s', async (_, state, outcome) => {
    await send(open.store, revision(1))
    relay.answer = () => outcome
    await delivery().deliverDue()
    relay.answer = () => OK
    const [cancellation = ''] = await send(open.store, revision(2, { kind: 'calendar_cancel' }))
    await delivery().deliverDue()
    expect(rowOf(open, cancellation).state).toBe(state)
  })

  test('an uncertain one is not repeated once a newer one went out', async () => {
    const [first = ''] = await send(open.store, revision(1))
    relay.answer = () => LOST
    await delivery().deliverDue()
    await send(open.store, revision(2, { kind: 'calendar_update' }))
    relay.answer = () => OK
    await delivery().deliverDue()
    pass({ minutes: 15 })
    expect(await delivery().deliverDue()).toEqual({ ...nothing, skipped: 1 })
    expect(relay.taken.length).toBe(2)
    expect(rowOf(open, first)).toMatchObject({ state: 'uncertain', settled_at: now })
  })

  test('a newer one waits while the one before it is under way', async () => {
    await send(open.store, revision(1))
    let finish: (outcome: SendOutcome) => void = () => {}
    relay.answer = () => new Promise((resolve) => (finish = resolve))
    const first = delivery().deliverDue()
    await until(() => relay.taken.length === 1)
    const [second = ''] = await send(open.store, revision(2, { kind: 'calendar_update' }))
    expect(await delivery().deliverDue()).toEqual(nothing)
    finish(OK)
    await first
    relay.answer = () => OK
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 1 })
    expect(rowOf(open, second).state).toBe('sent')
  })

  test('of other persons and other meetings have nothing to do with each other', async () => {
    await send(
      open.store,
      revision(1),
      revision(2, { to: { personId: 'olga', address: 'olga@example.org', name: 'Ольга' } }),
      revision(3, { meetingId: 'another' }),
    )
    expect(await delivery().deliverDue()).toEqual({ ...nothing, sent: 3 })
  })

  test('a removed and re-invited person gets the re-invitation alone', async () => {
    await send(open.store, revision(1))
    await delivery().deliverDue()
    const [removal = '', again = ''] = await send(
      open.store,
      revision(2, { kind: 'calendar_cancel' }),
      revision(3),
    )
    await delivery().deliverDue()
    expect([removal, again].map((id) => rowOf(open, id).state)).toEqual(['skipped', 'sent'])
  })

  test('what was cancelled already is not cancelled twice', async () => {
    await send(open.store, revision(1))
    await delivery().deliverDue()
    await send(open.store, revision(2, { kind: 'calendar_cancel' }))
    await delivery().deliverDue()
    const [second = ''] = await send(open.store, revision(3, { kind: 'calendar_cancel' }))
    await delivery().deliverDue()
    expect(rowOf(open, second)).toMatchObject({ state: 'skipped', last_reply: 'never_invited' })
  })
})

test('a store that fails stops the run and is told', async () => {
  await send(open.store, mailTo('a@example.org'))
  const broken = openDelivery({
    openStore: () => ({ ...open.at(now), tidy: () => Promise.reject(new Error('disk full')) }),
    transport: relay,
    random: () => 0.5,
  })
  await expect(broken.deliverDue()).rejects.toThrow('disk full')
  expect(relay.taken.length).toBe(0)
})

async function until(ready: () => boolean): Promise<void> {
  while (!ready()) await new Promise((resolve) => setTimeout(resolve, 1))
}
