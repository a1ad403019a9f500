/** Kazakh texts of the room `commitments`. */

import type { Messages } from '../messages.ts'

export const commitments: Messages['commitments'] = {
  refusals: {},
}
