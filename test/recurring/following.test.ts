/** Due days that were asked for, when a holiday is decreed or taken back under them (docs/decisions/0021). */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { addHoliday, removeHoliday } from '../../src/holidays/calendars.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { historyOf } from '../../src/ledger/queries.ts'
import type { Actor } from '../../src/people/may.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { setRecurrence } from '../../src/recurring/commands.ts'
import { earlierDay, followedDay } from '../../src/recurring/due-day.ts'
import { earlierDays, followCalendars } from '../../src/recurring/following.ts'
import { gridOf } from '../../src/recurring/grid.ts'
import { duePeriodsBetween, latestPeriods } from '../../src/recurring/queries.ts'
import { acceptShare, endShare, takeShareReport } from '../../src/recurring/report-commands.ts'
import { periodsOf } from '../../src/recurring/share-queries.ts'
import { accepted, loaded, openWorld, speaks, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { MONTHLY, recurring, shareNow } from './world.ts'

const JANUARY = '2026-01'
let app: TestApp
let world: World
let id: string
let admin: Actor

// On Monday 2 February January is asked for, by the fifth working day: the 6th.
const at = (day: string) => world.open.at(`${day}T04:00:00Z`)

beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
  id = (await recurring(world, { first: JANUARY })).id
  await askForPeriods(at('2026-02-02'))
  admin = { personId: world.coordinator.personId, rank: 'administrator', roles: {}, speaksFor: [] }
})
afterEach(() => app.close())

const share = (institutionId: string, periodKey = JANUARY) =>
  shareNow(world.store, id, { institutionId, periodKey })
const days = async () => [(await share(world.moh)).dueOn, (await share(world.cna)).dueOn]

async function decree(kind: 'off' | 'working', day: string, on: string) {
  const names = { en: 'Decree', ru: 'Указ', kk: 'Жарлық' }
  const holiday = { calendar: 'KZ', day: localDate(day), kind, names, source: 'Decree 1' }
  accepted(await addHoliday(at(on), { actor: admin, holiday }))
}

describe('the rule', () => {
  const day = localDate('2026-02-06')

  test('lets a day only ever become later, and only while it lies ahead', () => {
    const any = fc.integer({ min: -40, max: 40 })
    fc.assert(
      fc.property(any, any, (by, now) => {
        const [byCalendar, today] = [addDays(day, by), addDays(day, now)]
        const days = { dueOn: day, byCalendar }
        expect(followedDay(days, today)).toBe(now <= 0 && by > 0 ? byCalendar : null)
        expect(earlierDay(days, today)).toBe(now <= 0 && by < 0 ? byCalendar : null)
      }),
    )
  })
})

describe('a day off that is decreed', () => {
  test('moves the day of everybody who was asked, who reported already too, once', async () => {
    const { moh, cna, mohPoint, coordinator: actor } = world
    const { id: shareId } = await share(moh)
    const said = { claim: 'done', text: 'Остаток 630', evidence: '', channel: 'link', source: '' } as const
    const asked = { actor: speaks(mohPoint, moh), id, shareId, version: 1 }
    accepted(await takeShareReport(at('2026-02-03'), { ...asked, ...said }))
    accepted(await acceptShare(at('2026-02-03'), { actor, id, shareId, version: 2 }))
    expect(await days()).toEqual(['2026-02-06', '2026-02-06'])
    await decree('off', '2026-02-05', '2026-02-04')
    expect(await askForPeriods(at('2026-02-04'))).toBe(2)
    expect(await askForPeriods(at('2026-02-04'))).toBe(0)
    expect(await days()).toEqual(['2026-02-09', '2026-02-09'])
    expect(await share(moh)).toMatchObject({ state: 'done', late: false })
    const [line] = await historyOf(world.store, [(await share(cna)).id])
    expect(line).toMatchObject({
      kind: 'share.due_followed',
      details: { from: '2026-02-06', to: '2026-02-09' },
    })
  })

  test('voids the reminder of the old day and has its own ladder', async () => {
    await sendReminders(at('2026-02-05'))
    const waiting = await world.store.db.selectFrom('share_reminders').selectAll().execute()
    expect(new Set(waiting.map(({ due_on }) => due_on))).toEqual(new Set(['2026-02-06']))
    await decree('off', '2026-02-06', '2026-02-05')
    await followCalendars(at('2026-02-05'))
    const ids = waiting.map((row) => row.outbox_id)
    const rows = await world.store.db.selectFrom('outbox').selectAll().where('id', 'in', ids).execute()
    const left = rows.filter(({ state }) => state === 'queued').map((row) => row.id)
    expect((await staleReminders(at('2026-02-05'), left)).size).toBe(left.length)
    await sendReminders(at('2026-02-09'))
    const told = await world.store.db
      .selectFrom('share_reminders')
      .selectAll()
      .where('due_on', '=', localDate('2026-02-09'))
      .execute()
    expect(new Set(told.map(({ step }) => step))).toEqual(new Set(['due']))
  })

  test('changes nothing of what is overdue, or was asked for by an earlier rule', async () => {
    await decree('off', '2026-02-04', '2026-02-07')
    expect(await followCalendars(at('2026-02-07'))).toBe(0)
    const { coordinator: actor } = world
    const { version } = await loaded(world, id)
    const draft = { ...MONTHLY, first: '2026-02', day: 8 }
    accepted(await setRecurrence(at('2026-02-03'), { actor, id, version, draft }))
    expect(await followCalendars(at('2026-02-03'))).toBe(0)
    expect(await days()).toEqual(['2026-02-06', '2026-02-06'])
  })
})

