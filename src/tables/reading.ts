/** Numbers, dates and months as people write them into tables. Pure. */

import { addDays, type LocalDate, localDate, parseLocalDate } from '../kernel/local-date.ts'

/**
 * A whole number: `1080`, `1 080`, `1,080`, `1080.0`, `1080,00`, also below zero; null for anything else, fractions
 * and numbers over nine digits too. Three digits behind a comma are thousands, behind a point they are nothing clear.
 */
export function readWhole(text: string): number | null {
  const plain = text.trim().replace(/[\u00a0\u202f]/g, ' ')
  const [, sign, digits] =
    /^([-\u2212]?)(\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:[.,]0{1,2})?$/.exec(plain) ?? []
  const bare = digits?.replace(/[ ,]/g, '')
  if (!bare || bare.length > 9) return null
  return sign ? -Number(bare) : Number(bare)
}

/** Days since 1899-12-30, as a workbook counts them in a cell that is not shown as a date: from 2000 to 2099. */
const SERIAL_FROM = 36_526
const SERIAL_TO = 73_050

/** `14.10.2025`, `2025-10-14`, or the bare number by which a spreadsheet keeps a date; else null. */
export function readDate(text: string): LocalDate | null {
  const serial = /^\d{5}$/.test(text.trim()) ? Number(text) : 0
  return serial >= SERIAL_FROM && serial <= SERIAL_TO
    ? addDays(localDate('1899-12-30'), serial)
    : parseLocalDate(text)
}
