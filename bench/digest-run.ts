/** Writes all digests that are due in a data folder and tells its parent what that took. */

import { sendDigests } from '../src/digests/digest-sending.ts'
import type { Instant } from '../src/kernel/instant.ts'
import { openStore } from '../src/store/store.ts'
import type { DigestResult } from './digests.ts'
import { openFile } from './open.ts'

const MIB = 1_048_576
const MICROS = 1_000

async function run(dataDir: string, now: Instant): Promise<DigestResult> {
  const { engine, instance } = openFile(dataDir)
  const turns = watchTurns()
  const began = process.cpuUsage()
  let queued = 0
  for (let more = true; more; ) {
    const part = await sendDigests(openStore(engine, instance, now))
    queued += part.count
    more = part.more
  }
  const { user, system } = process.cpuUsage(began)
  const worked = turns.stop()
  await engine.close()
  return {
    queued,
    cpuSeconds: (user + system) / 1_000_000,
    cpuMsEach: (user + system) / 1_000 / Math.max(queued, 1),
    peakMiB: (process.resourceUsage().maxRSS * 1024) / MIB,
    turnMedian: worked[Math.floor(worked.length / 2)] ?? 0,
    turnP99: worked[Math.floor(worked.length * 0.99)] ?? 0,
    turnLongest: worked.at(-1) ?? 0,
  }
}

/**
 * How much is done between two moments at which a request could be answered: in CPU, because on a busy machine the
 * clock would tell of others.
 */
function watchTurns(): { stop(): number[] } {
  const worked: number[] = []
  let last = process.cpuUsage()
  const look = () => {
    const { user, system } = process.cpuUsage(last)
    last = process.cpuUsage()
    worked.push((user + system) / MICROS)
    timer = setTimeout(look)
  }
  let timer = setTimeout(look)
  return {
    stop: () => {
      clearTimeout(timer)
      return worked.sort((a, b) => a - b)
    },
  }
}

const [, , dataDir = '', now = ''] = process.argv
const result = await run(dataDir, now as Instant)
process.send?.(result)
process.disconnect()
