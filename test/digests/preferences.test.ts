/** Mail settings by personal link, and the one click of RFC 8058, over HTTP with the real guards. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { door, linkOf } from '../../src/auth/door.ts'
import { ensureLink } from '../../src/auth/links.ts'
import { readUnsubscribeToken, unsubscribeToken } from '../../src/digests/preference.ts'
import { preferencePages, renderPreferences } from '../../src/digests/preference-routes.tsx'
import { messagesIn } from '../../src/i18n/messages.ts'
import { plus } from '../../src/kernel/instant.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { newRoutes, type Routes } from '../../src/web/context.ts'
import { headers, ownHost, ownOrigin } from '../../src/web/guard.ts'
import { opening, recognising } from '../../src/web/visit.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { dumpOf, INSTANCE } from '../fixtures/store.ts'
import { openWorld, type World } from './world.ts'

const BASE = 'https://intersession.example.org'
/** The form of an id that the parser takes. */
const PERSON = '01kezsgyw00hd9981vx420c89c'

let world: World
let app: Routes

beforeEach(async () => {
  world = await openWorld()
  await world.person(PERSON, { reading_lang: 'ru' })
  app = newRoutes()
  app.use(
    opening({ openStore: () => world.store, fonts: FONTS, keepsMail: false, clientOf: () => '192.0.2.1' }),
    headers,
    ownHost,
    ownOrigin,
    recognising,
  )
  app.use('/p/:token', door)
  app.use('/p/:token/*', door)
  app.get('/p/:token', (c) => renderPreferences(c, linkOf(c)))
  app.route('/', preferencePages())
})

afterEach(() => world.close())

const wishes = async () => {
  const [row] = await world.rows('persons')
  return [row?.digest, row?.reminders, row?.reading_lang]
}

async function link(purpose: 'preferences' | 'report'): Promise<string> {
  const { store } = world
  const request = { personId: PERSON, purpose, subjectId: PERSON, expiresAt: plus(store.now, { days: 1 }) }
  const { url, statements } = await ensureLink(store, request)
  for (const statement of statements) await store.tidy(statement)
  return url.slice(BASE.length)
}

