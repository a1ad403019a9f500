/** Letters to institutions: who gets them, in which languages, numbered and dated; previewed, sent once, reminded. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inviteInstitutions } from '../../src/invitations/commands.ts'
import { loadLetters, sendLetters, sendReminders } from '../../src/invitations/letter-commands.ts'
import { invitationList, invitationsOfMeeting } from '../../src/invitations/queries.ts'
import { dumpOf } from '../fixtures/store.ts'
import { value } from '../meetings/world.ts'
import { addFocalPoint, namingForm, openWorld, type World } from './world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const board = () => `/meetings/${w.meetingId}/invitations`
const invite = async (...institutions: string[]) =>
  w.organiser.post(board(), { institutions, capacity: 'member', seats: '2', reply_by: '2026-03-20' })

/** The preview's hidden field and its checkboxes, as the page shows them. */
async function preview() {
  const page = await w.organiser.get(`${board()}/letters`)
  const seen = /name="seen" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const invitations = [...page.body.matchAll(/name="invitations" value="(\w+)"/g)].map(([, id = '']) => id)
  return { page, seen, invitations }
}

async function sendAll() {
  const { seen, invitations } = await preview()
  return w.organiser.post(`${board()}/letters`, { seen, invitations })
}

const byAddress = (a: { to_address: string }, b: { to_address: string }) =>
  a.to_address < b.to_address ? -1 : 1

describe('the official letter', () => {
  test('goes to every focal point, Kazakh first to a state body, each part complete, without a calendar', async () => {
    const id = await w.institution({
      name: 'Денсаулық сақтау министрлігі',
      languages: ['ru', 'kk'],
      focal: ['one@health.example'],
    })
    await addFocalPoint(w.store, { institutionId: id, email: 'two@health.example', lang: 'kk' })
    await invite(id)
    const { id: invitation, version } = await w.invitation(id)
    const edited = await w.organiser.post(`${board()}/${invitation}`, {
      letter_number: '12-3/45',
      letter_date: '14.01.2026',
      addressee: 'Министрге / Министру',
      languages: 'ru,kk',
      capacity: 'member',
      seats: '2',
      reply_by: '20.03.2026',
      version: String(version),
    })
    expect(edited.status).toBe(303)
    expect((await sendAll()).location).toMatch(/\/sending\?at=[^&]+&said=queued$/)

    const letters = w.mails('invitation_letter').sort(byAddress)
    expect(letters.map((mail) => [mail.to_address, mail.lang, mail.calendar, mail.not_after])).toEqual([
      ['one@health.example', 'kk', null, '2026-04-14T12:30:00.000Z'],
      ['two@health.example', 'kk', null, '2026-04-14T12:30:00.000Z'],
    ])
    const [kazakh = '', russian = ''] = letters[0]?.body_text.split(`\n${'-'.repeat(40)}\n`) ?? []
    expect(kazakh).toContain('Шығыс №: 12-3/45')
    expect(kazakh).toContain('Қашан: 2026 жылғы 14 сәуір, сейсенбі, 09:00–17:30, Астана, UTC+5')
    expect(kazakh).toContain('Жауап беру мерзімі: 2026 жылғы 20 наурыз, жұма')
    expect(russian).toContain('Исх. №: 12-3/45')
    expect(russian).toContain('Дата: среда, 14 января 2026 г.')
    expect(russian).toContain('Министрге / Министру')
    expect(russian).toContain('Когда: вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5')
    expect(russian).toContain('Число мест: 2')
    for (const part of [kazakh, russian])
      expect(part).toMatch(/https:\/\/intersession\.example\.org\/p\/[\w-]+/)
  })

  test('keeps the order of languages for all others', async () => {
    const id = await w.institution({
      name: 'WHO',
      sector: 'multilateral',
      languages: ['en', 'ru'],
      focal: ['who@who.example'],
    })
    await invite(id)
    await sendAll()
    const [letter] = w.mails('invitation_letter')
    expect(letter?.subject).toBe('Invitation: Second dialogue')
    expect(letter?.body_text.indexOf('Letter')).toBeLessThan(
      letter?.body_text.indexOf('Письмо-приглашение') ?? -1,
    )
  })

  test('says when a text is in another language only', async () => {
    await w.edit({ title: { ru: 'Второй диалог' }, venue: { ru: 'Астана' } })
    const id = await w.institution({
      name: 'WHO',
      sector: 'multilateral',
      languages: ['en'],
      focal: ['who@who.example'],
    })
    await invite(id)
    await sendAll()
    expect(w.mails('invitation_letter')[0]?.body_text).toContain('Meeting: Второй диалог (only in Russian)')
  })

  test('takes the day of sending for its date when none was set', async () => {
    const id = await w.institution({ name: 'МЗ', focal: ['a@health.example'] })
    await invite(id)
    await sendAll()
    expect(await w.invitation(id)).toMatchObject({
      state: 'sent',
      letterDate: '2026-01-15',
      sentAt: w.store.now,
    })
  })
})

