/** What becomes of mail while outcomes cannot be written down: no more is sent than would be sent again. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { type Delivery, openDelivery } from '../../src/mail/delivery.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import type { Statement, Store } from '../../src/store/store.ts'
import { NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, send, states } from './mails.ts'

let open: TestStore
let now: Instant
/** Who was handed to the relay, in order. */
let handed: string[]
/** Of the statements that write an outcome or a history, so many more fail. */
let failing: number
beforeEach(() => {
  open = openTestStore()
  now = NOW
  handed = []
  failing = 0
})
afterEach(() => open.close())

const CONCURRENCY = 5
const FORTY = Array.from({ length: 40 }, (_, n) => `p${n}@example.org`)

/** A store on a disk that is full as long as outcomes fail; claims still go through. */
function openStore(): Store {
  const store = open.at(now)
  return {
    ...store,
    tidy: async <Row>(statement: Statement): Promise<Row[]> => {
      const { sql } = statement.compile()
      const isOutcome = / where .*"fence" = /.test(sql) || sql.startsWith('insert into "mail_attempts"')
      if (!isOutcome || failing === 0) return store.tidy<Row>(statement)
      failing -= 1
      throw new Error('disk full')
    },
  }
}

/** Delivery to a relay that takes longer for a mail than the book waits, and after the third sees `fail` failures. */
function delivery(fail: number): Delivery {
  const answer = async () => {
    if (handed.length === 3) failing = fail
    await new Promise((resolve) => setTimeout(resolve, 60))
    return { outcome: 'sent' as const, code: 250, reply: '' }
  }
  const transport = {
    ...keepingTransport(),
    keeps: false,
    send: (message: { envelope: { to: string } }) => {
      handed.push(message.envelope.to)
      return answer()
    },
  }
  return openDelivery({ openStore, transport, random: () => 0.5, concurrency: CONCURRENCY })
}

test('from then on no more than what is under way is handed over, and only that is repeated', async () => {
  await send(open.store, ...FORTY.map((address) => mailTo(address)))
  await expect(delivery(Number.POSITIVE_INFINITY).deliverDue()).rejects.toThrow('disk full')
  const first = [...handed]
  expect(first.length).toBeLessThanOrEqual(2 * CONCURRENCY)
  failing = 0
  now = plus(now, { minutes: 16 })
  expect(await delivery(0).deliverDue()).toMatchObject({ sent: 40 })
  expect(handed.length).toBe(40 + first.length)
  expect(new Set(handed)).toEqual(new Set(FORTY))
})

test('what fails once or twice is written after all, and everything goes out once', async () => {
  await send(open.store, ...FORTY.map((address) => mailTo(address)))
  expect(await delivery(2).deliverDue()).toMatchObject({ sent: 40 })
  expect(handed.sort()).toEqual([...FORTY].sort())
  expect(states(open)).toEqual(FORTY.map(() => 'sent'))
  expect(open.raw.prepare('select count(*) from mail_attempts').pluck().get()).toBe(40)
})
