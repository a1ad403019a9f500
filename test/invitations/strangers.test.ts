/** In the mails of a meeting of thirty nobody finds the address or the name of another participant. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { composeMail } from '../../src/mail/compose.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { namingForm, openWorld, type World } from './world.ts'

const LETTERS = ['А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'К']
const PEOPLE = Array.from({ length: 30 }, (_, n) => ({
  email: `person${n}x@health.example`,
  // No name may be part of another.
  surname: `Тест${LETTERS[Math.floor(n / 10)]}${LETTERS[n % 10]}ов`,
}))

let w: World
beforeAll(async () => {
  w = await openWorld()
  const id = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  await w.invited(id, 50)
  for (const { email, surname } of PEOPLE) {
    const version = String((await w.invitation(id)).version)
    const form = namingForm({ version, email, surname })
    expect((await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, form)).status).toBe(
      303,
    )
  }
  w.deliver()
  w.setNow('2026-01-15T04:10:00Z')
  await w.edit({ venue: { ru: 'Алматы' } })
  w.setNow('2026-01-15T04:30:00Z')
  await flushGathered(w.now())
  w.deliver()
  await w.move('cancellation')
})
afterAll(() => w.close())

test('request, update and cancellation name their reader and nobody else, in any part of the message', async () => {
  const rows = w.raw.prepare("select * from outbox where kind like 'calendar_%'").all() as OutboxTable[]
  expect(rows).toHaveLength(3 * PEOPLE.length)
  for (const row of rows) {
    const message = await composeMail(INSTANCE, row)
    const bytes = String(message.raw)
    // Parts in base64 and quoted-printable are looked at as they read.
    const read = [
      bytes,
      row.subject,
      row.body_text,
      row.body_html,
      (row.calendar ?? '').replace(/\r\n /g, ''),
    ]
    const own = PEOPLE.find(({ email }) => email === row.to_address)
    expect(message.envelope.to).toBe(own?.email)
    expect(read.at(-1)?.match(/^ATTENDEE/gm)).toHaveLength(1)
    for (const { email, surname } of PEOPLE) {
      const others = email !== own?.email
      for (const part of read)
        expect([row.kind, email, others && (part.includes(email) || part.includes(surname))]).toEqual([
          row.kind,
          email,
          false,
        ])
    }
  }
})
