/** Sending with open eyes: what was shown is what is sent, quietly or not, and looking changes nothing. */

import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import type { CalendarAct, PreviewLine } from '../../src/invitations/update.ts'
import { sendUpdates } from '../../src/invitations/update-commands.ts'
import { previewSending } from '../../src/invitations/update-preview.ts'
import type { Id } from '../../src/kernel/id.ts'
import { withoutSecrets } from '../../src/mail/record.ts'
import type { MeetingDraft } from '../../src/meetings/meeting.ts'
import type { OutboxTable } from '../../src/store/followup-schema.ts'
import { readEntry } from '../calendar/parsed.ts'
import { dumpOf } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { value } from '../meetings/world.ts'
import { MEETING, namingForm, openWorld, type World } from './world.ts'

let w: World
let institutionId: Id
let minute: number
beforeEach(open)
afterEach(() => w.close())

async function open() {
  w = await openWorld()
  minute = 0
  institutionId = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  await w.invited(institutionId, 50)
}

/** Ten minutes later: every open window is over. */
const later = (minutes = 10) => {
  minute += minutes
  w.setNow(new Date(Date.parse('2026-01-15T04:00:00Z') + minute * 60_000).toISOString())
}
const link = () => w.linkTo('chancery@health.example')
const version = async () => String((await w.invitation(institutionId)).version)
const name = async (email: string, reading = 'ru') => {
  const form = namingForm({ version: await version(), email, reading })
  expect((await w.visitor().post(`${link()}/delegates`, form)).status).toBe(303)
}
const named = () =>
  w.raw
    .prepare(
      "select delegates.id, email from delegates join persons on persons.id = person_id where state = 'nominated' order by email",
    )
    .all() as { id: string; email: string }[]
const leave = async (email: string) => {
  const id = named().find((one) => one.email === email)?.id
  await w.visitor().post(`${link()}/delegates/${id}/withdrawal`, { version: await version() })
}
const flush = () => flushGathered(w.now())
const suppress = (address: string) =>
  w.raw
    .prepare("insert or ignore into suppressions values (?, 'all', 'test', '2026-01-15T04:00:00Z', 1)")
    .run(address)
const path = () => `/meetings/${w.meetingId}/updates`
const rows = () => w.raw.prepare('select * from outbox order by rowid').all() as OutboxTable[]

/** Looks, acts at the same instant, and compares all that was shown with all that was queued. */
async function showsWhatIsSent(act: CalendarAct, run: () => Promise<unknown>, quiet = false) {
  const before = dumpOf(w.raw)
  const known = new Set(rows().map(({ id }) => id))
  const meeting = await w.meeting()
  const look = (show?: string) => previewSending(w.now(), meeting, { act, quiet, locale: 'ru', show })
  const { lines } = await look()
  const shown = []
  for (const line of lines)
    if (line.portion !== 'nothing') shown.push(linesOf(line, (await look(line.delegateId)).shown))
  expect(dumpOf(w.raw)).toBe(before)
  await run()
  const mute = new Set(lines.filter(({ why }) => why === 'suppressed').map(({ person }) => person.email))
  const sent = rows()
    .filter(({ id, to_address }) => !known.has(id) && !mute.has(to_address))
    .map(sentOf)
  expect(sent.sort(byAddress)).toEqual(shown.sort(byAddress))
  return lines
}

type Shown = Awaited<ReturnType<typeof previewSending>>['shown']

function linesOf({ portion, person }: PreviewLine, shown: Shown) {
  const { subject, text, calendar } = shown ?? {}
  return { to: person.email, kind: `calendar_${portion}`, subject, text, calendar }
}

function sentOf(row: OutboxTable) {
  const { to_address: to, kind, subject, calendar } = row
  return { to, kind, subject, text: withoutSecrets(row.body_text), calendar }
}

const byAddress = (a: { to: string }, b: { to: string }) => (a.to < b.to ? -1 : 1)
const what = (lines: readonly PreviewLine[]) =>
  Object.fromEntries(lines.map(({ person, portion, why }) => [person.email, why ?? portion]))

