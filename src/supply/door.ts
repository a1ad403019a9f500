/** The medicine of an address with its dialogue, for who may do something in it. */

import { viewerOf } from '../auth/guards.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { findDialogue } from '../dialogues/queries.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Act } from '../people/may.ts'
import { kept } from '../store/readings.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import type { Medicine } from './medicine.ts'
import { medicineFor } from './queries.ts'

/** A medicine as its pages need it. */
export interface Shown {
  readonly medicine: Medicine
  readonly dialogue: Dialogue
  /** In the dialogue's zone. */
  readonly today: LocalDate
}

/** The first id of the address. */
export function idOf(c: AppContext): string {
  return c.req.param('id') ?? ''
}

/** Runs `show` for a medicine on which the viewer may do `act`; else 404 or 403. */
export async function onMedicine(
  c: AppContext,
  act: Act,
  show: (shown: Shown) => Response | Promise<Response>,
): Promise<Response> {
  const { store } = c.var
  const medicine = await medicineFor(store, viewerOf(c), idOf(c), act)
  if (!medicine.ok) return refused(c, medicine)
  const dialogue = await kept(store, findDialogue, medicine.value.dialogueId, 'all')
  if (!dialogue) return refused(c, refuse('not_found', 'forms.unknown'))
  return show({ medicine: medicine.value, dialogue, today: dateOf(store.now, dialogue.zone) })
}