describe('the preview', () => {
  test('shows recipients, languages and the very text that is sent, and changes nothing', async () => {
    const id = await w.institution({ name: 'Министерство', languages: ['ru'], focal: ['a@health.example'] })
    await invite(id)
    const before = dumpOf(w.raw)
    const { page } = await preview()
    expect(dumpOf(w.raw)).toBe(before)
    expect(page.body).toContain('a@health.example')
    expect(page.body).not.toMatch(/\/p\/[\w-]{20}/)
    await sendAll()
    const shown = /<pre[^>]*>([\s\S]*)<\/pre>/.exec(page.body)?.[1] ?? ''
    const sent = w.mails('invitation_letter')[0]?.body_text.replace(/\/p\/[\w-]+/, '/p/…')
    expect(shown.replaceAll('&quot;', '"')).toBe(sent)
  })

  test('warns of an institution without a focal point and leaves it out', async () => {
    const mute = await w.institution({ name: 'Безадресная', languages: ['ru'] })
    const id = await w.institution({ name: 'Министерство', languages: ['ru'], focal: ['a@health.example'] })
    await invite(mute, id)
    const { page, invitations } = await preview()
    expect(page.body).toContain('so no letter can go to: Безадресная')
    expect(invitations).toEqual([(await w.invitation(id)).id])
    expect((await sendAll()).status).toBe(303)
    expect((await w.invitation(mute)).state).toBe('draft')
  })

  test('a letter to an institution without a focal point is refused by name, and so is the whole lot', async () => {
    const mute = await w.institution({ name: 'Безадресная', languages: ['ru'] })
    const id = await w.institution({ name: 'Министерство', languages: ['ru'], focal: ['a@health.example'] })
    await invite(mute, id)
    const { seen } = await preview()
    const invitations = [(await w.invitation(mute)).id, (await w.invitation(id)).id]
    const answer = await w.organiser.post(`${board()}/letters`, { seen, invitations })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('No focal point with a mail address: Безадресная')
    expect(w.mails()).toEqual([])
  })

  test('is outdated once a letter or the meeting changed', async () => {
    const id = await w.institution({ name: 'Министерство', focal: ['a@health.example'] })
    await invite(id)
    const { seen, invitations } = await preview()
    await w.edit({ venue: { ru: 'Алматы' } })
    const answer = await w.organiser.post(`${board()}/letters`, { seen, invitations })
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('changed after this preview was made')
    expect(w.mails()).toEqual([])
  })

  test('gives all letters their numbers at once, and is outdated by that', async () => {
    const ids = [
      await w.institution({ name: 'Первая', languages: ['ru'], focal: ['a@a.example'] }),
      await w.institution({ name: 'Вторая', languages: ['ru'], focal: ['b@b.example'] }),
    ]
    await invite(...ids)
    const { seen, invitations } = await preview()
    const [first = '', second = ''] = await Promise.all(ids.map(async (id) => (await w.invitation(id)).id))
    const tooLong = { [`number_${first}`]: 'x'.repeat(61) }
    expect((await w.organiser.post(`${board()}/numbers`, tooLong)).status).toBe(400)
    const numbers = { [`number_${first}`]: '12-1/7', [`number_${second}`]: '12-1/8' }
    const saved = await w.organiser.post(`${board()}/numbers`, numbers)
    expect(saved.location).toBe(`${board()}/letters?said=saved`)
    expect((await w.organiser.post(`${board()}/letters`, { seen, invitations })).status).toBe(409)
    await sendAll()
    const sent = w.mails('invitation_letter').sort(byAddress)
    expect(sent.map((mail) => /Исх\. №: (\S+)/.exec(mail.body_text)?.[1])).toEqual(['12-1/7', '12-1/8'])
  })

  test('two clicks on "send" make one letter', async () => {
    const id = await w.institution({ name: 'Министерство', focal: ['a@health.example'] })
    await invite(id)
    const { seen, invitations } = await preview()
    const clicks = [1, 2].map(() => w.organiser.post(`${board()}/letters`, { seen, invitations }))
    const statuses = (await Promise.all(clicks)).map((page) => page.status)
    expect(statuses.sort()).toEqual([303, 409])
    expect(w.mails('invitation_letter')).toHaveLength(1)
  })

  test('nothing can be sent before the meeting is announced', async () => {
    const id = await w.institution({ name: 'Министерство', focal: ['a@health.example'] })
    await invite(id)
    await w.move('postponement')
    const { page, seen, invitations } = await preview()
    expect(page.body).not.toContain('Send all chosen letters')
    const answer = await w.organiser.post(`${board()}/letters`, { seen, invitations })
    expect(answer.status).toBe(409)
  })
})

