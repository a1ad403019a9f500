/** A relay that says while a mail is handed over that there is no such address is believed like a report that came back. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plus } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import { mailScope } from '../../src/mail/record.ts'
import { goneStatus } from '../../src/mail/refusal.ts'
import { believeRefusals } from '../../src/mail/refusal-commands.ts'
import { liftSuppression } from '../../src/mail/suppression-commands.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { troubleOf } from '../../src/mail/trouble.ts'
import type { Actor } from '../../src/people/may.ts'
import { type Sink, startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, smtpTransport } from '../../src/platform/smtp.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, rowOf, send } from './mails.ts'

describe('a refusal for good', () => {
  test.each([
    ['550 5.1.1 no such user', '5.1.1'],
    ['550-5.1.1 The account does not exist. 550 5.1.1 Try another', '5.1.1'],
    ['550 5.1.1 <a@b.kz>: Recipient address rejected: User unknown in relay recipient table', '5.1.1'],
    ['550 5.1.2 Domain not found', '5.1.2'],
    ['553 5.1.3 bad address syntax', '5.1.3'],
    ['551 5.1.6 has moved', '5.1.6'],
    ['556 5.1.10 takes no mail', '5.1.10'],
    ['550 5.4.4 unable to route', '5.4.4'],
  ])('says that the address is gone: %s', (reply, status) => {
    expect(goneStatus(reply)).toBe(status)
  })

  test.each([
    '550 no such user',
    '550 5.1.0 Address rejected',
    '550 5.1.7 Invalid address',
    '550 5.1.8 Bad sender',
    '550 5.1.1 Sender address rejected: user unknown',
    '550 5.1.2 relaying not permitted',
    '550 5.1.1 <a@b.kz>: Recipient address rejected: unverified address: connection timed out',
    '550 5.1.1 blocked by our policy',
    '550 5.7.1 relaying denied',
    '554 5.7.1 spam',
    '552 5.2.2 mailbox full',
    '450 4.1.1 try again',
    'no code at all 5.1.1',
  ])('says nothing of the address: %s', (reply) => {
    expect(goneStatus(reply)).toBeNull()
  })
})

let open: TestStore
let sink: Sink
let transport: Transport
let delivery: Delivery
let now: typeof NOW

beforeEach(async () => {
  open = openTestStore()
  sink = await startSink()
  now = NOW
  transport = smtpTransport({ settings: readSmtpUrl(`smtp://127.0.0.1:${sink.port}`), name: 'example.org' })
  delivery = openDelivery({ openStore: () => open.at(now), transport, random: () => 0.5, concurrency: 1 })
})

afterEach(async () => {
  await transport.close()
  await sink.close()
  await open.close()
})

const ANNA = 'anna@example.org'
const ADMINISTRATOR: Actor = { personId: 'admin', rank: 'administrator', roles: {}, speaksFor: [] }

/** A mail to the address meets this answer at RCPT. */
async function refused(text: string, address = ANNA): Promise<string> {
  const [id = ''] = await send(open.store, mailTo(address))
  sink.setFault({ at: 'RCPT', reply: Number(text.slice(0, 3)), text: text.slice(4), times: 1 })
  await delivery.deliverDue()
  return id
}

function suppressions(): unknown[] {
  return open.raw.prepare('select address, scope, reason from suppressions order by address').all()
}

function reports(): unknown[] {
  return open.raw.prepare('select outbox_id, address, class, status, words, lifted_by from bounces').all()
}

