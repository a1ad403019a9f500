/** Where time comes from. Only `src/platform/` reads the machine's clock; stories and tests bring their own. */

import type { Instant } from './instant.ts'

export interface Clock {
  now(): Instant
}
