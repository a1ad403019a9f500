/** The tick of recurring commitments on every engine alike: asked once, settled by stock reports, reminded of. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staleReminders } from '../../src/digests/recheck.ts'
import { concernedPeople } from '../../src/digests/recipient-queries.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { addHoliday, removeHoliday } from '../../src/holidays/calendars.ts'
import { parseInstant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { earlierDays, followCalendars } from '../../src/recurring/following.ts'
import { askedTo, duePeriodsBetween, jointOf } from '../../src/recurring/queries.ts'
import { periodsOf } from '../../src/recurring/share-queries.ts'
import { openStore } from '../../src/store/store.ts'
import { openWorld } from '../commitments/world.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { recurring } from '../recurring/world.ts'
import { furnishSupply } from '../supply/sample.ts'
import { contentOf, openEngines, refill, type Tested } from './engines.ts'

const engines: Tested[] = await openEngines()
const tied = { id: '', plain: '' }

beforeAll(async () => {
  const world = await openWorld()
  const { store, coordinator: actor, dialogueId, moh: institutionId } = world
  const { medicine } = await furnishSupply(store, { actor, dialogueId, institutionId })
  tied.id = (await recurring(world, { medicineId: medicine, every: 'quarter', first: '2025-Q3' })).id
  tied.plain = (await recurring(world, { first: '2026-01' })).id
  const content = await contentOf(world.open.engine)
  await world.open.close()
  await Promise.all(engines.map(({ engine }) => refill(engine, content)))
}, 120_000)
afterAll(() => Promise.all(engines.map((tested) => tested.close())))

const at = (text: string) => parseInstant(text) ?? NOW

describe.each(engines.map((tested) => [tested.name, tested] as const))('on %s', (_, { engine }) => {
  test('a month of ticks', async () => {
    const on = (text: string) => openStore(engine, INSTANCE, at(text))
    // The last quarter of 2025, and January.
    expect(await askForPeriods(on('2026-01-29T03:00:00Z'))).toBe(2)
    expect(await askForPeriods(on('2026-01-29T03:00:00Z'))).toBe(0)
    const store = on('2026-01-30T03:00:00Z')
    await sendReminders(store)
    const sent = await store.db.selectFrom('share_reminders').select(['step', 'outbox_id']).execute()
    expect(sent.map(({ step }) => step).sort()).toEqual(['before_7'])
    const mails = sent.map(({ outbox_id }) => outbox_id)
    expect([...(await staleReminders(store, mails))]).toEqual([])
    expect((await concernedPeople(store)).length).toBeGreaterThan(0)
    expect((await askedTo(store, [tied.id])).get(tied.id)).toBe('2025-12-31')
    const { latest } = await jointOf(store, tied.plain)
    expect(latest).toEqual({ key: '2026-01', dueOn: '2026-02-06', reported: 0, of: 2 })
    const page = await periodsOf(store, tied.plain, { before: null, count: 12 })
    expect([page.shares.length, page.hasOlder]).toEqual([2, false])
    const due = await duePeriodsBetween(store, 'all', localDate('2026-02-01'), localDate('2026-02-28'))
    expect(due.map(({ periodKey, completeness }) => [periodKey, completeness.of])).toEqual([['2026-01', 2]])
  })

  test('a stock report that nobody told of', async () => {
    const store = openStore(engine, INSTANCE, at('2026-02-02T03:00:00Z'))
    const place = await store.db.selectFrom('supply_places').select('id').executeTakeFirstOrThrow()
    const { id: _, ...report } = await store.db
      .selectFrom('stock_reports')
      .selectAll()
      .where('place_id', '=', place.id)
      .limit(1)
      .executeTakeFirstOrThrow()
    const late = { ...report, id: 'imported', month: '2025-12', channel: 'import' as const }
    await engine.runOne(store.db.insertInto('stock_reports').values(late).compile())
    expect(await askForPeriods(store)).toBe(1)
    expect((await jointOf(store, tied.id)).latest).toMatchObject({ key: '2025-Q4', reported: 1, of: 2 })
  })

  test('a day off that is decreed under a day asked for, and taken back', async () => {
    const store = openStore(engine, INSTANCE, at('2026-02-03T03:00:00Z'))
    const { id: personId } = await store.db
      .selectFrom('persons')
      .select('id')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const actor = { personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
    const day = { calendar: 'KZ', day: localDate('2026-02-05') }
    const names = { en: 'Decree', ru: 'Указ', kk: 'Жарлық' }
    const holiday = { ...day, kind: 'off', names, source: 'Decree 1' } as const
    expect((await addHoliday(store, { actor, holiday })).ok).toBe(true)
    expect([await followCalendars(store), await followCalendars(store)]).toEqual([2, 0])
    expect((await jointOf(store, tied.plain)).latest?.dueOn).toBe('2026-02-09')
    expect((await removeHoliday(store, { actor, ...day })).ok).toBe(true)
    expect(await followCalendars(store)).toBe(0)
    expect([...(await earlierDays(store, tied.plain))]).toEqual([['2026-01', '2026-02-06']])
  })
})
