/** Russian texts of the room `digests`. */

import type { Messages } from '../messages.ts'

export const digests: Messages['digests'] = {
  refusals: {},
}