describe('the checklist, each through the preview too', () => {
  test('two quick updates where the first was never sent: one mail that tells both', async () => {
    await name('a@health.example')
    w.deliver()
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')] })
    later()
    await showsWhatIsSent('update', flush)
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')], venue: { ru: 'Алматы' } })
    later()
    await showsWhatIsSent('update', flush)
    const [update, ...more] = w.mails('calendar_update')
    expect(more).toEqual([])
    expect(update?.body_text).toContain('было: вторник, 14 апреля 2026 г., 09:00–17:30')
    expect(update?.body_text).toContain('стало: Алматы')
  })

  test('added, then removed before anything left: nothing', async () => {
    await name('a@health.example')
    w.deliver()
    await w.edit({ venue: { ru: 'Алматы' } })
    await name('gone@health.example')
    await leave('gone@health.example')
    await w.edit({})
    expect(what(await showsWhatIsSent('update', flush))).toEqual({ 'a@health.example': 'up_to_date' })
    later()
    expect(await flush()).toBe(0)
    expect(w.mails().filter((mail) => mail.to_address === 'gone@health.example')).toEqual([])
  })

  test('removed, named again, then changed: a first entry with a SEQUENCE above all', async () => {
    await name('a@health.example')
    w.deliver()
    await leave('a@health.example')
    w.deliver()
    await w.edit({ venue: { ru: 'Алматы' } })
    await name('a@health.example')
    later()
    expect(what(await showsWhatIsSent('update', flush))).toEqual({ 'a@health.example': 'request' })
    const mails = w.mails().filter((mail) => mail.to_address === 'a@health.example')
    expect(mails.map((mail) => [mail.calendar_method, mail.calendar_sequence])).toEqual([
      ['REQUEST', 0],
      ['CANCEL', 1],
      ['REQUEST', 2],
    ])
  })

  test('says for everybody who gets nothing why', async () => {
    for (const [email, reading] of [
      ['ru', 'ru'],
      ['kk', 'kk'],
      ['mute', 'ru'],
      ['none', 'ru'],
    ] as const)
      await name(`${email}@health.example`, reading)
    w.deliver()
    suppress('mute@health.example')
    await w.edit({ venue: { ...MEETING.venue, ru: 'Алматы' } })
    w.raw.prepare("update persons set email = '' where email = 'none@health.example'").run()
    later()
    expect(what(await showsWhatIsSent('update', flush))).toEqual({
      'ru@health.example': 'update',
      'kk@health.example': 'unseen',
      'mute@health.example': 'suppressed',
      '': 'no_address',
    })
  })
})

const EDITS: readonly Partial<MeetingDraft>[] = [
  {},
  { venue: { ru: 'Алматы', kk: 'Алматы', en: 'Almaty' } },
  { venue: { ...MEETING.venue, kk: 'Астана, Үлгі көшесі, 9' } },
  { days: [day('2026-04-14', '10:00', '17:30')] },
  { days: [day('2026-04-14', '09:00', '17:00'), day('2026-04-15', '09:00', '17:00')] },
  { link: 'https://meet.example/room', format: 'hybrid' },
  { title: { ...MEETING.title, en: 'Second dialogue; "final", \\ revised' } },
]
const EMAILS = ['a', 'b', 'c', 'd'].map((one) => `${one}@health.example`)

/** What is done with the number `n`; what is not possible now does nothing. */
const STEPS: Readonly<Record<string, (n: number, now: Now) => unknown>> = {
  edit: (n) => w.edit(EDITS[n] ?? {}),
  name: (n, { email, isNamed }) => isNamed || name(email, ['ru', 'kk', 'en'][n % 3]),
  leave: (_, { email, isNamed }) => isNamed && leave(email),
  deliver: () => w.deliver(),
  mute: (n, { email }) => n < 2 && suppress(email),
  tick: (n) => change(n, flush),
  now: (n) => change(n, send(false)),
  quiet: (n) => change(n, send(true), true),
  pause: (_, { state }) => state === 'announced' && compare('postponement', postpone),
  resume: (_, { state }) => state === 'postponed' && compare('announcement', () => w.move('announcement')),
}
const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(STEPS)), fc.nat(6)), {
  minLength: 6,
  maxLength: 14,
})

interface Now {
  readonly email: string
  readonly isNamed: boolean
  readonly state: string
}

async function nowOf(n: number): Promise<Now> {
  const { state } = await w.meeting()
  const email = EMAILS[n % EMAILS.length] ?? ''
  return { email, isNamed: named().some((one) => one.email === email), state }
}

const send = (quiet: boolean) => async () => {
  const { version } = await w.meeting()
  value(await sendUpdates(w.now(), { actor: w.actor, meetingId: w.meetingId, version, quiet }))
}
const postpone = async () => {
  await w.move('postponement')
  await flush()
}

