/** What the outbox keeps: letters to others lose the name of who was erased, old ones lose their texts and links. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACTS, tick } from '../../src/jobs/tick.ts'
import type { Id } from '../../src/kernel/id.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { zone } from '../../src/kernel/zone.ts'
import { sendAgain } from '../../src/mail/commands.ts'
import type { MailKind } from '../../src/mail/mail.ts'
import { enqueue } from '../../src/mail/outbox.ts'
import type { Actor } from '../../src/people/may.ts'
import { newPerson } from '../../src/people/persons.ts'
import { erasePerson } from '../../src/retention/erasure-commands.ts'
import { applyRetention, reportRetention } from '../../src/retention/nightly.ts'
import { type Store, Unavailable } from '../../src/store/store.ts'
import { dumpOf, NOW, openTestStore, type TestStore } from '../fixtures/store.ts'

let open: TestStore
const actor: Actor = { personId: 'root', rank: 'administrator', roles: {}, speaksFor: [] }
const LATER = plus(NOW, { days: 8 })

beforeEach(() => {
  open = openTestStore()
})
afterEach(() => open.close())

async function person(given: string, surname: string): Promise<Id> {
  const names = { en: { surname, given, patronymic: '', salutation: '', position: '' } }
  const made = newPerson(open.store, {
    names,
    readingLang: 'en',
    zone: zone('Asia/Almaty'),
    email: `${given}@example.org`,
    actorId: 'system',
  })
  await open.store.commit([made.fact, made.statements], null)
  return made.id
}

interface Asked {
  readonly to: Id
  readonly text: string
  readonly kind?: MailKind
  readonly fromName?: string
  readonly calendar?: string
}

/** A mail that was sent now, unless `state` says otherwise. */
async function mail(asked: Asked, state = 'sent'): Promise<Id> {
  const { id, statements } = enqueue(open.store, {
    kind: asked.kind ?? 'invitation_letter',
    dedupeKey: open.store.newId(),
    subjectId: 'subject',
    to: { personId: asked.to, address: 'reader@example.org', name: 'Reader' },
    fromName: asked.fromName ?? 'Secretariat',
    lang: 'en',
    letter: { subject: 'A letter', parts: [{ lang: 'en', blocks: [{ kind: 'text', text: asked.text }] }] },
    ...(asked.calendar ? { calendar: { method: 'REQUEST', sequence: 0, content: asked.calendar } } : {}),
    list: { id: 'digest', unsubscribeToken: 'stop-token' },
  })
  for (const statement of statements) await open.store.tidy(statement)
  const settled = state === 'queued' ? null : NOW
  open.raw.prepare('update outbox set state = ?, settled_at = ? where id = ?').run(state, settled, id)
  return id
}

const row = (id: Id) =>
  open.raw.prepare('select * from outbox where id = ?').get(id) as Record<string, unknown>

const count = (sql: string) => Number(open.raw.prepare(sql).pluck().get())

const LINK = 'https://i.example.org/p/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'

/** The same mail many times. */
function copies(id: Id, many: number): void {
  const { id: _, dedupe_key: __, message_id: ___, ...rest } = row(id)
  const columns = Object.keys(rest).join(', ')
  open.raw
    .prepare(
      `with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)
       insert into outbox (id, dedupe_key, message_id, ${columns})
       select 'copy' || i, 'copy' || i, 'copy' || i, ${columns} from n join outbox on outbox.id = ?`,
    )
    .run(many, id)
}

