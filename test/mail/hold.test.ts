/** Mail is held after a restore until the operator says what was sent before (safety.md §3.4.11). */

import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tick } from '../../src/jobs/tick.ts'
import { parseInstant, plus } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { sendAgain } from '../../src/mail/commands.ts'
import { type Delivered, openDelivery } from '../../src/mail/delivery.ts'
import { heldSince, holdMail, releaseMail } from '../../src/mail/hold.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import { releaseHeld } from '../../src/platform/backup-command.ts'
import { mailsTo, openWorld } from '../digests/world.ts'
import { openTestApp } from '../fixtures/app.ts'
import { dumpOf, NOW, openTestStore, type TestStore } from '../fixtures/store.ts'
import { mailTo, rowOf, send } from './mails.ts'

let open: TestStore
beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

const hour = (hours: number) => plus(NOW, { hours })

/** A run of a relay that takes everything, at an instant. */
function deliver(at: string, more: { mayClaim?(): Promise<boolean> } = {}): Promise<Delivered> {
  const transport = {
    ...keepingTransport(),
    keeps: false,
    send: async () => ({ outcome: 'sent' as const, code: 250, reply: '' }),
  }
  return openDelivery({ openStore: () => open.at(at), transport, random: () => 0, ...more }).deliverDue()
}

describe('while mail is held', () => {
  test('nothing is claimed, kept or skipped, by whoever tries', async () => {
    await send(open.store, mailTo('a@example.org'), mailTo('b@example.org', { notAfter: hour(1) }))
    await holdMail(open.store)
    const before = dumpOf(open.raw)
    expect(await deliver(hour(2))).toMatchObject({ sent: 0, kept: 0, skipped: 0 })
    const keeping = openDelivery({
      openStore: () => open.at(hour(2)),
      transport: keepingTransport(),
      random: () => 0,
    })
    expect(await keeping.deliverDue()).toMatchObject({ kept: 0, skipped: 0 })
    expect(dumpOf(open.raw)).toBe(before)
  })

  test('the acts that decide mail rest, the others go on', async () => {
    await holdMail(open.store)
    const { acts } = await tick(open.at(NOW))
    const rested = acts.filter(({ outcome }) => outcome === 'rested').map(({ name }) => name)
    expect(rested).toEqual([
      'flush_gathered',
      'ask_for_periods',
      'successors',
      'named_people',
      'reminders',
      'stock_requests',
      'plan_reminders',
      'plan_requests',
      'plan_notices',
      'digests',
    ])
  })

  test('the mail page says so, and no longer once it is released', async () => {
    const app = openTestApp()
    const admin = await app.signedIn()
    await holdMail(app.now())
    expect((await admin.get('/mail')).body).toContain('Mail is held')
    await releaseMail(app.now(), NOW)
    expect((await admin.get('/mail')).body).not.toContain('Mail is held')
    await app.close()
  })

  test('to hold again changes nothing', async () => {
    await holdMail(open.store)
    const before = dumpOf(open.raw)
    expect((await holdMail(open.at(hour(1)))).ok).toBe(true)
    expect(dumpOf(open.raw)).toBe(before)
    expect(await heldSince(open.store)).toBe(NOW)
  })
})

