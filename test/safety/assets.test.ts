/** T53: no spelling of a path gets a file that is not an asset, and the guards see the path that the handler sees. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { readAssets } from '../../src/platform/assets.ts'
import { listen } from '../../src/platform/listen.ts'
import { INSTANCE, openTestStore } from '../fixtures/store.ts'
import { ask } from './wire.ts'
import { QUIET } from './world.ts'

const SECRET = 'root of all secrets'
const UP = [
  '..',
  '%2e%2e',
  '.%2e',
  '%2e.',
  '%252e%252e',
  '..%00',
  '..;',
  '．．',
  '%c0%ae%c0%ae',
  '%u002e%u002e',
  '.%00.',
  '...',
]
const SLASHES = ['/', '%2f', '%5c', '\\', '//', '%252f']
const SPELLINGS = UP.flatMap((up) =>
  SLASHES.map((slash) => `/fonts${slash}${up}${slash}${up}${slash}package.json`),
)
const OTHERS = [
  '/../package.json',
  '/./../package.json',
  '//package.json',
  '/package.json',
  '/secret',
  '/data/secret',
  '/.env',
  '/.git/config',
  '/public/intersession.css',
  '/intersession.css/../../package.json',
  '/intersession.css%00.json',
  '/INTERSESSION.CSS',
  '/fonts',
  '/fonts/',
  '/etc/passwd',
  '//etc/passwd',
  '/C:/Windows/win.ini',
  '/file:///etc/passwd',
  '/__proto__',
  '/constructor',
  '/toString',
]

const open = openTestStore()
const folder = mkdtempSync(join(tmpdir(), 'intersession-assets-'))
let close: () => void
let port = 0

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), SECRET)
  const app = createApp({
    ...QUIET,
    openStore: () => ({ ...open.store, instance: { ...INSTANCE, baseUrl: 'http://localhost' } }),
    assets: readAssets('public'),
  })
  const server = await listen({ host: '127.0.0.1', port: 0 }, app.fetch)
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
  close = () => server.close()
})
afterAll(async () => {
  close()
  await open.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (path: string) =>
  ask(port, `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)

describe(`${SPELLINGS.length + OTHERS.length} spellings`, () => {
  test('give a page of ours that says there is nothing, never a file', async () => {
    for (const path of [...SPELLINGS, ...OTHERS]) {
      const answer = await get(path)
      expect([path, /^HTTP\/1\.1 (303|400|404|421)/.test(answer)]).toEqual([path, true])
      for (const inside of [SECRET, '"dependencies"', 'root:x:', '[core]', '@layer'])
        expect([path, answer.includes(inside)]).toEqual([path, false])
    }
  })

  test('of an asset itself give it only under its own name', async () => {
    expect(await get('/intersession.css')).toMatch(
      /^HTTP\/1\.1 200[\s\S]*content-security-policy: default-src 'none'/i,
    )
    expect(await get('/fonts/../intersession.css')).toMatch(/^HTTP\/1\.1 200/)
    expect(await get('/%69ntersession.css')).toMatch(/^HTTP\/1\.1 (200|404)/)
    expect(await get('/robots.txt')).toContain('Disallow: /')
  })
})

test('every asset lies below its folder and is of a known type', () => {
  const assets = readAssets('public')
  for (const [path, { type }] of assets) {
    expect(path).toMatch(/^\/[\w./-]+$/)
    expect(path).not.toContain('..')
    expect(type).toMatch(/^(text\/(css|javascript|plain)|image\/svg\+xml|font\/(woff2|ttf))/)
  }
})
