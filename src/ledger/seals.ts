/**
 * Seals: every ten minutes the new facts are bound into a chain that only the instance secret can make, so that a
 * fact changed or taken out afterwards is found (safety.md §2.3, T59).
 *
 * A seal is itself a fact, about `ledger`: its version is the seal's number, and its details hold how many facts it
 * covers and the chain's value. Facts hold no names, so erasing a person breaks no seal.
 */

import { sql } from 'kysely'
import { inList } from '../store/lists.ts'
import { pause } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { recordFact } from './facts.ts'

const LEDGER = 'ledger'
/** Facts in one seal: a few milliseconds of work, while which nobody else is served on SQLite. */
const FACTS_A_SEAL = 400
/** Seals made at once, of four queries each: an invocation of Workers may make 1,000, for the other acts too. */
const SEALS_A_RUN = 25
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
 * Seals what was recorded since the last time, at most {@link SEALS_A_RUN} times {@link FACTS_A_SEAL} facts: the next
 * run goes on. Several processes may do it at once, one of them wins. @returns how many facts were sealed.
 */
export async function sealFacts(store: Store): Promise<number> {
  let sealed = 0
  for (let seals = 0; seals < SEALS_A_RUN; seals++) {
    const count = await sealOnce(store)
    sealed += count
    if (count < FACTS_A_SEAL) break
    await pause()
  }
  return sealed
}

async function sealOnce(store: Store): Promise<number> {
  const [last, facts] = await Promise.all([lastSeal(store), unsealedFacts(store)])
  if (facts.length === 0) return 0
  const number = last.number + 1
  const details = { count: facts.length, chain: linkOf(store, last.chain, facts) }
  const outcome = await store.commit(
    [
      recordFact(store, { id: LEDGER, version: last.number }, { kind: SEALED, actorId: 'system', details }),
      underSeal(store, number, [...facts, { subject_id: LEDGER, subject_version: number }]),
    ],
    facts.length,
  )
  return outcome.ok ? outcome.value : 0
}

/**
 * Puts exactly these facts under a seal: one of the same subject that came meanwhile, with a lower version too, is not
 * in the chain. The subjects lead to the few that are unsealed by the index `facts_seal`.
 */
function underSeal(
  store: Store,
  seal: number,
  facts: readonly Pick<SealedFact, 'subject_id' | 'subject_version'>[],
) {
  const keys = facts.map((fact) => `${fact.subject_version} ${fact.subject_id}`)
  return store.db
    .updateTable('facts')
    .set({ seal })
    .where('seal', 'is', null)
    .where(inList('subject_id', [...new Set(facts.map((fact) => fact.subject_id))]))
    .where(inList(sql<string>`subject_version || ' ' || subject_id`, keys))
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
  return (
    store.db
      .selectFrom('facts')
      .select(COLUMNS)
      .where('seal', 'is', null)
      .where('subject_id', '<>', LEDGER)
      // In the order of the index: which facts one seal takes must not depend on the engine.
      .orderBy('subject_id')
      .orderBy('subject_version')
      .limit(FACTS_A_SEAL)
      .execute()
  )
}

/** What {@link verifyFacts} found. */
export interface Verified {
  readonly seals: number
  readonly facts: number
  /** The number of the first seal that does not hold; null when all do. */
  readonly broken: number | null
}

/** Computes the whole chain again, with seals made meanwhile. The facts since the last seal are not covered yet. */
export async function verifyFacts(store: Store): Promise<Verified> {
  let chain = ''
  let count = 0
  let seals = 0
  for (let more = true; more; ) {
    const next = await sealsAfter(store, seals)
    for (const [at, seal] of next.entries()) {
      const number = seals + at + 1
      const facts = await factsUnder(store, number)
      const told = detailsOf(seal.details)
      chain = linkOf(store, chain, facts)
      const holds = seal.subject_version === number && told.count === facts.length && told.chain === chain
      if (!holds) return { seals: seals + next.length, facts: count, broken: number }
      count += facts.length
    }
    seals += next.length
    more = await sealedBeyond(store, seals)
    // A seal and its facts appear at once: facts without one are broken only if it is not there afterwards either.
    if (more && (await sealsAfter(store, seals)).length === 0)
      return { seals, facts: count, broken: seals + 1 }
  }
  return { seals, facts: count, broken: null }
}

function sealsAfter(
  store: Store,
  number: number,
): Promise<Pick<SealedFact, 'subject_version' | 'details'>[]> {
  return store.db
    .selectFrom('facts')
    .select(['subject_version', 'details'])
    .where('subject_id', '=', LEDGER)
    .where('subject_version', '>', number)
    .orderBy('subject_version')
    .execute()
}

async function sealedBeyond(store: Store, number: number): Promise<boolean> {
  const row = await store.db
    .selectFrom('facts')
    .select('seal')
    .where('seal', '>', number)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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
