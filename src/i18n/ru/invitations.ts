/** Russian texts of the room `invitations`. */

import type { Messages } from '../messages.ts'

export const invitations: Messages['invitations'] = {
  refusals: {},
}
