/** Decimal numbers kept in full, as people wrote them down; counted with as exact shares. Pure. */

import type { Fraction } from '../supply/fraction.ts'

/** Such as `-3`, `12.50`: at most twelve digits before the point and six after it. */
export type Decimal = string & { readonly __decimal: unique symbol }

/**
 * Reads `12.5`, `12,5`, `1 200,50` or `−3`; null for anything else. Digits after the point stay as many as were
 * written, since they tell how exactly something was measured.
 */
export function parseDecimal(text: string): Decimal | null {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/^\u2212/, '-')
    .replace(',', '.')
  const match = /^(-?)0*(\d{1,12})(\.\d{1,6})?$/.exec(plain)
  if (!match) return null
  const [, sign = '', whole = '', rest = ''] = match
  const isZero = !/[1-9]/.test(whole + rest)
  return `${isZero ? '' : sign}${whole}${rest}` as Decimal
}

/** A number known to be right, such as one of the database. @throws RangeError if it is not. */
export function decimal(text: string): Decimal {
  const found = parseDecimal(text)
  if (found === null) throw new RangeError(`not a decimal: ${text}`)
  return found
}

/** The number as an exact share; it may be below zero. */
export function exact(number: Decimal): Fraction {
  const [whole = '', rest = ''] = number.split('.')
  return { n: BigInt(whole + rest), d: 10n ** BigInt(rest.length) }
}

/** Exactly `a - b`; may be below zero. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d - b.n * a.d, d: a.d * b.d }
}

/** Exactly `a / b` for a `b` that is not zero; both may be below zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  const sign = b.n < 0n ? -1n : 1n
  return { n: sign * a.n * b.d, d: sign * a.d * b.n }
}

/** Whole per cent, rounded down: 99.9 is not all of it. */
export function percentOf({ n, d }: Fraction): number {
  const hundred = 100n * n
  const whole = hundred / d
  return Number(hundred < 0n && hundred % d !== 0n ? whole - 1n : whole)
}

/** For drawing only; never to be counted on with. */
export function roughly(number: Decimal): number {
  return Number(number)
}
