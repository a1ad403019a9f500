/** Asking for stock reports: who gets which mail on which day, and who gets none. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failedSince } from '../../src/digests/failed-queries.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { listUndelivered } from '../../src/mail/undelivered-queries.ts'
import type { Actor } from '../../src/people/may.ts'
import { addMedicine, addPlaces, closePlace } from '../../src/supply/commands.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { takeStockReport } from '../../src/supply/report-commands.ts'
import { dueDay, dueOnDay, type OwedMonth, stepOn } from '../../src/supply/request.ts'
import { askNow, setAsking } from '../../src/supply/request-commands.ts'
import { missingStockReports, stockReportCounts } from '../../src/supply/request-queries.ts'
import { askForStock } from '../../src/supply/request-sending.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { value } from '../meetings/world.ts'
import { ALMATY, DRAFT, figures, known } from './sample.ts'

const DECEMBER = '2025-12' as Month

describe('the due day and the steps', () => {
  const off = (day: string) =>
    [localDate(day), { day: localDate(day), kind: 'off', names: {}, movedFrom: null, source: '' }] as const
  const holidays = new Map(['2026-01-01', '2026-01-02', '2026-01-07'].map(off)) as never

  test('is the fifth working day of the next month, days off not counted', () => {
    expect(dueDay(DECEMBER, 5, holidays)).toBe('2026-01-12')
    expect(dueDay(DECEMBER, 5, new Map())).toBe('2026-01-07')
  })

  test('asks when the month is over, reminds on the due day and four weeks on, and then stops', () => {
    const due = localDate('2026-01-12')
    const steps = ['2025-12-31', '2026-01-01', '2026-01-11', '2026-01-12', '2026-01-18', '2026-01-19']
    expect(steps.map((day) => stepOn(localDate(day), DECEMBER, due))).toEqual([
      null,
      'ask',
      'ask',
      'due',
      'due',
      'week_1',
    ])
    expect(
      ['2026-02-09', '2026-02-15', '2026-02-16'].map((day) => stepOn(localDate(day), DECEMBER, due)),
    ).toEqual(['week_4', 'week_4', null])
  })

  test('never tells the same step twice, and nothing of the time before the rule', () => {
    const place = { firstMonth: DECEMBER } as OwedMonth['place']
    const owed = { place, month: DECEMBER, dueOn: localDate('2026-01-12'), sent: [] }
    const today = localDate('2026-01-12')
    expect(dueOnDay([owed], today)).toMatchObject([{ step: 'due', first: true }])
    const had = { step: 'due', on: localDate('2026-01-12') } as const
    expect(dueOnDay([{ ...owed, sent: [had] }], localDate('2026-01-13'))).toEqual([])
    expect(dueOnDay([{ ...owed, sent: [{ ...had, step: 'hand' }] }], today)).toEqual([])
    const later = { ...owed, place: { ...place, firstMonth: '2026-01' as Month } }
    expect(dueOnDay([later], today)).toEqual([])
  })
})

interface Site extends World {
  readonly admin: Actor
  readonly medicine: Id
  readonly second: Id
  readonly places: readonly Id[]
}

let w: Site

/** Three places of one medicine, the first of them of another one too; asked since November 2025. */
async function openSite(): Promise<Site> {
  const world = await openWorld()
  world.setNow('2025-11-10T05:00:00Z')
  const admin = {
    personId: world.organiser.personId,
    rank: 'administrator',
    roles: {},
    speaksFor: [],
  } as const
  const names = ['a', 'b', 'c']
  const institutionIds: Id[] = []
  for (const [precedence, name] of names.entries())
    institutionIds.push(await world.institution({ name, precedence, focal: [`${name}@region.example`] }))
  world.raw.prepare("update persons set holiday_calendar = 'KZ', reading_lang = 'ru', phone = '+7 700'").run()
  const add = async (ids: readonly Id[]) => {
    const store = world.now()
    const id = value(await addMedicine(store, { actor: admin, dialogueId: world.dialogueId, draft: DRAFT }))
    value(await addPlaces(store, { actor: admin, id, institutionIds: ids, level: 'region' }))
    const draft = { asked: true, dueDays: 5, contacts: new Map(), version: 2 }
    value(await setAsking(store, { actor: admin, id, draft }))
    return id
  }
  const medicine = await add(institutionIds)
  const second = await add(institutionIds.slice(0, 1))
  const { places } = await known(world.now(), admin, medicine)
  const byOwner = new Map(places.map(({ id, institutionId }) => [institutionId, id]))
  return { ...world, admin, medicine, second, places: institutionIds.map((id) => byOwner.get(id) ?? '') }
}

