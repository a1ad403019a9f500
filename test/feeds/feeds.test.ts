/** Feeds over HTTP: who gets what, how an address is made, renewed and ended, and what the files to download hold. */

import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureLink, type LinkPurpose } from '../../src/auth/links.ts'
import { recordCommitment } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { createMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import { dumpOf, INSTANCE } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { MEETING, value } from '../meetings/world.ts'
import { FEEDS, type FeedWorld, openFeedWorld } from './world.ts'

let w: FeedWorld
beforeAll(async () => {
  w = await openFeedWorld()
}, 60_000)
afterAll(() => w.close())

async function linkTo(personId: Id, purpose: LinkPurpose, subjectId: Id): Promise<string> {
  const store = w.now()
  const expiresAt = plus(store.now, { days: 30 })
  const { url, statements } = await ensureLink(store, { personId, purpose, subjectId, expiresAt })
  for (const statement of statements) await store.tidy(statement)
  return url.replace(INSTANCE.baseUrl, '')
}

/** Two more meetings, and two more promises. */
async function more({ now, admin: actor, things }: FeedWorld): Promise<void> {
  for (const on of ['2026-08-01', '2026-08-02']) {
    const draft = { ...MEETING, days: [day(on, '09:00', '10:00')] }
    const id = value(await createMeeting(now(), { actor, dialogueId: things.dialogue, ...draft }))
    value(await moveMeeting(now(), { actor, id, move: 'announcement' }))
    const promise = {
      text: { ru: 'Ещё одно' },
      authoritative: 'ru',
      leadId: things.lead,
      supporterIds: [],
      verifierId: null,
      itemId: null,
      decisionId: null,
      visibility: 'members',
      due: dueOf('day', localDate(on)),
      agreed: true,
    } as const
    value(await recordCommitment(now(), { actor, meetingId: things.held, ...promise }))
  }
}

function summaries(text: string): string[] {
  return new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents()
    .map((entry) => `${entry.name} ${entry.getFirstPropertyValue('summary')}`)
}

describe('a feed', () => {
  test('holds the own meetings of a delegate, and no more', async () => {
    const page = await w.ask('delegate')
    expect(page.status).toBe(200)
    expect(summaries(page.body)).toEqual(['vevent Второй диалог'])
    expect(
      Object.fromEntries(
        ['content-type', 'cache-control', 'set-cookie'].map((name) => [name, page.headers.get(name)]),
      ),
    ).toEqual({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'set-cookie': null,
    })
  })

  test('holds what a focal point has to see done, of closed promises the code alone', async () => {
    expect(summaries((await w.ask('point')).body).sort()).toEqual([
      'vevent Срок: C-01 Заключить договор',
      'vevent Срок: C-03 Заключить договор',
      'vevent Срок: C-04',
      'vevent Срок: C-05 Заключить договор',
      'vevent Срок: C-06 Отчёты',
    ])
  })

  test('holds the meetings that somebody organises, without drafts', async () => {
    expect(summaries((await w.ask('organiser')).body)).toEqual(Array(5).fill('vevent Второй диалог'))
  })

  test('of a dialogue is told in any language, without links and names', async () => {
    w.raw
      .prepare(
        "update meetings set link = 'https://meet.example.org/1', revision = revision + 1, version = version + 1",
      )
      .run()
    expect((await w.ask('delegate')).body).toContain('CONFERENCE')
    const path = await w.path('dialogue')
    const page = await w.visitor().get(`${path}?lang=kk`, { cookie: 'intersession_language=en' })
    expect(summaries(page.body)).toEqual(Array(5).fill('vevent Второй диалог'))
    expect(page.body).toContain('\\nБеті: ')
    expect(page.body).not.toMatch(/CONFERENCE|ATTENDEE|ORGANIZER|mailto:|@own\.example/i)
    expect(page.headers.get('etag')).not.toBe((await w.ask('dialogue')).headers.get('etag'))
    expect((await w.visitor().get(`${path}?lang=xx`)).body).toBe((await w.ask('dialogue')).body)
  })

  test('of a person is told in the person’s language, whatever is asked', async () => {
    const asked = await w.visitor().get(`${await w.path('delegate')}?lang=en`)
    expect(asked.body).toBe((await w.ask('delegate')).body)
  })

  test('answers HEAD with the same tag and nothing else', async () => {
    const { status, body, headers } = await w
      .visitor()
      .request(INSTANCE.baseUrl + (await w.path('delegate')), { method: 'HEAD' })
    expect([status, body, headers.get('etag')]).toEqual([
      200,
      '',
      (await w.ask('delegate')).headers.get('etag'),
    ])
  })

  test('unchanged, reads no table of meetings or promises, from indexes alone', async () => {
    for (const name of FEEDS) {
      const tag = (await w.ask(name)).headers.get('etag') ?? ''
      const path = await w.path(name)
      const ask = async () => {
        expect((await w.visitor().get(path, { 'if-none-match': `W/${tag}, "other"` })).status).toBe(304)
      }
      const statements = await w.queriesOf(ask)
      expect(statements.length).toBeGreaterThan(0)
      expect(statements.length).toBeLessThanOrEqual(3)
      const steps = statements.flatMap((sql) =>
        (
          w.raw.prepare(`explain query plan ${sql}`).all(Array(sql.split('?').length - 1).fill('x')) as {
            detail: string
          }[]
        ).map(({ detail }) => detail),
      )
      const read = steps.filter((step) => /\b(meetings|delegates|commitments|meeting_\w+)\b/.test(step))
      expect(read.filter((step) => !step.includes('COVERING INDEX'))).toEqual([])
      // Nothing was written since.
      expect(await w.queriesOf(ask, 'warm')).toEqual([])
    }
  })

  test('takes the same queries however many entries there are', async () => {
    const count = async () => {
      const paths = await Promise.all(FEEDS.map((name) => w.path(name)))
      const made = []
      for (const path of paths) made.push((await w.queriesOf(() => w.visitor().get(path))).length)
      return made
    }
    const before = await count()
    await more(w)
    const [, promises, meetings] = await Promise.all(FEEDS.map((name) => w.ask(name)))
    expect(summaries(promises?.body ?? '').length).toBe(7)
    expect(summaries(meetings?.body ?? '').length).toBe(7)
    expect(await count()).toEqual(before)
  })

  test('writes nothing when it is read', async () => {
    const before = dumpOf(w.raw)
    for (const name of FEEDS) await w.ask(name)
    expect(dumpOf(w.raw)).toBe(before)
  })

  test.each(['unknown', 'x'.repeat(43), '..', '%00', "' or 1=1"])(
    'is not there for the token %j',
    async (token) => {
      const page = await w.visitor().get(`/feeds/${encodeURIComponent(token)}/calendar.ics`)
      expect(page.status).toBe(404)
      expect(page.headers.get('cache-control')).toBe('no-store')
    },
  )
})

describe('the address of a feed', () => {
  test('is made, renewed and ended by forms on the page of one’s account', async () => {
    const browser = await w.signedIn({ rank: 'member', locale: 'en' })
    const addressIn = (body: string) => /<code>([^<]*)<\/code>/.exec(body)?.[1]?.replace(INSTANCE.baseUrl, '')
    expect((await browser.get('/account')).body).toContain('href="/account/feed"')
    expect((await browser.get('/account/feed')).body).toContain('There is no address yet.')

    expect((await browser.post('/account/feed', { due_as: 'task', act: 'save' })).location).toBe(
      '/account/feed?said=saved',
    )
    const shown = (await browser.get('/account/feed')).body
    const first = addressIn(shown) ?? ''
    expect(first).toMatch(/^\/feeds\/[\w-]{43}\/calendar\.ics$/)
    expect(shown).toContain(`href="webcal://intersession.example.org${first}"`)
    expect((await w.visitor().get(first)).status).toBe(200)

    // The address stays while only the choice changes.
    await browser.post('/account/feed', { due_as: 'none', act: 'save' })
    expect(addressIn((await browser.get('/account/feed')).body)).toBe(first)

    await browser.post('/account/feed', { due_as: 'none', act: 'renew' })
    const second = addressIn((await browser.get('/account/feed')).body) ?? ''
    expect((await w.visitor().get(first)).status).toBe(404)
    expect((await w.visitor().get(second)).status).toBe(200)

    expect((await browser.post('/account/feed/end')).location).toBe('/account/feed?said=ended')
    expect((await w.visitor().get(second)).status).toBe(404)
    expect((await browser.get('/account/feed')).body).toContain('There is no address yet.')
    await browser.post('/account/feed', { due_as: 'event', act: 'save' })
    const third = addressIn((await browser.get('/account/feed')).body)
    expect([first, second]).not.toContain(third)
  })

  test('is kept only as a hash', async () => {
    const token = (await w.path('delegate')).split('/')[2] ?? ''
    expect(dumpOf(w.raw)).not.toContain(token)
    expect(dumpOf(w.raw)).toContain(INSTANCE.digest(token))
  })

  test('belongs to the link of one’s settings, and to no other link', async () => {
    const { leadPoint, invitation, announced } = w.things
    const settings = await linkTo(leadPoint, 'preferences', leadPoint)
    expect((await w.visitor().get(settings)).body).toContain(`href="${settings}/feed"`)
    expect((await w.visitor().get(`${settings}/feed`)).body).toContain(await w.path('point'))
    const letter = await linkTo(leadPoint, 'nominate', invitation)
    expect((await w.visitor().get(`${letter}/feed`)).status).toBe(404)
    expect((await w.visitor().get(letter)).body).not.toContain('/feeds/')
    expect(announced).not.toBe('')
  })

  test('ends with the person', async () => {
    await w.open('delegate')
    w.raw
      .prepare("update persons set erased_at = '2026-01-15T04:00:00.000Z' where id = ?")
      .run(w.owners.delegate)
    expect((await w.ask('delegate')).status).toBe(404)
    w.raw.prepare('update persons set erased_at = null where id = ?').run(w.owners.delegate)
  })
})

describe('a file', () => {
  test('of a meeting is what the feed says of it', async () => {
    const browser = await w.signedIn({
      rank: 'member',
      roles: { [w.things.dialogue]: 'viewer' },
      locale: 'ru',
    })
    const { status, body, headers } = await browser.get(`/meetings/${w.things.announced}/meeting.ics`)
    expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="meeting.ics"'])
    const eventIn = (text: string) => /BEGIN:VEVENT[\s\S]*END:VEVENT/.exec(text)?.[0]
    const feed = (await w.ask('delegate')).body
    expect(eventIn(body)).toBe(eventIn(feed)?.replace('TRANSP:TRANSPARENT', 'TRANSP:OPAQUE'))
    expect(body).toContain('METHOD:PUBLISH')
    expect(body).not.toContain('X-WR-CALNAME')
    expect((await browser.get(`/meetings/${w.things.draftMeeting}/meeting.ics`)).status).toBe(409)
  })

  test('of a meeting and of its secretariat come behind the links to the meeting', async () => {
    const { delegate, leadPoint, invitation } = w.things
    const links = [
      await linkTo(w.owners.delegate, 'attend', delegate),
      await linkTo(leadPoint, 'nominate', invitation),
    ]
    for (const link of links) {
      const page = (await w.visitor().get(link)).body
      expect(page).toContain(`href="${link}/meeting.ics"`)
      expect(summaries((await w.visitor().get(`${link}/meeting.ics`)).body)).toEqual(['vevent Второй диалог'])
      const card = (await w.visitor().get(`${link}/secretariat.vcf`)).body
      expect(card.split('\r\n').slice(0, 5)).toEqual(
        [
          'BEGIN:VCARD',
          'VERSION:3.0',
          'FN:Секретариат диалога OAT',
          'N:Секретариат диалога OAT;;;;',
          'ORG:Секретариат диалога OAT',
        ].map((line) => line.replace('OAT', 'OWN')),
      )
    }
  })

  test('of the secretariat is 4.0 when asked', async () => {
    const browser = await w.signedIn({ rank: 'member', roles: { [w.things.dialogue]: 'viewer' } })
    const page = await browser.get(`/dialogues/${w.things.dialogue}/secretariat.vcf?version=4`)
    expect(page.body).toContain('VERSION:4.0\r\nKIND:org\r\n')
    expect(page.headers.get('content-type')).toBe('text/vcard; charset=utf-8')
  })
})
