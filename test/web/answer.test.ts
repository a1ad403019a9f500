/** A page leaves as UTF-8, whatever its letters. */

import { raw } from 'hono/html'
import { expect, test } from 'vitest'
import { page } from '../../src/web/answer.tsx'
import type { AppEnv } from '../../src/web/context.ts'
import { newRoutes } from '../../src/web/context.ts'

test.each([
  ['Latin', 'a'],
  ['Cyrillic and Kazakh', 'жәһ'],
  ['of three bytes, more than a page has room for at first', '漢'],
  ['of four bytes', '👩‍⚕️'],
])('letters that are %s', async (_, letters) => {
  const text = letters.repeat(2_000)
  const routes = newRoutes()
  routes.get('*', (c) => {
    c.set('viewer', null as AppEnv['Variables']['viewer'])
    c.set('link', null)
    return page(c, raw(text))
  })
  const answer = await routes.fetch(new Request('https://example.org/'))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(bytes).toEqual(new TextEncoder().encode(`<!doctype html>${text}`))
})
