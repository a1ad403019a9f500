/** The mail room: what did not arrive, what came back, what is not written to, and what is done about each. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { forgottenReader } from '../../src/mail/forgotten.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { applyRetention } from '../../src/retention/nightly.ts'
import { dumpOf, INSTANCE, NOW } from '../fixtures/store.ts'
import { complaint, deliveryReport } from '../inbound/samples.ts'
import { DANA, type InboundWorld, openInboundWorld, PETR } from '../inbound/world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
  w.raw.prepare("update outbox set settled_at = created_at where state = 'sent'").run()
})
afterEach(() => w.close())

const english = async (path: string) =>
  (await w.organiser.get(`${path}${path.includes('?') ? '&' : '?'}lang=en`)).body
const tasks = async () =>
  /<h2>Official mail that did not arrive \((\d+)\)/.exec(await english('/'))?.[1] ?? '0'
const comesBack = (id: string, asked: Parameters<typeof deliveryReport>[1] = {}) => {
  const to = bounceAddress(INSTANCE, id)
  return w.receive(deliveryReport(to, asked), { from: '<>', to })
}
const fail = (id: string, code: number | null = 550) =>
  w.raw
    .prepare(
      "update outbox set state = 'failed', settled_at = ?, last_code = ?, last_reply = 'no' where id = ?",
    )
    .run('2026-01-16T04:00:00.000Z', code, id)
const told = { channel: 'courier', on: '2026-01-16', note: 'Канцелярия, вх. № 12', version: '0' }

describe('an official mail that did not arrive', () => {
  test('stands on the start page until its reader was told by other means', async () => {
    expect(await tasks()).toBe('0')
    const { id } = w.mailTo(DANA)
    await comesBack(id)
    expect(await tasks()).toBe('1')
    expect((await w.organiser.post(`/mail/${id}/settlement`, told)).status).toBe(303)
    expect(await tasks()).toBe('0')
    expect(w.rows('mail_settlements')).toEqual([
      {
        outbox_id: id,
        channel: 'courier',
        settled_on: '2026-01-16',
        note: 'Канцелярия, вх. № 12',
        recorded_by: w.organiser.personId,
        recorded_at: '2026-01-17T04:00:00.000Z',
        version: 1,
      },
    ])
    expect(await english('/mail/undelivered?show=settled')).toContain(
      'Delivered by courier, 16 Jan 2026: Канцелярия, вх. № 12',
    )
  })

  test.each([
    ['failed', 550],
    ['uncertain', null],
  ])('counts when it is %s, and no mail for convenience does', async (state, code) => {
    const { id } = w.mailTo(DANA)
    fail(id, code)
    w.raw.prepare('update outbox set state = ? where id = ?').run(state, id)
    expect(await tasks()).toBe('1')
    w.raw.prepare("update outbox set kind = 'digest' where id = ?").run(id)
    expect(await tasks()).toBe('0')
    expect(await english('/mail/undelivered?show=other')).toContain('Digest')
  })

  test('counts when it was left because its address is not written to', async () => {
    const { id } = w.mailTo(DANA)
    w.raw.prepare("update outbox set state = 'skipped', last_reply = 'suppressed' where id = ?").run(id)
    expect(await tasks()).toBe('1')
  })

  test('is no task once a newer mail says the same, or its time is over', async () => {
    const old = w.mailTo(DANA)
    await comesBack(old.id, { status: '4.2.2', words: 'smtp; 452 full' })
    expect(await tasks()).toBe('1')
    expect((await w.organiser.post(`/mail/${old.id}/renewal`)).status).toBe(303)
    expect(await tasks()).toBe('0')
    await comesBack(w.mailTo(PETR).id)
    expect(await tasks()).toBe('1')
    w.raw.prepare("update outbox set not_after = '2026-01-16T00:00:00.000Z'").run()
    expect(await tasks()).toBe('0')
  })

  test('a complaint or a delay says nothing of the kind', async () => {
    await comesBack(w.mailTo(DANA).id, { action: 'delayed', status: '4.4.1' })
    await w.receive(complaint('rsvp@intersession.example.org', w.mailTo(PETR).message_id))
    expect(await tasks()).toBe('0')
  })

  test('one that arrived, a day to come, an old form: nothing is recorded', async () => {
    const { id } = w.mailTo(DANA)
    const before = dumpOf(w.raw)
    expect((await w.organiser.post(`/mail/${id}/settlement`, told)).status).toBe(409)
    expect(dumpOf(w.raw)).toBe(before)
    await comesBack(id)
    const path = `/mail/${id}/settlement`
    expect((await w.organiser.post(path, { ...told, on: '2026-01-18' })).status).toBe(400)
    expect((await w.organiser.post(path, { ...told, version: '1' })).status).toBe(409)
    expect((await w.organiser.post(path, { ...told, note: ' ' })).status).toBe(400)
    expect(w.rows('mail_settlements')).toEqual([])
  })
})

describe('sending as a new mail', () => {
  test('keeps the SEQUENCE of an entry, its words and its thread, and has a newer DTSTAMP and Message-ID', async () => {
    const old = w.mailTo(DANA)
    expect((await w.organiser.post(`/mail/${old.id}/renewal`)).status).toBe(303)
    const copy = w.mailTo(DANA)
    const { version } = await w.meeting()
    expect(copy).toEqual({
      ...old,
      id: copy.id,
      message_id: copy.message_id,
      dedupe_key: `renewal:${old.id}`,
      calendar: old.calendar?.replace(/DTSTAMP:\w+/, 'DTSTAMP:20260117T040000Z'),
      state: 'queued',
      attempts: 0,
      fence: 0,
      settled_at: null,
      last_reply: '',
      mail_date: '2026-01-17T04:00:00.000Z',
      not_before: '2026-01-17T04:00:00.000Z',
      created_at: '2026-01-17T04:00:00.000Z',
    })
    expect(copy.calendar).not.toBe(old.calendar)
    expect(copy.message_id).toMatch(new RegExp(`^<calendar_request\\.${copy.id}\\.`))
    expect(w.rows('facts').slice(-2)).toMatchObject([
      { kind: 'mail.renewed', actor_id: w.organiser.personId },
      { kind: 'meeting.entry_repeated', subject_version: version },
    ])
  })

  test('once only: the next is a copy of the copy', async () => {
    const old = w.mailTo(DANA)
    await w.organiser.post(`/mail/${old.id}/renewal`)
    expect((await w.organiser.post(`/mail/${old.id}/renewal`)).status).toBe(409)
    expect(w.mails().filter((mail) => mail.to_address === DANA && mail.calendar !== null)).toHaveLength(2)
  })

  test('not to somebody who answered since, who has another address, or whose address is dead', async () => {
    const old = w.mailTo(DANA)
    const refused = async () => {
      const before = dumpOf(w.raw)
      const answer = await w.organiser.post(`/mail/${old.id}/renewal?lang=en`)
      expect([answer.status, dumpOf(w.raw)]).toEqual([409, before])
      return answer.body
    }
    w.raw
      .prepare('update delegates set partstat_at = ? where id = ?')
      .run('2026-01-16T00:00:00.000Z', old.subject_id)
    expect(await refused()).toContain('The person has answered since')
    w.raw.prepare("update persons set email = 'new@health.example' where email = ?").run(DANA)
    expect(await refused()).toContain('has another address now')
    w.raw.prepare('update persons set email = ? where email = ?').run(DANA, 'new@health.example')
    await comesBack(old.id)
    expect(await refused()).toContain('Nothing is sent to this address')
  })

  test('a letter goes to the address that the person has now', async () => {
    const [letter] = w.mails('invitation_letter')
    w.raw.prepare("update persons set email = 'new@health.example' where id = ?").run(letter?.person_id)
    expect((await w.organiser.post(`/mail/${letter?.id}/renewal`)).status).toBe(303)
    expect(w.mails('invitation_letter').map((mail) => mail.to_address)).toEqual([
      letter?.to_address,
      'new@health.example',
    ])
  })
})

describe('the same letter again', () => {
  test('after it came back, once the address was confirmed', async () => {
    const { id, message_id } = w.mailTo(DANA)
    await comesBack(id)
    expect((await w.organiser.post(`/mail/${id}/retry`)).status).toBe(409)
    await w.organiser.post(`/mail/bounces/${w.rows('bounces')[0]?.id}/settlement`)
    expect(await tasks()).toBe('1')
    expect((await w.organiser.post(`/mail/${id}/retry`)).status).toBe(303)
    expect(w.mailTo(DANA)).toMatchObject({ id, message_id, state: 'queued', settled_at: null })
    expect(await tasks()).toBe('0')
    const sent = "update outbox set state = 'sent', settled_at = '2026-01-17T05:00:00.000Z' where id = ?"
    w.raw.prepare(sent).run(id)
    expect(await tasks()).toBe('0')
  })

  test('for all that failed for one reason, but not to dead addresses, and only those that were shown', async () => {
    const [a, b] = [w.mailTo(DANA), w.mailTo(PETR)]
    for (const { id } of [a, b]) fail(id)
    w.raw
      .prepare("insert into suppressions values (?, 'all', 'hard', '2026-01-16T04:00:00.000Z', 1)")
      .run(PETR)
    expect(await english('/mail/undelivered')).toContain('Refused with 550 (2)')
    const page = await english('/mail/undelivered/repetition?reason=550')
    expect(page).toContain('Send again: 1')
    expect(page).toContain('The address does not work: correct or confirm it first')
    const seen = /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const path = '/mail/undelivered/repetition'
    const before = dumpOf(w.raw)
    expect((await w.organiser.post(path, { reason: '550', seen: 'another' })).status).toBe(409)
    expect((await w.organiser.post(path, { reason: '551', seen })).status).toBe(409)
    expect(dumpOf(w.raw)).toBe(before)
    expect((await w.organiser.post(path, { reason: '550', seen })).status).toBe(303)
    expect([w.mailTo(DANA).state, w.mailTo(PETR).state]).toEqual(['queued', 'failed'])
    expect(w.rows('facts').at(-1)).toMatchObject({ kind: 'mail.repeated', subject_id: a.id })
    expect((await w.organiser.post(path, { reason: '550', seen })).status).toBe(409)
  })
})

describe('the list of what came back', () => {
  test('shows open reports by class, settled ones apart, and stands beside person and institution', async () => {
    const dana = w.mailTo(DANA)
    await comesBack(dana.id)
    await comesBack(w.mailTo(PETR).id, { status: '5.7.1', words: 'smtp; 550 5.7.1 blocked' })
    const shows = async (path: string) => {
      const body = await english(path)
      return [DANA, PETR].filter((address) => body.includes(`<small>${address}`))
    }
    expect(await shows('/mail/bounces')).toEqual([DANA, PETR])
    expect(await shows('/mail/bounces?class=hard')).toEqual([DANA])
    expect(await english('/mail/bounces')).toContain('No such address (1)')
    expect(await english(`/people/${dana.person_id}`)).toContain('Mail that came back from this person')
    expect(await english(`/institutions/${dana.institution_id}`)).toContain(
      'Mail to this institution that came back',
    )
    const [bounce] = w.rows('bounces')
    await w.organiser.post(`/mail/bounces/${bounce?.id}/settlement`)
    expect(await shows('/mail/bounces')).toEqual([PETR])
    expect(await shows('/mail/bounces?show=settled')).toEqual([DANA])
  })

  test('settling a complaint leaves what its reader did not want', async () => {
    await w.receive(complaint('rsvp@intersession.example.org', w.mailTo(DANA).message_id))
    const [bounce] = w.rows('bounces')
    await comesBack(w.mailTo(DANA).id)
    await w.organiser.post(`/mail/bounces/${bounce?.id}/settlement`)
    expect(w.rows('bounces').map((row) => [row.class, row.lifted_by])).toEqual([
      ['complaint', w.organiser.personId],
      ['hard', null],
    ])
    const scopes = () => w.rows('suppressions').map((row) => row.scope)
    expect(scopes()).toEqual(['digest', 'reminders', 'all'])
    await w.organiser.post(`/mail/bounces/${w.rows('bounces')[1]?.id}/settlement`)
    expect(scopes()).toEqual(['digest', 'reminders'])
  })

  test('a late report about somebody who was erased stops no mail and is not kept', async () => {
    const { id } = w.mailTo(DANA)
    w.raw.prepare("update outbox set to_address = '' where id = ?").run(id)
    expect(await comesBack(id)).toBe('report nothing')
    expect([w.rows('bounces'), w.rows('suppressions')]).toEqual([[], []])
  })
})

describe('the list of what is not written to', () => {
  const lift = (more: Record<string, string>) =>
    w.organiser.post('/mail/suppressions/lifting', {
      address: DANA,
      scope: 'all',
      basis: 'works',
      note: 'Позвонили 16 января',
      ...more,
    })

  test('what a mail server refused is lifted with its ground, and its reports are settled', async () => {
    await comesBack(w.mailTo(DANA).id)
    expect(await english('/mail/suppressions')).toContain('No such address')
    expect((await lift({ note: '' })).status).toBe(400)
    expect((await lift({})).status).toBe(303)
    expect(w.rows('suppressions')).toEqual([])
    expect(w.rows('bounces')).toMatchObject([{ lifted_by: w.organiser.personId }])
    expect(w.rows('suppression_liftings')).toMatchObject([
      { address: DANA, scope: 'all', reason: 'hard', basis: 'works', lifted_by: w.organiser.personId },
    ])
    expect(w.rows('facts').at(-1)).toMatchObject({ kind: 'mail.suppression_lifted' })
    expect(w.rows('facts').at(-1)?.details).not.toContain('@')
    expect((await lift({})).status).toBe(404)
  })

  test('what a reader wished ends only at their request', async () => {
    await w.receive(complaint('rsvp@intersession.example.org', w.mailTo(DANA).message_id))
    const before = dumpOf(w.raw)
    const refused = await lift({ scope: 'digest' })
    expect([refused.status, dumpOf(w.raw)]).toEqual([400, before])
    expect((await lift({ scope: 'digest', basis: 'asked' })).status).toBe(303)
    expect(w.rows('suppressions').map((row) => row.scope)).toEqual(['reminders'])
  })

  test('an address in nobody’s record is masked for all but administrators, and found by none of them', async () => {
    w.raw
      .prepare(
        "insert into suppressions values ('zorro@old.example', 'all', 'hard', '2026-01-16T04:00:00.000Z', 1)",
      )
      .run()
    const body = await english('/mail/suppressions')
    expect([body.includes('z…@old.example'), body.includes('zorro')]).toEqual([true, false])
    expect(await english('/mail/suppressions?q=zorro')).not.toContain('old.example')
    expect((await lift({ address: 'zorro@old.example' })).status).toBe(404)
    const administrator = await w.signedIn()
    expect((await administrator.get('/mail/suppressions?q=zorro')).body).toContain('zorro@old.example')
  })
})

test('an erasure and retention take what people were told, and leave that they were', async () => {
  const [letter] = w.mails('invitation_letter')
  fail(letter?.id ?? '')
  await w.organiser.post(`/mail/${letter?.id}/settlement`, told)
  w.raw
    .prepare(
      `insert into suppression_liftings values ('one', ?, 'all', 'hard', ?, 'works', 'note', 'x', ?, 1)`,
    )
    .run('chancery@health.example', NOW, NOW)
  const store = w.at('2026-04-16T04:00:00Z')
  const statements = forgottenReader(store, {
    id: letter?.person_id ?? '',
    ownAddresses: ['chancery@health.example'],
  })
  for (const statement of statements) await store.tidy(statement)
  expect(w.rows('mail_settlements')).toMatchObject([{ channel: 'courier', note: '' }])
  expect(w.rows('suppression_liftings')).toMatchObject([{ reason: 'hard', address: '', note: '' }])

  w.raw.prepare("update mail_settlements set note = 'again'").run()
  w.raw.prepare("update suppression_liftings set address = 'a@old.example'").run()
  await applyRetention(w.at('2026-04-14T04:00:00Z'))
  expect(w.rows('suppression_liftings')).toMatchObject([{ address: 'a@old.example' }])
  await applyRetention(w.at('2026-04-16T04:00:00Z'))
  expect(w.rows('mail_settlements')).toMatchObject([{ channel: 'courier', note: '' }])
  expect(w.rows('suppression_liftings')).toMatchObject([{ address: '' }])
})
