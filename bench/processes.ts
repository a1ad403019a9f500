/** Starts and asks the processes that are measured: the built server and the floor. Only on loopback. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** What a process has used since it began. */
export interface Usage {
  readonly cpuMicros: number
  readonly rssBytes: number
}

export interface Measured {
  readonly port: number
  usage(): Promise<Usage>
  stop(): Promise<void>
}

const FILES = { floor: fileOf('floor.ts'), server: fileOf('../dist/node.js') }

function fileOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

/** The floor, ready to answer. */
export function startFloor(): Promise<Measured> {
  return start(fork(FILES.floor, { ...STDIO, execArgv: ['--import', METER] }))
}

/** The server as `npm start` runs it, on a data folder, keeping its mail. */
export function startServer(
  dataDir: string,
  extra = ['--enable-source-maps', '--max-semi-space-size=4'],
): Promise<Measured> {
  const execArgv = [...extra, '--import', METER]
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ...NO_SETTINGS }
  return start(fork(FILES.server, ['start'], { ...STDIO, env, execArgv }))
}

const METER = pathToFileURL(fileOf('meter.ts')).href
const STDIO = { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] as ('ignore' | 'pipe' | 'inherit' | 'ipc')[] }
// Whatever is set around us must not send mail anywhere.
const NO_SETTINGS = { BASE_URL: '', SMTP_URL: '', MAIL_DOMAIN: '' }

async function start(child: ChildProcess): Promise<Measured> {
  const port = await portOf(child)
  return {
    port,
    usage: async () => {
      child.send('usage')
      const [usage] = await once(child, 'message')
      return usage as Usage
    },
    stop: () => stop(child),
  }
}

/** The port in the first line that names one. @throws Error if the process ends or says nothing for ten seconds. */
async function portOf(child: ChildProcess): Promise<number> {
  const deadline = AbortSignal.timeout(10_000)
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = () => reject(new Error(`${child.spawnfile} did not start: ${said}`))
    deadline.addEventListener('abort', fail)
    child.once('exit', fail)
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk
      const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1]
      if (port) resolve(Number(port))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  if (child.connected) child.disconnect()
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await gone
  clearTimeout(late)
}
