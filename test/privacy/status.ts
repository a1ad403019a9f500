/** Status requests of which every word is a canary: one that is closed and one that is open. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { closeRequest, prepareRequest } from '../../src/status/commands.ts'
import { partsOfRequests } from '../../src/status/queries.ts'
import type { StatusPart } from '../../src/status/request.ts'
import { sendRequest } from '../../src/status/sending-commands.ts'
import type { Store } from '../../src/store/store.ts'
import { value } from '../meetings/world.ts'

interface Asked {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly commitmentIds: readonly Id[]
  /** A new canary for covering words, which every institution that is asked may read. */
  readonly word: () => string
}

/** Prepares, sends and closes one, then sends another. @returns the parts of the open one. */
export async function statusRequests(store: Store, asked: Asked): Promise<StatusPart[]> {
  const { actor, dialogueId, commitmentIds, word } = asked
  const one = async () => {
    const words = { en: word(), ru: word(), kk: word() }
    const draft = { meetingId: null, commitmentIds, dueOn: localDate('2026-03-01'), words }
    const id = value(await prepareRequest(store, { actor, dialogueId, draft }))
    value(await sendRequest(store, { actor, id }))
    return id
  }
  value(await closeRequest(store, { actor, id: await one() }))
  const open = await one()
  return (await partsOfRequests(store, [open])).get(open) ?? []
}
