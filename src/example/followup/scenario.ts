/** A kept supposition of the example: the late delivery split off and flown in. */

import { localDate } from '../../kernel/local-date.ts'
import { keepScenario } from '../../supply/scenario-commands.ts'
import { astana } from '../moment.ts'
import { type Act, idOf } from '../scene.ts'

/** Kept three days before the moment of the example, by whoever coordinates. */
export function scenarioActs(medicine: string, line: string): Act[] {
  return [
    {
      at: astana('2026-01-12 12:10'),
      what: 'scenario',
      run: (store, scene) =>
        keepScenario(store, {
          ...{ actor: scene.actor, id: idOf(scene, medicine) },
          ...{ name: 'Первая партия самолётом', note: 'Половина количества, к концу января (демо).' },
          changes: new Map([[idOf(scene, line), { expectedOn: localDate('2026-01-28'), quantity: 540 }]]),
        }),
    },
  ]
}
