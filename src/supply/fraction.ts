/** Exact shares of whole numbers: a bottle that is lost to rounding moves a stock-out by a day. */

/** `n` divided by `d`; `d` is above zero. Not reduced. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

/** `n / d` of whole numbers. @throws RangeError unless both are whole and `d` is above zero. */
export function fraction(n: number | bigint, d: number | bigint = 1): Fraction {
  // BigInt refuses what is not whole.
  const [numerator, denominator] = [BigInt(n), BigInt(d)]
  if (denominator <= 0n) throw new RangeError(`no share: ${n} / ${d}`)
  return { n: numerator, d: denominator }
}

/** `a / b`; null when `b` is zero. Both are zero or above. */
export function divided(a: Fraction, b: Fraction): Fraction | null {
  return b.n === 0n ? null : { n: a.n * b.d, d: a.d * b.n }
}

/** `a + b`, reduced: the sum over twenty places would grow by digits with each of them. Both are zero or above. */
export function plus(a: Fraction, b: Fraction): Fraction {
  const [n, d] = [a.n * b.d + b.n * a.d, a.d * b.d]
  let [common, rest] = [d, n]
  while (rest > 0n) [common, rest] = [rest, common % rest]
  return { n: n / common, d: d / common }
}

/** Below zero, zero or above, as `a` is less than, equal to or more than `b`. */
export function compared(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** To the nearest with `digits` decimals, half up, for people to read; never to be counted on with. @param a zero or above. */
export function rounded(a: Fraction, digits = 0): number {
  const scale = 10n ** BigInt(digits)
  return Number((2n * a.n * scale + a.d) / (2n * a.d)) / Number(scale)
}
