/** Takes a table of stock reports over, all its lines or none: load, decide, commit. */

import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { SentTable } from '../tables/table.ts'
import { type StockKnown, type StockLine, stockColumns, stockLines } from './import.ts'
import type { Supply } from './outlook.ts'
import { medicineFor, supplyOf } from './queries.ts'
import type { StockReport } from './report.ts'
import { noteReport } from './reports.ts'

/** What the lines of a table are compared with. */
export async function stockKnown(
  store: Store,
  supply: Supply,
  today: StockKnown['today'],
): Promise<StockKnown> {
  const { places, reports } = supply
  const institutions = await institutionNames(
    store,
    places.map(({ institutionId }) => institutionId),
  )
  const names = places.map(({ id, institutionId }): [Id, string[]] => {
    const named = institutions.get(institutionId)
    const texts = named ? [...Object.values(named.official.texts), ...Object.values(named.short.texts)] : []
    // Its id too: tables that programs write have no better code for it.
    return [id, [id, ...texts.filter(Boolean)]]
  })
  return { places, reports, today, names: new Map(names) }
}

interface AskedImport {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly table: SentTable
  /** Somebody looked at the lines that are odd and says that they are so. */
  readonly confirmed: boolean
  readonly zone: Zone
  /** In which the columns are named to who asks. */
  readonly locale: Locale
}

/**
 * Records every line that says something new; each is a report or a correction like one by hand.
 * @returns how many; `not_found`, `forbidden`; `invalid`: as {@link stockLines}, `supply.import_wrong` when a line is,
 *   `supply.odd_lines` at `confirm`, `supply.import_nothing`; `conflict` `supply.next_part` where an engine takes no more at
 *   once: the places whose lines are recorded are whole, and the same table sent again goes on with the others.
 */
export async function importReports(store: Store, asked: AskedImport): Promise<Outcome<number>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const supply = await supplyOf(store, medicine.value)
  const known = await stockKnown(store, supply, dateOf(store.now, asked.zone))
  const lines = stockLines(asked.table, known, stockColumns(asked.locale))
  if (!lines.ok) return lines
  if (lines.value.some(({ state }) => state === 'wrong')) return refuse('invalid', 'supply.import_wrong')
  const told = lines.value.filter(({ state }) => state !== 'same')
  if (told.length === 0) return refuse('invalid', 'supply.import_nothing')
  if (!asked.confirmed && told.some(({ faults }) => faults.length > 0))
    return refuse('invalid', 'supply.odd_lines', 'confirm')
  return record(store, asked, { known, lines: told })
}

/** Statements that an engine takes at once which takes 1,000 of a request (D1). */
const PART = 800

async function record(
  store: Store,
  { actor }: AskedImport,
  { known, lines }: { readonly known: StockKnown; readonly lines: readonly StockLine[] },
): Promise<Outcome<number>> {
  const most = store.largeBatches === 1 ? PART : Number.POSITIVE_INFINITY
  const statements: Statement[] = []
  let first: FactStatement | null = null
  let recorded = 0
  for (const own of Map.groupBy(lines, ({ place }) => place?.id).values()) {
    const noted = noteAll(store, actor.personId, { known, own })
    if (!noted.ok) return noted
    if (first && statements.length + noted.value.length > most) break
    const [fact] = noted.value
    first ??= fact
    statements.push(...noted.value)
    recorded += own.length
  }
  if (!first) return refuse('invalid', 'supply.import_nothing')
  const left = lines.length - recorded
  const outcome = await store.commit([first, statements.slice(1)], recorded, left > 0 ? 'more' : 'last')
  return outcome.ok && left > 0
    ? refuse('conflict', 'supply.next_part', undefined, { recorded, left })
    : outcome
}

/** All lines of one place, in the order of their months. */
function noteAll(
  store: Store,
  personId: Id,
  { known, own: lines }: { readonly known: StockKnown; readonly own: readonly StockLine[] },
): Outcome<readonly [FactStatement, ...Statement[]]> {
  const inOrder = [...lines].sort((a, b) => ((a.figures?.month ?? '') < (b.figures?.month ?? '') ? -1 : 1))
  let place = inOrder[0]?.place ?? null
  let own: readonly StockReport[] = known.reports.filter(({ placeId }) => placeId === place?.id)
  let fact: FactStatement | null = null
  const statements: Statement[] = []
  for (const { figures } of inOrder) {
    if (!place || !figures) continue
    const noted = noteReport(store, {
      ...{ place, own, figures, personId, today: known.today },
      ...{ channel: 'import', confirmed: true },
    })
    if (!noted.ok) return noted
    if (fact) statements.push(noted.value.fact)
    fact ??= noted.value.fact
    statements.push(...noted.value.statements)
    ;({ place, own } = noted.value)
  }
  return fact ? done([fact, ...statements]) : refuse('invalid', 'supply.import_nothing')
}