describe.each(['moh', 'cna'] as const)('when %s ended its share before', (one) => {
  async function ended(to: 'waived' | 'missed'): Promise<void> {
    const { id: shareId } = await share(world[one])
    const ending = { actor: world.coordinator, id, shareId, version: 1, to, reason: 'Не требуется' } as const
    accepted(await endShare(at('2026-02-03'), ending))
    await decree('off', '2026-02-05', '2026-02-03')
  }

  test('it is not asked by another day where it was let off, and the period has the day of the others', async () => {
    await ended('waived')
    expect(await followCalendars(at('2026-02-03'))).toBe(1)
    expect((await days()).toSorted()).toEqual(['2026-02-06', '2026-02-09'])
    expect((await share(world[one])).dueOn).toBe('2026-02-06')
    const { shares } = await periodsOf(world.store, id, { before: null, count: 12 })
    expect(gridOf(shares, []).periods).toMatchObject([{ dueOn: '2026-02-09', reported: 0, of: 1 }])
    const latest = (await latestPeriods(world.store, [id])).get(id)
    expect(latest).toMatchObject({ dueOn: '2026-02-09', of: 1 })
  })

  test('it has the day of the others where its report will not come: the week ahead shows one period', async () => {
    await ended('missed')
    expect(await followCalendars(at('2026-02-03'))).toBe(2)
    expect(await days()).toEqual(['2026-02-09', '2026-02-09'])
    const due = await duePeriodsBetween(world.store, 'all', localDate('2026-02-02'), localDate('2026-02-15'))
    expect(due).toMatchObject([{ dueOn: '2026-02-09', completeness: { reported: 0, of: 2 } }])
  })
})

describe('a day off that is taken back', () => {
  test('leaves the day that was asked for, and the page says so', async () => {
    await decree('off', '2026-02-05', '2026-02-03')
    await followCalendars(at('2026-02-03'))
    const calendar = { actor: admin, calendar: 'KZ', day: localDate('2026-02-05') }
    accepted(await removeHoliday(at('2026-02-04'), calendar))
    expect(await followCalendars(at('2026-02-04'))).toBe(0)
    expect(await days()).toEqual(['2026-02-09', '2026-02-09'])
    expect([...(await earlierDays(at('2026-02-04'), id))]).toEqual([[JANUARY, '2026-02-06']])
    app.setNow('2026-02-04T04:00:00Z')
    const reader = await app.signedIn({
      rank: 'member',
      roles: { [world.dialogueId]: 'viewer' },
      locale: 'en',
    })
    const { body } = await reader.get(`/commitments/${id}/periods`)
    expect(body).toContain('By the calendar now 6 Feb 2026; the day that was asked for stays.')
    app.setNow('2026-02-10T04:00:00Z')
    expect((await reader.get(`/commitments/${id}/periods`)).body).not.toContain('By the calendar now')
  })
})
