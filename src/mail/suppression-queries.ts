/** Reads of the addresses that are not written to. */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'
import type { Actor } from '../people/may.ts'
import { mayAdminister } from '../people/may.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import type { Database } from '../store/database.ts'
import type { SuppressionsTable } from '../store/followup-schema.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import { PAGE_SIZE } from './filter.ts'
import { type Lifting, masked, type Suppression } from './suppression.ts'

type Eb = ExpressionBuilder<Database, 'suppressions' | 'persons'>

/** What a list shows. */
export interface SuppressionFilter {
  readonly search: string
  readonly page: number
}

/** Suppressions, newest first; addresses that are in nobody's record only an administrator sees. Two queries. */
export async function listSuppressions(
  store: Store,
  actor: Actor,
  { search, page }: SuppressionFilter,
  locale: Locale,
): Promise<{ lines: readonly (Suppression & { readonly masked: boolean })[]; more: boolean }> {
  const rows = await joined(store)
    .selectAll('suppressions')
    .select('persons.id as person_id')
    .where((eb) => eb.and(words(search).map((word) => named(eb, word, mayAdminister(actor)))))
    .orderBy('suppressions.since', 'desc')
    .orderBy('suppressions.address')
    .orderBy('suppressions.scope')
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  const people = await personCards(store, [...new Set(rows.flatMap((row) => row.person_id ?? []))])
  const lines = rows.slice(0, PAGE_SIZE).map((row) => {
    const card = people.get(row.person_id ?? '')
    const known = card !== undefined || mayAdminister(actor)
    const { scope, reason, since, version } = row
    return {
      address: known ? row.address : masked(row.address),
      ...{ scope, reason, since, version },
      masked: !known,
      person: card ? { id: card.id, name: listName(card, locale) } : null,
    }
  })
  return { lines, more: rows.length > PAGE_SIZE }
}

/** One suppression, or null when it is not there or its address not to be seen by `actor`. */
export async function findSuppression(
  store: Store,
  actor: Actor,
  key: Pick<SuppressionsTable, 'address' | 'scope'>,
): Promise<SuppressionsTable | null> {
  const row = await joined(store)
    .selectAll('suppressions')
    .select('persons.id as person_id')
    .where('suppressions.address', '=', key.address)
    .where('suppressions.scope', '=', key.scope)
    .executeTakeFirst()
  return row && (row.person_id !== null || mayAdminister(actor)) ? row : null
}

/** What is not sent to a person. */
export async function suppressionsOf(store: Store, personId: Id): Promise<SuppressionsTable[]> {
  return joined(store)
    .selectAll('suppressions')
    .where('persons.id', '=', personId)
    .orderBy('suppressions.since')
    .orderBy('suppressions.scope')
    .execute()
}

/** The latest that were lifted, for administrators; of other people's wishes nobody else needs a list. */
export async function latestLiftings(store: Store): Promise<Lifting[]> {
  const rows = await store.db
    .selectFrom('suppression_liftings')
    .select(['address', 'scope', 'reason', 'basis', 'note', 'lifted_at'])
    .orderBy('lifted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ lifted_at: at, ...row }) => ({ ...row, at }))
}

// One person of several with the same address: a shared mailbox is nobody's own.
function joined(store: Store) {
  return store.db.selectFrom('suppressions').leftJoin('persons', (join) =>
    join.on(
      sql<SqlBool>`persons.id = (select min(own.id) from persons as own
        where own.email in (suppressions.address, lower(suppressions.address)) and own.email <> '')`,
    ),
  )
}

function words(search: string): string[] {
  return fold(search).split(' ').filter(Boolean).slice(0, 5)
}

// By the address only where it may be seen: a list must not tell what it masks.
function named(eb: Eb, word: string, all: boolean): Expression<SqlBool> {
  const inAddress = holdsWord(eb.fn<string>('lower', ['suppressions.address']), word)
  const seen = all ? inAddress : eb.and([inAddress, eb('persons.id', 'is not', null)])
  return eb.or([seen, holdsWord('persons.search', word)])
}