describe('erasing', () => {
  test('writes the new name into letters to others, and takes the calendar of those sent in the name', async () => {
    const [berik, asel] = [await person('Berik', "O'Hara"), await person('Asel', 'Nur')]
    const wrapped = `${'word '.repeat(14)}Berik O'Hara`
    const named = await mail({ to: asel, text: "Berik O'Hara replaces O'Hara Berik." })
    const broken = await mail({ to: asel, text: wrapped })
    const signed = await mail({
      to: asel,
      text: 'Come.',
      fromName: "Berik O'Hara",
      calendar: "CN=Berik O'Hara",
    })
    const other = await mail({ to: asel, text: 'Berik Ohara is somebody else.' })
    const waiting = await mail({ to: asel, text: "Berik O'Hara comes." }, 'retry')
    expect(await erasePerson(open.store, { actor, id: berik })).toMatchObject({ ok: true })
    expect(row(named)).toMatchObject({ body_text: 'Former participant replaces Former participant.\n' })
    expect(row(named).body_html).not.toContain('Hara')
    expect(row(broken).body_text).not.toContain('Hara')
    expect(row(signed)).toMatchObject({
      from_name: 'Former participant',
      calendar: null,
      calendar_sequence: 0,
    })
    expect(row(waiting)).toMatchObject({ body_text: 'Former participant comes.\n', state: 'retry' })
    expect(row(other)).toMatchObject({ body_text: 'Berik Ohara is somebody else.\n' })
  })

  test('waits until a calendar entry in the name has gone out, and rewrites nothing until then', async () => {
    const [berik, asel] = [await person('Berik', 'Sadykov'), await person('Asel', 'Nur')]
    const asked = { to: asel, text: 'By Berik Sadykov', fromName: 'Berik Sadykov', calendar: 'CN=Berik' }
    const id = await mail(asked, 'queued')
    const before = dumpOf(open.raw)
    expect(await erasePerson(open.store, { actor, id: berik })).toMatchObject({
      messageKey: 'retention.mail_waits',
    })
    expect(dumpOf(open.raw)).toBe(before)
    open.raw.prepare("update outbox set state = 'sent', settled_at = ? where id = ?").run(NOW, id)
    expect(await erasePerson(open.store, { actor, id: berik })).toMatchObject({ ok: true })
  })

  test('forgets the address of the account too, where the directory has another', async () => {
    const id = await person('Berik', 'Sadykov')
    await open.store.tidy(
      open.store.db.insertInto('accounts').values({
        person_id: id,
        email: 'old.address@example.org',
        rank: 'member',
        disabled_at: NOW,
        created_at: NOW,
        version: 1,
      }),
    )
    open.raw.exec(
      `insert into suppressions values ('old.address@example.org', 'all', 'bounced', '${NOW}', 1)`,
    )
    expect(await erasePerson(open.store, { actor, id })).toMatchObject({ ok: true })
    expect(dumpOf(open.raw)).not.toContain('old.address')
  })

  test('leaves the mail of others who share an office mailbox alone', async () => {
    const [berik, asel] = [await person('Berik', 'Sadykov'), await person('Asel', 'Nur')]
    open.raw.exec("update persons set email = 'office@example.org'")
    open.raw.exec(`insert into suppressions values ('office@example.org', 'digest', 'asked', '${NOW}', 1)`)
    const theirs = await mail({ to: asel, text: 'Dear Asel' })
    const office = await mail({ to: asel, text: 'Dear office' }, 'queued')
    open.raw.exec("update outbox set to_address = 'office@example.org'")
    open.raw.prepare('update outbox set person_id = null where id = ?').run(office)
    expect(await erasePerson(open.store, { actor, id: berik })).toMatchObject({ ok: true })
    expect(row(theirs)).toMatchObject({ to_address: 'office@example.org', body_text: 'Dear Asel\n' })
    expect(row(office)).toMatchObject({ to_address: 'office@example.org', body_text: 'Dear office\n' })
    expect(open.raw.prepare('select count(*) from suppressions').pluck().get()).toBe(1)
  })

  test('ends what the person will speak for only from next year on', async () => {
    const id = await person('Berik', 'Sadykov')
    open.raw.exec(`insert into sectors values ('s', 'S', 'supplier', 1, 1);
      insert into institutions (id, sector_id, country, listable, letter_languages, zone, holiday_calendar,
        official_mail, search, created_at, version)
      values ('i', 's', 'KZ', 'members', 'en', 'Asia/Almaty', 'KZ', '', '', '${NOW}', 1);
      insert into affiliations values ('next', '${id}', 'i', 'member', '2027-01-01', null, 1),
        ('now', '${id}', 'i', 'head', '2020-01-01', '2028-01-01', 1)`)
    expect(await erasePerson(open.store, { actor, id })).toMatchObject({ ok: true })
    expect(open.raw.prepare('select id, valid_to from affiliations order by id').raw().all()).toEqual([
      ['next', '2027-01-01'],
      ['now', '2026-01-15'],
    ])
  })

  test('of two administrators who erase each other, one stays', async () => {
    const ids = [await person('Berik', 'Sadykov'), await person('Asel', 'Nur')]
    for (const id of ids)
      await open.store.tidy(
        open.store.db.insertInto('accounts').values({
          person_id: id,
          email: `${id}@example.org`,
          rank: 'administrator',
          disabled_at: null,
          created_at: NOW,
          version: 1,
        }),
      )
    const [one = '', other = ''] = ids
    const both = await Promise.all([
      erasePerson(open.store, { actor: { ...actor, personId: one }, id: other }),
      erasePerson(open.store, { actor: { ...actor, personId: other }, id: one }),
    ])
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(open.raw.prepare('select count(*) from accounts').pluck().get()).toBe(1)
  })

  test('empties letters to the person and keeps those that waited from going out', async () => {
    const id = await person('Berik', 'Sadykov')
    const [sent, waiting] = [
      await mail({ to: id, text: 'Dear Berik' }),
      await mail({ to: id, text: 'x' }, 'queued'),
    ]
    await erasePerson(open.store, { actor, id })
    expect(row(sent)).toMatchObject({
      state: 'sent',
      to_address: '',
      to_name: '',
      body_text: '',
      body_html: '',
    })
    expect(row(waiting)).toMatchObject({ state: 'skipped', to_address: '' })
  })
})

