/** The one table from refusal codes to HTTP status codes (RFC 9110 §15.5). */

import type { RefusalCode } from '../kernel/outcome.ts'

const STATUS = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>

type RefusedStatus = (typeof STATUS)[RefusalCode]

/** The status of a refusal. */
export function statusOf(refusal: { readonly code: RefusalCode }): RefusedStatus {
  return STATUS[refusal.code]
}
