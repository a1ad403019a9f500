/** The real server on a free port with the example data, and sign-in links for its people. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoLinks } from '../../src/example/links.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { readConfig } from '../../src/platform/config.ts'
import { type RunningServer, startServer } from '../../src/platform/serve.ts'

export interface DemoServer {
  readonly server: RunningServer
  /** One link for each kind of user: organiser, coordinator, focal point, delegate. */
  readonly links: Awaited<ReturnType<typeof demoLinks>>
  /** What the server complained about. */
  readonly log: readonly string[]
  close(): Promise<void>
}

/** Starts an empty server, or one with the example. */
export async function startTestServer(
  now = '2026-01-15T04:00:00.000Z',
): Promise<{ server: RunningServer; log: string[]; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'intersession-test-'))
  const read = readConfig({ PORT: '0', DATA_DIR: dataDir })
  if ('faults' in read) throw new Error(read.faults.join('; '))
  const log: string[] = []
  const server = await startServer({
    config: read.config,
    clock: { now: () => now as Instant },
    background: false,
    log: (line) => log.push(line),
  })
  const close = async () => {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { server, log, close }
}

export async function startDemoServer(): Promise<DemoServer> {
  const started = await startTestServer()
  return { ...started, links: await demoLinks(started.server) }
}