describe('the nightly job', () => {
  test('takes links out of letters after a week, and the text out of reminders, digests and sign-in mail', async () => {
    const to = await person('Asel', 'Nur')
    const link = 'https://intersession.example.org/p/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
    const letter = await mail({ to, text: `Answer at ${link} please` })
    const digest = await mail({ to, text: 'Overdue', kind: 'digest' })
    const kept = await mail({ to, text: `By hand: ${link}` }, 'kept')
    expect(await applyRetention(open.at(plus(NOW, { days: 6 })))).toMatchObject({ count: 0 })
    expect(await applyRetention(open.at(LATER))).toMatchObject({ count: 2 })
    expect(row(letter)).toMatchObject({
      body_text: 'Answer at\nhttps://intersession.example.org/p/…\nplease\n',
      unsubscribe_token: null,
    })
    expect(row(digest)).toMatchObject({
      body_text: '',
      body_html: '',
      unsubscribe_token: null,
      to_address: '',
      to_name: '',
      subject: 'A letter',
    })
    expect(row(kept).body_text).toContain(link)
  })

  test('does nothing the second time, and its dry run nothing at all', async () => {
    const to = await person('Asel', 'Nur')
    await mail({ to, text: 'Overdue', kind: 'digest' })
    const before = dumpOf(open.raw)
    const due = (await reportRetention(open.at(LATER))).map(({ name, due }) => [name, due])
    expect(due).toEqual([
      ['answer_comments', 0],
      ['relay_replies', 0],
      ['inbound_answers', 0],
      ['inbound_writers', 0],
      ['convenience_letters', 1],
      ['letter_links', 1],
      ['official_letters', 0],
      ['contacts', 0],
    ])
    expect(dumpOf(open.raw)).toBe(before)
    expect(await applyRetention(open.at(LATER))).toMatchObject({ count: 1 })
    expect(await applyRetention(open.at(LATER))).toMatchObject({ count: 0 })
  })

  test('takes links out of letters however long ago they settled, and looks at each once', async () => {
    const to = await person('Asel', 'Nur')
    const old = await mail({ to, text: `Answer at ${LINK} please` })
    open.raw.prepare("update outbox set settled_at = '2019-01-01T00:00:00.000Z' where id = ?").run(old)
    expect(await applyRetention(open.at(LATER))).toMatchObject({ count: 1 })
    expect(row(old).body_text).not.toContain('abcdefgh')
    const again = await open.queriesOf(() => applyRetention(open.at(LATER)))
    expect(again.filter((sql) => /"body_text".* where "settled_at"/.test(sql))).toHaveLength(1)
    const next = await mail({ to, text: LINK })
    expect(await applyRetention(open.at(LATER))).toMatchObject({ count: 1 })
    expect(row(next).body_text).not.toContain('abcdefgh')
  })

  test('finds letters also after the clock was wrong for a night', async () => {
    const to = await person('Asel', 'Nur')
    const early = await mail({ to, text: LINK })
    open.raw.prepare("update outbox set settled_at = '2031-01-01T00:00:00.000Z' where id = ?").run(early)
    await applyRetention(open.at('2032-01-01T00:00:00.000Z'))
    const next = await mail({ to, text: LINK })
    await applyRetention(open.at(LATER))
    expect(row(next).body_text).not.toContain('abcdefgh')
  })

  test('takes what mail servers said of a mail, and leaves our own reasons', async () => {
    const to = await person('Asel', 'Nur')
    const [failed, left, waiting] = [
      await mail({ to, text: 'x' }, 'failed'),
      await mail({ to, text: 'x' }, 'skipped'),
      await mail({ to, text: 'x' }, 'queued'),
    ]
    const said = open.raw.prepare('update outbox set last_reply = ? where id = ?')
    said.run('550 <asel@example.org> unknown', failed)
    said.run('overtaken', left)
    said.run('450 try later', waiting)
    await applyRetention(open.at(plus(NOW, { days: 29 })))
    expect(row(failed).last_reply).toBe('550 <asel@example.org> unknown')
    await applyRetention(open.at(plus(NOW, { days: 31 })))
    expect(row(failed).last_reply).toBe('')
    expect(row(left).last_reply).toBe('overtaken')
    expect(row(waiting).last_reply).toBe('450 try later')
  })

  test('clears a large outbox in parts, lets others have their turn, and goes on with the next tick', async () => {
    const to = await person('Asel', 'Nur')
    const first = await mail({ to, text: 'Overdue', kind: 'digest' })
    copies(first, 5_499)
    let since = 0
    let most = 0
    const others = setInterval(() => {
      since = 0
    })
    const later = open.at(LATER)
    const counting: Store = {
      ...later,
      tidy: (statement) => {
        since++
        most = Math.max(most, since)
        return later.tidy(statement)
      },
    }
    const act = ACTS.filter(({ name }) => name === 'retention')
    const night = () => tick(counting, act)
    const kept = () => count("select count(*) from outbox where to_address <> ''")
    await night()
    clearInterval(others)
    expect(most).toBeLessThan(8)
    expect(kept()).toBe(3_000)
    await night()
    await night()
    expect(kept()).toBe(0)
    expect((await night()).acts).toMatchObject([{ outcome: 'rested' }])
  })

  test('reads no table from end to end', async () => {
    const statements = await open.queriesOf(() => reportRetention(open.at(LATER)))
    const scans = statements.flatMap((sql) => {
      const holes = Array(sql.split('?').length - 1).fill('[]')
      const plan = open.raw.prepare(`explain query plan ${sql}`).all(holes) as { detail: string }[]
      return plan.filter(({ detail }) => /^SCAN (outbox|mail_attempts)/.test(detail))
    })
    expect(scans).toEqual([])
  })

  test('a scrub that fails fails no act, and is done the next night', async () => {
    const to = await person('Asel', 'Nur')
    await mail({ to, text: 'Overdue', kind: 'digest' })
    let scrubs = 0
    let fault = 'gone'
    const night = (now: Instant): Store => ({
      ...open.at(now),
      scrub: async () => {
        scrubs++
        if (fault === 'gone') throw new Unavailable('the server is gone')
        return fault === 'locked' ? ['outbox'] : []
      },
    })
    const act = ACTS.filter(({ name }) => name === 'retention')
    expect((await tick(night(LATER), act)).acts).toMatchObject([{ outcome: 'done', count: 1 }])
    fault = 'locked'
    expect(await applyRetention(night(plus(LATER, { days: 1 })))).toMatchObject({ count: 0 })
    fault = ''
    await applyRetention(night(plus(LATER, { days: 2 })))
    expect(scrubs).toBe(3)
    await applyRetention(night(plus(LATER, { days: 3 })))
    expect(scrubs).toBe(3)
  })

  test('a letter without its text or links is not sent again', async () => {
    const to = await person('Asel', 'Nur')
    const failed = await mail({ to, text: 'x https://i.example.org/p/abcdefghijklmnopqrstuvwxyz' }, 'failed')
    await applyRetention(open.at(LATER))
    expect(await sendAgain(open.at(LATER), { actor, id: failed })).toMatchObject({
      code: 'gone',
      messageKey: 'mail.letter_gone',
    })
  })
})
