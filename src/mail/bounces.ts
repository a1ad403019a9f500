/** Mail of ours that came back: reads for the pages of mail, and the statement that lets an address be used again. */

import type { Expression, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { BouncesTable } from '../store/inbound-schema.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import type { MailKind } from './mail.ts'
import type { MailScope } from './record.ts'

export type BounceClass = BouncesTable['class']

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

/** A report that asks somebody to act, with the mail it is about. */
export interface ReturnedMail extends Bounce {
  readonly mail: { readonly id: Id; readonly kind: MailKind; readonly name: string; readonly address: string }
}

/** What somebody has to look at: the rest is counted and passes. */
const CALLS_FOR_ACTION: readonly BounceClass[] = ['hard', 'policy', 'complaint']
const PAGE = 100

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

/** What came back within the scope and nobody has settled yet, newest first. */
export async function returnedMail(store: Store, scope: MailScope): Promise<ReturnedMail[]> {
  const rows = await standing(store, scope)
    .selectAll('bounces')
    .select(['outbox.kind', 'outbox.to_name', 'outbox.to_address'])
    .orderBy('bounces.at', 'desc')
    .orderBy('bounces.id')
    .limit(PAGE)
    .execute()
  return rows.map((row) => ({
    ...bounceOf(row),
    mail: { id: row.outbox_id, kind: row.kind as MailKind, name: row.to_name, address: row.to_address },
  }))
}

/** How much that is. */
export async function countReturned(store: Store, scope: MailScope): Promise<number> {
  const row = await standing(store, scope)
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

function standing(store: Store, { dialogues }: MailScope) {
  const open = store.db
    .selectFrom('bounces')
    .innerJoin('outbox', 'outbox.id', 'bounces.outbox_id')
    .where('bounces.class', 'in', CALLS_FOR_ACTION)
    .where('bounces.lifted_at', 'is', null)
  if (dialogues === 'all') return open
  return open.where(
    (eb): Expression<SqlBool> =>
      eb.exists(
        eb
          .selectFrom('meetings')
          .select('meetings.id')
          .whereRef('meetings.id', '=', 'outbox.meeting_id')
          .where(inList('meetings.dialogue_id', dialogues)),
      ),
  )
}

/** Settles every report about an address and lets it be written to again; under the fact of one of them. */
export function letAddressBe(store: Store, address: string, personId: Id): Statement[] {
  const settled = store.db
    .updateTable('bounces')
    .set((eb) => ({ lifted_at: store.now, lifted_by: personId, version: eb('version', '+', 1) }))
    .where('address', '=', address)
    .where('lifted_at', 'is', null)
  const allowed = store.db
    .deleteFrom('suppressions')
    .where('address', '=', address)
    .where('reason', 'in', ['hard', 'soft', 'complaint'])
  return [settled, allowed]
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
