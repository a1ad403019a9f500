/** Feeds that were told already: told again without being made, within a bound. */

import { describe, expect, test } from 'vitest'
import { keptTexts } from '../../src/feeds/kept.ts'

/** Counts how often each text had to be made. */
function maker() {
  const made: string[] = []
  const make = (text: string) => async () => {
    made.push(text)
    return text
  }
  return { made, make }
}

describe('texts of feeds', () => {
  test('are made once for a tag', async () => {
    const { made, make } = maker()
    const kept = keptTexts(10)
    expect([await kept.of('1', make('abc')), await kept.of('1', make('other'))]).toEqual(['abc', 'abc'])
    expect(made).toEqual(['abc'])
  })

  test('make room, longest unused first', async () => {
    const { made, make } = maker()
    const kept = keptTexts(10)
    await kept.of('1', make('aaaa'))
    await kept.of('2', make('bbbb'))
    await kept.of('1', make('-'))
    await kept.of('3', make('cccc'))
    expect(await kept.of('1', make('-'))).toBe('aaaa')
    await kept.of('2', make('bbbb'))
    expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'bbbb'])
  })

  test('longer than all the room are told and not kept, and push nothing out', async () => {
    const { made, make } = maker()
    const kept = keptTexts(4)
    await kept.of('1', make('aaaa'))
    expect(await kept.of('2', make('bbbbb'))).toBe('bbbbb')
    await kept.of('2', make('bbbbb'))
    await kept.of('1', make('-'))
    expect(made).toEqual(['aaaa', 'bbbbb', 'bbbbb'])
  })

  test('that could not be made leave nothing behind', async () => {
    const kept = keptTexts()
    const fails = kept.of('1', async () => {
      throw new Error('no database')
    })
    await expect(fails).rejects.toThrow('no database')
    expect(await kept.of('1', async () => 'abc')).toBe('abc')
  })
})
