/** The focal point's page over HTTP: names, replacements, regrets; hostile input; two at once; foreign ids. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { delegatesOfMeeting } from '../../src/invitations/queries.ts'
import { dumpOf } from '../fixtures/store.ts'
import { addFocalPoint, namingForm, openWorld, type World } from './world.ts'

let w: World
let institutionId: string
let link: string
beforeEach(async () => {
  w = await openWorld()
  institutionId = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  await w.invited(institutionId)
  link = w.linkTo('chancery@health.example')
})
afterEach(() => w.close())

const invitation = () => w.invitation(institutionId)
const named = async () =>
  (await delegatesOfMeeting(w.now(), w.meetingId)).filter((one) => one.state === 'nominated')
const name = async (changes: Record<string, string> = {}) => {
  const version = String((await invitation()).version)
  return w.visitor().post(`${link}/delegates`, namingForm({ version, ...changes }))
}

describe('looking', () => {
  test('changes nothing, by GET or HEAD, on any page of the link', async () => {
    await name()
    const [delegate] = await named()
    const before = dumpOf(w.raw)
    const pages = [
      '',
      '/regrets',
      `/delegates/${delegate?.id}/replacement`,
      `/delegates/${delegate?.id}/withdrawal`,
    ]
    for (const page of pages) {
      expect((await w.visitor().get(`${link}${page}`)).status).toBe(200)
      expect((await w.visitor().request(`${link}${page}`, { method: 'HEAD' })).status).toBe(200)
    }
    await w.visitor().get(w.linkTo('dana@health.example'))
    expect(dumpOf(w.raw)).toBe(before)
    expect((await invitation()).state).toBe('nominated')
  })

  test('tells for whom, as whom, when with the zone, and how many seats', async () => {
    const { body } = await w.visitor().get(link)
    expect(body).toContain('Министерство')
    expect(body).toContain('Вы: chancery')
    expect(body).toContain('вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5')
    expect(body).toContain('Назначено: 0 из 3')
    expect(body).toContain('<html lang="ru">')
  })

  test('does not acknowledge: the button does', async () => {
    await w.visitor().get(link)
    expect((await invitation()).state).toBe('sent')
    const version = String((await invitation()).version)
    const answer = await w.visitor().post(`${link}/acknowledgement`, { version })
    expect([answer.status, (await invitation()).state]).toEqual([303, 'acknowledged'])
  })

  test('shows only the own delegates', async () => {
    const other = await w.institution({ name: 'Другая', languages: ['ru'], focal: ['other@b.example'] })
    await w.invited(other)
    const version = String((await w.invitation(other)).version)
    const form = namingForm({ version, surname: 'Чужакова', email: 'foreign@b.example' })
    await w.visitor().post(`${w.linkTo('other@b.example')}/delegates`, form)
    expect((await w.visitor().get(link)).body).not.toContain('Чужакова')
  })
})

describe('naming', () => {
  test('makes a person who speaks for the institution, and sends them the entry in their language', async () => {
    const answer = await name({ role: 'head', reading: 'kk', surname: 'Ахметова' })
    expect([answer.status, answer.location]).toEqual([303, `${link}?said=nominated`])
    const [delegate] = await named()
    expect(delegate).toMatchObject({ role: 'head', mailedSequence: 0, partstat: 'needs_action' })
    expect(await invitation()).toMatchObject({ state: 'nominated', answer: { channel: 'link' } })
    const [mail, ...more] = w.mails('calendar_request')
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to_address: 'dana@health.example',
      lang: 'kk',
      calendar_method: 'REQUEST',
      calendar_sequence: 0,
      subject: 'Шақыру: Екінші диалог, 2026 жылғы 14 сәуір, Астана, Мысал көшесі, 8',
    })
    const affiliation = w.raw
      .prepare('select role, institution_id from affiliations where person_id = ?')
      .get(delegate?.personId)
    expect(affiliation).toEqual({ role: 'member', institution_id: institutionId })
  })

  test('reuses a person of the institution by address, whatever its case', async () => {
    const known = await addFocalPoint(w.store, { institutionId, email: 'aliya@health.example', lang: 'ru' })
    await name({ email: 'Aliya@health.example' })
    expect((await named()).map((one) => one.personId)).toEqual([known])
  })

  test('does not reach for the same address in another institution', async () => {
    const other = await w.institution({ name: 'Другая', focal: ['shared@b.example'] })
    await name({ email: 'shared@b.example' })
    const [delegate] = await named()
    const owner = w.raw.prepare('select person_id from affiliations where institution_id = ?').get(other)
    expect(owner).not.toEqual({ person_id: delegate?.personId })
  })

  test('a second head is refused and what was typed is kept', async () => {
    await name({ role: 'head' })
    const answer = await name({ role: 'head', surname: 'Вторая', email: 'second@health.example' })
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('Глава делегации уже назначен.')
    expect(answer.body).toContain('value="Вторая"')
    expect(answer.body).toContain('value="second@health.example"')
    expect(await named()).toHaveLength(1)
  })

  test('stops at the number of seats', async () => {
    for (const n of [1, 2, 3]) await name({ email: `d${n}@health.example` })
    expect((await w.visitor().get(link)).body).not.toContain('name="surname"')
    const answer = await name({ email: 'd4@health.example' })
    expect([answer.status, (await named()).length]).toEqual([409, 3])
  })

  test.each([
    ['an address with a line break', { email: 'a@health.example\r\nBcc: evil@example.com' }],
    ['two addresses', { email: 'a@health.example, b@health.example' }],
    ['no address', { email: '' }],
    ['no surname', { surname: ' \u200b ' }],
    ['an unknown role', { role: 'king' }],
    ['a role from the prototype', { role: '__proto__' }],
    ['an unknown language', { reading: 'de' }],
    ['a name without end', { surname: 'я'.repeat(101) }],
    ['no version', { version: '' }],
  ])('%s is refused, nothing is lost and nothing is written', async (_, changes: Record<string, string>) => {
    const before = dumpOf(w.raw)
    const answer = await name({ given: 'Остаётся', ...changes })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('value="Остаётся"')
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('a name with punctuation, quotes and emoji goes everywhere unharmed', async () => {
    const surname = 'О’Коннор; "Джеймс", \\n <b>😀</b>'
    expect((await name({ surname, given: '' })).status).toBe(303)
    const page = (await w.visitor().get(link)).body
    expect(page).toContain('О’Коннор; &quot;Джеймс&quot;, \\n &lt;b&gt;😀&lt;/b&gt;')
    const calendar = w.mails('calendar_request')[0]?.calendar?.replaceAll('\r\n ', '') ?? ''
    expect(calendar.match(/^ATTENDEE/gm)).toHaveLength(1)
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(calendar).toContain('MAILTO:dana@health.example')
  })

  test('the calendar holds the recipient only, and no token', async () => {
    await name()
    await name({ surname: 'Сейтқали', email: 'second@health.example' })
    for (const mail of w.mails('calendar_request')) {
      const calendar = mail.calendar?.replaceAll('\r\n ', '') ?? ''
      expect(calendar).not.toMatch(/\/p\//)
      const others = ['dana@health.example', 'second@health.example'].filter((one) => one !== mail.to_address)
      for (const other of others) expect(`${calendar}${mail.body_text}`).not.toContain(other)
      expect(mail.body_text).toMatch(/\/p\/[\w-]+/)
    }
  })
})

describe('replacing', () => {
  test('cancels with one SEQUENCE more for the one, and asks the other with the same', async () => {
    await name({ role: 'head' })
    w.deliver()
    const [delegate] = await named()
    const version = String((await invitation()).version)
    const form = namingForm({ version, role: 'head', surname: 'Новая', email: 'new@health.example' })
    const answer = await w.visitor().post(`${link}/delegates/${delegate?.id}/replacement`, form)
    expect(answer.location).toBe(`${link}?said=replaced`)
    expect(w.mails('calendar_cancel').map((mail) => [mail.to_address, mail.calendar_sequence])).toEqual([
      ['dana@health.example', 1],
    ])
    expect(w.mails('calendar_request').map((mail) => [mail.to_address, mail.calendar_sequence])).toEqual([
      ['dana@health.example', 0],
      ['new@health.example', 1],
    ])
    const [now] = await named()
    expect(now).toMatchObject({ role: 'head', replacesId: delegate?.id, mailedSequence: 1 })
    expect((await w.meeting()).calendarSequence).toBe(1)
  })

  test('somebody whose request never left gets no cancellation: the request is withdrawn', async () => {
    await name()
    const [delegate] = await named()
    const version = String((await invitation()).version)
    await w.visitor().post(`${link}/delegates/${delegate?.id}/withdrawal`, { version })
    expect(w.mails().filter((mail) => mail.calendar_method !== null)).toEqual([])
    expect(await invitation()).toMatchObject({ state: 'acknowledged' })
  })

  test('somebody named again after leaving gets a higher SEQUENCE than the cancellation', async () => {
    await name()
    w.deliver()
    const [delegate] = await named()
    const version = String((await invitation()).version)
    await w.visitor().post(`${link}/delegates/${delegate?.id}/withdrawal`, { version })
    await name()
    expect(
      w
        .mails()
        .flatMap((mail) => (mail.calendar_method ? [[mail.calendar_method, mail.calendar_sequence]] : [])),
    ).toEqual([
      ['REQUEST', 0],
      ['CANCEL', 1],
      ['REQUEST', 2],
    ])
  })

  test('the link of who left is gone', async () => {
    await name()
    w.deliver()
    const attend = w.linkTo('dana@health.example')
    const [delegate] = await named()
    const version = String((await invitation()).version)
    await w.visitor().post(`${link}/delegates/${delegate?.id}/withdrawal`, { version })
    expect((await w.visitor().get(attend)).status).toBe(410)
  })

  test('is possible while the meeting sits, and not after', async () => {
    await name({ role: 'head' })
    await w.move('confirmation')
    await w.move('opening')
    const [delegate] = await named()
    const form = async () =>
      namingForm({ version: String((await invitation()).version), email: 'day@health.example' })
    const answer = await w.visitor().post(`${link}/delegates/${delegate?.id}/replacement`, await form())
    expect(answer.status).toBe(303)
    await w.move('holding')
    expect((await name({ email: 'late@health.example' })).status).toBe(409)
    expect((await w.visitor().get(link)).body).not.toContain('name="surname"')
  })
})

describe('regrets', () => {
  test('take back all names, tell each person, keep the reason, and can be reconsidered', async () => {
    await name()
    w.deliver()
    const version = String((await invitation()).version)
    await w.visitor().post(`${link}/regrets`, { version, reason: 'Министр за рубежом' })
    expect(await invitation()).toMatchObject({ state: 'regrets', answer: { source: 'Министр за рубежом' } })
    expect(w.mails('calendar_cancel')).toHaveLength(1)
    expect((await w.visitor().get(link)).body).toContain('Министр за рубежом')
    expect((await name({ email: 'again@health.example' })).status).toBe(303)
    expect((await invitation()).state).toBe('nominated')
  })
})

describe('a foreign or dead link', () => {
  test('another invitation’s delegate is not found and nothing changes', async () => {
    const other = await w.institution({ name: 'Другая', focal: ['other@b.example'] })
    await w.invited(other)
    const version = String((await w.invitation(other)).version)
    await w
      .visitor()
      .post(`${w.linkTo('other@b.example')}/delegates`, namingForm({ version, email: 'x@b.example' }))
    const [foreign] = await named()
    const own = String((await invitation()).version)
    const before = dumpOf(w.raw)
    for (const act of ['replacement', 'withdrawal']) {
      const path = `${link}/delegates/${foreign?.id}/${act}`
      expect((await w.visitor().get(path)).status).toBe(404)
      expect((await w.visitor().post(path, namingForm({ version: own, email: 'y@b.example' }))).status).toBe(
        404,
      )
    }
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('a delegate’s link does not nominate, and a focal point’s does not answer', async () => {
    await name()
    const attend = w.linkTo('dana@health.example')
    const before = dumpOf(w.raw)
    expect((await w.visitor().post(`${attend}/delegates`, namingForm({ version: '1' }))).status).toBe(404)
    expect(
      (await w.visitor().post(`${link}/answers`, { answer: 'accepted', date_version: '1' })).status,
    ).toBe(404)
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('who no longer speaks for the institution is told that the link is over', async () => {
    w.raw.prepare("update affiliations set valid_to = '2025-12-31'").run()
    expect((await w.visitor().get(link)).status).toBe(410)
    expect((await name()).status).toBe(410)
  })

  test('a withdrawn invitation and an expired link are gone, an invented one is not found', async () => {
    const { id, version } = await invitation()
    await w.organiser.post(`/meetings/${w.meetingId}/invitations/${id}/withdrawal`, {
      version: String(version),
    })
    expect((await w.visitor().get(link)).status).toBe(410)
    expect((await w.visitor().get('/p/abc')).status).toBe(404)
  })

  test('a link lives for thirty days after the meeting', async () => {
    w.setNow('2026-05-14T12:00:00Z')
    expect((await w.visitor().get(link)).status).toBe(200)
    w.setNow('2026-05-14T13:00:00Z')
    expect((await w.visitor().get(link)).status).toBe(410)
  })
})

describe('at the same moment', () => {
  test('two focal points of one institution: the second is told, keeps what was typed and sees the first', async () => {
    const version = String((await invitation()).version)
    const forms = [
      namingForm({ version, surname: 'Первая', email: 'one@health.example' }),
      namingForm({ version, surname: 'Вторая', email: 'two@health.example' }),
    ]
    const pages = await Promise.all(forms.map((form) => w.visitor().post(`${link}/delegates`, form)))
    expect(pages.map((page) => page.status).sort()).toEqual([303, 409])
    const refused = pages.find((page) => page.status === 409)
    expect(refused?.body).toContain('Первая')
    expect(refused?.body).toContain('Вторая')
    const fresh = /name="version" value="(\d+)"/.exec(refused?.body ?? '')?.[1] ?? ''
    const loser = forms[pages.findIndex((page) => page.status === 409)] ?? {}
    expect((await w.visitor().post(`${link}/delegates`, { ...loser, version: fresh })).status).toBe(303)
    expect(await named()).toHaveLength(2)
  })

  test('five institutions do not disturb each other', async () => {
    const links = [link]
    for (const n of [1, 2, 3, 4]) {
      const id = await w.institution({ name: `Ещё ${n}`, focal: [`f${n}@b.example`] })
      await w.invited(id)
      links.push(w.linkTo(`f${n}@b.example`))
    }
    const pages = await Promise.all(
      links.map((one, n) =>
        w.visitor().post(`${one}/delegates`, namingForm({ version: '2', email: `d${n}@b.example` })),
      ),
    )
    expect(pages.map((page) => page.status)).toEqual([303, 303, 303, 303, 303])
    expect(w.mails('calendar_request')).toHaveLength(5)
    const stamps = w.mails('calendar_request').map((mail) => /DTSTAMP:(\S+)/.exec(mail.calendar ?? '')?.[1])
    expect(new Set(stamps).size).toBe(5)
  })
})
