import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDelivery } from '../../src/mail/delivery.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { dumpOf, NOW } from '../fixtures/store.ts'
import { mailTo, revision, rowOf, send } from './mails.ts'

let app: TestApp
beforeEach(() => {
  app = openTestApp()
})
afterEach(() => app.close())

const TOKEN = 'personal-token-0123456789abcdefghijklmnopqr'
const LINK = `https://intersession.example.org/p/${TOKEN}`

function withLink(address: string, more = {}) {
  return mailTo(address, {
    letter: {
      subject: 'Приглашение на диалог',
      parts: [{ lang: 'ru', blocks: [{ kind: 'action', label: 'Ответить', url: LINK }] }],
    },
    ...more,
  })
}

async function keepAll(): Promise<void> {
  await openDelivery({
    openStore: () => app.now(),
    transport: keepingTransport(),
    random: () => 0.5,
  }).deliverDue()
}

function setState(id: string, state: string, settled: string | null = NOW): void {
  app.raw
    .prepare('update outbox set state = ?, settled_at = ?, fence = 1, attempts = 1 where id = ?')
    .run(state, settled, id)
}

/** A dialogue with a meeting, as rows. */
function addMeeting(id: string): void {
  app.raw.pragma('foreign_keys = off')
  app.raw
    .prepare(
      `insert into dialogues values (?, ?, 'active', '', '', 'Asia/Almaty', 'KZ', 'ru', 'ru', 'attributed',
       'names', 'none', 50, 'consensus', 5, 'working_days', ?, 1)`,
    )
    .run(`dialogue-${id}`, id, NOW)
  app.raw
    .prepare(
      `insert into meetings (id, dialogue_id, ordinal, kind, format, state, state_since, zone, starts_at, ends_at,
       link, languages, interpretation, attribution, previous_meeting_id, calendar_uid, calendar_sequence,
       calendar_stamp, mailed_facts, gather_until, date_version, agenda_published_at, agenda_version, created_at,
       version) values (?, ?, 1, 'dialogue', 'in_person', 'announced', ?, 'Asia/Almaty', ?, ?, '', 'ru', '',
       'attributed', null, ?, 1, null, null, null, 1, null, 0, ?, 1)`,
    )
    .run(id, `dialogue-${id}`, NOW, NOW, NOW, `${id}@x`, NOW)
  app.raw.pragma('foreign_keys = on')
}

describe('the list of mail', () => {
  test('asks visitors to sign in', async () => {
    expect((await app.visitor().get('/mail')).location).toBe('/sign-in?back=%2Fmail')
  })

  test('says that nothing is sent without a relay, and shows what is kept', async () => {
    await send(app.now(), withLink('petr@example.org'))
    await keepAll()
    const page = await (await app.signedIn()).get('/mail')
    expect(page.status).toBe(200)
    expect(page.body).toContain('Mail is kept, not sent')
    expect(page.body).toContain('Приглашение на диалог')
    expect(page.body).toContain('petr@example.org')
    expect(page.body).toContain('<span class="status warn">Kept, not sent</span>')
  })

  test.each(['kk', 'ru', 'en'] as const)('speaks %s', async (locale) => {
    await send(app.now(), withLink('petr@example.org'))
    expect((await (await app.signedIn({ locale })).get('/mail')).status).toBe(200)
  })

  test('is narrowed by state, kind, person and name, kept in the address', async () => {
    const [failed = ''] = await send(
      app.now(),
      mailTo('failed@example.org'),
      mailTo('digest@example.org', { kind: 'digest' }),
      mailTo('petr@example.org', {
        to: { personId: '01jx0000000000000000000000', address: 'petr@example.org', name: 'Пётр' },
      }),
    )
    setState(failed, 'failed')
    const browser = await app.signedIn()
    const shown = async (query: string) => {
      const { body } = await browser.get(`/mail?${query}`)
      return ['failed@', 'digest@', 'petr@'].filter((address) => body.includes(`${address}example.org`))
    }
    expect(await shown('state=failed')).toEqual(['failed@'])
    expect(await shown('kind=digest')).toEqual(['digest@'])
    expect(await shown('person=01jx0000000000000000000000')).toEqual(['petr@'])
    expect(await shown('q=DIGEST')).toEqual(['digest@'])
    expect(await shown('state=nonsense&kind=x&person=y&page=z')).toEqual(['failed@', 'digest@', 'petr@'])
  })

  test('comes in parts of fifty, with the same number of queries for one row and for fifty', async () => {
    const browser = await app.signedIn()
    await send(app.now(), mailTo('first@example.org'))
    const few = await app.queriesOf(() => browser.get('/mail'))
    app.setNow('2026-01-15T05:00:00Z')
    await send(app.now(), ...Array.from({ length: 60 }, (_, n) => mailTo(`p${n}@example.org`)))
    const many = await app.queriesOf(() => browser.get('/mail'))
    expect(many.length).toBe(few.length)
    expect((await browser.get('/mail')).body).toContain('/mail?page=2')
    const second = await browser.get('/mail?page=2')
    expect(second.body).toContain('first@example.org')
    expect(second.body.match(/@example\.org<\/small>/g)?.length).toBe(11)
  })

  test('shows the jobs to administrators only', async () => {
    app.raw.prepare("insert into heartbeats values ('digests', ?, ?, 'done 3', 7)").run(NOW, NOW)
    app.raw.prepare("insert into heartbeats values ('reminders', ?, ?, 'failed', 1)").run(NOW, NOW)
    app.raw.prepare("insert into heartbeats values ('mail', ?, null, '', 1)").run(NOW)
    const page = await (await app.signedIn()).get('/mail')
    expect(page.body).toContain('Done: 3')
    expect(page.body).toContain('<span class="status bad">Failed</span>')
    expect(page.body).toContain('Running or broken off')
    expect((await (await app.signedIn({ rank: 'member' })).get('/mail')).body).not.toContain('Done: 3')
  })
})

