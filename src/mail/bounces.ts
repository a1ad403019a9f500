/** Mail of ours that came back: reads for the pages of mail, and the statement that lets an address be used again. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { SuppressionsTable } from '../store/followup-schema.ts'
import type { BouncesTable } from '../store/inbound-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import { BOUNCE_CLASSES, type BounceClass, saysItWorks } from './bounce.ts'
import { PAGE_SIZE } from './filter.ts'
import type { MailKind } from './mail.ts'
import { within } from './queries.ts'
import type { MailScope } from './record.ts'

/** A report about one mail. */
export interface Bounce {
  readonly id: Id
  readonly bounce: BounceClass
  readonly status: string
  /** The other server's words. */
  readonly words: string
  readonly at: Instant
  readonly liftedAt: Instant | null
}

/** What somebody has to look at: the rest is counted and passes. */
const CALLS_FOR_ACTION: readonly BounceClass[] = ['hard', 'policy', 'complaint']

/** All reports about one mail, oldest first. The caller has checked the mail. */
export async function bouncesOf(store: Store, outboxId: Id): Promise<Bounce[]> {
  const rows = await store.db
    .selectFrom('bounces')
    .selectAll()
    .where('outbox_id', '=', outboxId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(bounceOf)
}

/** How many reports within the scope ask somebody to act. */
export async function countReturned(store: Store, scope: MailScope): Promise<number> {
  const row = await reports(store, scope, 'open')
    .where('bounces.class', 'in', CALLS_FOR_ACTION)
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

/** Which reports a list shows. */
export interface BounceFilter {
  readonly show: 'open' | 'settled'
  readonly class: BounceClass | null
  readonly personId?: Id
  readonly institutionId?: Id
}

/** A report as a line of the list. */
export interface BounceLine extends Bounce {
  readonly mail: {
    readonly id: Id
    readonly kind: MailKind
    readonly name: string
    readonly address: string
    readonly personId: Id | null
    readonly institutionId: Id | null
  }
}

/** A part of the reports, newest first, and whether there is more; one query. */
export async function listBounces(
  store: Store,
  scope: MailScope,
  filter: BounceFilter,
  { page = 1, size = PAGE_SIZE } = {},
): Promise<{ lines: readonly BounceLine[]; more: boolean }> {
  const all = reports(store, scope, filter.show)
  const ofClass = filter.class ? all.where('bounces.class', '=', filter.class) : all
  const ofPerson = filter.personId ? ofClass.where('outbox.person_id', '=', filter.personId) : ofClass
  const chosen = filter.institutionId
    ? ofPerson.where('outbox.institution_id', '=', filter.institutionId)
    : ofPerson
  const rows = await chosen
    .selectAll('bounces')
    .select(['outbox.kind', 'outbox.to_name', 'outbox.to_address'])
    .select(['outbox.person_id', 'outbox.institution_id'])
    .orderBy('bounces.at', 'desc')
    .orderBy('bounces.id')
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  const lines = rows.slice(0, size).map((row) => ({
    ...bounceOf(row),
    mail: {
      id: row.outbox_id,
      kind: row.kind as MailKind,
      name: row.to_name,
      address: row.to_address,
      personId: row.person_id,
      institutionId: row.institution_id,
    },
  }))
  return { lines, more: rows.length > size }
}

/** How many reports are open, by class. */
export async function openByClass(store: Store, scope: MailScope): Promise<ReadonlyMap<BounceClass, number>> {
  const rows = await reports(store, scope, 'open')
    .select('bounces.class')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .groupBy('bounces.class')
    .execute()
  return new Map(rows.map((row) => [row.class, Number(row.number)]))
}

/** One report, or null when it is not there or its mail out of reach. */
export async function findBounce(store: Store, id: Id, scope: MailScope): Promise<BouncesTable | null> {
  const row = await joined(store, scope).selectAll('bounces').where('bounces.id', '=', id).executeTakeFirst()
  return row ?? null
}

// By class too, which the index begins with.
function reports(store: Store, scope: MailScope, show: BounceFilter['show']) {
  return joined(store, scope)
    .where('bounces.class', 'in', BOUNCE_CLASSES)
    .where('bounces.lifted_at', show === 'open' ? 'is' : 'is not', null)
}

function joined(store: Store, scope: MailScope) {
  return store.db
    .selectFrom('bounces')
    .innerJoin('outbox', 'outbox.id', 'bounces.outbox_id')
    .where((eb) => within(eb, scope))
}

/** Settles the reports about an address that one of them settles with it; under its fact. */
export function settledReports(store: Store, bounce: BouncesTable, personId: Id): Statement {
  const settle = store.db
    .updateTable('bounces')
    .set((eb) => ({ lifted_at: store.now, lifted_by: personId, version: eb('version', '+', 1) }))
    .where('lifted_at', 'is', null)
  // Of an address that was erased nothing is known any more.
  if (bounce.address === '') return settle.where('id', '=', bounce.id)
  const about = settle.where('address', '=', bounce.address)
  return saysItWorks(bounce.class)
    ? about.where('class', '<>', 'complaint')
    : about.where('class', '=', bounce.class)
}

/** What reports, not their reader, stopped at an address, and what settling one of them lets go again. */
export async function stoppedBy(store: Store, bounce: BouncesTable): Promise<SuppressionsTable[]> {
  if (!saysItWorks(bounce.class) || bounce.address === '') return []
  return store.db
    .selectFrom('suppressions')
    .selectAll()
    .where('address', '=', bounce.address)
    .where('reason', 'in', ['hard', 'soft'])
    .orderBy('scope')
    .execute()
}

function bounceOf(row: BouncesTable): Bounce {
  return {
    id: row.id,
    bounce: row.class,
    status: row.status,
    words: row.words,
    at: row.at,
    liftedAt: row.lifted_at,
  }
}
