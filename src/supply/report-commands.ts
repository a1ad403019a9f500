/** Takes the monthly report of a place, noted by the secretariat or sent by the place: load, decide, commit. */

import { findInstitution } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import { periodReported } from '../recurring/stock-periods.ts'
import type { Store } from '../store/store.ts'
import type { Month } from './consumption.ts'
import { decideEntry } from './entry.ts'
import { entryOf } from './entry-queries.ts'
import type { Place } from './place.ts'
import { medicineFor, supplyOf } from './queries.ts'
import { isSeen, type SeenReport, type StockFigures } from './report.ts'
import { type NotedReport, noteReport } from './reports.ts'

interface AskedReport {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly placeId: Id
  readonly figures: StockFigures
  readonly confirmed: boolean
  /** What its form was typed against; left out by who has no form. */
  readonly seen?: SeenReport | null
  readonly zone: Zone
}

/**
 * Notes what a place reported to the secretariat.
 * @returns `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` when the month was reported unseen, or as
 *   {@link noteReport}.
 */
export async function takeStockReport(store: Store, asked: AskedReport): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const { places, reports } = await supplyOf(store, medicine.value)
  const place = places.find(({ id }) => id === asked.placeId)
  if (!place) return refuse('not_found', 'forms.unknown')
  const own = reports.filter(({ placeId }) => placeId === place.id)
  if (asked.seen && !isSeen(asked.seen, own, asked.figures.month))
    return refuse('conflict', 'forms.changed_meanwhile')
  const noted = noteReport(store, {
    ...{ place, own },
    ...{ figures: asked.figures, confirmed: asked.confirmed, personId: asked.actor.personId },
    channel: 'secretariat',
    today: dateOf(store.now, asked.zone),
  })
  if (!noted.ok) return noted
  return commitReport(store, noted.value, { place, month: asked.figures.month, actor: asked.actor })
}

interface SentReport {
  /** Speaks for the institution of the place. */
  readonly actor: Actor
  readonly placeId: Id
  readonly figures: StockFigures
  readonly confirmed: boolean
  /** Milligrams of the unit that the figures were typed in. */
  readonly unitMilligrams: number
  /** How many reports of the month the sender saw; 0 for the first one. */
  readonly version: number
}

/**
 * Takes the report that a place sends by its link.
 * @returns `not_found`, `forbidden` for who speaks for another institution, or as {@link decideEntry} and
 *   {@link noteReport}.
 */
export async function sendStockReport(store: Store, sent: SentReport): Promise<Outcome<null>> {
  const entry = await entryOf(store, sent.placeId)
  const institution = entry && (await findInstitution(store, entry.place.institutionId))
  if (!entry || !institution) return refuse('not_found', 'forms.unknown')
  const { place, own } = entry
  if (!sent.actor.speaksFor.includes(place.institutionId)) return refuse('forbidden', 'forms.forbidden')
  // By the clock of the place, as its page: what it offers must not be refused.
  const today = dateOf(store.now, institution.zone)
  const { month } = sent.figures
  const decision = decideEntry({ ...sent, entry, month, today })
  if (!decision.ok) return decision
  const noted = noteReport(store, {
    ...{ place, own, today, figures: sent.figures, confirmed: sent.confirmed },
    ...{ personId: sent.actor.personId, channel: 'link' },
  })
  if (!noted.ok) return noted
  return commitReport(store, noted.value, { place, month, actor: sent.actor, channel: 'link' })
}

/** The report, and with it the periods of recurring commitments that it answers. */
async function commitReport(
  store: Store,
  { fact, statements, reportId }: NotedReport,
  from: {
    readonly place: Place
    readonly month: Month
    readonly actor: Actor
    readonly channel?: 'link'
  },
): Promise<Outcome<null>> {
  const { medicineId, institutionId } = from.place
  const periods = await periodReported(store, {
    ...{ medicineId, institutionId, month: from.month, stockReportId: reportId },
    actorId: from.actor.personId,
    channel: from.channel ?? 'secretariat',
  })
  return store.commit([fact, statements, periods], null)
}