function post(path: string, body: Record<string, string>, from: Record<string, string> = {}) {
  return app.request(`${BASE}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...from },
    body: new URLSearchParams(body).toString(),
  })
}

const OURS = { 'sec-fetch-site': 'same-origin' }

describe('the token of one click', () => {
  test('names a person and a list, and opens for nobody else', () => {
    const token = unsubscribeToken(INSTANCE, PERSON, 'reminders')
    expect(readUnsubscribeToken(INSTANCE, token)).toEqual({ personId: PERSON, scope: 'reminders' })
    expect(readUnsubscribeToken(INSTANCE, token.replace('reminders', 'digest'))).toBeNull()
    expect(readUnsubscribeToken(INSTANCE, token.replace(PERSON, PERSON.replace('c', 'd')))).toBeNull()
    expect(readUnsubscribeToken(INSTANCE, `${token}A`)).toBeNull()
    expect(readUnsubscribeToken(INSTANCE, '')).toBeNull()
  })

  test('fits into the local part of an address (RFC 5321 §4.5.3.1.1)', () => {
    expect(`unsubscribe+${unsubscribeToken(INSTANCE, PERSON, 'reminders')}`.length).toBeLessThanOrEqual(64)
  })
})

describe('POST /u/:token', () => {
  const oneClick = { 'List-Unsubscribe': 'One-Click' }

  test.each([
    ['digest', ['off', 'on', 'ru']],
    ['reminders', ['weekly', 'off', 'ru']],
  ] as const)(
    'stops the %s at once: 200, no cookie, no redirect, and twice is once',
    async (scope, after) => {
      const path = `/u/${unsubscribeToken(INSTANCE, PERSON, scope)}`
      for (const _ of ['once', 'twice']) {
        const answer = await post(path, oneClick)
        expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('location')]).toEqual([
          200,
          null,
          null,
        ])
      }
      expect(await wishes()).toEqual(after)
      const facts = await world.rows('facts')
      expect(facts.map(({ kind, actor_id, details }) => [kind, actor_id, details])).toEqual([
        ['person.preferences_changed', PERSON, JSON.stringify({ [scope]: 'off', by: 'click' })],
      ])
    },
  )

  test('takes a multipart body, another site’s origin and no body at all', async () => {
    const path = `${BASE}/u/${unsubscribeToken(INSTANCE, PERSON, 'digest')}`
    const form = new FormData()
    form.set('List-Unsubscribe', 'One-Click')
    expect((await app.request(path, { method: 'POST', body: form })).status).toBe(200)
    const foreign = {
      method: 'POST',
      headers: { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' },
    }
    expect((await app.request(path, foreign)).status).toBe(200)
    expect(await wishes()).toEqual(['off', 'on', 'ru'])
  })

  test('answers the same to a token that is not ours, and does nothing', async () => {
    const genuine = unsubscribeToken(INSTANCE, PERSON, 'digest')
    const forged = `${genuine.slice(0, -1)}${genuine.endsWith('A') ? 'B' : 'A'}`
    const before = dumpOf(world.raw)
    const refused = await post(`/u/${forged}`, oneClick)
    expect(dumpOf(world.raw)).toBe(before)
    const taken = await post(`/u/${genuine}`, oneClick)
    const text = async (answer: Response) =>
      (await answer.text()).replaceAll(forged, 'TOKEN').replaceAll(genuine, 'TOKEN')
    expect([refused.status, await text(refused)]).toEqual([taken.status, await text(taken)])
  })

  test.each(['GET', 'HEAD'])('%s only shows a button', async (method) => {
    const before = dumpOf(world.raw)
    const path = `/u/${unsubscribeToken(INSTANCE, PERSON, 'digest')}`
    const answer = await app.request(`${BASE}${path}`, { method })
    expect(answer.status).toBe(200)
    expect(dumpOf(world.raw)).toBe(before)
    if (method === 'GET') expect(await answer.text()).toContain(`<form method="post" action="${path}"`)
  })
})

describe('taking the click back', () => {
  const token = (scope: 'digest' | 'reminders') => unsubscribeToken(INSTANCE, PERSON, scope)

  test('is offered after it, and the mail comes again as it did', async () => {
    await world.change('persons', PERSON, { digest_rhythm: 'meetings' })
    const path = `/u/${token('digest')}`
    const stopped = await (await post(path, {})).text()
    expect(stopped).toContain(`<form method="post" action="${path}/undo"`)
    expect(await wishes()).toEqual(['off', 'on', 'ru'])
    const answer = await post(`${path}/undo`, {}, OURS)
    expect([answer.status, await wishes()]).toEqual([200, ['weekly', 'on', 'ru']])
    const facts = await world.rows('facts')
    expect(facts.map(({ details }) => JSON.parse(details))).toEqual([
      { digest: 'off', by: 'click' },
      { digest: 'weekly', by: 'undo' },
    ])
    expect((await world.rows('persons'))[0]?.digest_rhythm).toBe('meetings')
  })

  test('does nothing for any old token: only what a click or a mail stopped within a day, and nothing since', async () => {
    const undo = async (scope: 'digest' | 'reminders' = 'digest') => {
      await post(`/u/${token(scope)}/undo`, {}, OURS)
      const [digest, reminders] = await wishes()
      return scope === 'digest' ? digest : reminders
    }
    await world.change('persons', PERSON, { digest: 'off', reminders: 'off' })
    expect([await undo(), await undo('reminders')]).toEqual(['off', 'off'])
    await world.change('persons', PERSON, { digest: 'weekly' })

    await post(`/u/${token('digest')}`, {})
    expect(await undo('reminders')).toBe('off')
    const ageAll = (at: string) => world.raw.prepare('update facts set at = ?').run(at)
    ageAll('2026-01-14T03:59:59.999Z')
    expect(await undo()).toBe('off')
    ageAll('2026-01-14T04:00:00.000Z')
    expect(await undo()).toBe('weekly')

    const path = await link('preferences')
    await post(`${path}/preferences`, { digest: 'off', reminders: 'off', locale: 'ru' }, OURS)
    expect(await undo()).toBe('off')
  })

  test('is for our own page only, and tells a stranger nothing', async () => {
    await post(`/u/${token('reminders')}`, {})
    expect((await post(`/u/${token('reminders')}/undo`, {})).status).toBe(403)
    const before = dumpOf(world.raw)
    const forged = await post(`/u/${token('digest').slice(0, -2)}xx/undo`, {}, OURS)
    expect([forged.status, dumpOf(world.raw)]).toEqual([200, before])
    const genuine = await post(`/u/${token('digest')}/undo`, {}, OURS)
    const text = async (answer: Response) => (await answer.text()).replace(/\/u\/[^/]+\//g, '/u/TOKEN/')
    expect(await text(genuine)).toBe(await text(forged))
    expect(await wishes()).toEqual(['weekly', 'off', 'ru'])
  })

  test('only looked at leads to the page of the click, in the language asked for', async () => {
    const answer = await app.request(`${BASE}/u/${token('digest')}/undo?lang=kk`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/u/${token('digest')}?lang=kk`])
    expect(await world.rows('facts')).toEqual([])
  })
})

