/** On every engine the collision of a receipt is told apart from that of a fact, and a hold keeps mail from going. */

import { afterAll, describe, expect, test } from 'vitest'
import { tidyReceipts } from '../../src/jobs/tidying.ts'
import { plus } from '../../src/kernel/instant.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { heldSince, holdMail, releaseMail } from '../../src/mail/hold.ts'
import { claim, nextCandidates, oldestDue } from '../../src/mail/leases.ts'
import { Collision, type Store } from '../../src/store/store.ts'
import { openTestD1 } from '../fixtures/d1.ts'
import { openTestPostgres } from '../fixtures/postgres.ts'
import { NOW, openTestStore } from '../fixtures/store.ts'
import { mailTo, send } from '../mail/mails.ts'

const engines = [
  ['SQLite', openTestStore()],
  ['PostgreSQL', await openTestPostgres()],
  ['D1', await openTestD1()],
] as const
afterAll(() => Promise.all(engines.map(([, open]) => open.close())))

const factOf = (store: Store, id: string) =>
  recordFact(store, { id, version: 0 }, { kind: 'test', actorId: 'system' })

function receipt(store: Store, key: string) {
  return store.db
    .insertInto('form_receipts')
    .values({ key_hash: key, body_hash: 'body', answer: null, at: store.now })
}

describe.each(engines)('on %s', (_, open) => {
  test('a taken receipt is no changed row', async () => {
    const sent = (id: string, key: string) => {
      const store = open.at(NOW)
      store.carry({ statement: receipt(store, key), landed: () => {} })
      return store.commit([factOf(store, id)], id)
    }
    expect(await sent('first', 'k')).toEqual({ ok: true, value: 'first' })
    expect(await sent('second', 'k')).toMatchObject({ code: 'invalid', messageKey: 'forms.sent_otherwise' })
    expect(await sent('first', 'l')).toMatchObject({
      code: 'conflict',
      messageKey: 'forms.changed_meanwhile',
    })
    expect(await sent('third', 'm')).toEqual({ ok: true, value: 'third' })
    const rows = await open.store.db
      .selectFrom('form_receipts')
      .select('key_hash')
      .orderBy('key_hash')
      .execute()
    expect(rows).toEqual([{ key_hash: 'k' }, { key_hash: 'm' }])
    const batch = [factOf(open.store, 'fourth').compile(), receipt(open.store, 'k').compile()]
    const collision = await open.engine.runBatch(batch).catch((error: unknown) => error)
    expect(collision).toBeInstanceOf(Collision)
    expect((collision as Collision).table).toBe('form_receipts')
    expect(await tidyReceipts(open.at(plus(NOW, { hours: 48 })))).toBe(2)
  })

  test('mail that is held is not claimed, and the release leaves what was due', async () => {
    const later = plus(NOW, { hours: 2 })
    const ids = await send(
      open.store,
      mailTo('early@example.org'),
      mailTo('late@example.org', { notBefore: plus(NOW, { hours: 1 }) }),
    )
    await holdMail(open.store)
    const store = open.at(later)
    expect(await heldSince(store)).toBe(NOW)
    expect(await nextCandidates(store, 10)).toEqual([])
    expect(await claim(store, ids, 'worker')).toEqual([])
    expect(await releaseMail(store, NOW)).toEqual({ ok: true, value: 1 })
    expect(await oldestDue(store)).toBe(plus(NOW, { hours: 1 }))
    expect((await claim(store, ids, 'worker')).map(({ id }) => id)).toEqual(ids.slice(1))
  })
})
