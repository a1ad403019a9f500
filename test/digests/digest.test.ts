/** A digest is cut to length, never empty, and its windows follow each other. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allot, composeDigest, isEmpty, type Line, nextWindow, within } from '../../src/digests/digest.ts'
import { instantOfMillis } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { instant } from './world.ts'

const TODAY = localDate('2026-01-19')
const lines = (count: number): Line[] =>
  Array.from({ length: count }, (_, at) => ({
    kind: 'failed',
    subject: `mail ${at}`,
    at: instant('2026-01-19T03:00:00Z'),
    target: null,
  }))

describe('the length', () => {
  test.each([
    ['one long section', [40], [15]],
    ['no section', [], []],
    ['short ones', [2, 3, 1], [2, 3, 1]],
    ['the first takes what is left', [40, 40], [12, 3]],
    ['none is squeezed out', [40, 1, 5, 40], [8, 1, 3, 3]],
    ['“and 1 more” would be a line too', [16], [16]],
    ['seven long ones', [9, 9, 9, 9, 9, 9, 9], [3, 3, 3, 3, 3, 3, 3]],
  ])('%s', (_, sizes, shown) => {
    expect(allot(sizes)).toEqual(shown)
  })

  test('what is left out is counted', () => {
    const digest = composeDigest(TODAY, [{ kind: 'changes', lines: lines(20) }], null)
    expect(digest.sections.map(({ lines, more }) => [lines.length, more])).toEqual([[15, 5]])
  })

  test('shown and left out are always the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 7 }), (sizes) => {
        const shown = allot(sizes)
        return sizes.every((size, at) => {
          const count = shown[at] ?? 0
          return count <= size && (size === 0 || count > 0) && size - count !== 1
        })
      }),
    )
  })
})

describe('a digest', () => {
  test('without lines is empty, and sections without lines are left out', () => {
    const empty = composeDigest(TODAY, [{ kind: 'waiting', lines: [] }], null)
    expect(empty.sections).toEqual([])
    expect(isEmpty(empty)).toBe(true)
  })

  test('that says that nothing changed is not empty', () => {
    expect(isEmpty(composeDigest(TODAY, [], localDate('2026-01-12')))).toBe(false)
  })

  test('counts what waits for its reader, shown or not, and nothing else', () => {
    const parts = [
      { kind: 'waiting', lines: lines(30) },
      { kind: 'meetings', lines: lines(2) },
      { kind: 'changes', lines: lines(5) },
    ] as const
    expect(composeDigest(TODAY, parts, null).waiting).toBe(32)
  })
})

describe('windows', () => {
  const first = instant('2026-01-05T03:00:00Z')

  test('the first begins a while ago, the next where the last ended', () => {
    const now = instant('2026-01-12T03:00:00Z')
    expect(nextWindow(null, first, now)).toEqual({ from: first, to: now })
    const later = instant('2026-01-19T03:07:00Z')
    expect(nextWindow(now, first, later)).toEqual({ from: now, to: later })
  })

  test('tile the time line whatever the clock does: every instant lies in one window', () => {
    const times = fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 49_999 }), (clock, moment) => {
        const start = instantOfMillis(0)
        let last = start
        const windows = clock.map((now) => {
          const window = nextWindow(last, start, instantOfMillis(now))
          last = window.to
          return window
        })
        const at = instantOfMillis(moment)
        const hits = windows.filter((window) => within(window, at)).length
        return hits === (at < last ? 1 : 0)
      }),
    )
  })
})
