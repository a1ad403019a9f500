/**
 * Seals: every ten minutes the new facts are bound into a chain that only the instance secret can make, so that a
 * fact changed or taken out afterwards is found (safety.md §2.3, T59).
 *
 * A seal is itself a fact, about `ledger`: its version is the seal's number, and its details hold how many facts it
 * covers and the chain's value. Facts hold no names, so erasing a person breaks no seal.
 */

import type { Store } from '../store/store.ts'
import { recordFact } from './facts.ts'

const LEDGER = 'ledger'
/** Facts in one seal: D1 takes at most 1,000 statements at once. */
const FACTS_A_SEAL = 400
const SEALED = 'ledger.sealed'

interface SealedFact {
  readonly subject_id: string
  readonly subject_version: number
  readonly kind: string
  readonly actor_id: string
  readonly at: string
  readonly details: string
}

const COLUMNS = ['subject_id', 'subject_version', 'kind', 'actor_id', 'at', 'details'] as const

/**
 * Seals what was recorded since the last time; several processes may do it at once, one of them wins.
 * @returns how many facts were sealed.
 */
export async function sealFacts(store: Store): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await sealOnce(store)
    sealed += count
    if (count < FACTS_A_SEAL) return sealed
  }
}

async function sealOnce(store: Store): Promise<number> {
  const [last, facts] = await Promise.all([lastSeal(store), unsealedFacts(store)])
  if (facts.length === 0) return 0
  const number = last.number + 1
  const details = { count: facts.length, chain: linkOf(store, last.chain, facts) }
  const outcome = await store.commit(
    [
      recordFact(store, { id: LEDGER, version: last.number }, { kind: SEALED, actorId: 'system', details }),
      [...facts, { subject_id: LEDGER, subject_version: number }].map((fact) =>
        store.db
          .updateTable('facts')
          .set({ seal: number })
          .where('subject_id', '=', fact.subject_id)
          .where('subject_version', '=', fact.subject_version),
      ),
    ],
    facts.length,
  )
  return outcome.ok ? outcome.value : 0
}

async function lastSeal(store: Store): Promise<{ number: number; chain: string }> {
  const row = await store.db
    .selectFrom('facts')
    .select(['subject_version', 'details'])
    .where('subject_id', '=', LEDGER)
    .orderBy('subject_version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { number: row.subject_version, chain: detailsOf(row.details).chain } : { number: 0, chain: '' }
}

function unsealedFacts(store: Store): Promise<SealedFact[]> {
  return store.db
    .selectFrom('facts')
    .select(COLUMNS)
    .where('seal', 'is', null)
    .where('subject_id', '<>', LEDGER)
    .limit(FACTS_A_SEAL)
    .execute()
}

/** What {@link verifyFacts} found. */
export interface Verified {
  readonly seals: number
  readonly facts: number
  /** The number of the first seal that does not hold; null when all do. */
  readonly broken: number | null
}

/** Computes the whole chain again. The facts since the last seal are not covered yet. */
export async function verifyFacts(store: Store): Promise<Verified> {
  const seals = await store.db
    .selectFrom('facts')
    .select(['subject_version', 'details'])
    .where('subject_id', '=', LEDGER)
    .orderBy('subject_version')
    .execute()
  let chain = ''
  let count = 0
  for (const [at, seal] of seals.entries()) {
    const facts = await factsUnder(store, at + 1)
    const told = detailsOf(seal.details)
    chain = linkOf(store, chain, facts)
    const holds = seal.subject_version === at + 1 && told.count === facts.length && told.chain === chain
    if (!holds) return { seals: seals.length, facts: count, broken: at + 1 }
    count += facts.length
  }
  const beyond = await store.db
    .selectFrom('facts')
    .select('seal')
    .where('seal', '>', seals.length)
    .limit(1)
    .executeTakeFirst()
  return { seals: seals.length, facts: count, broken: beyond ? seals.length + 1 : null }
}

function factsUnder(store: Store, seal: number): Promise<SealedFact[]> {
  return store.db
    .selectFrom('facts')
    .select(COLUMNS)
    .where('seal', '=', seal)
    .where('subject_id', '<>', LEDGER)
    .execute()
}

/** Keyed with the instance secret: whoever can write to the database alone cannot make the next link. */
function linkOf(store: Store, chain: string, facts: readonly SealedFact[]): string {
  const lines = facts.map((fact) => JSON.stringify(COLUMNS.map((column) => fact[column]))).sort()
  return store.instance.seal(['facts', chain, ...lines].join('\n'))
}

function detailsOf(text: string): { count: number; chain: string } {
  const { count = 0, chain = '' } = JSON.parse(text)
  return { count, chain }
}
