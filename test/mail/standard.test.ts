/** The page that names a test for each promise about calendars and mail names only tests that exist. */

import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every test that docs/mail-standard.md names exists', () => {
  const named = [...readFileSync('docs/mail-standard.md', 'utf8').matchAll(/`([a-z0-9]+\/[a-z0-9/-]*)`/g)]
  const names = [...new Set(named.map(([, name = '']) => name))]
  expect(names.length).toBeGreaterThan(20)
  const missing = names.filter((name) => !existsSync(`test/${name}${name.endsWith('/') ? '' : '.test.ts'}`))
  expect(missing).toEqual([])
})