describe('one mail', () => {
  test('that was kept shows everything to an administrator, who has no other way to hand it on', async () => {
    const [id = ''] = await send(app.now(), withLink('petr@example.org'))
    await keepAll()
    const browser = await app.signedIn()
    const page = await browser.get(`/mail/${id}`)
    expect(page.body).toContain(LINK)
    expect(page.body).toContain('<title>Invitation letter')
    expect((await browser.get(`/mail/${id}/body`)).body).toBe(rowOf(app, id).body_html)
    const eml = await browser.get(`/mail/${id}/message.eml`)
    expect(eml.headers.get('content-type')).toBe('message/rfc822')
    expect(eml.headers.get('content-disposition')).toBe(`attachment; filename="${id}.eml"`)
    expect(eml.body.replaceAll('=\r\n', '')).toContain(LINK)
  })

  test.each(['queued', 'sent', 'failed'])('that is %s shows nobody its personal links', async (state) => {
    const list = { id: 'digest', unsubscribeToken: TOKEN } as const
    const [id = ''] = await send(app.now(), withLink('petr@example.org', { kind: 'digest', list }))
    if (state !== 'queued') setState(id, state)
    const browser = await app.signedIn()
    for (const path of [`/mail/${id}`, `/mail/${id}/body`, `/mail/${id}/message.eml`]) {
      const page = await browser.get(path)
      expect(page.status).toBe(200)
      expect(page.body).not.toContain(TOKEN)
      expect(page.body.replaceAll('=\r\n', '')).not.toContain(TOKEN)
    }
  })

  test.each(['queued', 'sent'])('to sign in with, %s, is not shown at all', async (state) => {
    const letter = {
      subject: 'Sign in',
      parts: [{ lang: 'en' as const, blocks: [{ kind: 'text' as const, text: 'Code: 123456' }] }],
    }
    const [id = ''] = await send(app.now(), mailTo('petr@example.org', { kind: 'sign_in', letter }))
    if (state === 'sent') setState(id, 'sent')
    const browser = await app.signedIn()
    expect((await browser.get(`/mail/${id}`)).body).not.toContain('123456')
    expect((await browser.get(`/mail/${id}/body`)).status).toBe(403)
    expect((await browser.get(`/mail/${id}/message.eml`)).status).toBe(403)
  })

  test('stands in a frame that may do nothing', async () => {
    const [id = ''] = await send(app.now(), withLink('petr@example.org'))
    const browser = await app.signedIn()
    expect((await browser.get(`/mail/${id}`)).body).toContain(`<iframe src="/mail/${id}/body"`)
    expect((await browser.get(`/mail/${id}`)).body).toContain('sandbox=""')
    const body = await browser.get(`/mail/${id}/body`)
    expect(body.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    )
    expect(body.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  })

  test('shows every attempt with the words of the mail server', async () => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org'))
    setState(id, 'failed')
    app.raw
      .prepare("insert into mail_attempts values (?, 1, ?, 'rejected', 550, '550 5.1.1 <no> such user')")
      .run(id, NOW)
    const page = await (await app.signedIn()).get(`/mail/${id}`)
    expect(page.body).toContain('550 5.1.1 &lt;no&gt; such user')
  })

  test('unknown is not found', async () => {
    expect((await (await app.signedIn()).get('/mail/01jx0000000000000000000000')).status).toBe(404)
  })
})

describe('a letter that retention took', () => {
  test.each(['sign_in', 'digest', 'invitation_letter'] as const)('%s: says so', async (kind) => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org', { kind }))
    setState(id, 'failed')
    app.raw
      .prepare("update outbox set to_address = '', to_name = '', body_text = '', body_html = '' where id = ?")
      .run(id)
    const browser = await app.signedIn()
    const page = await browser.get(`/mail/${id}`)
    expect(page.status).toBe(200)
    expect(page.body).toContain('The letter is kept no longer.')
    expect(page.body).not.toContain('<iframe')
    expect(page.body).not.toContain('message.eml')
    expect(page.body).not.toContain('Send again')
    expect((await browser.get('/mail')).status).toBe(200)
    for (const path of [`/mail/${id}/body`, `/mail/${id}/message.eml`]) {
      const answer = await browser.get(path)
      expect(answer.status).toBe(410)
      expect(answer.body).toContain('The letter is kept no longer.')
    }
  })
})

