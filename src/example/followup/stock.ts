/**
 * What the places of both medicines reported: at first the secretariat notes it, from November on the regions send it by
 * their links. For December fourteen of twenty have, one late and one corrected; one region is silent for two months.
 */

import type { Instant } from '../../kernel/instant.ts'
import { addDays, localDate } from '../../kernel/local-date.ts'
import { done, type Outcome } from '../../kernel/outcome.ts'
import { zone } from '../../kernel/zone.ts'
import type { Store } from '../../store/store.ts'
import { daysIn, firstDayOf, type Month, monthAfter } from '../../supply/consumption.ts'
import { entryOf } from '../../supply/entry-queries.ts'
import type { Place } from '../../supply/place.ts'
import { medicineFor, supplyOf } from '../../supply/queries.ts'
import type { StockFigures } from '../../supply/report.ts'
import { sendStockReport, takeStockReport } from '../../supply/report-commands.ts'
import { setAsking } from '../../supply/request-commands.ts'
import { REGIONAL_PEOPLE } from '../directory/regional-people.ts'
import { astana, must, named } from '../moment.ts'
import { type Act, byLink, idOf, type Scene } from '../scene.ts'

const ASTANA = zone('Asia/Almaty')

/** Figures of a place for a month, as the example invents them; null: it did not report. */
type Figures = (region: string, month: Month) => Omit<StockFigures, 'month' | 'asOf'> | null

const SINCE = '2025-07' as Month

function monthsSince(month: Month): number {
  return (Number(month.slice(0, 4)) - 2025) * 12 + Number(month.slice(5)) - Number(SINCE.slice(5))
}

const SILENT: Readonly<Record<string, readonly string[]>> = {
  '2025-11': ['REG-12'],
  '2025-12': ['REG-03', 'REG-07', 'REG-09', 'REG-12', 'REG-14', 'REG-18'],
}
const NOTHING = { onHandUnits: 0, consumedUnits: 0, receivedUnits: 0, batches: [] }

/** Nothing has come since summer: everybody uses up what was there. */
export const methadone: Figures = (region, month) => {
  if (SILENT[month]?.includes(region)) return null
  if (region === 'REG-17') return { ...NOTHING, daysOut: daysIn(month) }
  const used = ['REG-19', 'REG-20'].includes(region) ? 5 : 10
  const spilt = month === '2025-12' && ['REG-01', 'REG-02', 'REG-04', 'REG-05'].includes(region) ? 1 : 0
  const onHandUnits = used * (6 - monthsSince(month)) - spilt
  return { ...NOTHING, onHandUnits, consumedUnits: used, daysOut: 0 }
}

/** Two regions use a few; one has a batch that expires. */
export const tablets: Figures = (region, month) => {
  const onHandUnits = 500 - 30 * monthsSince(month)
  const batches = region === 'REG-15' ? [{ units: 200, goodUntil: localDate('2026-03-31') }] : []
  return { ...NOTHING, onHandUnits, consumedUnits: 30, daysOut: 0, batches }
}

/** Typed in a hurry; put right the day after. */
const mistaken: Figures = (region, month) => {
  const right = methadone(region, month)
  return right && { ...right, onHandUnits: right.onHandUnits + 10 }
}

interface Reported {
  readonly code: string
  readonly month: Month
  readonly regions: readonly string[]
  readonly figures: Figures
}

function reports(at: Instant, { code, month, regions, figures }: Reported): Act {
  return {
    at,
    what: `reports for ${month}`,
    run: async (store, scene) => {
      const { places } = await supplyIn(store, scene, code)
      for (const region of regions) {
        const found = figures(region, month)
        const place = places.find(({ institutionId }) => institutionId === named(scene.institutions, region))
        if (!found || !place) continue
        const asOf = addDays(firstDayOf(monthAfter(month)), -1)
        const sent = { scene, code, region, place, figures: { ...found, month, asOf } }
        must(await (month < BY_LINK ? noted : linked)(store, sent), `${region} for ${month}`)
      }
      return done(null)
    },
  }
}

/** The first month that regions sent themselves. */
const BY_LINK = '2025-11'

interface Sent {
  readonly scene: Scene
  readonly code: string
  readonly region: string
  readonly place: Place
  readonly figures: StockFigures
}

function noted(store: Store, { scene, code, place, figures }: Sent): Promise<Outcome<null>> {
  const asked = { actor: scene.actor, id: idOf(scene, code), placeId: place.id, zone: ASTANA }
  return takeStockReport(store, { ...asked, figures, confirmed: true })
}

async function linked(store: Store, { scene, region, place, figures }: Sent): Promise<Outcome<null>> {
  const person = REGIONAL_PEOPLE.find(({ at, role }) => at === region && role === 'focal_point')
  const entry = await entryOf(store, place.id)
  return sendStockReport(store, {
    actor: byLink(scene, person?.key ?? '', region),
    ...{ placeId: place.id, figures, confirmed: true },
    unitMilligrams: entry?.medicine.unitMilligrams ?? 0,
    version: entry?.versions.get(figures.month)?.count ?? 0,
  })
}

/** A medicine of the example with all that belongs to it. */
export async function supplyIn(store: Store, scene: Scene, code: string) {
  return supplyOf(store, must(await medicineFor(store, scene.actor, idOf(scene, code), 'read'), code))
}

/** From the first month on, due on the fifth working day (domain.md §5.4, C-05). */
function asksByMail(code: string): Act {
  return {
    at: astana('2025-09-01 10:20'),
    what: `asking of ${code}`,
    run: async (store, scene) => {
      const { medicine } = await supplyIn(store, scene, code)
      const draft = { asked: true, dueDays: 5, contacts: new Map(), version: medicine.version }
      return setAsking(store, { actor: scene.actor, id: medicine.id, draft })
    },
  }
}

const MONTHS: readonly (readonly [month: string, reported: string])[] = [
  ['2025-07', '2025-09-02 10:00'],
  ['2025-08', '2025-09-05 10:00'],
  ['2025-09', '2025-10-06 10:00'],
  ['2025-10', '2025-11-06 10:00'],
  ['2025-11', '2025-12-04 10:00'],
  ['2025-12', '2026-01-09 10:00'],
]
const LATE = { month: '2025-12', region: 'REG-04', at: '2026-01-13 11:20' }

/** Asking for a medicine, and what its regions report month by month. */
export function stockActs({ code, regions, figures }: Omit<Reported, 'month'>): Act[] {
  const december = { code, month: LATE.month as Month }
  const only = (region: string) => regions.filter((one) => one === region)
  return [
    asksByMail(code),
    ...MONTHS.map(([month, reported]) => {
      const inTime = regions.filter((one) => month !== LATE.month || one !== LATE.region)
      return reports(astana(reported), { code, month: month as Month, regions: inTime, figures })
    }),
    reports(astana('2026-01-08 16:10'), { ...december, regions: only('REG-02'), figures: mistaken }),
    reports(astana(LATE.at), { ...december, regions: only(LATE.region), figures }),
  ]
}
