/** The dialogue of an address, for who may do something in it. */

import { viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import type { Act } from '../people/may.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'

/** Runs `show` for a dialogue in which the viewer may do `act`; else 404 or 403. */
export async function onDialogue(
  c: AppContext,
  act: Act,
  show: (dialogue: Dialogue) => Response | Promise<Response>,
): Promise<Response> {
  const dialogue = await dialogueFor(c.var.store, viewerOf(c), c.req.param('id') ?? '', act)
  return dialogue.ok ? show(dialogue.value) : refused(c, dialogue)
}
