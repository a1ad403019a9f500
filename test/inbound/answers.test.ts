/** Answers by mail, from the door to the record: who may, which one counts, what is left to people (T27–T29, P9). */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { dumpOf } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { type Answered, alternative, bytes, inCharset, PROGRAMS, replyCalendar, words } from './samples.ts'
import { DANA, handOver, type InboundWorld, openInboundWorld, PETR, TRUSTED } from './world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
})
afterEach(() => w.close())

const answer = (more: Partial<Answered> = {}): Answered => ({
  uid: w.uid,
  from: DANA,
  authentication: TRUSTED,
  partstat: 'ACCEPTED',
  ...more,
})
const minute = (at: number) => `20260116T05${String(at).padStart(2, '0')}00Z`

describe('the door', () => {
  test('lets nobody in without the key, and nothing changes', async () => {
    const before = dumpOf(w.raw)
    const mail = alternative(answer())
    const refused = [
      { 'x-intersession-signature': '' },
      { 'x-intersession-signature': '0'.repeat(64) },
      { 'x-intersession-timestamp': '1' },
      { 'x-envelope-to': 'other@intersession.example.org' },
    ]
    for (const wrong of refused) expect((await handOver(w, mail, {}, wrong)).status).toBe(401)
    expect(dumpOf(w.raw)).toEqual(before)
  })

  test('takes ten megabytes and no more', async () => {
    expect((await handOver(w, new Uint8Array(10_000_001))).status).toBe(413)
  })

  test('is the only address below it that needs no origin', async () => {
    const post = (path: string) => w.visitor().request(path, { method: 'POST', body: 'x' })
    expect((await post('/inbound/mail')).status).toBe(401)
    expect((await post('/inbound/mail/x')).status).toBe(403)
    expect((await post('/inbound')).status).toBe(403)
  })

  test('the same mail handed over again does nothing, whatever servers wrote above it', async () => {
    const mail = alternative(answer())
    expect(await w.receive(mail)).toBe('calendar applied')
    const before = dumpOf(w.raw)
    expect(await w.receive(mail)).toBe('calendar applied')
    expect(await w.receive(`Received: from elsewhere\r\n${mail}`)).toBe('calendar applied')
    expect(dumpOf(w.raw)).toEqual(before)
  })

  test('two mails of one person at the same moment are both taken', async () => {
    const both = ['ACCEPTED', 'DECLINED'].map((partstat, at) =>
      w.receive(alternative(answer({ partstat, stamp: minute(at) }))),
    )
    expect((await Promise.all(both)).every((said) => said.startsWith('calendar '))).toBe(true)
    expect(w.standing(DANA)).toEqual({ partstat: 'declined', sequence: 0, answers: 2 })
  })
})

