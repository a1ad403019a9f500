/** T4 of safety.md: other methods and other spellings of an address give nobody more than the address itself. */

import { describe, expect, test, vi } from 'vitest'
import { type Decision, decisionsOf } from './decisions.ts'
import type { Route } from './policy.ts'
import { ask, tracesOf } from './requests.ts'
import { openAccessWorld } from './world.ts'

// Several hundred requests a test, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const world = await openAccessWorld()

/** Other ways to write the same path, which a router, a proxy and a guard might read differently. */
const SPELLINGS: Readonly<Record<string, (path: string) => string>> = {
  'a slash at the end': (path) => `${path}/`,
  'two slashes at the end': (path) => `${path}//`,
  'two slashes at the beginning': (path) => `/${path}`,
  'a doubled slash inside': (path) => path.replace(/(?<=.)\//, '//'),
  'an encoded slash': (path) => path.replace(/(?<=.)\//, '%2f'),
  'an encoded slash at the end': (path) => `${path}%2F`,
  'capital letters': (path) => path.replace(/^\/[a-z-]+/, (word) => word.toUpperCase()),
  'an encoded letter': (path) =>
    path.replace(/^\/([a-z])/, (_, letter) => `/%${letter.charCodeAt(0).toString(16)}`),
  'a dot segment': (path) => `/.${path}`,
  'a step back': (path) => `/healthz/..${path}`,
  'an encoded step back': (path) => `/healthz/%2e%2e${path}`,
  'a step back behind an open address': (path) => `/sign-in/..%2f..${path}`,
  'an open prefix': (path) => `/u/..${path}`,
  'a backslash': (path) => path.replace(/(?<=.)\//, '\\'),
  'a suffix': (path) => `${path}.json`,
  'a parameter of the path': (path) => `${path};a=b`,
  'an encoded NUL': (path) => `${path}%00`,
  'a broken escape': (path) => `${path}%`,
  'a query': (path) => `${path}?_method=POST&lang=ru`,
}

const METHODS = ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'PROPFIND']

const asked = decisionsOf(world).filter(
  ({ who, object, expected }) =>
    object === 'own' &&
    expected !== 'yes' &&
    ['anonymous', 'otherOrganiser', 'viewer', 'unknown', 'lapsed'].includes(who),
)
const refused = Map.groupBy(asked, ({ route }) => route)

describe('whoever is refused is refused at every side door, and nothing changes:', () => {
  test.for([...refused])('%s', async ([route, decisions]) => {
    const [method = ''] = route.split(' ')
    for (const decision of decisions) {
      for (const [spelling, spell] of Object.entries(SPELLINGS))
        await staysOut(decision, spelling, { method, path: spell(decision.path) })
      for (const other of others(route))
        await staysOut(decision, other, { method: other, path: decision.path })
    }
  })
})

/** Every other method, but for those by which the same address is asked for in a row of its own. */
function others(route: Route): string[] {
  const [method = '', path] = route.split(' ')
  const own = new Set(
    [...refused.keys()].filter((row) => row.endsWith(` ${path}`)).map((row) => row.split(' ')[0]),
  )
  return ['GET', 'POST', ...METHODS].filter(
    (other) =>
      other !== method && !own.has(other) && !(other === 'HEAD' && own.has('GET') && method !== 'GET'),
  )
}

async function staysOut(
  { who, cookie, form, path: plain }: Decision,
  door: string,
  { method, path }: { readonly method: string; readonly path: string },
): Promise<void> {
  const takesBody = !['GET', 'HEAD'].includes(method)
  const answer = await ask(world.app, { method, path, cookie, form: takesBody ? form : null })
  const out = answer.status === 303 ? /^\/sign-in(\?|$)/.test(answer.location) : answer.status >= 400
  expect({ who, door, out: out && answer.status < 500, changes: tracesOf(plain, answer) }).toEqual({
    who,
    door,
    out: true,
    changes: [],
  })
}

describe('an administrator changes nothing by anything but POST:', () => {
  const allowed = decisionsOf(world).filter(
    ({ who, object, expected }) => who === 'administrator' && object === 'own' && expected === 'yes',
  )

  test.for(allowed.map((decision) => [decision.route, decision] as const))('%s', async ([, decision]) => {
    for (const method of METHODS) {
      const body = method === 'HEAD' ? null : decision.form
      const { changes, status } = await ask(world.app, { ...decision, method, form: body })
      expect({ method, changes, failed: status >= 500 }).toEqual({ method, changes: [], failed: false })
    }
  })

  test.for(
    allowed.filter(({ form }) => form === null).map((decision) => [decision.route, decision] as const),
  )('%s answers HEAD like GET, without a body', async ([, decision]) => {
    const plain = await ask(world.app, { ...decision, method: 'GET' })
    const { status, body } = await ask(world.app, { ...decision, method: 'HEAD' })
    expect({ status, body }).toEqual({ status: plain.status, body: '' })
  })
})

test('no header and no field turns a GET into a POST', async () => {
  const { own, cookies } = world
  for (const headers of [{ 'x-http-method-override': 'POST' }, { 'x-method-override': 'POST' }]) {
    const path = `/meetings/${own.announced}/cancellation?_method=POST`
    const { changes } = await ask(world.app, {
      method: 'GET',
      path,
      cookie: cookies.organiser,
      form: null,
      headers,
    })
    expect(changes).toEqual([])
  }
})
