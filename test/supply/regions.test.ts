/** Places by months: the words of each cell, the sums with how many they are of, who sees which, and the file. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import type { DialogueRole } from '../../src/people/may.ts'
import { addMedicine, addPlaces } from '../../src/supply/commands.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { monthTotals } from '../../src/supply/region.ts'
import { takeStockReport } from '../../src/supply/report-commands.ts'
import { setAsking } from '../../src/supply/request-commands.ts'
import { monthCell } from '../../src/supply/timeliness.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { value } from '../meetings/world.ts'
import { ALMATY, DRAFT, figures, known } from './sample.ts'

let w: World
let medicine: Id

/** Three regions since November: one in time and corrected, one late for December, one silent. */
beforeAll(async () => {
  w = await openWorld()
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  const institutionIds: Id[] = []
  for (const [precedence, name] of ['Абай', 'Есіл', 'Сырдария'].entries())
    institutionIds.push(await w.institution({ name, precedence, focal: [`r${precedence}@gov.example`] }))
  w.raw.prepare("update persons set phone = '+7 7172 00 00' where email = 'r2@gov.example'").run()
  const before = w.at('2025-11-03T04:00:00Z')
  medicine = value(await addMedicine(before, { actor, dialogueId: w.dialogueId, draft: DRAFT }))
  value(await addPlaces(before, { actor, id: medicine, institutionIds, level: 'region' }))
  const draft = { asked: true, dueDays: 5, contacts: new Map(), version: 2 }
  value(await setAsking(before, { actor, id: medicine, draft }))
  const { places } = await known(before, actor, medicine)
  const report = async (at: string, place: number, one: { month: string; asOf: LocalDate; units: number }) =>
    value(
      await takeStockReport(w.at(at), {
        ...{ actor, id: medicine, placeId: places[place]?.id ?? '', zone: ALMATY, confirmed: true },
        figures: figures(one.month, one.units, one.asOf),
      }),
    )
  const december = { month: '2025-12', asOf: localDate('2025-12-31') }
  await report('2025-12-05T15:00:00Z', 0, { month: '2025-11', asOf: localDate('2025-11-30'), units: 630 })
  await report('2026-01-05T04:00:00Z', 0, { ...december, units: 449 })
  await report('2026-01-14T04:00:00Z', 0, { ...december, units: 450 })
  await report('2026-01-13T04:00:00Z', 1, { ...december, units: 0 })
})
afterAll(() => w.close())

const as = (role: DialogueRole) =>
  w.signedIn({ rank: 'member', roles: { [w.dialogueId]: role }, locale: 'en' })
const own = () => `/supply/${medicine}/regions`

function cellsOf(body: string, place: string): string[] {
  const row = new RegExp(`<tr><th scope="row">(?:<span[^>]*>)?${place}.*?</tr>`).exec(body)?.[0] ?? ''
  return [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) =>
    cell
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}

describe('the page', () => {
  test('tells each month in a word and a figure: in time, late, missing; zero is a figure, missing is none', async () => {
    const { body } = await (await as('coordinator')).get(own())
    const months = body.slice(body.indexOf('id="months"'))
    expect(cellsOf(months, 'Абай')).toEqual(['450 in time corrected', '630 in time'])
    expect(cellsOf(months, 'Есіл')).toEqual(['0 late', 'missing'])
    expect(cellsOf(months, 'Сырдария')).toEqual(['missing', 'missing'])
    expect(cellsOf(months, 'All places')).toEqual([
      '2 of 3 reported on hand 450',
      '1 of 3 reported on hand 630',
    ])
  })

  test('tells who coordinates whom to phone, longest first', async () => {
    const { body } = await (await as('coordinator')).get(own())
    const calls = body.slice(body.indexOf('id="calls"'), body.indexOf('id="months"'))
    expect(cellsOf(calls, 'Есіл').slice(0, 2)).toEqual(['November 2025', '5 Dec 2025'])
    expect(cellsOf(calls, 'Сырдария')).toEqual([
      'November 2025 December 2025',
      '5 Dec 2025',
      expect.stringContaining('r2'),
      '+7 7172 00 00',
    ])
    expect(cellsOf(calls, 'Абай')).toEqual([])
  })

  test.each(['viewer', 'rapporteur'] as const)(
    'shows a %s sums and no place, nobody to phone',
    async (role) => {
      const reader = await as(role)
      for (const path of [own(), `${own()}.csv`]) {
        const { body, status } = await reader.get(path)
        expect(status).toBe(200)
        for (const hidden of ['Абай', 'Есіл', 'Сырдария', '+7 7172']) expect(body).not.toContain(hidden)
      }
      expect((await reader.get(own())).body).toContain('2 of 3 reported')
    },
  )

  test('is a file with one row for each report that is or should be there', async () => {
    const { body } = await (await as('coordinator')).get(`${own()}.csv`)
    const rows = body.trim().split('\r\n').slice(1)
    expect(rows).toHaveLength(6)
    expect(rows[1]).toMatch(
      /^Абай[^,;]*[,;]region[,;]December 2025[,;].*450[,;]180[,;]0[,;]0[,;]2025-12-31[,;]2026-01-14$/,
    )
    expect(rows[5]).toMatch(/missing[,;]{6}$/)
  })
})

describe('a month', () => {
  const month = '2025-12' as Month
  const asked = {
    month,
    dueOn: localDate('2026-01-12'),
    since: null,
    today: localDate('2026-01-12'),
    zone: ALMATY,
  }
  const report = { ...figures('2025-12', 1, localDate('2025-12-31')) } as never
  const firstAt = (instant: string) => ({ count: 1, firstAt: instant as never })

  test('reported on the due day is in time, by the clock of the place', () => {
    const state = (at: string) => monthCell({ ...asked, report, versions: firstAt(at) }).state
    // Midnight in Almaty.
    expect(state('2026-01-12T18:59:59Z')).toBe('in_time')
    expect(state('2026-01-12T19:00:00Z')).toBe('late')
  })

  test('of a time before the place was asked is neither in time nor late', () => {
    const state = (since: string) =>
      monthCell({ ...asked, since: localDate(since), report, versions: firstAt('2026-02-01T04:00:00Z') })
        .state
    expect([state('2026-01-12'), state('2026-01-13')]).toEqual(['late', 'reported'])
  })

  test('without a report is missing only after its due day', () => {
    const state = (today: string) =>
      monthCell({ ...asked, today: localDate(today), report: null, versions: undefined }).state
    expect([state('2026-01-12'), state('2026-01-13')]).toEqual(['open', 'missing'])
  })

  test('that nobody reported has no sum, which is not zero', () => {
    const cell = monthCell({ ...asked, report: null, versions: undefined })
    expect(monthTotals([{ place: {} as never, cells: [cell] }], [month])).toEqual([
      { month, reported: 0, places: 1, onHandUnits: null },
    ])
  })
})
