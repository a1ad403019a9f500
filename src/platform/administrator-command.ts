/** `npm start -- make-administrator ADDRESS`: for the operator, when nobody who administers can sign in. */

import { makeAdministrator } from '../auth/accounts.ts'
import type { Config } from './config.ts'
import { onInstance } from './console.ts'

/** Makes an administrator of somebody who has an account; their sessions end. @returns the exit code. */
export function makeAdministratorAtConsole([email = '']: readonly string[], config: Config): Promise<number> {
  return onInstance(config, async (store) => {
    const made = await makeAdministrator(store, email)
    if (!made.ok) {
      const again = made.code === 'conflict'
      console.error(again ? 'The account changed at this moment: try again.' : `"${email}" has no account.`)
      return 1
    }
    const says = made.value === 'made' ? 'is an administrator now' : 'was an administrator already'
    console.log(`${email} ${says}.`)
    return 0
  })
}
