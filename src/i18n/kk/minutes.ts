/** Kazakh texts of the room `minutes`. */

import type { Messages } from '../messages.ts'

export const minutes: Messages['minutes'] = {
  refusals: {},
}
