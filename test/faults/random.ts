/** The one source of chance of a run: the same seed makes the same choices. */

export interface Random {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  chance(part: number): boolean
  pick<T>(values: readonly T[]): T
  /** A generator of its own, so that worlds side by side do not disturb each other. */
  fork(): Random
}

/** Mulberry32: small, fast, and good enough to choose moments to kill at. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    int,
    chance: (part) => next() < part,
    pick: (values) => {
      const value = values[int(0, values.length - 1)]
      if (value === undefined) throw new Error('there is nothing to pick from')
      return value
    },
    fork: () => randomFrom(int(0, 2 ** 32 - 1)),
  }
}
