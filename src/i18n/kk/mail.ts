/** Kazakh texts of the room `mail`. */

import type { Messages } from '../messages.ts'

export const mail: Messages['mail'] = {
  refusals: {},
}
