/** Believes a mail server that says, while a mail is handed over, that there is no such address. */

import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'
import { reported } from './bounce-statements.ts'
import { goneStatus } from './refusal.ts'

/** One attempt that was refused for good. */
export interface Refused {
  readonly outboxId: Id
  readonly address: string
  readonly attempt: number
  readonly reply: string
}

/**
 * So many addresses a day are believed to be gone. More at once is a relay that lost its own settings and refuses
 * everybody: what it refuses stays a task, and the next mail tries again.
 */
const MOST = 20

const DAY = { hours: -24 }

/**
 * Stops all mail to addresses that do not exist, as a report that came back would, and notes it beside the person; to be
 * lifted in the same way. Any other refusal changes nothing here. Told again of the same attempt it does nothing more.
 */
export async function believeRefusals(store: Store, refused: readonly Refused[]): Promise<void> {
  const gone = refused.flatMap((one) => {
    const status = goneStatus(one.reply)
    return status ? [{ ...one, status }] : []
  })
  if (gone.length === 0) return
  const left = Math.max(0, MOST - (await goneLately(store)))
  for (const { outboxId, address, attempt, reply, status } of gone.slice(0, left)) {
    // The second time this id is taken, and nothing is written.
    const id = store.instance.digest(JSON.stringify(['refused', outboxId, attempt]))
    const mail = { id: outboxId, address }
    await store.commit(reported(store, { id, mail, class: 'hard', status, words: reply, full: false }), null)
  }
}

async function goneLately(store: Store): Promise<number> {
  const row = await store.db
    .selectFrom('bounces')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where('class', '=', 'hard')
    .where('at', '>=', plus(store.now, DAY))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}
