/** Answers pages, and writes a part of the digests that are due whenever its parent says so, in one process. */

import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createApp } from '../src/app.ts'
import { sendDigests } from '../src/digests/digest-sending.ts'
import type { Instant } from '../src/kernel/instant.ts'
import { fontsAmong, readAssets } from '../src/platform/assets.ts'
import { packageFolder } from '../src/platform/instance.ts'
import { listen } from '../src/platform/listen.ts'
import { systemClock } from '../src/platform/process.ts'
import { instanceOf, readSecret } from '../src/platform/secret.ts'
import { openSqlite } from '../src/platform/sqlite.ts'
import { openStore } from '../src/store/store.ts'

const [, , dataDir = '', due = ''] = process.argv
const { engine } = openSqlite(join(dataDir, 'intersession.sqlite'))
const assets = readAssets(packageFolder('public'))
let fetch: (request: Request, env: unknown) => Response | Promise<Response> = () => new Response()
const server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => fetch(request, env))
const { port } = server.address() as AddressInfo
const instance = instanceOf(readSecret(dataDir), `http://localhost:${port}`, 'intersession.example.org')
const app = createApp({
  openStore: () => openStore(engine, instance, systemClock.now()),
  assets,
  fonts: fontsAmong(assets),
  keepsMail: true,
  clientOf: () => '',
  setupToken: '',
  log: (line) => process.stderr.write(`${line}\n`),
})
fetch = app.fetch

process.on('message', async () => {
  process.send?.(await sendDigests(openStore(engine, instance, due as Instant)))
})
process.send?.(port)
