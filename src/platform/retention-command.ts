/** `npm start -- retention`: what the nightly job would clear now. Changes nothing. */

import { reportRetention } from '../retention/nightly.ts'
import type { Config } from './config.ts'
import { onInstance } from './console.ts'

/** Prints one line for each rule: how many rows are due, and how long the rule keeps them. @returns the exit code. */
export function retention(_: readonly string[], config: Config): Promise<number> {
  return onInstance(config, async (store) => {
    for (const { name, fieldClass, days, clock, due } of await reportRetention(store))
      console.log(`${String(due).padStart(8)}  ${fieldClass}  ${name.padEnd(20)} ${days} days, by ${clock}`)
    return 0
  })
}
