/** On every engine: the pace of mail holds across processes, and a changed clock is found. */

import { afterAll, describe, expect, test } from 'vitest'
import { moveDialogue, openDialogue } from '../../src/dialogues/commands.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { assumeOffset, zone } from '../../src/kernel/zone.ts'
import { openDelivery } from '../../src/mail/delivery.ts'
import type { Pace } from '../../src/mail/pace.ts'
import { slowedDomains } from '../../src/mail/pace-statements.ts'
import type { SendOutcome, Transport } from '../../src/mail/transport.ts'
import { createMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import { findClockChanges } from '../../src/meetings/zone-finding.ts'
import { clockChanges } from '../../src/meetings/zone-queries.ts'
import { newPerson } from '../../src/people/persons.ts'
import { openStore } from '../../src/store/store.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { mailTo, send } from '../mail/mails.ts'
import { DIALOGUE, MEETING, value } from '../meetings/world.ts'
import { openEngines } from './engines.ts'

const engines = await openEngines()
afterAll(() => Promise.all(engines.map((tested) => tested.close())))

const SLOW: SendOutcome = { outcome: 'retry', code: 451, reply: '451 4.7.1 too fast' }
const OK: SendOutcome = { outcome: 'sent', code: 250, reply: '250 OK' }
const PACE: Pace = { relay: { perMinute: 12, atOnce: 3 }, domain: { perMinute: 8, atOnce: 2 } }

describe.each(engines.map((tested) => [tested.name, tested] as const))('on %s', (_, { engine }) => {
  const at = (now: Instant) => openStore(engine, INSTANCE, now)

  test('four workers keep to what relay and domain take, and leave alone who asks for it', async () => {
    const taken: string[] = []
    const transport: Transport = {
      keeps: false,
      async send({ envelope }) {
        taken.push(envelope.to.split('@')[1] ?? '')
        return envelope.to.endsWith('@busy.example') ? SLOW : OK
      },
      close: async () => {},
    }
    const some = (domain: string, count: number) =>
      Array.from({ length: count }, (_, n) => mailTo(`p${n}@${domain}`))
    await send(at(NOW), ...some('a.example', 20), ...some('b.example', 20), ...some('busy.example', 6))
    let now = NOW
    for (let minute = 0; minute < 12; minute++) {
      taken.length = 0
      const workers = Array.from({ length: 4 }, () =>
        openDelivery({ openStore: () => at(now), transport, random: () => 0.5, pace: PACE }).deliverDue(),
      )
      await Promise.all(workers)
      expect(taken.length).toBeLessThanOrEqual(12)
      expect(taken.filter((domain) => domain === 'a.example').length).toBeLessThanOrEqual(8)
      now = plus(now, { minutes: 1 })
    }
    const waiting = await at(now)
      .db.selectFrom('outbox')
      .select('to_address')
      .where('settled_at', 'is', null)
      .execute()
    expect(new Set(waiting.map((row) => row.to_address.split('@')[1]))).toEqual(new Set(['busy.example']))
    expect((await slowedDomains(at(now))).map(({ domain, reply }) => [domain, reply])).toEqual([
      ['busy.example', SLOW.reply],
    ])
  })

  test('a clock changed by law is found', async () => {
    const changeTheLaw = assumeOffset(zone('Asia/Almaty'), 6)
    const store = at(NOW)
    const person = newPerson(store, {
      names: { ru: { surname: 'Омарова', given: '', patronymic: '', salutation: '', position: '' } },
      readingLang: 'ru',
      zone: zone('Asia/Almaty'),
      email: 'omarova@example.org',
      actorId: 'system',
    })
    value(await store.commit([person.fact, person.statements], null))
    const actor = { personId: person.id, rank: 'administrator', roles: {}, speaksFor: [] } as const
    const dialogueId = value(await openDialogue(store, { actor, ...DIALOGUE }))
    value(await moveDialogue(store, { actor, id: dialogueId, move: 'activation' }))
    const id = value(await createMeeting(store, { actor, dialogueId, ...MEETING }))
    value(await moveMeeting(store, { actor, id, move: 'announcement' }))
    expect(await findClockChanges(store)).toBe(0)
    changeTheLaw()
    expect(await findClockChanges(store)).toBe(1)
    expect(await findClockChanges(store)).toBe(1)
    expect(
      (await clockChanges(store, [dialogueId])).map(({ meeting, today }) => [
        meeting.startsAt,
        today.startsAt,
      ]),
    ).toEqual([['2026-04-14T03:00:00.000Z', '2026-04-14T04:00:00.000Z']])
  })
})
