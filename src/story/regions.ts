/** The six regions of the story that report their stock, and how a report is typed or put into a table. */

import { REGIONAL_PEOPLE } from '../example/directory/regional-people.ts'
import { REGIONS } from '../example/directory/regions.ts'
import type { Page } from './browser.ts'
import { type Cast, mailOf } from './cast.ts'
import type { Entered } from './form.ts'
import { expectPage } from './office.ts'

interface Region {
  readonly code: string
  /** Used in each month of autumn, and left at the ends of September, October and November. */
  readonly used: number
  readonly left: readonly number[]
}

/**
 * December, reported: REG-01 used 67 and has 60, REG-02 and REG-05 have 80 each, REG-19 has 40. REG-03 and REG-17 are
 * silent: their 61 and 31 of 30 November are carried on for 31 days at 20 and 10 a month (of 30.4375 days), 21 and
 * 11 units: 40 and 20. Together 320. Used a month: (3 × 20 + 67) : 4 = 31.75, four times 20, and 10: 121.75, which is
 * 4 a day.
 */
export const REPORTING: readonly Region[] = [
  { code: 'REG-01', used: 20, left: [167, 147, 127] },
  { code: 'REG-02', used: 20, left: [140, 120, 100] },
  { code: 'REG-03', used: 20, left: [101, 81, 61] },
  { code: 'REG-05', used: 20, left: [140, 120, 100] },
  { code: 'REG-17', used: 10, left: [51, 41, 31] },
  { code: 'REG-19', used: 20, left: [100, 80, 60] },
]
/** They say nothing of December. */
export const SILENT: readonly string[] = ['REG-03', 'REG-17']

/** Who answers for a region. */
export function speakerOf(code: string) {
  const found = REGIONAL_PEOPLE.find(({ at, role }) => at === code && role === 'focal_point')
  if (!found) throw new Error(`nobody speaks for ${code}`)
  return { email: mailOf(found.key), lang: found.locale }
}

const HEAD = 'Место;Месяц;Остаток подсчитан на;Остаток;Израсходовано;Получено'

/** A report as a line of a table: counted on a day of the month that it is for. */
export function reportLine(code: string, countedOn: string, rest: number, used: number): string {
  const place = REGIONS.find((region) => region.code === code)?.official.ru ?? ''
  return [place, countedOn.slice(3), countedOn, rest, used, 0].join(';')
}

/** Shows a table of reports line by line, then takes it over. @returns both pages. */
export async function importTable(
  { coordinator, medicineId }: Cast,
  lines: readonly string[],
): Promise<{ readonly tried: Page; readonly taken: Page }> {
  const path = `/supply/${medicineId}/import`
  const file = new File([[HEAD, ...lines, ''].join('\r\n')], 'остатки.csv', { type: 'text/csv' })
  const tried = expectPage(await coordinator.upload(await coordinator.open(path), path, { file }))
  const taken = expectPage(await coordinator.upload(tried, path, {}))
  return { tried, taken }
}

/** What a region types into its form. */
export function figures(consumed: number, onHand: number | ''): Entered {
  return { received: '0', consumed: String(consumed), on_hand: String(onHand), days_out: '0' }
}

/**
 * What the reports of December come to on 12 January (see `stock.ts`): 320 units on 31 December at 4 a day last 80 days,
 * so that 21 March is the first without. The first delivery comes on 20 April: 11 days of March and 19 of April.
 * The contract must be signed 30 safety days and 14 + 7 + 10 + 25 + 20 + 30 days of the steps after it before 21 March:
 * on 5 November, 68 days before 12 January.
 */
export const HEADLINES = {
  en: 'Stock-out on 21 Mar 2026; 30 days uncovered; Contract late by 68 days; owner: Distributor (demo).',
  ru: 'Запас закончится 21.03.2026; 30 дней без запаса; Договор: опоздание 68 дней; ответственный: Дистрибьютор (демо).',
  kk: 'Қордың таусылу күні: 21.03.2026; 30 күн қормен қамтылмаған; Шарт: 68 күнге кешігуде; жауапты: Дистрибьютор (демо).',
}
