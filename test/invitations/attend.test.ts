/** The delegate's page over HTTP: who, when, one answer; old answers, other participants, states of the meeting. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addItem, publishAgenda } from '../../src/agenda/commands.ts'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { delegatesOfMeeting } from '../../src/invitations/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { dumpOf } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { value } from '../meetings/world.ts'
import { namingForm, openWorld, type World } from './world.ts'

let w: World
let attend: string
beforeEach(async () => {
  w = await openWorld()
  attend = await name(
    'chancery@health.example',
    { name: 'Министерство', languages: ['ru'] },
    'dana@health.example',
  )
})
afterEach(() => w.close())

/** Invites an institution, names somebody for it, and gives the delegate's link. */
async function name(focal: string, asked: Omit<Parameters<World['institution']>[0], 'focal'>, email: string) {
  const id = await w.institution({ ...asked, focal: [focal] })
  await w.invited(id)
  const version = String((await w.invitation(id)).version)
  await w.visitor().post(`${w.linkTo(focal)}/delegates`, namingForm({ version, email, role: 'head' }))
  return w.linkTo(email)
}

const answer = (form: Record<string, string> = {}) =>
  w.visitor().post(`${attend}/answers`, { answer: 'accepted', comment: '', date_version: '1', ...form })
const delegate = async () => (await delegatesOfMeeting(w.now(), w.meetingId))[0]
const moveTo = async (starts: string) => {
  await w.edit({ days: [day('2026-04-14', starts, '17:30')] })
  w.deliver()
}
const settle = async () => {
  w.setNow('2026-01-15T04:10:00Z')
  return flushGathered(w.now())
}

describe('the page', () => {
  test('says who one is, for whom, in which role, when with the zone, in the own language', async () => {
    const { body, status } = await w.visitor().get(attend)
    expect(status).toBe(200)
    for (const words of [
      'Вы: Дана Ахметова',
      'Министерство',
      'Ваша роль: глава делегации',
      'вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5',
      'Астана, ул. Примерная, 8',
      'Буду участвовать',
    ])
      expect(body).toContain(words)
  })

  test('is small, has no script and no name in its title', async () => {
    const { body } = await w.visitor().get(attend)
    expect(new TextEncoder().encode(body).length).toBeLessThan(40_000)
    expect(body).not.toContain('<script')
    expect(/<title>(.*)<\/title>/.exec(body)?.[1]).toBe('Ваше участие · Intersession')
  })

  test('tells the time on the reader’s own clock when that is another', async () => {
    w.raw.prepare("update persons set zone = 'Europe/Vienna' where email = 'dana@health.example'").run()
    expect((await w.visitor().get(attend)).body).toContain(
      'вторник, 14 апреля 2026 г., 06:00–14:30, Вена, UTC+2',
    )
  })

  test('shows the agenda once it is published, without closed items', async () => {
    const item = {
      day: localDate('2026-04-14'),
      kind: 'information',
      isBreak: false,
      minutes: 30,
      presenterInstitutionId: null,
      presenterPersonId: null,
      attribution: null,
      visibility: 'members',
      title: { ru: 'Состояние запасов' },
    } as const
    const asked = { actor: w.actor, meetingId: w.meetingId }
    value(await addItem(w.store, { ...asked, item }))
    value(
      await addItem(w.store, {
        ...asked,
        item: { ...item, visibility: 'closed', title: { ru: 'Закрытый вопрос' } },
      }),
    )
    expect((await w.visitor().get(attend)).body).not.toContain('Состояние запасов')
    value(await publishAgenda(w.store, asked))
    const { body } = await w.visitor().get(attend)
    expect([body.includes('Состояние запасов'), body.includes('Закрытый вопрос')]).toEqual([true, false])
  })
})

