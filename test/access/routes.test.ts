/** T1 and T5 of safety.md: no address without a row of the matrix, no id that counts upwards. */

import { describe, expect, test } from 'vitest'
import { makeId } from '../../src/kernel/id.ts'
import { openTestApp } from '../fixtures/app.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { coverageOf } from './coverage.ts'
import { FORMS } from './forms.ts'
import { IN_DIALOGUE, IN_INSTANCE, OPEN_TO_ALL, OWNED, ROWS } from './matrix-rows.ts'

describe('the matrix', () => {
  const coverage = coverageOf(openTestApp())

  test('has a row for every address that the application answers', () => {
    expect(coverage.missing).toEqual([])
  })

  test('has no row for an address that is not there', () => {
    expect(coverage.stale).toEqual([])
  })

  test('has a valid form for every address that takes one', () => {
    const posts = coverage.routes.filter((route) => route.startsWith('POST '))
    expect(Object.keys(FORMS).sort()).toEqual(posts)
  })

  test('names only rights that it explains, and uses all of them', () => {
    const explained = [...Object.keys(IN_DIALOGUE), ...Object.keys(IN_INSTANCE), OPEN_TO_ALL, OWNED]
    expect([...new Set(ROWS.map((row) => row.needs))].sort()).toEqual(explained.sort())
  })
})

describe('ids', () => {
  test('of one instant share its ten letters and nothing of the eighty random bits', () => {
    const ids = Array.from({ length: 1000 }, () => makeId(NOW))
    expect(new Set(ids.map((id) => id.slice(0, 10))).size).toBe(1)
    expect(new Set(ids.map((id) => id.slice(10))).size).toBe(1000)
    // Each of the sixteen places takes all 32 letters, so each holds five bits.
    const places = Array.from({ length: 16 }, (_, at) => new Set(ids.map((id) => id[10 + at])).size)
    expect(places).toEqual(Array(16).fill(32))
  })

  test('are no key to a link: its token is sealed with the secret of the instance', () => {
    expect(INSTANCE.seal(`link:${makeId(NOW)}`)).toMatch(/^[\w-]{43}$/)
  })
})