/** An edit on top of what waits already, and all of it mailed ten minutes later. */
async function change(n: number, run: () => Promise<unknown>, quiet = false) {
  await w.edit(EDITS[n] ?? {})
  later()
  if ((await w.meeting()).gatherUntil) await compare('update', run, quiet)
}

/** All that was compared in all lives. */
const seen = new Set<string>()
async function compare(act: CalendarAct, run: () => Promise<unknown>, quiet = false) {
  const lines = await showsWhatIsSent(act, run, quiet)
  for (const { portion, why } of lines) seen.add(`${act}${quiet ? ' quietly' : ''}: ${why ?? portion}`)
}

test('whatever happened before, what is shown is what is sent, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (life) => {
      w.close()
      await open()
      await name('a@health.example')
      await name('b@health.example', 'kk')
      w.deliver()
      for (const [step, n] of life) {
        later()
        await STEPS[step]?.(n, await nowOf(n))
      }
      await compare('cancellation', () => w.move('cancellation'))
    }),
    { numRuns: 8, seed: 11 },
  )
  const wanted = [
    ...['request', 'update', 'unseen', 'suppressed'].map((one) => `update: ${one}`),
    ...['update quietly: update', 'postponement: cancel', 'announcement: request'],
    ...['cancellation: cancel', 'cancellation: never_told'],
  ]
  expect(wanted.filter((one) => !seen.has(one))).toEqual([])
}, 30_000)

describe('the page', () => {
  beforeEach(async () => {
    await name('a@health.example')
    await name('b@health.example', 'kk')
    w.deliver()
  })

  test('shows what was and is, who gets what, one mail without a real link, and its entry', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    const before = dumpOf(w.raw)
    const page = await w.organiser.get(path())
    expect(page.status).toBe(200)
    for (const text of [
      'They go out by themselves at 09:05.',
      'Астана, ул. Примерная, 8',
      'Mails: 2',
      'https://intersession.example.org/p/…',
      'METHOD:REQUEST',
      'puts the entry in or changes it',
    ])
      expect(page.body).toContain(text)
    expect(page.body).not.toMatch(/\/p\/[\w-]{16,}/)
    expect((await w.organiser.get(`${path()}?show=kk`)).body).toContain('Өзгертілді: Екінші диалог')
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('sends at once and leads to the progress; a page that is outdated sends nothing', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    const version = /name="version" value="(\d+)"/.exec((await w.organiser.get(path())).body)?.[1] ?? ''
    await w.edit({ venue: { ru: 'Шымкент', kk: 'Шымкент' } })
    const outdated = await w.organiser.post(path(), { version })
    expect([outdated.status, w.mails('calendar_update')]).toEqual([409, []])
    expect(outdated.body).toContain('changed after this preview was made')
    const sent = await w.organiser.post(path(), { version: String(Number(version) + 1) })
    expect(sent.location).toBe(
      `/meetings/${w.meetingId}/sending?at=${encodeURIComponent(w.now().now)}&said=queued`,
    )
    expect(w.mails('calendar_update')).toHaveLength(2)
    expect((await w.organiser.post(path(), { version: '9' })).status).toBe(409)
    expect((await w.organiser.get(path())).body).toContain('No change waits to be mailed.')
  })

  test('sends with its main button what it shows', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    const mainOf = ({ body }: { body: string }) =>
      [...body.matchAll(/<button type="submit" class="button main"[^>]*>([^<]*)/g)].map(([, text]) => text)
    expect(mainOf(await w.organiser.get(path()))).toEqual(['Send now'])
    expect(mainOf(await w.organiser.get(`${path()}?quiet=1`))).toEqual(['Send quietly'])
  })

  test('says that nothing goes out when the edits cancel each other out', async () => {
    await w.edit({ venue: { ru: 'Алматы' } })
    await w.edit({})
    const page = await w.organiser.get(path())
    expect(page.body).toContain('The changes cancel each other out.')
    expect(page.body).toContain('Nothing will be mailed.')
    expect(page.body).not.toContain('Send now')
  })

  test('of a postponement that waits for its tick shows who is told, and no changes', async () => {
    await w.edit({ days: [day('2026-04-20', '09:00', '17:30')] })
    await w.move('postponement')
    const page = await w.organiser.get(path())
    expect(page.body).toContain('They go out within a minute.')
    expect(page.body).toContain('METHOD:CANCEL')
    expect(page.body).not.toContain('What changed')
    expect(Object.values(what(await showsWhatIsSent('update', flush)))).toEqual(['cancel', 'cancel'])
  })

  test('of a change that its meeting has overtaken says that nobody is told', async () => {
    await w.move('confirmation')
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    await w.move('opening')
    await w.move('holding')
    expect(Object.values(what(await showsWhatIsSent('update', flush)))).toEqual(['over', 'over'])
  })

  test('of fifty delegates costs as many queries as of two', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    const two = await w.queriesOf(() => w.organiser.get(path()))
    for (let n = 0; n < 48; n++) await name(`d${n}@health.example`)
    const fifty = await w.queriesOf(() => w.organiser.get(path()))
    expect(fifty).toHaveLength(two.length)
  }, 20_000)
})

