/** `npm run demo`: the example in a fresh folder with one link for each kind of user, or the story played once. */

import { demoLinks } from '../example/links.ts'
import { playStory } from '../story/play.ts'
import type { Config } from './config.ts'
import { systemClock, untilStopped } from './process.ts'
import { startServer } from './serve.ts'

/** @returns the exit code: 1 when a step of the story did not hold. */
export async function demo(args: readonly string[], config: Config): Promise<number> {
  if (args.includes('--once')) {
    const out = args[args.indexOf('--out') + 1]
    if (!args.includes('--out') || !out) {
      console.error('Say where to write the story: npm run demo -- --once --out DIR')
      return 1
    }
    return (await playStory({ out })) ? 0 : 1
  }
  const server = await startServer({ config, clock: systemClock, background: true, log: console.log })
  const links = await demoLinks(server)
  console.log(`Example data in ${config.dataDir}, served at ${server.url}\n`)
  for (const { who, url } of links) console.log(`  ${who.padEnd(12)} ${url}`)
  return untilStopped(server)
}
