/** One plan as a document, in the language of the page and with the names of its period. GET only. */

import { planSheet } from '../../views/plans/printed.ts'
import { templateTitle } from '../../views/plans/words.ts'
import { dateOf } from '../kernel/zone.ts'
import { givePaper, type PaperFormat } from '../printing/download.ts'
import type { AppContext } from '../web/context.ts'
import { ownersFor, type ShownPlan } from './door.ts'
import { listedIn } from './matrix.ts'
import { objectivesFor } from './objective-queries.ts'
import { placedIn, writtenOf } from './written-queries.ts'

/** The paper of one plan. */
export async function printPlan(
  c: AppContext,
  { template, dialogue, plan }: ShownPlan,
  format: PaperFormat,
): Promise<Response> {
  const { store, reader } = c.var
  const [written, [row], owners, objectives] = await Promise.all([
    writtenOf(store, plan.id),
    placedIn(store, [template.id], [plan]),
    ownersFor(c, template, [plan]),
    objectivesFor(store, template),
  ])
  const placed = listedIn(row, written.activities)
  const sheet = planSheet(reader, { template, plan, owners, objectives, written, placed, now: store.now })
  const title = templateTitle(reader, template).text
  const author = reader.t.invitations.letters.secretariat(dialogue.code)
  const paper = { title, author, madeAt: store.now, sheets: [sheet] }
  const day = dateOf(store.now, plan.zone)
  return givePaper(c, paper, format, { plain: `plan-${day}`, words: `${title}, ${day}`.slice(0, 110) })
}
