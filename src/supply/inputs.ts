/** What a projection rests on, as one text: two that are alike give the same projection on the same day. Pure. */

import type { Supply } from './outlook.ts'
import type { PromisedDates } from './promised.ts'
import { totalStock } from './stock.ts'

/**
 * Facts only: neither names nor what somebody merely said about them; of commitments the day on which they will be done.
 * @param promised of the commitments that the deliveries wait for.
 */
export function inputsOf(supply: Supply, promised: PromisedDates): string {
  const { medicine, places, reports, lines, estimates } = supply
  const { unitMilligrams, basePermille, patients, dailyMilligrams } = medicine
  const { minMonths, maxMonths, safetyDays, rate } = medicine
  const stock = totalStock(places, reports)
  return JSON.stringify([
    [unitMilligrams, basePermille, patients, dailyMilligrams, minMonths, maxMonths, safetyDays, rate],
    [stock.asOf, stock.batches, stock.rate && [String(stock.rate.n), String(stock.rate.d)]],
    lines.map((line) => [
      ...[line.id, line.quantity, line.received, line.receivedOn, line.expectedOn, line.certainty],
      ...[line.goodUntil, line.commitmentId, line.commitmentStep],
      (line.commitmentId && promised.get(line.commitmentId)?.doneOn) ?? null,
      line.steps.map(({ days, doneOn }) => [days, doneOn]),
    ]),
    estimates.map(({ year, kind, baseGrams }) => [year, kind, baseGrams]),
  ])
}
