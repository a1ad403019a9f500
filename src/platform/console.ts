/** Help at the console for whoever runs the instance. */

import { accountOfAddress } from '../auth/accounts.ts'
import { consoleSignIn } from '../auth/commands.ts'
import { openStore, type Store } from '../store/store.ts'
import type { Config } from './config.ts'
import { openInstance } from './instance.ts'
import { systemClock } from './process.ts'

/** Prints a sign-in link for an account, for instances that keep their mail. @returns the exit code. */
export async function printSignIn(config: Config, email: string): Promise<number> {
  return onInstance(config, async (store) => {
    const account = await accountOfAddress(store, email)
    const link = account ? await consoleSignIn(store, account.personId) : null
    if (!link?.ok) {
      console.error(`No account signs in with "${email}".`)
      return 1
    }
    console.log(`Good once, for ten minutes:\n  ${link.value}`)
    return 0
  })
}

/** Opens the instance for one piece of work at the console, and closes it after that. */
export async function onInstance(config: Config, work: (store: Store) => Promise<number>): Promise<number> {
  const { engine, instance } = await openInstance(config, config.baseUrl, systemClock.now())
  try {
    return await work(openStore(engine, instance, systemClock.now()))
  } finally {
    await engine.close()
  }
}
