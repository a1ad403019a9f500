/** Delivery over real SMTP to a relay that fails in the ways of safety.md T67–T70: nothing lost, nothing doubled. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { plus } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import type { Transport } from '../../src/mail/transport.ts'
import { type Sink, startSink } from '../../src/platform/sink.ts'
import { readSmtpUrl, smtpTransport } from '../../src/platform/smtp.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, rowOf, send, states } from './mails.ts'

let open: TestStore
let sink: Sink
let transport: Transport
let worker: Delivery
let now: typeof NOW

beforeEach(async () => {
  open = openTestStore()
  sink = await startSink()
  now = NOW
  worker = connect(sink.port)
})

afterEach(async () => {
  await transport.close()
  await sink.close()
  await open.close()
})

function connect(port: number): Delivery {
  const settings = readSmtpUrl(`smtp://127.0.0.1:${port}`)
  transport = smtpTransport({ settings, name: 'example.org', silenceTimeout: 300, messageTimeout: 900 })
  return openDelivery({ openStore: () => open.at(now), transport, random: () => 0.5, concurrency: 3 })
}

function later(minutes: number): void {
  now = plus(now, { minutes })
}

function many(count: number) {
  return Array.from({ length: count }, (_, n) => mailTo(`p${n}@example.org`))
}

/** How often each Message-ID arrived. */
function arrivals(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { raw } of sink.messages) {
    const id = /^Message-ID:\s+(<[^>]+>)/im.exec(raw.toString())?.[1] ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function messageIds(ids: readonly string[]): string[] {
  return ids.map((id) => rowOf(open, id).message_id).sort()
}

describe('mail over SMTP', () => {
  test('arrives once each, one recipient at a time', async () => {
    const ids = await send(open.store, ...many(30))
    await worker.deliverDue()
    expect([...arrivals().keys()].sort()).toEqual(messageIds(ids))
    expect(sink.messages.length).toBe(30)
    expect(sink.messages.every(({ envelope }) => envelope.to.length === 1)).toBe(true)
  })

  test('whose answers are lost after the final dot arrives, with at most one copy and one Message-ID', async () => {
    const ids = await send(open.store, ...many(12))
    sink.setFault({ at: 'dot', drop: true, times: 5 })
    expect(await worker.deliverDue()).toMatchObject({ sent: 7, uncertain: 5 })
    later(15)
    expect(await worker.deliverDue()).toMatchObject({ sent: 5, uncertain: 0 })
    expect([...arrivals().keys()].sort()).toEqual(messageIds(ids))
    expect(Math.max(...arrivals().values())).toBe(2)
    expect(sink.messages.length).toBe(17)
  })

  test('that is greylisted arrives completely at the second try', async () => {
    const ids = await send(open.store, ...many(20))
    sink.setFault({ greylist: true })
    expect(await worker.deliverDue()).toMatchObject({ sent: 0, retried: 20 })
    later(2)
    expect(await worker.deliverDue()).toMatchObject({ sent: 20, retried: 0 })
    expect([...arrivals().keys()].sort()).toEqual(messageIds(ids))
    expect(sink.messages.length).toBe(20)
  })

  test('waits for a relay that is away, and arrives when it is back', async () => {
    const ids = await send(open.store, ...many(20))
    await sink.close()
    expect(await worker.deliverDue()).toMatchObject({
      sent: 0,
      relayDown: expect.stringContaining('ECONNREFUSED'),
    })
    expect(new Set(states(open))).toEqual(new Set(['queued']))
    sink = await startSink({ port: sink.port })
    expect(await worker.deliverDue()).toMatchObject({ sent: 0 })
    later(1)
    expect(await worker.deliverDue()).toMatchObject({ sent: 20, relayDown: null })
    expect([...arrivals().keys()].sort()).toEqual(messageIds(ids))
  })

  test('survives a relay that falls silent in mid-session', async () => {
    const ids = await send(open.store, ...many(6))
    sink.setFault({ at: 'RCPT', stall: true, times: 3 })
    expect(await worker.deliverDue()).toMatchObject({ sent: 3, retried: 3 })
    later(2)
    expect(await worker.deliverDue()).toMatchObject({ sent: 3 })
    expect([...arrivals().keys()].sort()).toEqual(messageIds(ids))
  })

  test('that a relay refuses for good is not tried again, and holds nothing up', async () => {
    await send(open.store, ...many(6))
    sink.setFault({ at: 'RCPT', reply: 550, text: '5.1.1 no such user', times: 2 })
    expect(await worker.deliverDue()).toMatchObject({ sent: 4, failed: 2 })
    later(60 * 24 * 6)
    expect(await worker.deliverDue()).toMatchObject({ sent: 0, failed: 0 })
    expect(sink.messages.length).toBe(4)
  })
})
