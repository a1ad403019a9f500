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
  /** Moves the clock of everything that follows. */
  setNow(instant: string): void
  close(): Promise<void>
}

/** Starts an empty server, or one with the example. */
export async function startTestServer(now = '2026-01-15T04:00:00.000Z'): Promise<Omit<DemoServer, 'links'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'intersession-test-'))
  const read = readConfig({ PORT: '0', DATA_DIR: dataDir })
  if ('faults' in read) throw new Error(read.faults.join('; '))
  const log: string[] = []
  let at = now
  const server = await startServer({
    config: read.config,
    clock: { now: () => at as Instant },
    background: false,
    log: (line) => log.push(line),
  })
  const close = async () => {
    await server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const setNow = (instant: string) => {
    at = instant
  }
  return { server, log, setNow, close }
}

export async function startDemoServer(): Promise<DemoServer> {
  const started = await startTestServer()
  return { ...started, links: await demoLinks(started.server) }
}
