/** Whatever comes in, and however often, mail goes round in no circle, and nobody does by mail what only pages may (T29, T31). */

import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { composeMail } from '../../src/mail/compose.ts'
import { bounceAddress } from '../../src/mail/mail.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { alternative, deliveryReport, PROGRAMS, words } from './samples.ts'
import { DANA, type InboundWorld, openInboundWorld, PETR, TRUSTED } from './world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
})
afterEach(() => w.close())

const OURS = 'rsvp@intersession.example.org'
const answer = { from: DANA, authentication: TRUSTED, partstat: 'ACCEPTED' } as const

test('each of our own mails, handed back to us as it is, as a report and as a copy, brings no mail', async () => {
  await w.receive(words(DANA, 'Question?'))
  await w.receive(alternative({ ...answer, uid: w.uid, method: 'REFRESH' }))
  const sent = w.mails()
  expect(new Set(sent.map(({ kind }) => kind))).toEqual(
    new Set(['invitation_letter', 'calendar_request', 'forwarded']),
  )
  for (const mail of sent) {
    const { raw } = await composeMail(INSTANCE, mail)
    const bounce = bounceAddress(INSTANCE, mail.id)
    for (const to of [OURS, mail.to_address, bounce]) await w.receive(raw, { from: bounce, to })
    await w.receive(`Return-Path: <>\r\nDelivered-To: ${OURS}\r\n${raw}`, { from: '<>', to: OURS })
    await w.receive(deliveryReport(bounce, { about: mail.message_id }), { from: '<>', to: bounce })
    const robot = ['Auto-Submitted: auto-replied']
    await w.receive(words(mail.to_address, 'Away', { inReplyTo: mail.message_id, headers: robot }))
  }
  expect(w.mails()).toHaveLength(sent.length)
})

test('programs that answer every mail, and do not say that they are programs, end by themselves', async () => {
  let seen = w.mails().length
  await w.receive(words(DANA, 'Question?'))
  let rounds = 0
  for (; rounds < 200 && w.mails().length > seen; rounds++) {
    const fresh = w.mails().slice(seen)
    seen += fresh.length
    for (const { to_address, message_id } of fresh)
      await w.receive(words(to_address, `Thank you for ${message_id}`, { inReplyTo: message_id }))
  }
  expect(rounds).toBeLessThan(60)
  expect(w.mails('forwarded').length).toBeLessThan(60)
})

test('by mail nobody does anything but answer, propose and ask', { timeout: 60_000 }, async () => {
  const mayChange = new Set([
    'delegates',
    'delegate_answers',
    'facts',
    'inbound_mails',
    'inbound_answers',
    'outbox',
    'rate_limits',
  ])
  const tables = w.raw
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[]
  // Sending the entry again takes a stamp of the meeting's own, and nothing else of it.
  const plain = (row: Record<string, unknown>) => ({ ...row, calendar_stamp: '', version: 0 })
  const shown = (name: string) => JSON.stringify(name === 'meetings' ? w.rows(name).map(plain) : w.rows(name))
  const rest = () => new Map(tables.filter((name) => !mayChange.has(name)).map((name) => [name, shown(name)]))
  const dana = w.raw.prepare('select id from persons where email = ?').pluck().get(DANA) as string
  const others = () => JSON.stringify(w.rows('delegates').filter((row) => row.person_id !== dana))
  const before = { rest: rest(), others: others() }
  const changed = () => [...rest()].flatMap(([name, rows]) => (rows === before.rest.get(name) ? [] : [name]))
  const scene = fc.record({
    program: fc.constantFrom(...Object.keys(PROGRAMS)),
    method: fc.constantFrom(
      'REPLY',
      'COUNTER',
      'REFRESH',
      'REQUEST',
      'CANCEL',
      'PUBLISH',
      'ADD',
      'DECLINECOUNTER',
      '',
    ),
    partstat: fc.constantFrom('ACCEPTED', 'DECLINED', 'TENTATIVE', 'DELEGATED', 'X'),
    attendee: fc.constantFrom(DANA, PETR, 'new@health.example'),
    comment: fc.string({ maxLength: 30 }),
    stamp: fc.nat(59).map((at) => `20260116T05${String(at).padStart(2, '0')}00Z`),
  })
  await fc.assert(
    fc.asyncProperty(scene, async ({ program, ...more }) => {
      const write = PROGRAMS[program] ?? alternative
      await w.receive(
        write({ ...answer, uid: w.uid, ...more, comment: more.comment.replace(/[\r\n]/g, ' ') }),
      )
      expect([changed(), others() === before.others]).toEqual([[], true])
    }),
    { numRuns: 60 },
  )
})
