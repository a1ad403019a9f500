/** What an error of PostgreSQL means for us (safety.md §3.7): taken, try again, not now, or a bug of ours. */

import { Collision, type Lock, Unavailable } from '../store/store.ts'

/** The server ended or refused the connection, or is no longer the one that takes writes. */
const GONE = /^(08|57P0[1-3]|25006)/

/** No connections or no disk left, or it took too long: the next try may be answered. */
const BUSY = /^(53|55P03|57014|58)/

/** Serialisation failure and deadlock: nothing was written, the same batch may be run again. */
const RETRY = /^(40001|40P01)$/

const NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/

// What pg says in words only, without a code.
const SAID =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable|Client was closed|Cannot use a pool after calling end/

/** Is the connection of no more use? */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  return GONE.test(code) || NETWORK.test(code) || SAID.test(error.message)
}

/** May the same batch be run again at once? */
export function isRetryable(error: unknown): boolean {
  return RETRY.test(codeOf(error))
}

/** The error as the store knows it: {@link Collision}, {@link Unavailable}, or as it came. */
export function meaningOf(error: unknown): unknown {
  const taken = takenIn(error)
  if (taken) return new Collision(taken)
  if (isLost(error) || BUSY.test(codeOf(error)) || isRetryable(error))
    return new Unavailable(`PostgreSQL: ${(error as Error).message || codeOf(error)}`, { cause: error })
  return error
}

function takenIn(error: unknown): Lock | null {
  if (codeOf(error) !== '23505' || !(error instanceof Error) || !('table' in error)) return null
  return error.table === 'facts' || error.table === 'form_receipts' ? error.table : null
}

// Names that resolve to several addresses fail with one error for each.
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
