/** The secretariat's pages over HTTP: inviting, recording for others, withdrawing; who may and who may not. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { delegatesOfMeeting } from '../../src/invitations/queries.ts'
import { makeId } from '../../src/kernel/id.ts'
import { dumpOf } from '../fixtures/store.ts'
import { namingForm, openWorld, type World } from './world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const board = () => `/meetings/${w.meetingId}/invitations`
const named = async () =>
  (await delegatesOfMeeting(w.now(), w.meetingId)).filter((one) => one.state === 'nominated')
const recorded = { channel: 'phone', source: 'Звонок канцелярии 15.01.2026' }

describe('inviting', () => {
  const form = { capacity: 'observer', seats: '4', reply_by: '2026-03-20' }

  test('puts several institutions on the list at once', async () => {
    const ids = [
      await w.institution({ name: 'Первая' }),
      await w.institution({ name: 'Вторая', languages: ['ru', 'kk'] }),
    ]
    expect((await w.organiser.post(board(), { ...form, institutions: ids })).location).toBe(
      `${board()}?said=saved`,
    )
    expect(await w.invitation(ids[1] ?? '')).toMatchObject({
      state: 'draft',
      capacity: 'observer',
      seats: 4,
      replyBy: '2026-03-20',
      languages: ['kk', 'ru'],
    })
  })

  test('refuses an unknown institution and keeps what was chosen and typed', async () => {
    const known = await w.institution({ name: 'Первая' })
    const before = dumpOf(w.raw)
    const page = await w.organiser.post(board(), { ...form, institutions: [known, makeId(w.store.now)] })
    expect(page.status).toBe(400)
    expect(page.body).toContain('One of the institutions is not in the directory.')
    expect(page.body).toMatch(new RegExp(`value="${known}" checked`))
    expect(page.body).toContain('value="2026-03-20"')
    expect(dumpOf(w.raw)).toBe(before)
  })

  test.each([
    ['no institution', { institutions: '' }],
    ['something that is no id', { institutions: "' or 1=1" }],
    ['no seat', { seats: '0' }],
    ['more seats than a hall', { seats: '51' }],
    ['seats in words', { seats: '1e2' }],
    ['an unknown capacity', { capacity: 'king' }],
    ['a date that does not exist', { reply_by: '30.02.2026' }],
    ['a reply-by date after the meeting', { reply_by: '2026-04-15' }],
    ['a reply-by date gone by', { reply_by: '2026-01-14' }],
  ])('%s is refused', async (_, changes: Record<string, string>) => {
    const institutions = await w.institution({ name: 'Первая' })
    const before = dumpOf(w.raw)
    expect((await w.organiser.post(board(), { ...form, institutions, ...changes })).status).toBe(400)
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('offers only those not invited, found by plain letters', async () => {
    await w.invited(await w.institution({ name: 'Шақырылған', focal: ['a@a.example'] }))
    await w.institution({ name: 'Қазақстан банкі' })
    const page = await w.organiser.get(`${board()}/new?q=казакстан`)
    expect([page.body.includes('Қазақстан банкі'), page.body.includes('Шақырылған')]).toEqual([true, false])
  })

  test('the same institution twice at once is invited once', async () => {
    const institutions = await w.institution({ name: 'Первая' })
    const pages = await Promise.all([1, 2].map(() => w.organiser.post(board(), { ...form, institutions })))
    expect(pages.map((page) => page.status).sort()).toEqual([303, 409])
  })
})

describe('the letter before it is sent', () => {
  test('is not overwritten by who opened the form earlier', async () => {
    const id = await w.institution({ name: 'Первая' })
    await w.organiser.post(board(), { institutions: id, capacity: 'member', seats: '2', reply_by: '' })
    const { id: invitation } = await w.invitation(id)
    const form = {
      capacity: 'member',
      seats: '2',
      reply_by: '',
      letter_date: '',
      addressee: '',
      languages: 'kk,ru',
      version: '1',
    }
    expect(
      (await w.organiser.post(`${board()}/${invitation}`, { ...form, letter_number: '1-1' })).status,
    ).toBe(303)
    const late = await w.organiser.post(`${board()}/${invitation}`, { ...form, letter_number: '2-2' })
    expect(late.status).toBe(409)
    expect(late.body).toContain('value="2-2"')
    expect((await w.invitation(id)).letterNumber).toBe('1-1')
    const fresh = /name="version" value="(\d+)"/.exec(late.body)?.[1] ?? ''
    expect(
      (await w.organiser.post(`${board()}/${invitation}`, { ...form, letter_number: '2-2', version: fresh }))
        .status,
    ).toBe(303)
  })

  test.each([
    ['languages we do not write', { languages: 'de' }],
    ['a language twice', { languages: 'kk,kk' }],
    ['no language', { languages: '' }],
    ['a number without end', { letter_number: '1'.repeat(61) }],
  ])('refuses %s', async (_, changes: Record<string, string>) => {
    const id = await w.institution({ name: 'Первая' })
    await w.organiser.post(board(), { institutions: id, capacity: 'member', seats: '2', reply_by: '' })
    const { id: invitation } = await w.invitation(id)
    const form = {
      capacity: 'member',
      seats: '2',
      reply_by: '',
      letter_number: '',
      letter_date: '',
      addressee: '',
      languages: 'kk',
      version: '1',
    }
    expect((await w.organiser.post(`${board()}/${invitation}`, { ...form, ...changes })).status).toBe(400)
  })
})

describe('recording for an institution', () => {
  let id: string
  let path: string
  beforeEach(async () => {
    id = await w.institution({ name: 'Министерство', languages: ['ru'], focal: ['chancery@health.example'] })
    path = `${board()}/${(await w.invited(id)).id}`
  })
  const version = async () => String((await w.invitation(id)).version)

  test('a nomination by phone keeps channel, source and author, and sends the entry', async () => {
    const form = namingForm({ version: await version(), ...recorded })
    expect((await w.organiser.post(`${path}/nominations`, form)).location).toBe(`${path}?said=recorded`)
    expect(await w.invitation(id)).toMatchObject({
      state: 'nominated',
      answer: { channel: 'phone', source: 'Звонок канцелярии 15.01.2026', by: w.organiser.personId },
    })
    expect(w.mails('calendar_request')).toHaveLength(1)
    const { body } = await w.organiser.get(path)
    expect(body).toContain('by phone, 15 Jan 2026 09:00, Tester Tamara')
    expect(body).toContain('Звонок канцелярии 15.01.2026')
  })

  test('somebody without a mail address can be recorded, and is told by other means', async () => {
    const form = namingForm({ version: await version(), ...recorded, email: '' })
    expect((await w.organiser.post(`${path}/nominations`, form)).status).toBe(303)
    expect(w.mails('calendar_request')).toEqual([])
    expect((await w.organiser.get(path)).body).toContain('no mail address')
  })

  test.each([
    ['no source', { source: '' }],
    ['no channel', { channel: '' }],
    ['the institution’s own channel', { channel: 'link' }],
    ['an address with a line break', { email: 'a@health.example\nBcc: b@b.example' }],
  ])('%s is refused', async (_, changes: Record<string, string>) => {
    const form = namingForm({ version: await version(), ...recorded, ...changes })
    const before = dumpOf(w.raw)
    expect((await w.organiser.post(`${path}/nominations`, form)).status).toBe(400)
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('an answer to a paper letter is recorded before anything was mailed', async () => {
    const other = await w.institution({ name: 'По почте' })
    await w.organiser.post(board(), { institutions: other, capacity: 'member', seats: '2', reply_by: '' })
    const own = `${board()}/${(await w.invitation(other)).id}`
    const form = namingForm({ version: '1', channel: 'paper', source: 'Письмо № 15-3/214' })
    expect((await w.organiser.post(`${own}/nominations`, form)).status).toBe(303)
    expect((await w.invitation(other)).state).toBe('nominated')
  })

  test('regrets, a replacement and a name taken back', async () => {
    await w.organiser.post(`${path}/nominations`, namingForm({ version: await version(), ...recorded }))
    w.deliver()
    const [first] = await named()
    const delegates = `/meetings/${w.meetingId}/delegates`
    const form = namingForm({ version: await version(), ...recorded, email: 'second@health.example' })
    expect((await w.organiser.post(`${delegates}/${first?.id}/replacement`, form)).status).toBe(303)
    w.deliver()
    const [second] = await named()
    expect(second?.replacesId).toBe(first?.id)
    await w.organiser.post(`${delegates}/${second?.id}/withdrawal`, { version: await version(), ...recorded })
    expect((await w.invitation(id)).state).toBe('acknowledged')
    await w.organiser.post(`${path}/regrets`, { version: await version(), ...recorded })
    expect((await w.invitation(id)).state).toBe('regrets')
    expect(w.mails('calendar_cancel').map((mail) => [mail.to_address, mail.calendar_sequence])).toEqual([
      ['dana@health.example', 1],
      ['second@health.example', 2],
    ])
  })

  test('a delegate’s yes by phone, with source and author in the history', async () => {
    await w.organiser.post(`${path}/nominations`, namingForm({ version: await version(), ...recorded }))
    const [delegate] = await named()
    const form = { answer: 'accepted', channel: 'phone', source: 'Позвонил помощник', date_version: '1' }
    const answers = `/meetings/${w.meetingId}/delegates/${delegate?.id}/answers`
    expect((await w.organiser.get(answers)).status).toBe(200)
    expect((await w.organiser.post(answers, form)).status).toBe(303)
    expect((await named())[0]?.partstat).toBe('accepted')
    const row = w.raw.prepare('select channel, comment, recorded_by from delegate_answers').get()
    expect(row).toEqual({ channel: 'phone', comment: 'Позвонил помощник', recorded_by: w.organiser.personId })
    expect((await w.organiser.get(path)).body).toContain('Позвонил помощник')
  })
})

describe('withdrawing', () => {
  test('asks first, writes to the focal points, cancels the delegates, ends the links', async () => {
    const id = await w.institution({
      name: 'Министерство',
      languages: ['ru'],
      focal: ['chancery@health.example'],
    })
    const { id: invitation } = await w.invited(id)
    const link = w.linkTo('chancery@health.example')
    await w
      .visitor()
      .post(`${link}/delegates`, namingForm({ version: String((await w.invitation(id)).version) }))
    w.deliver()
    const version = String((await w.invitation(id)).version)
    const ask = await w.organiser.get(`${board()}/${invitation}/withdrawal`)
    expect(ask.body).toContain('Letters to focal points: 1. Cancellations to delegates: 1.')
    expect((await w.organiser.post(`${board()}/${invitation}/withdrawal`, { version })).status).toBe(303)
    expect(w.mails('invitation_withdrawn').map((mail) => [mail.to_address, mail.subject])).toEqual([
      ['chancery@health.example', 'Приглашение отозвано: Второй диалог'],
    ])
    expect(w.mails('calendar_cancel').map((mail) => mail.to_address)).toEqual(['dana@health.example'])
    expect((await w.visitor().get(link)).status).toBe(410)
  })

  test('of a letter that never went out writes to nobody, and the institution can be invited again', async () => {
    const id = await w.institution({ name: 'Министерство', focal: ['chancery@health.example'] })
    const form = { institutions: id, capacity: 'member', seats: '2', reply_by: '' }
    await w.organiser.post(board(), form)
    const { id: invitation } = await w.invitation(id)
    await w.organiser.post(`${board()}/${invitation}/withdrawal`, { version: '1' })
    expect(w.mails()).toEqual([])
    expect((await w.organiser.post(board(), form)).status).toBe(303)
    expect(await w.invitation(id)).toMatchObject({ id: invitation, state: 'draft' })
  })
})

describe('who may', () => {
  let invitation: string
  let delegate: string
  beforeEach(async () => {
    const id = await w.institution({
      name: 'Министерство',
      languages: ['ru'],
      focal: ['chancery@health.example'],
    })
    invitation = (await w.invited(id)).id
    const form = namingForm({ version: String((await w.invitation(id)).version) })
    await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, form)
    delegate = (await named())[0]?.id ?? ''
  })
  const gets = () => [
    board(),
    `${board()}/new`,
    `${board()}/letters`,
    `${board()}/reminders`,
    `${board()}/${invitation}`,
    `${board()}/${invitation}/nominations`,
    `${board()}/${invitation}/regrets`,
    `${board()}/${invitation}/withdrawal`,
    ...['replacement', 'withdrawal', 'answers'].map(
      (act) => `/meetings/${w.meetingId}/delegates/${delegate}/${act}`,
    ),
  ]
  const posts = () => [
    board(),
    ...gets().filter((path) => path !== board() && !path.endsWith('/new')),
    `/meetings/${w.meetingId}/updates`,
    `/meetings/${w.meetingId}/delegates/${delegate}/calendar`,
  ]

  test('an organiser sees every page, and looking changes nothing', async () => {
    const before = dumpOf(w.raw)
    for (const path of gets()) expect([path, (await w.organiser.get(path)).status]).toEqual([path, 200])
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('an organiser of another dialogue finds nothing', async () => {
    const stranger = await w.signedIn({ rank: 'organiser', roles: {} })
    const before = dumpOf(w.raw)
    for (const path of gets()) expect([path, (await stranger.get(path)).status]).toEqual([path, 404])
    for (const path of posts())
      expect([path, (await stranger.post(path, { version: '1' })).status]).toEqual([path, 404])
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('a viewer learns nobody’s name here and changes nothing', async () => {
    const viewer = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'viewer' } })
    const before = dumpOf(w.raw)
    const statuses = new Map<string, number>()
    for (const path of gets()) statuses.set(path, (await viewer.get(path)).status)
    expect([...new Set(statuses.values())]).toEqual([403])
    for (const path of posts())
      expect([path, (await viewer.post(path, { version: '1' })).status]).toEqual([path, 403])
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('a visitor is led to sign in', async () => {
    for (const path of gets()) expect((await w.visitor().get(path)).location).toMatch(/^\/sign-in/)
  })

  test('an invitation or a delegate of another meeting is not found below this one', async () => {
    const foreign = makeId(w.store.now)
    expect((await w.organiser.get(`${board()}/${foreign}`)).status).toBe(404)
    expect((await w.organiser.get(`/meetings/${foreign}/invitations/${invitation}`)).status).toBe(404)
    expect((await w.organiser.post(`/meetings/${w.meetingId}/delegates/${foreign}/answers`, {})).status).toBe(
      404,
    )
  })
})

test('every page reads in three languages', async () => {
  const id = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  const { id: invitation } = await w.invited(id)
  const paths = [
    board(),
    `${board()}/new`,
    `${board()}/letters`,
    `${board()}/reminders`,
    `${board()}/${invitation}`,
  ]
  for (const path of paths)
    for (const [lang, words] of [
      ['kk', 'Шақыр'],
      ['ru', 'Приглаш'],
      ['en', 'Invitation'],
    ] as const) {
      const { body, status } = await w.organiser.get(`${path}?lang=${lang}`)
      expect([path, lang, status, body.includes(`<html lang="${lang}"`), body.includes(words)]).toEqual([
        path,
        lang,
        200,
        true,
        true,
      ])
    }
})