const run = async (at: string) => (await askForStock(w.at(at))).count

/** Mails of this job, as `kind to step,step…`. */
function told(): string[] {
  const rows = w.raw
    .prepare(
      `select kind, to_address, (select group_concat(step || ' ' || month, ', ') from
        (select step, month from stock_requests where subject_id = outbox.subject_id order by month, step)) as steps
      from outbox where kind in ('stock_request', 'stock_reminder') order by rowid`,
    )
    .all() as { kind: string; to_address: string; steps: string }[]
  return rows.map(({ kind, to_address, steps }) => `${kind} ${to_address.split('@')[0]}: ${steps}`)
}

async function reports(placeIndex: number, month: string, asOf: string, at: string): Promise<void> {
  const one = figures(month, 500, localDate(asOf))
  const asked = { actor: w.admin, id: w.medicine, placeId: w.places[placeIndex] ?? '', zone: ALMATY }
  value(await takeStockReport(w.at(at), { ...asked, figures: one, confirmed: true }))
}

describe('asking month by month', () => {
  beforeAll(async () => {
    w = await openSite()
  })
  afterAll(() => w.close())

  test('nothing is asked of the months before it was switched on', async () => {
    expect([await run('2025-11-10T05:00:00Z'), await run('2025-11-20T05:00:00Z')]).toEqual([0, 0])
  })

  test('on the first working day, from eight in the morning, one mail to each person', async () => {
    expect(await run('2025-12-01T02:59:00Z')).toBe(0)
    const twice = await Promise.all([run('2025-12-01T03:00:00Z'), run('2025-12-01T03:00:00Z')])
    expect(twice[0] + twice[1]).toBe(3)
    expect(await run('2025-12-02T04:00:00Z')).toBe(0)
    expect(told().sort()).toEqual([
      'stock_request a: ask 2025-11, ask 2025-11',
      'stock_request b: ask 2025-11',
      'stock_request c: ask 2025-11',
    ])
  })

  test('with the medicine, the due day, last month and a link of its own', () => {
    const mail = w.mails('stock_request').find(({ to_address }) => to_address === 'b@region.example')
    expect(mail).toMatchObject({ priority: 2, list_id: null, from_mailbox: 'rsvp' })
    for (const part of [
      'Метадон, раствор 5 мг/мл',
      'ноябрь 2025',
      '05.12.2025',
      'отчёта нет',
      '?month=2025-11',
    ])
      expect(mail?.body_text).toContain(part)
  })

  test('a mail that waits is not sent once its report has come', async () => {
    await reports(1, '2025-11', '2025-11-30', '2025-12-03T05:00:00Z')
    const ids = w.mails('stock_request').map(({ id, to_address }) => ({ id, to_address }))
    const stale = await staleReminders(
      w.at('2025-12-03T06:00:00Z'),
      ids.map(({ id }) => id),
    )
    expect(ids.filter(({ id }) => stale.has(id)).map(({ to_address }) => to_address)).toEqual([
      'b@region.example',
    ])
  })

  test('one that was not delivered is a task for who coordinates the dialogue until the report has come', async () => {
    w.raw
      .prepare(
        "update outbox set state = 'failed', last_code = 550, settled_at = created_at where kind = 'stock_request'",
      )
      .run()
    const tasks = async (dialogues: readonly Id[]) => {
      const scope = { dialogues, personId: w.admin.personId }
      const { lines } = await listUndelivered(w.at('2025-12-03T06:00:00Z'), scope, {
        show: 'tasks',
        reason: null,
      })
      return lines.map(({ to }) => to.address.split('@')[0]).sort()
    }
    expect(await tasks([w.dialogueId])).toEqual(['a', 'c'])
    expect(await tasks([])).toEqual([])
  })

  test('on the due day and then weekly those are reminded who did not report, and nobody of a closed place', async () => {
    value(
      await closePlace(w.at('2025-12-04T05:00:00Z'), {
        actor: w.admin,
        id: w.medicine,
        placeId: w.places[2] ?? '',
      }),
    )
    const before = told().length
    for (const day of ['2025-12-05', '2025-12-06', '2025-12-08', '2025-12-12', '2025-12-13', '2025-12-20'])
      await run(`${day}T04:00:00Z`)
    expect(told().slice(before)).toEqual([
      'stock_reminder a: due 2025-11, due 2025-11',
      'stock_reminder a: week_1 2025-11, week_1 2025-11',
    ])
    const reminder = w.mails('stock_reminder')[0]
    expect(reminder).toMatchObject({ list_id: 'reminders', from_mailbox: 'digest' })
  })

  test('a late run leaves out what it missed, and one mail asks for the new month and reminds of the old one', async () => {
    const before = told().length
    await run('2025-12-24T04:00:00Z')
    for (const day of ['2026-01-01', '2026-01-02', '2026-01-03']) await run(`${day}T05:00:00Z`)
    expect(told().slice(before)).toEqual(['stock_reminder a: week_2 2025-11, week_2 2025-11'])
    await run('2026-01-05T03:00:00Z')
    expect(
      told()
        .slice(before + 1)
        .sort(),
    ).toEqual([
      'stock_request a: week_4 2025-11, week_4 2025-11, ask 2025-12, ask 2025-12',
      'stock_request b: ask 2025-12',
    ])
  })

  test('who switched reminders off gets the requests still, and no reminders', async () => {
    w.raw.prepare("update persons set reminders = 'off' where email like 'a@%'").run()
    await run('2026-01-12T04:00:00Z')
    expect(told().at(-1)).toBe('stock_reminder b: due 2025-12')
    expect(await run('2026-02-02T04:00:00Z')).toBe(2)
    expect(told().at(-2)).toMatch(/^stock_request a: .*ask 2026-01/)
  })

  test('nobody is asked for a dialogue that is closed', async () => {
    w.raw.prepare("update dialogues set state = 'closed'").run()
    expect(await run('2026-03-02T04:00:00Z')).toBe(0)
  })

  test('no step went to anybody twice', () => {
    const doubles = w.raw
      .prepare('select 1 from stock_requests group by place_id, month, person_id, step having count(*) > 1')
      .all()
    expect(doubles).toEqual([])
  })
})

