/** Is the database whole (I6)? What the engine says of itself, and the chain of sealed facts. */

import { sql } from 'kysely'
import { verifyFacts } from '../../src/ledger/seals.ts'
import type { Engine, Store } from '../../src/store/store.ts'

/** What is wrong with the database, in its own words; nothing when all is well. */
export async function profileOf({ kind, db }: Engine): Promise<string[]> {
  // PostgreSQL checks keys as it writes; what its pages hold is proved by reading every row, as I1 does.
  if (kind !== 'sqlite') return []
  const whole = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  const orphans = await sql<{ table: string }>`pragma foreign_key_check`.execute(db)
  return [
    ...whole.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...orphans.rows.map(({ table }) => `a row of ${table} points to nothing`),
  ]
}

/** What is wrong with the audit chain. */
export async function chainFaults(store: Store): Promise<string[]> {
  const { broken } = await verifyFacts(store)
  return broken === null ? [] : [`seal ${broken} of the audit chain does not hold`]
}
