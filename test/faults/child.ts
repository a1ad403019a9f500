/** One server as a process that can be killed, stopped and told where to die. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a process is started with. */
export interface Start {
  readonly dataDir: string
  readonly databaseUrl: string
  readonly smtpPort: number
  /** The file that moves its clock. */
  readonly clockFile: string
  /** `name:count` of `src/platform/failpoints.ts`. */
  readonly failpoint?: string
  /** A safeguard taken away. */
  readonly broken?: string
}

export interface Child {
  readonly pid: number
  /** Resolves with its address once it serves, with null when it ended before. */
  readonly ready: Promise<string | null>
  /** Resolves when it is gone; never rejects. */
  readonly gone: Promise<void>
  /** Milliseconds from the start until it served; 0 before. */
  startMs(): number
  isGone(): boolean
  /** Everything it said, for the report of a violation. */
  said(): string
  kill(signal: NodeJS.Signals): void
}

const SERVER = new URL('../../dist/node.js', import.meta.url).pathname

// Whatever becomes of the harness, its servers do not outlive it.
const alive = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/** Starts the built server on any free port of loopback, with nothing of our own environment. */
export function startChild(start: Start): Child {
  const began = performance.now()
  const child = spawn(process.execPath, [SERVER, 'start'], { env: environment(start) })
  let said = ''
  let startMs = 0
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-20_000)
    })
  alive.add(child)
  const gone = once(child, 'exit').then(() => void alive.delete(child))
  const address = addressOf(child).then((url) => {
    if (url) startMs = performance.now() - began
    return url
  })
  return {
    pid: child.pid ?? 0,
    ready: Promise.race([address, gone.then(() => null)]),
    gone,
    startMs: () => startMs,
    isGone: () => child.exitCode !== null || child.signalCode !== null,
    said: () => said,
    kill: (signal) => void child.kill(signal),
  }
}

function environment(start: Start): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return {
    PATH,
    HOME,
    PORT: '0',
    HOST: '127.0.0.1',
    MAIL_DOMAIN: 'faults.example.org',
    DATA_DIR: start.dataDir,
    SMTP_URL: `smtp://127.0.0.1:${start.smtpPort}`,
    INTERSESSION_CLOCK: start.clockFile,
    ...(start.databaseUrl ? { DATABASE_URL: start.databaseUrl } : {}),
    ...(start.failpoint ? { INTERSESSION_FAILPOINT: start.failpoint } : {}),
    ...(start.broken ? { INTERSESSION_BREAK: start.broken } : {}),
  }
}

function addressOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      const port = /runs at http:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (port) resolve(`http://localhost:${port}`)
    })
    child.once('exit', () => resolve(null))
  })
}
