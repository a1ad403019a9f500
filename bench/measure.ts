/** Measures pages beside the floor: load from 16 connections, CPU as the measured process counts its own. */

import { Agent, request } from 'node:http'
import type { Measured } from './processes.ts'

/** One figure with its goal, as `--json` writes it; pages are judged by `times_floor`, all else by `value`. */
export interface Figure {
  readonly name: string
  readonly rps?: number
  readonly cpu_ms?: number
  readonly floor_cpu_ms?: number
  readonly times_floor?: number
  readonly value?: number
  readonly unit?: string
  readonly goal: number
  readonly goal_is: 'at most' | 'at least'
  readonly met: boolean
}

/** What is asked of the server. */
export interface Ask {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
}

export interface PageCase {
  readonly name: string
  /** Highest multiple of the floor's CPU. */
  readonly goal: number
  /** The next request; a page that can be asked again gives the same one. */
  ask(): Ask
  /** Must hold for the first answer, or we would measure something else. */
  proof(body: string): boolean
  /** Requests of one round and of the warm-up; without it rounds go by time. */
  readonly requests?: { readonly warmUp: number; readonly round: number }
}

const CONNECTIONS = 16
const ROUNDS = 5
/**
 * Enough for the compiler to have seen everything, also on a machine that is busy otherwise: at least so many requests,
 * however long they take, and at most so many.
 */
const WARM_UP = { least: 200, requests: 800, millis: 6_000 }
const ROUND_MS = 1_000
const FLOOR_MS = 400
const ANSWER_MS = 10_000
const HELLO: Ask = { method: 'GET', path: '/', headers: {}, status: 200 }

/** What one page took: medians over the rounds, and failures over all of them. */
export interface PageResult {
  readonly rps: number
  readonly cpu_ms: number
  readonly floor_cpu_ms: number
  readonly times_floor: number
}

/**
 * Warms up, then alternates rounds of the floor and of the page.
 * @throws Error when an answer has another status than asked for, or is not the page that was meant.
 */
export async function measurePage(page: PageCase, server: Measured, floor: Measured): Promise<PageResult> {
  const first = await answer(server.port, page.ask())
  if (!page.proof(first)) throw new Error(`${page.name}: the answer is not the page that was meant`)
  await drive(floor.port, () => HELLO, untilTime(FLOOR_MS))
  await drive(server.port, page.ask, warmUpOf(page))
  const rounds: PageResult[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const under = await roundOf(floor, () => HELLO, untilTime(FLOOR_MS))
    const ends = page.requests ? untilCount(page.requests.round) : untilTime(ROUND_MS)
    const over = await roundOf(server, page.ask, ends)
    const figures = { rps: over.rps, cpu_ms: over.cpu_ms, floor_cpu_ms: under.cpu_ms }
    rounds.push({ ...figures, times_floor: over.cpu_ms / under.cpu_ms })
  }
  const of = (key: keyof PageResult) => median(rounds.map((round) => round[key]))
  return {
    rps: of('rps'),
    cpu_ms: of('cpu_ms'),
    floor_cpu_ms: of('floor_cpu_ms'),
    times_floor: of('times_floor'),
  }
}

async function roundOf(process: Measured, ask: () => Ask, goesOn: GoesOn) {
  const before = await process.usage()
  const started = performance.now()
  const requests = await drive(process.port, ask, goesOn)
  const seconds = (performance.now() - started) / 1_000
  const after = await process.usage()
  return { rps: requests / seconds, cpu_ms: (after.cpuMicros - before.cpuMicros) / 1_000 / requests }
}

type GoesOn = (asked: number) => boolean

function warmUpOf({ requests }: PageCase): GoesOn {
  if (requests) return untilCount(requests.warmUp)
  const [inTime, enough] = [untilTime(WARM_UP.millis), untilCount(WARM_UP.requests)]
  return (asked) => enough(asked) && (asked < WARM_UP.least || inTime(asked))
}

function untilTime(millis: number): GoesOn {
  const end = performance.now() + millis
  return () => performance.now() < end
}

function untilCount(count: number): GoesOn {
  return (asked) => asked < count
}

/** Each connection asks, waits, asks again. @returns how many answers came. */
async function drive(port: number, ask: () => Ask, goesOn: GoesOn): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  let asked = 0
  const connection = async () => {
    while (goesOn(asked)) {
      asked += 1
      await answer(port, ask(), agent)
    }
  }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, connection))
    return asked
  } finally {
    agent.destroy()
  }
}

/** The body of one answer. @throws Error for any other status than the one asked for. */
export function answer(port: number, ask: Ask, agent?: Agent): Promise<string> {
  const { method, path, body, status } = ask
  const headers = { ...ask.headers, host: `localhost:${port}` }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, method, path, headers, ...(agent ? { agent } : {}) },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          if (response.statusCode === status) resolve(Buffer.concat(chunks).toString())
          else reject(new Error(`${method} ${path} answered ${response.statusCode}, not ${status}`))
        })
      },
    )
    sent.setTimeout(ANSWER_MS, () => sent.destroy(new Error(`${method} ${path} was not answered`)))
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  if (low === undefined || high === undefined) throw new RangeError('no values')
  return (low + high) / 2
}