describe('reminders', () => {
  test('go only to the silent, acknowledged or not, shown before and once a local day', async () => {
    const [silent, received, declined] = [
      await w.institution({ name: 'Молчит', languages: ['ru'], focal: ['silent@a.example'] }),
      await w.institution({ name: 'Получила', languages: ['ru'], focal: ['received@b.example'] }),
      await w.institution({ name: 'Отказалась', languages: ['ru'], focal: ['declined@c.example'] }),
    ]
    for (const id of [silent, received, declined]) await w.invited(id)
    const visitor = w.visitor()
    const version = String((await w.invitation(received)).version)
    await visitor.post(`${w.linkTo('received@b.example')}/acknowledgement`, { version })
    await visitor.post(`${w.linkTo('declined@c.example')}/regrets`, { version, reason: 'Командировка' })

    const shown = await w.organiser.get(`${board()}/reminders`)
    expect(
      ['silent@a.example', 'received@b.example', 'declined@c.example'].map((who) => shown.body.includes(who)),
    ).toEqual([true, true, false])
    expect((await w.organiser.post(`${board()}/reminders`)).status).toBe(303)
    expect(
      w
        .mails('invitation_reminder')
        .map((mail) => mail.to_address)
        .sort(),
    ).toEqual(['received@b.example', 'silent@a.example'])
    expect(w.mails('invitation_reminder').sort(byAddress)[1]?.body_text).toContain(
      w.linkTo('silent@a.example'),
    )

    const again = await w.organiser.post(`${board()}/reminders`)
    expect([again.status, w.mails('invitation_reminder').length]).toEqual([400, 2])
    w.setNow('2026-01-15T19:30:00Z')
    expect(await sendReminders(w.now(), { actor: w.actor, meetingId: w.meetingId })).toEqual({
      ok: true,
      value: 2,
    })
    expect(w.mails('invitation_reminder')).toHaveLength(4)
  })

  test('two organisers who remind at once write once', async () => {
    await w.invited(await w.institution({ name: 'Молчит', focal: ['silent@a.example'] }))
    const asked = { actor: w.actor, meetingId: w.meetingId }
    const outcomes = await Promise.all([sendReminders(w.store, asked), sendReminders(w.store, asked)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(w.mails('invitation_reminder')).toHaveLength(1)
  })
})

describe('many', () => {
  test('a thousand letters go out within five seconds, forty institutions a commit', async () => {
    const ids: string[] = []
    for (let n = 0; n < 1000; n++)
      ids.push(await w.institution({ name: `Организация ${n}`, focal: [`f${n}@x${n}.example`] }))
    const terms = { capacity: 'member', seats: 2, replyBy: null } as const
    value(
      await inviteInstitutions(w.store, {
        actor: w.actor,
        meetingId: w.meetingId,
        institutionIds: ids,
        ...terms,
      }),
    )
    const lot = await loadLetters(w.store, await w.meeting())
    const invitationIds = (await invitationList(w.store, w.meetingId)).map((one) => one.id)
    const start = performance.now()
    const sent = await sendLetters(w.store, {
      actor: w.actor,
      meetingId: w.meetingId,
      invitationIds,
      seen: lot.seen,
      locale: 'en',
    })
    const seconds = (performance.now() - start) / 1000
    expect(sent).toEqual({ ok: true, value: 1000 })
    expect(w.mails('invitation_letter')).toHaveLength(1000)
    expect(seconds).toBeLessThan(5)
  }, 60_000)

  test('the board makes the same number of queries for one institution and for five', async () => {
    const named = async (name: string) => {
      const { version } = await w.invited(await w.institution({ name, focal: [`${name}@a.example`] }))
      const form = namingForm({ email: `delegate-${name}@b.example`, version: String(version) })
      await w.visitor().post(`${w.linkTo(`${name}@a.example`)}/delegates`, form)
    }
    const count = async () => (await w.queriesOf(() => invitationsOfMeeting(w.store, w.meetingId))).length
    await named('one')
    const one = await count()
    for (const name of ['two', 'three', 'four', 'five']) await named(name)
    expect([one, await count()]).toEqual([7, 7])
  })
})