describe('what is missing', () => {
  beforeEach(async () => {
    w = await openSite()
    return () => w.close()
  })

  test('is told with since when and whom to phone, and only where the reader coordinates', async () => {
    await reports(0, '2025-11', '2025-11-30', '2025-12-03T05:00:00Z')
    await reports(0, '2025-12', '2025-12-31', '2026-01-03T05:00:00Z')
    await reports(1, '2025-12', '2025-12-31', '2026-01-03T05:00:00Z')
    const store = w.at('2026-01-15T04:00:00Z')
    const today = localDate('2026-01-15')
    const missing = (await missingStockReports(store, [w.dialogueId], today)).filter(
      ({ medicineId }) => medicineId === w.medicine,
    )
    expect(missing.map(({ placeId, months, since }) => [placeId, months, since])).toEqual([
      [w.places[1], ['2025-11'], '2025-12-05'],
      [w.places[2], ['2025-11', '2025-12'], '2025-12-05'],
    ])
    expect(missing[0]?.contacts.map(({ person, phone }) => [person.email, phone])).toEqual([
      ['b@region.example', '+7 700'],
    ])
    expect(await missingStockReports(store, [], today)).toEqual([])
    // On the due day itself nothing is overdue yet.
    const due = await missingStockReports(store, 'all', localDate('2026-01-12'))
    expect(due.flatMap(({ months }) => months)).not.toContain('2025-12')
    expect(
      (await stockReportCounts(store, 'all', today)).find((one) => one.medicineId === w.medicine),
    ).toEqual({
      medicineId: w.medicine,
      dialogueId: w.dialogueId,
      month: '2025-12',
      reported: 2,
      places: 3,
    })
  })

  test('can be asked for by hand, of those only who owe it, and the job does not repeat it that day', async () => {
    await reports(0, '2025-11', '2025-11-30', '2025-12-03T05:00:00Z')
    const today = localDate('2025-12-05')
    const at = '2025-12-05T04:00:00Z'
    expect(await askNow(w.at(at), { actor: w.admin, id: w.medicine, today })).toMatchObject({ value: 2 })
    expect(told()).toEqual(['stock_request b: hand 2025-11', 'stock_request c: hand 2025-11'])
    await run(at)
    expect(told().slice(2)).toEqual(['stock_request a: due 2025-11'])
    await run('2025-12-08T04:00:00Z')
    expect(told().slice(3).sort()).toEqual(['stock_reminder b: due 2025-11', 'stock_reminder c: due 2025-11'])
  })

  test('is withdrawn, while it waits, once asking is switched off', async () => {
    await run('2025-12-01T04:00:00Z')
    const stale = async () => {
      const mails = w.mails('stock_request')
      const ids = await staleReminders(
        w.at('2025-12-01T04:10:00Z'),
        mails.map(({ id }) => id),
      )
      return mails.flatMap(({ id, to_address }) => (ids.has(id) ? [to_address] : [])).sort()
    }
    expect(await stale()).toEqual([])
    const draft = { asked: false, dueDays: 5, contacts: new Map(), version: 3 }
    value(await setAsking(w.at('2025-12-01T04:05:00Z'), { actor: w.admin, id: w.medicine, draft }))
    // The first is asked about another medicine still.
    expect(await stale()).toEqual(['b@region.example', 'c@region.example'])
  })

  test('that was asked for in vain, because the mail failed, is told to who coordinates the dialogue', async () => {
    await run('2025-12-01T04:00:00Z')
    w.raw.prepare("update outbox set state = 'failed', settled_at = created_at").run()
    const store = w.at('2025-12-02T04:00:00Z')
    const told = async (own: Id) =>
      (await failedSince(store, w.at('2025-12-01T00:00:00Z').now, new Set([own]))).map(
        (mail) => mail.dialogueId,
      )
    expect(await told(w.dialogueId)).toEqual([w.dialogueId, w.dialogueId, w.dialogueId])
    expect(await told('another')).toEqual([])
  })

  test('is not asked for while it is switched off, and on again only from then on', async () => {
    const set = async (asked: boolean, version: number, at: string) =>
      value(
        await setAsking(w.at(at), {
          actor: w.admin,
          id: w.medicine,
          draft: { asked, dueDays: 5, contacts: new Map(), version },
        }),
      )
    await set(false, 3, '2025-11-20T04:00:00Z')
    await run('2025-12-01T04:00:00Z')
    expect(told()).toEqual(['stock_request a: ask 2025-11'])
    await set(true, 4, '2025-12-10T04:00:00Z')
    await run('2025-12-10T05:00:00Z')
    expect(told().some((one) => one.startsWith('stock_request b'))).toBe(false)
    // Whoever asks by hand may ask for the month that has just ended, too.
    const asked = { actor: w.admin, id: w.medicine, today: localDate('2025-12-10') }
    expect(await askNow(w.at('2025-12-10T05:00:00Z'), asked)).toMatchObject({ value: 3 })
    for (const at of [0, 1, 2]) await reports(at, '2025-11', '2025-11-30', '2025-12-10T06:00:00Z')
    const none = await askNow(w.at('2025-12-10T07:00:00Z'), asked)
    expect(none).toMatchObject({ ok: false, messageKey: 'stock.nobody_to_ask' })
  })

  test('goes to the person named for the place instead of the focal points, who must speak for it', async () => {
    const person = (email: string) =>
      w.raw.prepare('select id from persons where email = ?').pluck().get(email) as Id
    const draft = { asked: true, dueDays: 3, version: 3 }
    const contacts = new Map([[w.places[1] ?? '', person('c@region.example')]])
    const asked = { actor: w.admin, id: w.medicine }
    expect(await setAsking(w.now(), { ...asked, draft: { ...draft, contacts } })).toMatchObject({
      ok: false,
      messageKey: 'stock.not_of_place',
    })
    const own = new Map([[w.places[1] ?? '', person('b@region.example')]])
    value(await setAsking(w.now(), { ...asked, draft: { ...draft, contacts: own } }))
    await run('2025-12-01T04:00:00Z')
    const due = w.raw.prepare('select distinct due_on from stock_requests where place_id = ?').pluck()
    expect(due.all(w.places[1])).toEqual(['2025-12-03'])
  })
})
