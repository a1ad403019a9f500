/** Load data of supply: a medicine with places, years of monthly reports and deliveries on their way. */

import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays, endOfMonth } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf } from '../src/kernel/zone.ts'
import type { Store } from '../src/store/store.ts'
import { firstDayOf } from '../src/supply/consumption.ts'
import { newChain } from '../src/supply/line.ts'
import { ZONE } from './load-directory.ts'
import { type Followed, monthsBefore } from './load-followup.ts'
import type { Insert } from './rows.ts'

const MONTHS = 36
const DELIVERIES = 6

/** The first commitments of a dialogue are tied to nothing. */
const TIED_FROM = 10

export interface LoadedSupply {
  readonly medicineId: Id
  readonly placeId: Id
}

/** One medicine of the first dialogue, whose reports are asked for by mail. */
export function loadSupply(insert: Insert, store: Store, asked: Followed): LoadedSupply {
  const id = store.newId()
  insert('medicines', {
    ...{ id, dialogue_id: asked.dialogueIds[0] ?? '', authoritative_lang: 'ru', unit_mg: 5_000 },
    ...{ base_permille: 890, patients: 420, daily_mg: 70, min_months: 3, max_months: 6, safety_days: 30 },
    ...{ rate: 'reported', created_at: store.now, version: 1 },
  })
  for (const lang of LOCALES)
    insert('medicine_texts', { medicine_id: id, lang, name: 'Метадон 5 мг/мл', unit: 'флакон' })
  const months = monthsBefore(store, MONTHS)
  const first_month = months.at(-2) ?? ''
  insert('stock_askings', { medicine_id: id, asked: 1, due_days: 5, first_month })
  const { institutionIds } = asked.directory
  const places = institutionIds.slice(0, asked.size.places).map((institutionId, at) => {
    const place = store.newId()
    insert('supply_places', {
      ...{ id: place, medicine_id: id, institution_id: institutionId, level: 'region' },
      ...{ closed_at: null, version: 1 },
    })
    // One in five has not reported on the last month.
    const reported = at % 5 === 0 ? months.slice(0, -1) : months
    for (const month of reported) loadStock(insert, store, { place, month })
    return place
  })
  for (let at = 0; at < DELIVERIES; at++) loadLine(insert, store, { id, at, asked })
  return { medicineId: id, placeId: places[0] ?? '' }
}

function loadStock(
  insert: Insert,
  store: Store,
  { place, month }: { readonly place: Id; readonly month: ReturnType<typeof monthsBefore>[number] },
): void {
  const id = store.newId()
  const as_of = endOfMonth(firstDayOf(month))
  insert('stock_reports', {
    ...{ id, place_id: place, month, as_of, on_hand: 30, consumed: 9, received: 9, days_out: 0 },
    ...{ channel: 'link', reported_by: 'system', reported_at: store.now, superseded_at: null },
  })
  insert('stock_batches', { report_id: id, position: 1, units: 10, good_until: addDays(as_of, 300) })
}

function loadLine(
  insert: Insert,
  store: Store,
  { id, at, asked }: { readonly id: Id; readonly at: number; readonly asked: Followed },
): void {
  const line = store.newId()
  const own = asked.rows.filter(({ dialogue_id }) => dialogue_id === asked.dialogueIds[0])
  const expected = addDays(dateOf(store.now, ZONE), 45 * (at + 1))
  insert('pipeline_lines', {
    ...{ id: line, medicine_id: id, quantity: 200, received: 0, received_on: null, ships_on: null },
    ...{ expected_on: expected, certainty: 'planned', contract: '', good_until: null, commitment_step: null },
    commitment_id: own[TIED_FROM + at]?.id ?? null,
  })
  for (const [n, { days }] of newChain().entries())
    insert('pipeline_steps', {
      ...{ line_id: line, position: n + 1, days, done_on: null },
      institution_id: asked.directory.institutionIds[0] ?? null,
    })
  insert('pipeline_moves', {
    ...{ id: store.newId(), line_id: line, expected_from: addDays(expected, -20), expected_to: expected },
    ...{ quantity_from: 200, quantity_to: 200, reason: 'Поставщик', moved_by: 'system' },
    moved_at: plus(store.now, { days: -20 }),
  })
}
