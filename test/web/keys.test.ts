/** After a form could not be saved its key stays in that form alone, wherever else on the page the same address stands. */

import { describe, expect, test } from 'vitest'
import type { AppEnv } from '../../src/web/context.ts'
import { newRoutes } from '../../src/web/context.ts'
import { withKeys } from '../../src/web/keys.ts'

const form = (action: string, fields = '') => `<form method="post" action="${action}">${fields}</form>`

/** The keys in a page that answers the form with the key `sent`, sent to `path`. */
async function keysAfter(sent: string, path: string, html: string): Promise<string[]> {
  const routes = newRoutes()
  routes.post('*', (c) => {
    c.set('viewer', { personId: 'person' } as AppEnv['Variables']['viewer'])
    c.set('requestId', 'new')
    c.set('keptKey', sent)
    return c.text(withKeys(c, html))
  })
  const page = await routes.fetch(new Request(`https://example.org${path}`, { method: 'POST' }))
  return [...(await page.text()).matchAll(/name="once" value="([^"]*)"/g)].map(([, key = '']) => key)
}

describe('a form that could not be saved', () => {
  test('keeps its key alone among forms that go to the same address', async () => {
    const page = form('/sign-out') + form('/things').repeat(3)
    expect(await keysAfter('old-3', '/things', page)).toEqual(['new-1', 'new-2', 'old-3', 'new-4'])
  })

  test('keeps it where it is the only one, on whatever place', async () => {
    const page = form('/sign-out') + form('/things')
    expect(await keysAfter('old-7', '/things', page)).toEqual(['new-1', 'old-7'])
    expect(await keysAfter('no place', '/things', page)).toEqual(['new-1', 'no place'])
  })

  test('keeps it in none rather than in another', async () => {
    const page = form('/sign-out') + form('/things').repeat(2)
    for (const sent of ['old-1', 'old-9', 'no place'])
      expect(await keysAfter(sent, '/things', page)).toEqual(['new-1', 'new-2', 'new-3'])
  })

  test('is known with and without a query', async () => {
    const page = form('/sign-out') + form('/things?back=%2F&amp;at=1')
    expect(await keysAfter('old-2', '/things?back=%2F&at=1', page)).toEqual(['new-1', 'old-2'])
    expect(await keysAfter('old-2', '/things', page)).toEqual(['new-1', 'old-2'])
  })
})
