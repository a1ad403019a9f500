/** The views of the list of commitments that the coordinator of the example keeps. */

import { saveFilter } from '../../filters/commands.ts'
import { astana, named } from '../moment.ts'
import type { Act } from '../scene.ts'

/** What presses, and who owes what. */
export function viewActs(): Act[] {
  return [
    keeps('2025-11-03 09:10', { name: 'Просроченные без отчёта', query: 'show=silent' }),
    keeps('2025-11-03 09:12', { name: 'По организациям', query: 'by=lead' }),
    keeps('2025-11-03 09:15', { name: 'Срок в ближайшие 30 дней', query: 'show=soon' }),
  ]
}

function keeps(at: string, view: { readonly name: string; readonly query: string }): Act {
  return {
    at: astana(at),
    what: `the view ${view.query}`,
    run: (store, scene) => saveFilter(store, { personId: named(scene.people, 'madina.yessenova'), ...view }),
  }
}
