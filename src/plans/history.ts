/** The way of one plan in words: who did what when, an institution before a person (domain.md §2.9). */

import type { HistoryEntry } from '../../views/parts/history.tsx'
import { viewerOf } from '../auth/guards.ts'
import { formatInstant } from '../i18n/dates.ts'
import { type InstitutionName, shortNameOf } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { HistoryLine } from '../ledger/history.ts'
import { historyOf } from '../ledger/queries.ts'
import { listName } from '../people/name.ts'
import { personCards } from '../people/queries.ts'
import { listablePeople, sees } from '../people/visible.ts'
import type { AppContext } from '../web/context.ts'
import type { Plan } from './plan.ts'

/** What the plan's own institution does. */
const OWN: readonly string[] = ['plan.written', 'plan.presented', 'plan.reported']

/** Latest first; what one person wrote in a row is one line. Protected people are named to those who may see them. */
export async function historyFor(
  c: AppContext,
  plan: Plan,
  owners: ReadonlyMap<Id, InstitutionName>,
): Promise<HistoryEntry[]> {
  const { store, reader } = c.var
  const viewer = viewerOf(c)
  const lines = await historyOf(store, [plan.id], 200, ['plan.written'])
  const known = await personCards(store, [...new Set(lines.map(({ actorId }) => actorId))])
  const people = listablePeople(known, sees(viewer, 'protectedPerson', plan.dialogueId))
  const words: Readonly<Record<string, string>> = reader.t.plans.history
  return lines.flatMap((line) => {
    const what = words[line.kind]
    if (what === undefined) return []
    const of = institutionOf(line, plan)
    const institution = of ? owners.get(of) : undefined
    const person = people.get(line.actorId)
    const who = [
      institution ? shortNameOf(institution, reader.locale).text : '',
      person ? listName(person, reader.locale) : '',
    ].filter(Boolean)
    const when = formatInstant(reader.locale, line.at, viewer.zone)
    return [{ at: line.at, when, who: who.length > 0 ? who.join(', ') : undefined, what }]
  })
}

function institutionOf({ kind, details }: HistoryLine, plan: Plan): Id | null {
  if (OWN.includes(kind)) return plan.institutionId
  return typeof details.institution === 'string' && kind !== 'plan.made' ? details.institution : null
}
