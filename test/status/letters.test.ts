/** The letters of status requests: to whom, once, in how many commits; reminders; what is lost. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { takeReport } from '../../src/commitments/report-commands.ts'
import { failedSince } from '../../src/digests/failed-queries.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { hasCeased } from '../../src/mail/hindrance-queries.ts'
import { closeRequest } from '../../src/status/commands.ts'
import { remindSilent, sendRequest } from '../../src/status/sending-commands.ts'
import {
  accepted,
  inserter,
  insertPerson,
  loaded,
  mails,
  openWorld,
  recorded,
  type World,
} from '../commitments/world.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { meetingAhead, opened, prepared, requestNow, say, three } from './world.ts'

let open: TestStore
let world: World
beforeEach(async () => {
  open = openTestStore()
  world = await openWorld(open)
})
afterEach(() => open.close())

const letters = async (kind = 'status_request') => (await mails(world)).filter((mail) => mail.kind === kind)

describe('the letters', () => {
  test('go once to every person of every institution, in their language, with one link', async () => {
    const meetingId = await meetingAhead(world)
    const { parts } = await opened(world, { meetingId, commitmentIds: await three(world) })
    const sent = await letters()
    expect(
      sent.map(({ person_id, lang, institution_id }) => [person_id, lang, institution_id]).sort(),
    ).toEqual(
      [
        [world.distPoint, 'ru', world.dist],
        [world.mohPoint, 'kk', world.moh],
      ].sort(),
    )
    const text = sent.find((mail) => mail.lang === 'ru')?.body_text ?? ''
    for (const words of ['Просим ответить коротко.', 'C-01: Договор', 'Второй диалог', '1 марта 2026'])
      expect(text).toContain(words)
    expect(text.match(/\/p\//g)).toHaveLength(1)
    expect(text).not.toContain('Приказ')
    const people = parts.map((part) => [part.institutionId, part.people]).sort()
    expect(people).toEqual(
      [
        [world.dist, 1],
        [world.moh, 1],
        [world.cna, 0],
      ].sort(),
    )
  })

  test('are official: no list, no unsubscribing', async () => {
    await opened(world, { commitmentIds: await three(world) })
    expect((await letters()).map((mail) => [mail.list_id, mail.from_mailbox])).toEqual([
      [null, 'rsvp'],
      [null, 'rsvp'],
    ])
  })

  test('go to nobody twice: a second press is refused', async () => {
    const { id } = await opened(world, { commitmentIds: await three(world) })
    const again = await sendRequest(world.store, { actor: world.coordinator, id })
    expect(again).toMatchObject({ code: 'conflict', messageKey: 'status.nothing_to_send' })
    expect(await letters()).toHaveLength(2)
  })

  test('go in commits of forty institutions; where one request takes one commit, the next press sends the rest', async () => {
    const ids: string[] = []
    const insert = inserter(open)
    for (let at = 0; at < 45; at++) {
      const institution = world.store.newId()
      const sector = await world.store.db.selectFrom('sectors').select('id').executeTakeFirstOrThrow()
      await insert('institutions', {
        ...{ id: institution, sector_id: sector.id, country: 'KZ', precedence: 50, listable: 'members' },
        ...{
          letter_languages: 'ru',
          zone: 'Asia/Almaty' as never,
          holiday_calendar: 'KZ',
          official_mail: '',
        },
        ...{ search: '', created_at: world.store.now, version: 1 },
      })
      await insert('institution_names', {
        ...{ institution_id: institution, lang: 'ru', official: `Орган ${at}`, short: '' },
        ...{ valid_from: localDate('2000-01-01'), valid_to: null },
      })
      await insertPerson(open, {
        id: world.store.newId(),
        locale: 'ru',
        surname: `Лицо${at}`,
        of: institution,
        role: 'focal_point',
      })
      const own = { leadId: institution, supporterIds: [], verifierId: null, text: { ru: `Дело ${at}` } }
      ids.push((await recorded(world, own)).id)
    }
    const id = await prepared(world, { commitmentIds: ids })
    const narrow = { ...world.store, largeBatches: 1 }
    const asked = { actor: world.coordinator, id }
    expect(await sendRequest(narrow, asked)).toMatchObject({
      messageKey: 'status.partly_sent',
      params: { sent: 40, all: 45 },
    })
    expect([(await letters()).length, (await requestNow(world.store, id)).askedOn]).toEqual([40, null])
    expect(accepted(await sendRequest(narrow, asked))).toBe(5)
    expect([(await letters()).length, (await requestNow(world.store, id)).askedOn]).toEqual([
      45,
      '2026-01-15',
    ])
  })

  test('of a reminder go to who has not answered, once a day', async () => {
    const [first = '', ...rest] = await three(world)
    const { id, parts } = await opened(world, { commitmentIds: [first, ...rest] })
    const asked = { actor: world.coordinator, id }
    expect(await remindSilent(world.store, asked)).toMatchObject({ messageKey: 'status.asked_today' })
    accepted(await say(world, '2026-01-16T05:00:00Z', first, parts))
    const next = open.at('2026-01-17T05:00:00Z')
    expect(accepted(await remindSilent(next, asked))).toBe(1)
    expect((await letters('status_reminder')).map((mail) => mail.person_id)).toEqual([world.mohPoint])
    expect(await remindSilent(next, asked)).toMatchObject({ messageKey: 'status.asked_today' })
    expect(accepted(await remindSilent(open.at('2026-01-18T05:00:00Z'), asked))).toBe(1)
  })

  test('of a reminder that waits are withdrawn once everything was told, however it was told', async () => {
    const asked = await three(world)
    const own = { supporterIds: [], verifierId: null, leadId: world.moh }
    const more = await recorded(world, { ...own, text: { ru: 'Ещё' } })
    const { id } = await opened(world, { commitmentIds: [...asked, more.id] })
    accepted(await remindSilent(open.at('2026-01-17T05:00:00Z'), { actor: world.coordinator, id }))
    const stale = async () => {
      const sent = await letters('status_reminder')
      const ids = await staleReminders(
        open.at('2026-01-17T06:00:00Z'),
        (await mails(world)).map((mail) => mail.id),
      )
      return sent.flatMap((mail) => (ids.has(mail.id) ? mail.person_id : []))
    }
    expect([(await letters('status_reminder')).length, await stale()]).toEqual([2, []])
    const { version } = await loaded(world, more.id)
    const report = {
      claim: 'in_progress' as const,
      text: 'По телефону',
      evidence: '',
      channel: 'phone' as const,
    }
    const noted = { ...report, source: 'Звонок', version, actor: world.coordinator }
    accepted(await takeReport(open.at('2026-01-17T05:10:00Z'), { ...noted, id: more.id }))
    expect(await stale()).toEqual([])
    const second = await loaded(world, asked[1] ?? '')
    accepted(
      await takeReport(open.at('2026-01-17T05:20:00Z'), { ...noted, id: second.id, version: second.version }),
    )
    expect(await stale()).toEqual([world.mohPoint])
  })

  test('that failed are told to who coordinates the dialogue, and to nobody else', async () => {
    await opened(world, { commitmentIds: await three(world) })
    const { store, dialogueId, otherDialogueId } = world
    const failed = { state: 'failed' as const, settled_at: store.now }
    await store.tidy(store.db.updateTable('outbox').set(failed).where('kind', '=', 'status_request'))
    const told = async (own: string) =>
      (await failedSince(store, store.now, new Set([own]))).map((mail) => mail.dialogueId)
    expect([await told(dialogueId), await told(otherDialogueId)]).toEqual([[dialogueId, dialogueId], []])
  })
})

test('a letter that was lost is no task any more once its request is closed', async () => {
  const { id } = await opened(world, { commitmentIds: await three(world) })
  const ceased = async () => {
    const rows = world.store.db.selectFrom('outbox').select('id').where(hasCeased)
    return (await rows.where('kind', '=', 'status_request').execute()).length
  }
  expect(await ceased()).toBe(0)
  accepted(await closeRequest(world.store, { actor: world.coordinator, id }))
  expect(await ceased()).toBe(2)
})