describe('an answer with proof', () => {
  test.each(Object.entries(PROGRAMS))('of %s holds', async (_, write) => {
    expect(await w.receive(write(answer({ partstat: 'TENTATIVE' })))).toBe('calendar applied')
    expect(w.standing(DANA)).toEqual({ partstat: 'tentative', sequence: 0, answers: 1 })
    expect(w.standing(PETR)).toEqual({ partstat: 'needs_action', sequence: null, answers: 0 })
  })

  test('keeps its comment, escaped where it is shown, and sends no mail to anybody', async () => {
    const mails = w.mails().length
    await w.receive(alternative(answer({ comment: '<script>alert(1)</script> Опоздаю' })))
    expect(w.rows('delegate_answers')[0]).toMatchObject({
      comment: '<script>alert(1)</script> Опоздаю',
      channel: 'email',
      at: '2026-01-16T05:00:00.000Z',
    })
    expect(w.mails()).toHaveLength(mails)
    const { body } = await w.organiser.get(`/meetings/${w.meetingId}`)
    expect(body).not.toContain('<script>alert')
  })

  test.each(['windows-1251', 'koi8-r'] as const)('is read in %s', async (charset) => {
    await w.receive(inCharset(charset, answer({ comment: 'Буду в десять' })))
    expect(w.rows('delegate_answers')[0]?.comment).toBe('Буду в десять')
  })

  test('needs no signature when it answers our own letter from the address that was invited', async () => {
    const inReplyTo = w.mailTo(DANA).message_id
    const mail = alternative(answer({ authentication: '', inReplyTo, partstat: 'DECLINED' }))
    expect(await w.receive(mail)).toBe('calendar applied')
    expect(w.standing(DANA).partstat).toBe('declined')
  })

  test('with a SEQUENCE ahead of ours counts as current, and does not lock out the next one', async () => {
    await w.receive(alternative(answer({ sequence: 7, stamp: minute(1) })))
    expect(w.standing(DANA)).toEqual({ partstat: 'accepted', sequence: 0, answers: 1 })
    await w.receive(alternative(answer({ sequence: 0, stamp: minute(2), partstat: 'DECLINED' })))
    expect(w.standing(DANA).partstat).toBe('declined')
  })

  test('with a date in the future does not lock out the next one', async () => {
    await w.receive(alternative(answer({ stamp: '20990101T000000Z' })))
    w.setNow('2026-01-18T04:00:00Z')
    await w.receive(alternative(answer({ stamp: '20260117T100000Z', partstat: 'DECLINED' })))
    expect(w.standing(DANA).partstat).toBe('declined')
  })

  test('to a time that has moved since is kept and does not hold', async () => {
    await w.edit({ days: [day('2026-04-15', '09:00', '17:30')] })
    w.setNow('2026-01-17T05:00:00Z')
    expect(await flushGathered(w.now())).toBe(2)
    expect(await w.receive(alternative(answer()))).toBe('calendar kept')
    expect(w.standing(DANA)).toEqual({ partstat: 'needs_action', sequence: 0, answers: 1 })
    expect(await w.receive(alternative(answer({ sequence: 1 })))).toBe('calendar applied')
    expect(w.standing(DANA)).toEqual({ partstat: 'accepted', sequence: 1, answers: 2 })
  })

  test('yields to one given later by the link', async () => {
    const dateVersion = String((await w.meeting()).dateVersion)
    const form = { answer: 'declined', date_version: dateVersion, dateVersion, comment: '' }
    expect((await w.visitor().post(`${w.linkTo(DANA)}/answers`, form)).status).toBe(303)
    await w.receive(alternative(answer({ stamp: minute(1) })))
    expect(w.standing(DANA)).toEqual({ partstat: 'declined', sequence: 0, answers: 2 })
  })

  test('to a meeting that was cancelled changes nothing', async () => {
    await w.move('cancellation')
    expect(await w.receive(alternative(answer()))).toBe('calendar nothing')
    expect(w.standing(DANA).answers).toBe(0)
  })
})

test('in any order, and however often, answers come to the same state (P9)', async () => {
  const one = fc.record({
    partstat: fc.constantFrom('ACCEPTED', 'TENTATIVE', 'DECLINED'),
    sequence: fc.nat(3),
    stamp: fc.nat(4).map(minute),
    comment: fc.constantFrom('', 'Да', 'Нет'),
  })
  const play = async (answers: readonly Partial<Answered>[]) => {
    const fresh = await openInboundWorld()
    for (const [at, given] of answers.entries()) {
      fresh.setNow(new Date(Date.UTC(2026, 0, 17, 4, at)).toISOString())
      await fresh.receive(alternative({ ...answer(given), uid: fresh.uid }))
    }
    const history = fresh.raw
      .prepare(
        'select partstat, comment, sequence, at from delegate_answers order by sequence, at, partstat, comment',
      )
      .all()
    const state = fresh.raw
      .prepare(
        'select partstat, partstat_sequence, partstat_at from delegates join persons on persons.id = person_id where email = ?',
      )
      .get(DANA)
    await fresh.close()
    return { history, state }
  }
  const scene = fc.array(one, { minLength: 2, maxLength: 6 }).chain((answers) =>
    fc.record({
      answers: fc.constant(answers),
      mixed: fc
        .tuple(fc.shuffledSubarray(answers, { minLength: answers.length }), fc.subarray(answers))
        .map(([all, again]) => [...all, ...again]),
    }),
  )
  await fc.assert(
    fc.asyncProperty(scene, async ({ answers, mixed }) => {
      expect(await play(mixed)).toEqual(await play(answers))
    }),
    { numRuns: 25 },
  )
}, 120_000)

