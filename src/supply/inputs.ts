/** What a projection rests on, as one text: two that are alike give the same projection on the same day. Pure. */

import type { Supply } from './outlook.ts'
import { totalStock } from './stock.ts'

/** Facts only: neither names nor what somebody merely said about them; commitments count by the days that they move. */
export function inputsOf({ medicine, places, reports, lines, estimates }: Supply): string {
  const { unitMilligrams, basePermille, patients, dailyMilligrams } = medicine
  const { minMonths, maxMonths, safetyDays, rate } = medicine
  const stock = totalStock(places, reports)
  return JSON.stringify([
    [unitMilligrams, basePermille, patients, dailyMilligrams, minMonths, maxMonths, safetyDays, rate],
    [stock.asOf, stock.batches, stock.rate && [String(stock.rate.n), String(stock.rate.d)]],
    lines.map((line) => [
      ...[line.id, line.quantity, line.received, line.receivedOn, line.expectedOn, line.certainty],
      ...[line.goodUntil, line.commitmentId, line.commitmentStep],
      line.steps.map(({ days, doneOn }) => [days, doneOn]),
    ]),
    estimates.map(({ year, kind, baseGrams }) => [year, kind, baseGrams]),
  ])
}
