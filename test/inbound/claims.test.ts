/** Whose answer it is when several people have one address, and what people are told of a mail that proves nothing. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Answered, alternative, replyCalendar } from './samples.ts'
import { DANA, type InboundWorld, openInboundWorld, PETR, TRUSTED } from './world.ts'

let w: InboundWorld
beforeEach(async () => {
  w = await openInboundWorld()
})
afterEach(() => w.close())

const answer = (more: Partial<Answered> = {}): Answered => ({
  uid: w.uid,
  from: DANA,
  partstat: 'ACCEPTED',
  ...more,
})

/** An answer with a line of its calendar written otherwise. */
function changed(from: RegExp, to: string, more: Partial<Answered> = {}): string {
  const calendar = Buffer.from(replyCalendar(answer(more)).replace(from, to)).toString('base64')
  const body = /(Encoding: base64\r\n\r\n)[\s\S]*?(\r\n--=_b1--)/
  return alternative(answer(more)).replace(body, `$1${calendar}$2`)
}

describe('two people with one address', () => {
  let letters: Record<string, { personId: string; message_id: string }>
  beforeEach(() => {
    const letterTo = (address: string) => {
      const { person_id, message_id } = w.mailTo(address)
      return { personId: person_id ?? '', message_id }
    }
    letters = { dana: letterTo(DANA), petr: letterTo(PETR) }
    w.raw.prepare('update persons set email = ? where email = ?').run(DANA, PETR)
  })
  const partstatOf = (name: string) =>
    w.raw.prepare('select partstat from delegates where person_id = ?').pluck().get(letters[name]?.personId)

  test.each(['', TRUSTED])(
    'are told apart by the letter that is answered (signed: %s)',
    async (authentication) => {
      for (const [name, partstat] of [
        ['petr', 'DECLINED'],
        ['dana', 'TENTATIVE'],
      ] as const) {
        const inReplyTo = letters[name]?.message_id ?? ''
        const mail = alternative(answer({ authentication, inReplyTo, partstat }))
        expect(await w.receive(mail)).toBe('calendar applied')
      }
      expect([partstatOf('dana'), partstatOf('petr')]).toEqual(['tentative', 'declined'])
    },
  )

  test('are each asked about when no letter is answered, and the one accepted counts', async () => {
    expect(await w.receive(alternative(answer({ authentication: TRUSTED })))).toBe('calendar review')
    expect(w.open()).toMatchObject([{ reason: 'shared_address' }, { reason: 'shared_address' }])
    expect([partstatOf('dana'), partstatOf('petr')]).toEqual(['needs_action', 'needs_action'])
    expect((await w.organiser.get('/mail/review?lang=en')).body).toContain('Several people are invited')
    const delegate = w.raw
      .prepare('select id from delegates where person_id = ?')
      .pluck()
      .get(letters.petr?.personId)
    const entry = w.rows('inbound_answers').find((row) => row.delegate_id === delegate)
    const form = { decision: 'same_person', version: '1' }
    expect((await w.organiser.post(`/mail/review/${entry?.id}/decision`, form)).status).toBe(303)
    expect([partstatOf('dana'), partstatOf('petr')]).toEqual(['needs_action', 'accepted'])
  })
})

describe('without proof', () => {
  const sentBy = (more = {}) => changed(/ATTENDEE;/, 'ATTENDEE;SENT-BY="mailto:office@health.example";', more)
  const deputy = (more = {}) =>
    changed(/PARTSTAT=ACCEPTED/, 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:new@health.example"', more)
  const oneDay = () => changed(/DTSTART/, 'RECURRENCE-ID:20260414T040000Z\r\nDTSTART')
  const counter = (more = {}) => alternative(answer({ method: 'COUNTER', ...more }))
  const stranger = { from: 'evil@evil.example', attendee: DANA }
  const cases: [string, () => string, string, string][] = [
    ['a deputy', deputy, 'delegation', 'delegation unproven'],
    ['a deputy, by a stranger', () => deputy(stranger), 'delegation', 'delegation suspicious'],
    ['SENT-BY', sentBy, 'answer', 'sent_by unproven'],
    ['SENT-BY, by a stranger', () => sentBy(stranger), 'answer', 'sent_by suspicious'],
    ['one day of several', oneDay, 'answer', 'one_day unproven'],
    ['another time', counter, 'proposal', 'proposal unproven'],
    ['another time, by a stranger', () => counter(stranger), 'proposal', 'proposal suspicious'],
  ]
  test.each(cases)('%s is said to be so', async (_, make, kind, reason) => {
    await w.receive(make())
    expect(w.open()).toMatchObject([{ kind, reason }])
    const { body } = await w.organiser.get('/mail/review?lang=en')
    expect(body).toContain(reason.endsWith('unproven') ? 'is not signed' : 'be careful')
  })
})