describe('no such address, said at RCPT', () => {
  test('stops all mail to it, is noted with its words, and holds nobody else up', async () => {
    const id = await refused('550 5.1.1 no such user')
    expect(rowOf(open, id)).toMatchObject({ state: 'failed', last_reply: '550 5.1.1 no such user' })
    expect(suppressions()).toEqual([{ address: ANNA, scope: 'all', reason: 'hard' }])
    const words = '550 5.1.1 no such user'
    expect(reports()).toEqual([
      { outbox_id: id, address: ANNA, class: 'hard', status: '5.1.1', words, lifted_by: null },
    ])
    const [next = '', other = ''] = await send(open.store, mailTo(ANNA), mailTo('boris@example.org'))
    await delivery.deliverDue()
    expect(rowOf(open, next)).toMatchObject({ state: 'skipped', last_reply: 'suppressed' })
    expect(rowOf(open, other).state).toBe('sent')
    expect(sink.messages.map(({ envelope }) => envelope.to)).toEqual([['boris@example.org']])
  })

  test.each(['550 5.7.1 relaying denied', '550 5.1.8 bad sender', '554 no'])(
    'another refusal for good does not: %s',
    async (text) => {
      expect(rowOf(open, await refused(text)).state).toBe('failed')
      expect([suppressions(), reports()]).toEqual([[], []])
    },
  )

  test('nor does one of us as the sender, before the relay heard of the recipient', async () => {
    const [id = ''] = await send(open.store, mailTo(ANNA))
    sink.setFault({ at: 'MAIL', reply: 550, text: '5.1.2 no such domain', times: 1 })
    await delivery.deliverDue()
    expect(rowOf(open, id)).toMatchObject({ state: 'failed', last_reply: '550 5.1.2 no such domain' })
    expect([suppressions(), reports()]).toEqual([[], []])
  })

  test('nor one of somebody who was erased while the mail was handed over, and no words about them are kept', async () => {
    const [id = ''] = await send(open.store, mailTo(ANNA))
    const relay: Transport = {
      ...transport,
      send: async () => {
        open.raw.prepare("update outbox set to_address = '', last_reply = '' where id = ?").run(id)
        return { outcome: 'rejected', code: 550, reply: `550 5.1.1 <${ANNA}> unknown` }
      },
    }
    const at = { openStore: () => open.at(now), transport: relay, random: () => 0.5, concurrency: 1 }
    expect(await openDelivery(at).deliverDue()).toMatchObject({ failed: 1 })
    expect([suppressions(), reports()]).toEqual([[], []])
    expect(rowOf(open, id)).toMatchObject({ state: 'failed', last_reply: '' })
    expect(open.raw.prepare('select reply from mail_attempts').pluck().all()).toEqual([''])
  })

  test('nor does one for now', async () => {
    expect(rowOf(open, await refused('450 4.1.1 unknown as yet')).state).toBe('retry')
    expect([suppressions(), reports()]).toEqual([[], []])
  })

  test('stands beside the person and is lifted as any other: then mail goes again', async () => {
    const id = await refused('550 5.1.1 no such user')
    open.raw.prepare('pragma foreign_keys = off').run()
    open.raw.prepare("update outbox set person_id = 'anna' where id = ?").run(id)
    const { returned } = await troubleOf(open.store, mailScope(ADMINISTRATOR), { personId: 'anna' })
    expect(returned).toMatchObject([{ bounce: 'hard', status: '5.1.1', mail: { id } }])
    const asked = {
      actor: ADMINISTRATOR,
      address: ANNA,
      scope: 'all',
      basis: 'works',
      note: 'Phoned',
    } as const
    expect(await liftSuppression(open.at(plus(now, { minutes: 1 })), asked)).toMatchObject({ ok: true })
    expect(suppressions()).toEqual([])
    expect(reports()).toMatchObject([{ lifted_by: 'admin' }])
    const [next = ''] = await send(open.store, mailTo(ANNA))
    await delivery.deliverDue()
    expect(rowOf(open, next).state).toBe('sent')
  })

  test('of more than twenty a day is not believed: the relay refuses everybody', async () => {
    const all = Array.from({ length: 25 }, (_, n) => `p${n}@d${n}.example`)
    await send(open.store, ...all.map((address) => mailTo(address)))
    sink.setFault({ at: 'RCPT', reply: 550, text: '5.1.1 unknown' })
    expect(await delivery.deliverDue()).toMatchObject({ failed: 25 })
    expect(suppressions()).toHaveLength(20)
    now = plus(now, { hours: 25 })
    await refused('550 5.1.1 unknown', 'late@example.org')
    expect(suppressions()).toHaveLength(21)
  })

  test('told again of the same attempt writes nothing twice', async () => {
    const outboxId = await refused('550 5.1.1 no such user')
    const again = { outboxId, address: ANNA, attempt: rowOf(open, outboxId).attempts }
    await believeRefusals(open.at(now), [{ ...again, reply: '550 5.1.1 no such user' }])
    expect(reports()).toHaveLength(1)
  })
})
