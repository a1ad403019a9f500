/** Status requests of the dialogue of `things.ts`: a draft, one that is open and one that is closed. */

import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { closeRequest, prepareRequest } from '../../src/status/commands.ts'
import { partsOfRequests } from '../../src/status/queries.ts'
import { sendRequest } from '../../src/status/sending-commands.ts'
import { value } from '../meetings/world.ts'
import type { Site } from './things.ts'

interface Place {
  readonly dialogue: Id
  readonly announced: Id
  readonly commitment: Id
}

/** All of them ask about one commitment and serve the announced meeting; letters of the open one went yesterday. */
export async function statusRequests({ store, actor }: Site, place: Place) {
  const draft = {
    meetingId: place.announced,
    commitmentIds: [place.commitment],
    dueOn: localDate('2026-03-01'),
    words: { ru: 'Просим ответить' },
  }
  const one = async () => value(await prepareRequest(store, { actor, dialogueId: place.dialogue, draft }))
  const statusDraft = await one()
  const statusOpen = await one()
  const statusClosed = await one()
  for (const id of [statusOpen, statusClosed]) value(await sendRequest(store, { actor, id }))
  value(await closeRequest(store, { actor, id: statusClosed }))
  await store.tidy(
    store.db
      .updateTable('status_requests')
      .set({ asked_on: localDate('2026-01-14') })
      .where('id', '=', statusOpen),
  )
  const statusPart = (await partsOfRequests(store, [statusOpen])).get(statusOpen)?.[0]?.id ?? ''
  return { statusDraft, statusOpen, statusClosed, statusPart }
}
