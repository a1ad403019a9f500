/**
 * How far a mailbox has been read, and by which process: one row with a lease, as delivery has it. Whoever lost the
 * lease finds out at the next statement, since each of them asks for the holder.
 */

import { type Instant, plus, type Span } from '../kernel/instant.ts'
import type { MailboxesTable } from '../store/inbound-schema.ts'
import type { Statement, Store } from '../store/store.ts'

/** The heartbeat of whoever reads it. */
export const IMAP_JOB = 'imap'

/** Longer than any message takes to be fetched and read; a process that died holds a mailbox for so long. */
const LEASE: Span = { minutes: 3 }

/** Tries nearer to each other are one: a server that is in trouble for seconds must not use them up. */
const APART: Span = { minutes: -3 }

/** A mailbox in the hands of one process. */
export interface Held {
  readonly id: string
  readonly holder: string
}

export type Cursor = Pick<MailboxesTable, 'uid_validity' | 'last_uid'>

/** Takes the lease, or renews it. @returns how far the mailbox was read; null while another process reads it. */
export async function holdMailbox(store: Store, { id, holder }: Held): Promise<Cursor | null> {
  await store.tidy(
    store.db
      .insertInto('mailboxes')
      .values({ id, uid_validity: 0, last_uid: 0, trying_uid: 0, tries: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing()),
  )
  const [row] = await store.tidy<MailboxesTable>(
    store.db
      .updateTable('mailboxes')
      .set({ lease_until: leaseFrom(store), lease_holder: holder })
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('lease_until', 'is', null),
          eb('lease_until', '<=', store.now),
          eb('lease_holder', '=', holder),
        ]),
      )
      .returningAll(),
  )
  return row ?? null
}

/** The folder was made anew: from its beginning. What was taken before does nothing a second time. */
export async function beginAnew(store: Store, held: Held, uidValidity: number): Promise<boolean> {
  const fresh = { uid_validity: uidValidity, last_uid: 0, trying_uid: 0, tries: 0, tried_at: null }
  const rows = await store.tidy(own(store, held).set(fresh).returning('id'))
  return rows.length === 1
}

/**
 * Notes, before a message is touched, that it is: a process that dies of it leaves that behind.
 * @returns how often it was begun, this time included; of times less than three minutes apart the first counts. Null
 *   when the lease is lost.
 */
export async function beginMessage(store: Store, held: Held, uid: number): Promise<number | null> {
  const [row] = await store.tidy<Pick<MailboxesTable, 'tries'>>(
    own(store, held)
      .set((eb) => {
        const again = eb('trying_uid', '=', uid)
        const soon = eb.and([again, eb('tried_at', '>', plus(store.now, APART))])
        return {
          tries: eb
            .case()
            .when(soon)
            .then(eb.ref('tries'))
            .when(again)
            .then(eb('tries', '+', 1))
            .else(1)
            .end(),
          tried_at: eb.case().when(soon).then(eb.ref('tried_at')).else(store.now).end(),
          trying_uid: uid,
          lease_until: leaseFrom(store),
        }
      })
      .returning('tries'),
  )
  return row?.tries ?? null
}

/** It was not the message's fault: what `store`, with the same `now`, began does not count. */
export async function giveBack(store: Store, held: Held): Promise<void> {
  const counted = own(store, held).where('tries', '>', 0).where('tried_at', '=', store.now)
  await store.tidy(counted.set((eb) => ({ tries: eb('tries', '-', 1), tried_at: null })))
}

/** Goes on behind a message. @returns false when the lease is lost. */
export async function passMessage(store: Store, held: Held, uid: number): Promise<boolean> {
  const past = { last_uid: uid, trying_uid: 0, tries: 0, tried_at: null, lease_until: leaseFrom(store) }
  const rows = await store.tidy(own(store, held).set(past).returning('id'))
  return rows.length === 1
}

/** Lets the next process begin at once. */
export async function releaseMailbox(store: Store, held: Held): Promise<void> {
  const released: Statement = own(store, held).set({ lease_until: null, lease_holder: null })
  await store.tidy(released)
}

function own(store: Store, { id, holder }: Held) {
  return store.db.updateTable('mailboxes').where('id', '=', id).where('lease_holder', '=', holder)
}

function leaseFrom(store: Store): Instant {
  return plus(store.now, LEASE)
}