describe('who sees which mail', () => {
  const paths = (id: string) => [`/mail/${id}`, `/mail/${id}/body`, `/mail/${id}/message.eml`]

  beforeEach(() => {
    addMeeting('ours')
    addMeeting('theirs')
  })

  test.each([
    ['organiser', 200],
    ['coordinator', 200],
    ['rapporteur', 404],
    ['viewer', 404],
  ] as const)('a %s of the dialogue: %i', async (role, status) => {
    const [id = ''] = await send(app.now(), revision(1, { meetingId: 'ours' }))
    const browser = await app.signedIn({ rank: 'member', roles: { 'dialogue-ours': role } })
    for (const path of paths(id)) expect((await browser.get(path)).status).toBe(status)
    expect((await browser.get('/mail')).body.includes('petr@example.org')).toBe(status === 200)
  })

  test('mail of another dialogue, sign-in mail and mail to others do not exist', async () => {
    const ids = await send(
      app.now(),
      revision(1, { meetingId: 'theirs' }),
      mailTo('petr@example.org', { kind: 'sign_in' }),
      mailTo('petr@example.org', { kind: 'digest' }),
    )
    const browser = await app.signedIn({ rank: 'member', roles: { 'dialogue-ours': 'organiser' } })
    for (const path of ids.flatMap(paths)) expect((await browser.get(path)).status).toBe(404)
    expect((await browser.get('/mail')).body).not.toContain('petr@example.org')
    expect((await browser.get('/mail?meeting=theirs')).body).not.toContain('petr@example.org')
  })

  test('what was kept shows its links to administrators only', async () => {
    const [id = ''] = await send(app.now(), withLink('petr@example.org', { meetingId: 'ours' }))
    await keepAll()
    const browser = await app.signedIn({ rank: 'member', roles: { 'dialogue-ours': 'organiser' } })
    for (const path of paths(id)) expect((await browser.get(path)).body).not.toContain(TOKEN)
  })

  test('everybody sees what went to themselves', async () => {
    const browser = await app.signedIn({ rank: 'member' })
    const to = { personId: browser.personId, address: 'me@example.org', name: 'Me' }
    const [id = ''] = await send(app.now(), mailTo('me@example.org', { kind: 'digest', to }))
    expect((await browser.get(`/mail/${id}`)).status).toBe(200)
  })
})

describe('sending again', () => {
  test.each([
    ['failed', 303],
    ['uncertain', 303],
    ['kept', 303],
    ['sent', 409],
    ['skipped', 409],
    ['queued', 409],
  ])('what is %s: %i', async (state, status) => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org'))
    setState(id, state)
    const { message_id } = rowOf(app, id)
    expect((await (await app.signedIn()).post(`/mail/${id}/retry`)).status).toBe(status)
    const row = rowOf(app, id)
    expect(row.state).toBe(status === 303 ? 'queued' : state)
    expect(row.message_id).toBe(message_id)
  })

  test('is offered with what it means, and not for what was sent', async () => {
    const [failed = '', sent = ''] = await send(app.now(), mailTo('a@example.org'), mailTo('b@example.org'))
    setState(failed, 'failed')
    setState(sent, 'sent')
    const browser = await app.signedIn()
    expect((await browser.get(`/mail/${failed}`)).body).toContain('The same Message-ID')
    expect((await browser.get(`/mail/${sent}`)).body).not.toContain('/retry')
  })

  test('an uncertain mail that will be repeated by itself anyway is refused', async () => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org'))
    setState(id, 'uncertain', null)
    expect((await (await app.signedIn()).post(`/mail/${id}/retry`)).status).toBe(409)
  })

  test('is recorded with its author', async () => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org'))
    setState(id, 'failed')
    const browser = await app.signedIn()
    await browser.post(`/mail/${id}/retry`)
    const fact = app.raw.prepare('select kind, actor_id from facts where subject_id = ?').get(id)
    expect(fact).toEqual({ kind: 'mail.repeated', actor_id: browser.personId })
  })

  test('a sign-in link whose time is over is gone', async () => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org', { kind: 'sign_in' }))
    setState(id, 'failed')
    app.setNow('2026-01-15T04:20:00Z')
    expect((await (await app.signedIn()).post(`/mail/${id}/retry`)).status).toBe(410)
  })

  test('somebody else’s mail is not found and stays as it was', async () => {
    const [id = ''] = await send(app.now(), mailTo('petr@example.org'))
    setState(id, 'failed')
    const browser = await app.signedIn({ rank: 'member' })
    const before = dumpOf(app.raw)
    expect((await browser.post(`/mail/${id}/retry`)).status).toBe(404)
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('reading changes nothing', async () => {
    const [id = ''] = await send(app.now(), withLink('petr@example.org'))
    const browser = await app.signedIn()
    const before = dumpOf(app.raw)
    for (const path of ['/mail', `/mail/${id}`, `/mail/${id}/body`, `/mail/${id}/message.eml`])
      await browser.get(path)
    expect(dumpOf(app.raw)).toBe(before)
  })
})
