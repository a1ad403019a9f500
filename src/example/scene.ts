/** The example as a list of acts, each with its instant: what is played in their order, as it would have happened. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Outcome } from '../kernel/outcome.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import type { Directory } from './directory/commands.ts'
import { named } from './moment.ts'

/** Who is there, and where the codes of what was made so far lead. */
export interface Scene extends Directory {
  /** The organiser who loads the example. */
  readonly actor: Actor
  /** Ids by code: `OAT-KZ`, `M2`, `M2/procurement`, `D-3`, `C-01`, `M2/MOH`. */
  readonly ids: Map<string, Id>
}

/** One act; its outcome has to be a success. */
export interface Act {
  readonly at: Instant
  readonly what: string
  run(store: Store, scene: Scene): Promise<Outcome<unknown>>
}

/** An act that makes something: its id is kept under a code. */
export function making(
  act: Omit<Act, 'run'> & {
    readonly code: string
    run(store: Store, scene: Scene): Promise<Outcome<Id>>
  },
): Act {
  return {
    at: act.at,
    what: act.what,
    run: async (store, scene) => {
      const outcome = await act.run(store, scene)
      if (outcome.ok) scene.ids.set(act.code, outcome.value)
      return outcome
    },
  }
}

/** The id behind a code. @throws Error for one that nothing has. */
export function idOf(scene: Scene, code: string): Id {
  return named(scene.ids, code)
}

/** Somebody who acts by a personal link, for their institution. */
export function byLink(scene: Scene, person: string, institution: string): Actor {
  return {
    personId: named(scene.people, person),
    rank: 'none',
    roles: {},
    speaksFor: [named(scene.institutions, institution)],
  }
}