describe('without proof nothing is applied and nothing is lost', () => {
  const cases: [string, () => Partial<Answered>, string][] = [
    ['not signed', () => ({ authentication: '' }), 'unproven'],
    [
      'signed for another domain',
      () => ({ authentication: TRUSTED.replace('health.example', 'evil.example') }),
      'unproven',
    ],
    [
      'found genuine by another server',
      () => ({ authentication: TRUSTED.replace('mx.', 'mx2.') }),
      'unproven',
    ],
    [
      'with the finding in a comment',
      () => ({
        authentication: 'mx.intersession.example.org; spf=fail (dmarc=pass header.from=health.example)',
      }),
      'unproven',
    ],
    [
      'an alias that answers our letter',
      () => ({ from: 'd.a@gov.example', attendee: DANA, inReplyTo: w.mailTo(DANA).message_id }),
      'other_address',
    ],
    ['somebody else without our letter', () => ({ from: 'evil@evil.example', attendee: DANA }), 'suspicious'],
    [
      'a Message-ID with a wrong seal',
      () => ({ authentication: '', inReplyTo: w.mailTo(DANA).message_id.replace(/\.[^.@]+@/, '.AAAAAAAA@') }),
      'unproven',
    ],
    [
      'our letter to somebody else',
      () => ({ authentication: '', inReplyTo: w.mailTo(PETR).message_id }),
      'unproven',
    ],
    ['a party crasher', () => ({ from: 'crash@evil.example' }), 'stranger'],
  ]
  test.each(cases)('%s', async (_, make, reason) => {
    const people = w.rows('persons').length
    expect(await w.receive(alternative(answer(make())))).toBe('calendar review')
    expect(w.open()).toMatchObject([{ kind: 'answer', reason }])
    expect([w.standing(DANA).answers, w.standing(PETR).answers]).toEqual([0, 0])
    expect(w.rows('persons')).toHaveLength(people)
  })

  test('SENT-BY, one day of several and a deputy wait too; nobody is invited by it', async () => {
    const delegates = w.rows('delegates').length
    const change = (from: RegExp, to: string) => {
      const mail = replyCalendar(answer()).replace(from, to)
      return alternative(answer()).replace(
        /(Encoding: base64\r\n\r\n)[\s\S]*?(\r\n--=_b1--)/,
        `$1${Buffer.from(mail).toString('base64')}$2`,
      )
    }
    await w.receive(change(/ATTENDEE;/, 'ATTENDEE;SENT-BY="mailto:office@health.example";'))
    await w.receive(change(/DTSTART/, 'RECURRENCE-ID:20260414T040000Z\r\nDTSTART'))
    await w.receive(
      change(/PARTSTAT=ACCEPTED/, 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:new@health.example"'),
    )
    expect(w.open()).toMatchObject([
      { reason: 'sent_by' },
      { reason: 'one_day' },
      { kind: 'delegation', reason: 'delegation', proposed: 'new@health.example' },
    ])
    expect(w.rows('delegates')).toHaveLength(delegates)
  })

  test('another time is a proposal: the meeting stays as it is', async () => {
    const before = await w.meeting()
    expect(await w.receive(alternative(answer({ method: 'COUNTER', comment: 'Лучше в мае' })))).toBe(
      'calendar review',
    )
    expect(w.open()).toMatchObject([
      { kind: 'proposal', proposed: '20260414T040000Z – 20260414T123000Z', comment: 'Лучше в мае' },
    ])
    expect(await w.meeting()).toEqual(before)
  })

  const ignored: [string, () => string, string][] = [
    ['an unknown UID', () => alternative(answer({ uid: 'nobody@else' })), 'calendar nothing'],
    ['a request to us', () => alternative(answer({ method: 'REQUEST' })), 'calendar nothing'],
    ['a cancellation by somebody else', () => alternative(answer({ method: 'CANCEL' })), 'calendar nothing'],
    ['no answer at all', () => alternative(answer({ partstat: 'NEEDS-ACTION' })), 'calendar nothing'],
    [
      'an absence note',
      () => words(DANA, 'Away', { headers: ['Auto-Submitted: auto-replied'] }),
      'automatic nothing',
    ],
  ]
  test.each(ignored)('%s is noted and changes nothing', async (_, make, said) => {
    const tables = ['delegates', 'delegate_answers', 'outbox', 'meetings', 'facts', 'inbound_answers']
    const before = tables.map((table) => w.rows(table))
    expect(await w.receive(make())).toBe(said)
    expect(tables.map((table) => w.rows(table))).toEqual(before)
    expect(w.rows('inbound_mails')).toHaveLength(1)
  })
})

describe('REFRESH', () => {
  test('sends the entry once more to the address invited, at most once an hour', async () => {
    const mails = () => w.mails('calendar_request').filter((one) => one.to_address === DANA)
    expect(await w.receive(alternative(answer({ method: 'REFRESH' })))).toBe('calendar resent')
    expect(mails().map((one) => one.calendar_sequence)).toEqual([0, 0])
    expect(await w.receive(alternative(answer({ method: 'REFRESH', comment: 'again' })))).toBe(
      'calendar nothing',
    )
    w.setNow('2026-01-17T05:01:00Z')
    expect(await w.receive(alternative(answer({ method: 'REFRESH', comment: 'later' })))).toBe(
      'calendar resent',
    )
    expect(mails()).toHaveLength(3)
  })

  test('of a stranger sends nothing', async () => {
    expect(await w.receive(alternative(answer({ method: 'REFRESH', from: 'evil@evil.example' })))).toBe(
      'calendar nothing',
    )
  })
})

test('mailto:unsubscribe+token stops what the one click stops', async () => {
  const { unsubscribeToken } = await import('../../src/digests/preference.ts')
  const person = w.raw.prepare('select id, digest from persons where email = ?').get(DANA) as { id: string }
  const token = unsubscribeToken(w.store.instance, person.id, 'digest')
  const to = `unsubscribe+${token}@intersession.example.org`
  expect(await w.receive(words(DANA, '', { to }), { to })).toBe('words stopped')
  expect(w.raw.prepare('select digest from persons where id = ?').get(person.id)).toEqual({ digest: 'off' })
})

describe('the words of a person', () => {
  const letters = () => w.mails('forwarded').map((mail) => [mail.to_address, mail.subject, mail.body_text])

  test('go on to the organisers, quoted and not read for yes or no', async () => {
    const text = 'I accept!\r\nBut can I bring a colleague?'
    expect(await w.receive(words(DANA, text, { name: 'Dana' }))).toBe('words forwarded')
    expect(letters()).toHaveLength(2)
    for (const [to, subject, body] of letters()) {
      expect(to).not.toBe(DANA)
      expect(subject).toBe('Forwarded: Accepted: Second dialogue')
      expect(body).toContain('> I accept!\n> But can I bring a colleague?')
      expect(String(body).replaceAll('\n', ' ')).toContain(
        'Written by: Dana <dana@health.example>. Meeting: Second dialogue.',
      )
    }
    expect(w.standing(DANA)).toEqual({ partstat: 'needs_action', sequence: null, answers: 0 })
  })

  test('of a stranger go on only if they answer a letter of ours', async () => {
    expect(await w.receive(words('spam@evil.example', 'Buy!'))).toBe('words nothing')
    const inReplyTo = w.mailTo(DANA).message_id
    expect(await w.receive(words('alias@gov.example', 'Question', { inReplyTo }))).toBe('words forwarded')
  })

  test('never come back to their writer, nor around in a circle', async () => {
    await w.receive(words(DANA, 'Hello'))
    const [first] = w.mails('forwarded')
    const from = first?.to_address ?? ''
    await w.receive(words(from, 'Answer', { inReplyTo: first?.message_id ?? '' }))
    expect(letters().filter(([to]) => to === from)).toHaveLength(1)
    const looped = words('rsvp@intersession.example.org', 'x', {
      headers: ['Auto-Submitted: auto-generated'],
    })
    expect(await w.receive(looped)).toBe('automatic nothing')
  })

  test('of one person are passed on twenty times a day', async () => {
    const said: string[] = []
    for (let at = 0; at < 21; at++) said.push(await w.receive(words(DANA, `Letter ${at}`)))
    expect([said[19], said[20]]).toEqual(['words forwarded', 'words nothing'])
  })
})

test('hostile bytes are noted, and the next mail is still taken', async () => {
  expect(await w.receive(bytes('\u0000\u0001'.repeat(1_000)))).toMatch(/nothing$/)
  expect(await w.receive(alternative(answer()))).toBe('calendar applied')
})
