/** Mail that comes back: what is believed, what stops, who is told, how it is settled (calendar-mail.md §7). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bounceAddress } from '../../src/mail/mail.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { complaint, deliveryReport, words } from './samples.ts'
import { DANA, type InboundWorld, openInboundWorld } from './world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
})
afterEach(() => w.close())

const verp = () => bounceAddress(INSTANCE, w.mailTo(DANA).id)
const stopped = () => w.rows('suppressions').map(({ address, scope, reason }) => [address, scope, reason])
/** One report; its words make it another mail than the one before. */
const report = (asked: Parameters<typeof deliveryReport>[1], to = verp()) =>
  w.receive(deliveryReport(to, asked), { from: '<>', to })

describe('a report at the sealed address', () => {
  test('of an address that does not exist stops all mail to it', async () => {
    expect(await report({})).toBe('report bounced')
    expect(stopped()).toEqual([[DANA, 'all', 'hard']])
    expect(w.rows('bounces')).toMatchObject([
      { outbox_id: w.mailTo(DANA).id, address: DANA, class: 'hard', status: '5.1.1' },
    ])
  })

  test('is found in the header too, in whatever case it came back', async () => {
    const to = verp().toUpperCase()
    expect(await w.receive(deliveryReport(to, {}), { from: '<>', to: '' })).toBe('report bounced')
  })

  test('again is the same report', async () => {
    await report({})
    await report({})
    expect(w.rows('bounces')).toHaveLength(1)
  })

  test('of a rule or a delay is noted and stops nothing', async () => {
    await report({ status: '5.7.1', words: 'smtp; 550 5.7.1 blocked' })
    await report({ action: 'delayed', status: '4.4.1' })
    expect(w.rows('bounces').map((row) => row.class)).toEqual(['policy', 'delayed'])
    expect(stopped()).toEqual([])
  })

  test('of a full mailbox stops digests and reminders after the fifth in two weeks, never invitations', async () => {
    for (const at of [1, 2, 3, 4]) await report({ status: '4.2.2', words: `smtp; 452 4.2.2 full ${at}` })
    expect(stopped()).toEqual([])
    await report({ status: '4.2.2', words: 'smtp; 452 4.2.2 full 5' })
    expect(stopped()).toEqual([
      [DANA, 'digest', 'soft'],
      [DANA, 'reminders', 'soft'],
    ])
  })

  test('of success changes nothing', async () => {
    expect(await report({ action: 'delivered', status: '2.0.0' })).toBe('report nothing')
    expect(w.rows('bounces')).toEqual([])
  })

  test('that follows no standard is read by its code', async () => {
    const to = verp()
    const loose = words('mailer-daemon@mx.example.net', `<${DANA}>: 550 5.1.1 unknown user`, { to })
    expect(await w.receive(loose, { from: '<>', to })).toBe('report bounced')
    expect(stopped()).toEqual([[DANA, 'all', 'hard']])
  })
})

test('a forged report changes nothing, whatever it names', async () => {
  const own = w.mailTo(DANA)
  const forged = verp().replace(/\.[^.@]+@/, '.AAAAAAAA@')
  const about = own.message_id
  expect(await report({ about }, forged)).toBe('report nothing')
  expect(await report({ about }, 'rsvp@intersession.example.org')).toBe('report nothing')
  expect([w.rows('bounces'), stopped()]).toEqual([[], []])
})

test('a complaint ends digests and reminders to its writer, and a forged one nothing', async () => {
  const { message_id } = w.mailTo(DANA)
  const forged = complaint('rsvp@intersession.example.org', message_id.replace(/\.[^.@]+@/, '.AAAAAAAA@'))
  expect(await w.receive(forged)).toBe('complaint nothing')
  expect(await w.receive(complaint('rsvp@intersession.example.org', message_id))).toBe('complaint complained')
  expect(stopped()).toEqual([
    [DANA, 'digest', 'complaint'],
    [DANA, 'reminders', 'complaint'],
  ])
})

test('only who may change the directory says that an address works; a rule is marked as seen by any reader', async () => {
  await report({})
  await report({ status: '5.7.1', words: 'smtp; 550 5.7.1 blocked' })
  const coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' } })
  const settle = (of: string) => {
    const bounce = w.rows('bounces').find((row) => row.class === of)
    return coordinator.post(`/mail/bounces/${bounce?.id}/settlement`)
  }
  const page = (await coordinator.get('/mail/bounces?lang=en')).body
  expect(page.match(/action="\/mail\/bounces\//g)).toHaveLength(1)
  expect((await settle('hard')).status).toBe(403)
  expect([stopped(), w.rows('suppression_liftings')]).toEqual([[[DANA, 'all', 'hard']], []])
  expect((await settle('policy')).status).toBe(303)
  expect(w.rows('bounces').map((row) => [row.class, row.lifted_at !== null])).toEqual([
    ['hard', false],
    ['policy', true],
  ])
})

describe('what people see of it', () => {
  beforeEach(() => report({}))

  test('it is a task on the first page, and stands with the mail and in the list of what came back', async () => {
    expect((await w.organiser.get('/?lang=en')).body).toContain('Mail that came back: 1')
    for (const path of ['/mail/bounces?lang=en', `/mail/${w.mailTo(DANA).id}?lang=en`])
      expect((await w.organiser.get(path)).body).toContain('No such address')
  })

  test('a letter that came back shows on the board of invitations', async () => {
    const letter = w.mails('invitation_letter')[0]
    await report({}, bounceAddress(INSTANCE, letter?.id ?? ''))
    const { body } = await w.organiser.get(`/meetings/${w.meetingId}?lang=en`)
    expect(body).toContain('Came back: the address does not work')
  })

  test('settling it lets the address be written to again, once, on the record', async () => {
    const [bounce] = w.rows('bounces')
    const path = `/mail/bounces/${bounce?.id}/settlement`
    expect((await w.organiser.post(path)).status).toBe(303)
    expect(stopped()).toEqual([])
    const by = { actor_id: w.organiser.personId }
    expect(w.rows('facts').slice(-2)).toMatchObject([
      { kind: 'mail.bounce_settled', ...by },
      { kind: 'mail.suppression_lifted', ...by },
    ])
    expect(w.rows('suppression_liftings')).toMatchObject([
      { address: DANA, scope: 'all', reason: 'hard', basis: 'works', lifted_by: w.organiser.personId },
    ])
    expect((await w.organiser.post(path)).status).toBe(409)
    expect((await w.organiser.get('/mail/bounces?lang=en')).body).not.toContain('No such address</')
  })
})

test('a complaint after a full mailbox is the reader’s wish, which outlives the full mailbox', async () => {
  for (const at of [1, 2, 3, 4, 5]) await report({ status: '4.2.2', words: `smtp; 452 4.2.2 full ${at}` })
  expect(await w.receive(complaint('rsvp@intersession.example.org', w.mailTo(DANA).message_id))).toBe(
    'complaint complained',
  )
  const wishes = [
    [DANA, 'digest', 'complaint'],
    [DANA, 'reminders', 'complaint'],
  ]
  expect(stopped()).toEqual(wishes)
  await report({ status: '4.2.2', words: 'smtp; 452 4.2.2 full 6' })
  expect(stopped()).toEqual(wishes)
  const soft = w.rows('bounces').find((row) => row.class === 'soft')
  expect((await w.organiser.post(`/mail/bounces/${soft?.id}/settlement`)).status).toBe(303)
  expect(stopped()).toEqual(wishes)
})