describe('quietly', () => {
  test('the mail says what, when and where; the entry is that of any update', async () => {
    await name('a@health.example')
    w.deliver()
    await w.edit({ venue: { ru: 'Алматы' } })
    await name('new@health.example')
    later(2)
    await send(true)()
    const [mail] = w.mails('calendar_update')
    expect(mail?.subject).toBe('Изменено: Второй диалог, 14 апреля 2026 г., Алматы')
    expect(mail?.body_text).toBe(
      [
        'Мероприятие: Второй диалог',
        'Когда: вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5',
        'Место проведения: Алматы',
        'Формат: Очно',
        '',
      ].join('\n'),
    )
    expect(readEntry(mail?.calendar ?? '')).toMatchObject({
      method: 'REQUEST',
      sequence: 1,
      stamp: '2026-01-15T04:02:00Z',
      location: 'Алматы',
    })
    // Whoever hears of the meeting for the first time gets the whole letter.
    const first = w.mails('calendar_request').find((one) => one.to_address === 'new@health.example')
    expect(first?.body_text).toContain('/p/')
    expect((await w.organiser.get(`/meetings/${w.meetingId}`)).body).toContain(
      'Change mailed to delegates: 2, without covering note',
    )
  })

  test('keeps the one sentence that their answer is dropped', async () => {
    await name('a@health.example')
    await w
      .visitor()
      .post(`${w.linkTo('a@health.example')}/answers`, { answer: 'accepted', comment: '', date_version: '1' })
    w.deliver()
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')] })
    await send(true)()
    expect(w.mails('calendar_update')[0]?.body_text).toContain(
      'Ваш прежний ответ относился к другому времени. Просим ответить ещё раз.',
    )
    expect(w.mails('calendar_update')[0]?.calendar).toContain('PARTSTAT=NEEDS-ACTION')
  })
})

describe('in session', () => {
  const openIt = async () => {
    await name('a@health.example')
    w.deliver()
    await w.move('confirmation')
    later()
    await flush()
    w.deliver()
    await w.move('opening')
  }

  test('another room is mailed within a minute to those who have the entry', async () => {
    await openIt()
    await w.edit({ venue: { ru: 'Зал 5' } })
    expect((await w.organiser.get(path())).body).toContain('Зал 5')
    expect(await flush()).toBe(0)
    later(1)
    expect(what(await showsWhatIsSent('update', flush))).toEqual({ 'a@health.example': 'update' })
    expect(w.mails('calendar_update').at(-1)?.calendar).toContain('LOCATION:Зал 5')
  })

  test('a title set right is not', async () => {
    await openIt()
    await w.edit({ title: { ...MEETING.title, ru: 'Второй диалог, исправлено' } })
    expect((await w.meeting()).gatherUntil).toBe(null)
  })

  test('shortens a window that was open before', async () => {
    await name('a@health.example')
    w.deliver()
    await w.move('confirmation')
    await w.move('opening')
    await w.edit({ link: 'https://meet.example/room' })
    expect((await w.meeting()).gatherUntil).toBe('2026-01-15T04:01:00.000Z')
  })
})

describe('before a whole meeting is mailed', () => {
  test.each(['announcement', 'postponement', 'cancellation'] as const)(
    'the page of the %s shows who gets what and writes nothing',
    async (move) => {
      await name('a@health.example')
      w.deliver()
      if (move === 'announcement') {
        await w.move('postponement')
        await flush()
        w.deliver()
      }
      const before = dumpOf(w.raw)
      const page = await w.organiser.get(`/meetings/${w.meetingId}/${move}`)
      expect(page.status).toBe(200)
      expect(page.body).toContain('Mails: 1')
      expect(page.body).toContain(move === 'announcement' ? 'METHOD:REQUEST' : 'METHOD:CANCEL')
      expect(page.body).not.toMatch(/\/p\/[\w-]{16,}/)
      expect(dumpOf(w.raw)).toBe(before)
    },
  )
})