describe('the settings page', () => {
  test('speaks the person’s language, shows what is chosen, and looking changes nothing', async () => {
    const path = await link('preferences')
    const before = dumpOf(world.raw)
    const text = await (await app.request(`${BASE}${path}`)).text()
    expect(dumpOf(world.raw)).toBe(before)
    expect(text).toContain('<html lang="ru">')
    expect(text.match(/value="\w+" checked=""/g)).toEqual([
      'value="weekly" checked=""',
      'value="on" checked=""',
      'value="ru" checked=""',
    ])
  })

  test('saves the choice with the person as its author', async () => {
    const path = await link('preferences')
    const answer = await post(`${path}/preferences`, { digest: 'off', reminders: 'off', locale: 'kk' }, OURS)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?lang=kk&said=saved`])
    expect(await wishes()).toEqual(['off', 'off', 'kk'])
    expect((await world.rows('facts'))[0]).toMatchObject({
      kind: 'person.preferences_changed',
      actor_id: PERSON,
      details: JSON.stringify({ digest: 'off', reminders: 'off', reading_lang: 'kk', by: 'page' }),
    })
  })

  test('keeps what was chosen and says what is wrong', async () => {
    const path = await link('preferences')
    const answer = await post(
      `${path}/preferences`,
      { digest: 'daily', reminders: 'off', locale: 'kk' },
      OURS,
    )
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('value="off" checked=""')
    expect(await wishes()).toEqual(['weekly', 'on', 'ru'])
  })

  const all = { digest: 'weekly', reminders: 'on', locale: 'ru' }
  const pauseOf = async () => (await world.rows('persons'))[0]?.paused_until

  test('keeps the rhythm apart from the switch, so that an older program reads only what it knows', async () => {
    const path = await link('preferences')
    const rhythm = async () => {
      const [row] = await world.rows('persons')
      return [row?.digest, row?.digest_rhythm]
    }
    await post(`${path}/preferences`, { ...all, digest: 'meetings' }, OURS)
    expect(await rhythm()).toEqual(['weekly', 'meetings'])
    expect(await (await app.request(`${BASE}${path}`)).text()).toContain('value="meetings" checked=""')
    await post(`${path}/preferences`, { ...all, digest: 'off' }, OURS)
    expect(await rhythm()).toEqual(['off', 'meetings'])
    await post(`${path}/preferences`, all, OURS)
    expect(await rhythm()).toEqual(['weekly', 'weekly'])
  })

  test('pauses until a day within half a year, shows it, and ends it early', async () => {
    const path = await link('preferences')
    const today = world.store.now.slice(0, 10)
    const pause = (pausedUntil: string) => post(`${path}/preferences`, { ...all, pausedUntil }, OURS)
    const day = (days: number) => addDays(localDate(today), days)
    expect([(await pause(day(0))).status, (await pause(day(184))).status, await pauseOf()]).toEqual([
      400,
      400,
      null,
    ])
    expect([(await pause(day(183))).status, await pauseOf()]).toEqual([303, day(183)])
    expect(await (await app.request(`${BASE}${path}`)).text()).toContain(`value="${day(183)}"`)
    await pause('')
    expect(await pauseOf()).toBe(today)
    expect(await (await app.request(`${BASE}${path}`)).text()).not.toContain(`value="${today}"`)
    await pause('')
    expect(await pauseOf()).toBe(today)
  })

  test.each(['ru', 'kk', 'en'] as const)('says in %s that official mail always comes', async (lang) => {
    const path = await link('preferences')
    const text = await (await app.request(`${BASE}${path}?lang=${lang}`)).text()
    expect(text).toContain(messagesIn(lang).digests.preferences.intro)
    expect(messagesIn(lang).digests.preferences.intro).toMatch(/cancellations|отмены|күшін жоюы/)
  })

  test('is not open to a link of another purpose, nor to another site', async () => {
    const choice = { digest: 'off', reminders: 'off', locale: 'kk' }
    expect((await post(`${await link('report')}/preferences`, choice, OURS)).status).toBe(404)
    expect((await post(`${await link('preferences')}/preferences`, choice)).status).toBe(403)
    expect(await wishes()).toEqual(['weekly', 'on', 'ru'])
  })
})
