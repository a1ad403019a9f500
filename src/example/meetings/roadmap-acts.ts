/** How the roadmaps of the example were recorded, measured and evaluated. */

import type { Id } from '../../kernel/id.ts'
import { type Instant, plus } from '../../kernel/instant.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { addRoadmap, moveRoadmap, writeClosing } from '../../roadmaps/commands.ts'
import { decimal } from '../../roadmaps/decimal.ts'
import { addIndicator, noteValue } from '../../roadmaps/indicator-commands.ts'
import { addObjective } from '../../roadmaps/objective-commands.ts'
import { roadmapFor } from '../../roadmaps/queries.ts'
import type { RoadmapMove } from '../../roadmaps/roadmap.ts'
import type { Store } from '../../store/store.ts'
import { astana, must, named } from '../moment.ts'
import { type Act, idOf, making, type Scene } from '../scene.ts'
import {
  type ExampleIndicator,
  type ExampleObjective,
  type ExampleRoadmap,
  inThree,
  RHYTHM,
} from './roadmap.ts'

const SOURCE = 'Отчёт республиканского центра (демо)'

/** How a roadmap was recorded, measured and, if it is over, evaluated. */
export function roadmapActs(roadmap: ExampleRoadmap): Act[] {
  const { code, objectives, recorded, evaluated, reason } = roadmap
  const at = astana(recorded)
  const end = evaluated ? astana(evaluated) : null
  return [
    records(at, roadmap),
    ...objectives.flatMap((objective) => aims(plus(at, { minutes: 10 }), roadmap, objective)),
    moves(plus(at, { minutes: 30 }), code, { move: 'approval', reason }),
    moves(plus(at, { minutes: 35 }), code, { move: 'start', reason: '' }),
    ...objectives.flatMap((objective) =>
      objective.indicators.flatMap((indicator, n) =>
        indicator.values.map((value) => notes(roadmap, `${code}/${objective.code}/${n}`, value)),
      ),
    ),
    ...(end
      ? [closes(end, roadmap), moves(plus(end, { hours: 1 }), code, { move: 'evaluation', reason: '' })]
      : []),
  ]
}

function records(at: Instant, roadmap: ExampleRoadmap): Act {
  const { code, dialogue } = roadmap
  return making({
    at,
    what: code,
    code,
    run: (store, scene) =>
      addRoadmap(store, {
        actor: scene.actor,
        dialogueId: idOf(scene, dialogue),
        draft: {
          titles: inThree(roadmap.title),
          authoritative: 'ru',
          periodFrom: localDate(roadmap.from),
          periodTo: localDate(roadmap.to),
          ownerId: named(scene.institutions, roadmap.owner),
          actTitles: inThree(roadmap.actTitle),
          actBodies: inThree(roadmap.actBody),
          actNumber: '',
          actOn: localDate(roadmap.actOn),
          actDocumentId: null,
          actLink: '',
        },
      }),
  })
}

async function onRoadmap(store: Store, scene: Scene, code: string) {
  const id = idOf(scene, code)
  const { version } = must(await roadmapFor(store, scene.actor, id, 'read'), code)
  return { actor: scene.actor, id, version, reason: '' }
}

/** An objective with its indicators: known as `R-2015/2.1`, and `R-2015/2.1/0` for the first. */
function aims(at: Instant, roadmap: ExampleRoadmap, objective: ExampleObjective): Act[] {
  const { code, parent, owner, title, indicators } = objective
  const known = `${roadmap.code}/${code}`
  const position = roadmap.objectives.indexOf(objective) + 1
  return [
    making({
      at,
      what: known,
      code: known,
      run: async (store, scene) =>
        addObjective(store, {
          ...(await onRoadmap(store, scene, roadmap.code)),
          draft: {
            code,
            parentId: parent ? idOf(scene, `${roadmap.code}/${parent}`) : null,
            ownerId: named(scene.institutions, owner),
            position,
            titles: inThree(title),
            descriptions: {},
          },
        }),
    }),
    ...indicators.map((indicator, n) =>
      making({
        at,
        what: `${known}/${n}`,
        code: `${known}/${n}`,
        run: (store, scene) => measures(store, scene, { roadmap, indicator, known, position: n + 1 }),
      }),
    ),
  ]
}

interface Measured {
  readonly roadmap: ExampleRoadmap
  readonly indicator: ExampleIndicator
  /** The code of its objective. */
  readonly known: string
  readonly position: number
}

async function measures(
  store: Store,
  scene: Scene,
  { roadmap, indicator, known, position }: Measured,
): Promise<Outcome<Id>> {
  const { name, unit, direction, baseline, target, targetHigh, owner } = indicator
  return addIndicator(store, {
    ...(await onRoadmap(store, scene, roadmap.code)),
    objectiveId: idOf(scene, known),
    draft: {
      names: inThree(name),
      units: inThree(unit),
      rhythms: inThree(RHYTHM),
      direction,
      baseline: baseline === null ? null : decimal(baseline),
      baselineOn: baseline === null ? null : localDate(roadmap.baselineOn),
      target: decimal(target),
      targetHigh: targetHigh ? decimal(targetHigh) : null,
      targetOn: localDate(roadmap.to),
      ownerId: named(scene.institutions, owner),
      position,
    },
  })
}

/** A value is noted eleven days into the next half-year, and those of before when the roadmap was recorded. */
function notes(roadmap: ExampleRoadmap, code: string, [on, amount]: readonly [string, string]): Act {
  const year = Number(on.slice(0, 4))
  const next = on.slice(5) > '06-30' ? `${year + 1}-01-11` : `${year}-07-11`
  const at = next < roadmap.recorded ? plus(astana(roadmap.recorded), { hours: 1 }) : astana(`${next} 11:00`)
  return {
    at,
    what: `${code} on ${on}`,
    run: (store, scene) =>
      noteValue(store, {
        actor: scene.actor,
        id: idOf(scene, roadmap.code),
        indicatorId: idOf(scene, code),
        asOf: localDate(on),
        amount: decimal(amount),
        source: SOURCE,
        note: '',
        correction: false,
      }),
  }
}

function moves(at: Instant, code: string, asked: { move: RoadmapMove; reason: string }): Act {
  return {
    at,
    what: `${asked.move} of ${code}`,
    run: async (store, scene) => moveRoadmap(store, { ...(await onRoadmap(store, scene, code)), ...asked }),
  }
}

function closes(at: Instant, { code, objectives }: ExampleRoadmap): Act {
  return {
    at,
    what: `closing words of ${code}`,
    run: async (store, scene) => {
      const words = objectives.map(
        (one) => [idOf(scene, `${code}/${one.code}`), one.closing ? inThree(one.closing) : {}] as const,
      )
      return writeClosing(store, { ...(await onRoadmap(store, scene, code)), words: new Map(words) })
    },
  }
}
