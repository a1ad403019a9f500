/** `npm start -- verify`: does the chain over everything that was done still hold? */

import { verifyFacts } from '../ledger/seals.ts'
import type { Config } from './config.ts'
import { onInstance } from './console.ts'

/** Prints what was found. @returns the exit code: 1 when a fact was changed, taken out or put in. */
export function verify(_: readonly string[], config: Config): Promise<number> {
  return onInstance(config, async (store) => {
    const { facts, seals, broken } = await verifyFacts(store)
    if (broken === null) {
      console.log(`The chain holds: ${facts} facts under ${seals} seals.`)
      return 0
    }
    console.error(
      `The chain breaks at seal ${broken} of ${seals}: the facts under it are not what was sealed.`,
    )
    return 1
  })
}