describe('answering', () => {
  test('appends to the history and is the answer in force', async () => {
    expect((await answer({ comment: 'Прибуду накануне' })).location).toBe(`${attend}?said=answered`)
    await answer({ answer: 'declined' })
    expect(await delegate()).toMatchObject({ partstat: 'declined', partstatSequence: 0 })
    const rows = w.raw.prepare('select partstat, comment, channel, sequence from delegate_answers').all()
    expect(rows).toEqual([
      { partstat: 'accepted', comment: 'Прибуду накануне', channel: 'link', sequence: 0 },
      { partstat: 'declined', comment: '', channel: 'link', sequence: 0 },
    ])
    const { body } = await w.visitor().get(attend)
    expect(body).toContain('Ваш ответ: Участвовать не сможет')
    expect(body).toContain('Прибуду накануне')
  })

  test.each([
    ['nothing chosen', { answer: '' }],
    ['something we did not ask', { answer: 'delegated' }],
    ['a comment without end', { comment: 'я'.repeat(2001) }],
    ['no date', { date_version: 'soon' }],
  ])('%s is refused and kept', async (_, form: Record<string, string>) => {
    const before = dumpOf(w.raw)
    const page = await answer({ comment: 'Остаётся', ...form })
    expect(page.status).toBe(400)
    expect(page.body).toContain(form.comment ?? 'Остаётся')
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('does not reach another person’s seat', async () => {
    const other = await name('other@b.example', { name: 'Другая' }, 'someone@b.example')
    await answer()
    const rows = await delegatesOfMeeting(w.now(), w.meetingId)
    expect(rows.map((one) => one.partstat).sort()).toEqual(['accepted', 'needs_action'])
    expect((await w.visitor().get(other)).body).not.toContain('Ваш ответ: Участие подтверждено')
  })

  test('to a time that moved while one was typing is refused with the new time and the typed words', async () => {
    await moveTo('10:00')
    const page = await answer({ comment: 'Успею' })
    expect(page.status).toBe(409)
    expect(page.body).toContain('10:00–17:30')
    expect(page.body).toContain('Успею')
    expect((await delegate())?.partstat).toBe('needs_action')
  })
})

describe('once the time moved', () => {
  test('the old answer no longer holds, but is shown', async () => {
    await answer()
    await moveTo('10:00')
    expect(await settle()).toBe(1)
    expect(await delegate()).toMatchObject({
      partstat: 'needs_action',
      partstatSequence: 0,
      mailedSequence: 1,
    })
    expect((await w.visitor().get(attend)).body).toContain('Ваш прежний ответ: Участие подтверждено.')
    await answer({ date_version: '2' })
    expect(await delegate()).toMatchObject({ partstat: 'accepted', partstatSequence: 1 })
  })

  test('an answer given to the new time before its mail went out still holds', async () => {
    await moveTo('10:00')
    await answer({ date_version: '2' })
    await settle()
    expect(await delegate()).toMatchObject({ partstat: 'accepted', partstatSequence: 1 })
    expect(w.mails('calendar_update')[0]?.calendar).toContain('PARTSTAT=ACCEPTED')
  })

  test('an answer given to a time that was taken back before it was mailed does not', async () => {
    await moveTo('10:00')
    await answer({ date_version: '2' })
    await moveTo('09:00')
    expect(await settle()).toBe(0)
    expect(await delegate()).toMatchObject({ partstat: 'needs_action' })
  })

  test('a change of place leaves the answer alone', async () => {
    await answer()
    w.deliver()
    await w.edit({ venue: { ru: 'Астана, зал 2' } })
    await settle()
    expect(await delegate()).toMatchObject({ partstat: 'accepted', mailedSequence: 1 })
    expect(w.mails('calendar_update')[0]?.calendar).toContain('PARTSTAT=ACCEPTED')
  })
})

describe('states of the meeting', () => {
  test.each([
    ['postponed', ['postponement'], 'Заседание переносится.'],
    ['cancelled', ['cancellation'], 'Заседание не состоится.'],
    ['held', ['confirmation', 'opening', 'holding'], 'Заседание прошло.'],
  ] as const)('when it is %s the page says so and asks nothing', async (_, moves, words) => {
    for (const move of moves) await w.move(move)
    const { body } = await w.visitor().get(attend)
    expect(body).toContain(words)
    expect(body).not.toContain('name="answer"')
    expect((await answer()).status).toBe(409)
  })
})

describe('the other participants', () => {
  beforeEach(async () => {
    await name(
      'cso@c.example',
      { name: 'Организация пациентов', languages: ['ru'], listable: 'never' },
      'hidden@c.example',
    )
    await name('who@who.example', { name: 'ВОЗ', languages: ['ru'], precedence: 60 }, 'shown@who.example')
  })
  const mode = (list: string) => w.raw.prepare('update meetings set participant_list = ?').run(list)
  const body = async () => (await w.visitor().get(attend)).body

  test('are shown as institutions, never the unlisted, and the list says what it leaves out', async () => {
    const page = await body()
    expect([page.includes('ВОЗ'), page.includes('Организация пациентов')]).toEqual([true, false])
    expect(page).toContain('Не указаны в списке: 1')
    expect(page).not.toContain('shown@who.example')
  })

  test('are named only by their own consent, given with the answer', async () => {
    mode('names')
    expect(await body()).toContain('Не указаны в списке: 3')
    const other = w.linkTo('shown@who.example')
    const consent = { answer: 'accepted', comment: '', date_version: '1', listing: '1' }
    await w.visitor().post(`${other}/answers`, consent)
    expect(await body()).toContain('ВОЗ: Ахметова Дана')
    w.raw.prepare("update persons set protected = 1 where email = 'shown@who.example'").run()
    expect(await body()).not.toContain('ВОЗ: Ахметова Дана')
  })

  test('are only counted, or not mentioned at all', async () => {
    mode('counts')
    expect(await body()).toContain('Организаций: менее 5, участников: менее 5')
    expect(await body()).not.toContain('ВОЗ')
    mode('nobody')
    expect(await body()).not.toContain('Участники')
  })

  test('take the same number of queries, one or three', async () => {
    const count = async () => (await w.queriesOf(() => w.visitor().get(attend))).length
    const three = await count()
    w.raw
      .prepare(
        "update delegates set state = 'withdrawn' where person_id in (select id from persons where email in ('hidden@c.example', 'shown@who.example'))",
      )
      .run()
    expect(await count()).toBe(three)
  })
})
