/** The static files: small, complete, and asking nobody else. */

import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const folder = new URL('../../public/', import.meta.url)
const css = readFileSync(new URL('intersession.css', folder), 'utf8')

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const long = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** The colour tokens of the nth `:root` block that sets all of them: light, then dark. */
function palette(nth: number): Record<string, string> {
  const blocks = [...css.matchAll(/:root \{([^}]*--paper:[^}]*)\}/g)].map((match) => match[1] ?? '')
  return Object.fromEntries(
    [...(blocks[nth] ?? '').matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map((match) => [match[1], match[2]]),
  )
}

describe('the style sheet', () => {
  test('is at most 12 kB on the wire', () => {
    expect(gzipSync(css).length).toBeLessThanOrEqual(12_000)
  })

  test('asks for nothing but fonts that are here', () => {
    const urls = [...css.matchAll(/url\('([^']*)'\)/g)].map((match) => match[1] ?? '')
    expect(urls).toHaveLength(4)
    expect(urls.filter((url) => !existsSync(new URL(url, folder)))).toEqual([])
    expect(css).not.toMatch(/@import|https?:|data:/)
  })

  test('has the letters of Kazakh', () => {
    const ranges = [...css.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map((match) => {
      const from = Number.parseInt(match[1] ?? '', 16)
      return [from, match[2] ? Number.parseInt(match[2], 16) : from] as const
    })
    const missing = [...'ӘҒҚҢӨҰҮҺІәғқңөұүһіЁё№–«»−'].filter((letter) => {
      const code = letter.codePointAt(0) ?? 0
      return !ranges.some(([from, to]) => from <= code && code <= to)
    })
    expect(missing).toEqual([])
  })

  test.each([
    ['light', 0],
    ['dark', 1],
  ])('keeps the contrasts of WCAG 2.2 AA: %s', (_, nth) => {
    const colours = palette(nth)
    const weak = ['ink', 'soft', 'accent', 'accent-strong', 'good', 'warn', 'bad'].flatMap((name) =>
      ['paper', 'sheet']
        .filter((surface) => contrast(colours[name] ?? '', colours[surface] ?? '') < 4.5)
        .map((surface) => `${name} on ${surface}`),
    )
    expect(weak).toEqual([])
    expect(contrast(colours['on-accent'] ?? '', colours.accent ?? '')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colours.edge ?? '', colours.paper ?? '')).toBeGreaterThanOrEqual(3)
  })
})

test('the fonts come with their licence', () => {
  expect(readFileSync(new URL('fonts/LICENSE.txt', folder), 'utf8')).toContain('SIL OPEN FONT LICENSE')
})
