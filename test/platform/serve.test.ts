/** What the server says at its start about settings that hold together badly. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { startServer } from '../../src/platform/serve.ts'
import { NOW } from '../fixtures/store.ts'

/** What a server with these settings logs until it runs. */
async function loggedWith(settings: Record<string, string>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'intersession-serve-'))
  const read = readConfig({ DATA_DIR: folder, PORT: '0', ...settings })
  if ('faults' in read) throw new Error(read.faults.join())
  const lines: string[] = []
  const clock = { now: () => NOW }
  const log = (line: string) => void lines.push(line)
  const server = await startServer({ config: read.config, clock, background: false, log })
  await server.close()
  rmSync(folder, { recursive: true, force: true })
  return lines
}

test.each([
  [1, 'https behind a proxy that nobody told us of', {}],
  [1, 'the same on the other loopback', { HOST: '::1' }],
  [0, 'https behind a proxy of ours', { TRUSTED_PROXIES: '1' }],
  [0, 'https on every address, where a container’s proxy may set nothing', { HOST: '0.0.0.0' }],
  [0, 'no proxy at all', { BASE_URL: 'http://localhost:3000' }],
])('warns %i times of %s', async (times, _, settings) => {
  const lines = await loggedWith({ BASE_URL: 'https://dialogue.example.org', ...settings })
  expect(lines).toEqual(
    Array(times).fill(
      'TRUSTED_PROXIES is 0, so limits on attempts count all visitors as one network: set it to the number of your proxies',
    ),
  )
})
