/** "What your institution promised": one letter per person, once, in their language, with their own links. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namePerson } from '../../src/commitments/commands.ts'
import { sendPromises } from '../../src/commitments/promise-commands.ts'
import { preparePromises } from '../../src/commitments/promise-queries.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import { dumpOf } from '../fixtures/store.ts'
import { accepted, mails, openWorld, recorded, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.open.close())

const send = (actor = world.organiser) => sendPromises(world.store, { actor, meetingId: world.meetingId })

describe('the letters after a meeting', () => {
  test('carry all commitments of the institution, each with the link of this person', async () => {
    await recorded(world)
    await recorded(world, { text: { ru: 'Оформить разрешение' }, supporterIds: [] })
    await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    expect(accepted(await send())).toBe(2)
    const sent = await mails(world)
    expect(sent.map(({ kind, person_id, lang, subject }) => ({ kind, person_id, lang, subject }))).toEqual([
      {
        kind: 'promised',
        person_id: world.distPoint,
        lang: 'ru',
        subject: 'Обязательства вашей организации: Первый диалог',
      },
      {
        kind: 'promised',
        person_id: world.mohPoint,
        lang: 'kk',
        subject: 'Сіздің ұйымыңыздың міндеттемелері: Первый диалог',
      },
    ])
    expect(sent[0]?.body_text).toContain('C-01: Заключить договор на 2026 год')
    expect(sent[0]?.body_text).toContain('C-02: Оформить разрешение')
    expect(sent[0]?.body_text).not.toContain('C-03')
    const links = [...(sent[0]?.body_text ?? '').matchAll(/https:\/\/intersession\.example\.org\/p\/\S+/g)]
    expect(new Set(links.map(([url]) => url)).size).toBe(3)
    // One for each of the three commitments, and one for each of the two institutions.
    expect(await world.store.db.selectFrom('personal_links').selectAll().execute()).toHaveLength(5)
  })

  test('go out once however often the button is pressed', async () => {
    await recorded(world)
    expect(accepted(await send())).toBe(1)
    const before = dumpOf(world.open.raw)
    expect(accepted(await send())).toBe(0)
    expect(dumpOf(world.open.raw)).toBe(before)
  })

  test('pressed six times at once they go out once', async () => {
    await recorded(world)
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => send()))
    expect(await mails(world)).toHaveLength(1)
  })

  test('a new commitment makes a new letter for its institution only', async () => {
    await recorded(world)
    await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    await send()
    await recorded(world)
    expect(accepted(await send())).toBe(1)
    expect((await mails(world)).map(({ person_id }) => person_id)).toEqual([
      world.distPoint,
      world.mohPoint,
      world.distPoint,
    ])
  })

  test('go to the named person and to the focal point for what nobody is named for', async () => {
    const { id } = await recorded(world)
    await recorded(world)
    await namePerson(world.store, { actor: world.rapporteur, id, personId: world.specialist })
    await send()
    expect(new Set((await mails(world)).map(({ person_id }) => person_id))).toEqual(
      new Set([world.specialist, world.distPoint]),
    )
  })

  test('name the institutions that nobody can reach, and leave out proposals', async () => {
    await recorded(world, { leadId: world.cna, verifierId: null })
    await recorded(world, { agreed: false })
    const meeting = await findMeeting(world.store, world.meetingId, 'all')
    const prepared = meeting && (await preparePromises(world.store, meeting))
    expect(prepared?.letters).toEqual([])
    expect(prepared?.unreachable.map(({ id }) => id)).toEqual([world.cna])
    expect(accepted(await send())).toBe(0)
  })

  test.each([
    ['coordinator', 'forbidden'],
    ['rapporteur', 'forbidden'],
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('are not sent by the %s: %s', async (role, code) => {
    await recorded(world)
    expect(await send(world[role])).toMatchObject({ ok: false, code })
    expect(await mails(world)).toEqual([])
  })
})