describe('the release', () => {
  test('leaves what was due by the cut-off and lets the rest go', async () => {
    const [early = '', tried = '', late = ''] = await send(
      open.store,
      mailTo('early@example.org', { notBefore: hour(1) }),
      mailTo('tried@example.org', { notBefore: hour(2) }),
      mailTo('late@example.org', { notBefore: hour(3) }),
    )
    open.raw.prepare("update outbox set state = 'sending', lease_until = ? where id = ?").run(hour(2), tried)
    await holdMail(open.store)
    expect(await releaseMail(open.at(hour(4)), hour(2))).toEqual({ ok: true, value: 2 })
    expect(await deliver(hour(4))).toMatchObject({ sent: 1, skipped: 0 })
    expect([early, tried, late].map((id) => rowOf(open, id).state)).toEqual(['skipped', 'uncertain', 'sent'])
    expect(rowOf(open, early)).toMatchObject({ last_reply: 'restored', settled_at: hour(4) })
  })

  test('what was left can be sent by hand, under its own Message-ID', async () => {
    const app = openTestApp()
    const admin = await app.signedIn()
    const [id = ''] = await send(app.now(), mailTo('early@example.org'))
    await holdMail(app.now())
    await releaseMail(app.now(), NOW)
    const { message_id } = rowOf(app, id)
    expect((await admin.get(`/mail/${id}`)).body).toContain('May have been sent before')
    const actor = { personId: admin.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
    expect((await sendAgain(app.now(), { actor, id })).ok).toBe(true)
    expect(rowOf(app, id)).toMatchObject({ state: 'queued', message_id })
    await app.close()
  })

  test('by the SQL for D1 in docs/workers.md leaves the same rows', async () => {
    const [hold = '', release = ''] = Array.from(
      readFileSync('docs/workers.md', 'utf8').matchAll(/```sql\n(.*?)```/gs),
      ([, statements = '']) => statements,
    )
    const [sentUntil, releasedAt] = ['2026-01-15T03:55:00.000Z', '2026-01-15T04:30:00.000Z']
    await send(open.at('2026-01-15T03:00:00.000Z'), mailTo('early@example.org'), mailTo('tried@example.org'))
    await send(open.at('2026-01-15T03:56:00.000Z'), mailTo('late@example.org'))
    open.raw.exec(
      "update outbox set state = 'sending', lease_until = not_before where to_address like 'tried%'",
    )
    const rows = () => open.raw.prepare('select * from outbox order by id').all()
    const waiting = rows()
    open.raw.exec(hold)
    expect(await heldSince(open.store)).toBe('2026-01-15T04:00:00.000Z')
    expect(await deliver(hour(4))).toMatchObject({ sent: 0, kept: 0, skipped: 0 })
    open.raw.exec(release)
    const left = rows()
    expect(left).not.toEqual(waiting)
    expect(await heldSince(open.store)).toBe(null)

    open.raw.exec("update outbox set state = 'queued', settled_at = null, last_reply = ''")
    open.raw.exec(
      "update outbox set state = 'sending', lease_until = not_before where to_address like 'tried%'",
    )
    expect(rows()).toEqual(waiting)
    await holdMail(open.store)
    await releaseMail(open.at(releasedAt), parseInstant(sentUntil) ?? NOW)
    expect(rows()).toEqual(left)
    expect(await deliver(hour(4))).toMatchObject({ sent: 1, skipped: 0 })
  })

  test('of what is not held is refused', async () => {
    expect(await releaseMail(open.store, NOW)).toMatchObject({
      code: 'conflict',
      messageKey: 'mail.not_held',
    })
  })

  test('meets the reminders and digests too that the lost database had decided', async () => {
    const world = await openWorld()
    await world.person('aigul')
    await world.speaks('aigul', 'dist')
    await world.commitment('c1', { due_on: localDate('2026-01-19') })
    // Restored from a backup of the 16th; the lost server sent reminder and digest on the 19th.
    await holdMail(world.at('2026-01-19T20:00:00Z'))
    await tick(world.at('2026-01-19T20:01:00Z'))
    expect(await mailsTo(world, 'aigul')).toEqual([])
    const cutOff = plus(NOW, { days: 4, hours: 12 })
    const now = plus(cutOff, { hours: 5 })
    expect(await releaseHeld((at) => world.at(at), cutOff, now)).toEqual({ ok: true, value: 2 })
    await tick(world.at(plus(now, { minutes: 10 })))
    const states = world.raw.prepare('select kind, state from outbox order by kind').all()
    expect(states).toEqual([
      { kind: 'digest', state: 'skipped' },
      { kind: 'reminder', state: 'skipped' },
    ])
    await world.close()
  })
})

test('mail is not claimed while its outcome might not be written down', async () => {
  const [id = ''] = await send(open.store, mailTo('a@example.org'))
  expect(await deliver(NOW, { mayClaim: async () => false })).toMatchObject({ sent: 0 })
  expect(rowOf(open, id)).toMatchObject({ state: 'queued', attempts: 0 })
  expect(await deliver(NOW, { mayClaim: async () => true })).toMatchObject({ sent: 1 })
})
