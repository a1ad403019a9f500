/** Does the matrix know every address of the application, and no other? */

import type { TestApp } from '../fixtures/app.ts'
import { LINKS, MIDDLEWARE, ROWS } from './matrix-rows.ts'
import type { Route } from './policy.ts'

export interface Coverage {
  /** Every address that the application answers. */
  readonly routes: readonly Route[]
  /** Answered, but in no row. */
  readonly missing: readonly string[]
  /** In a row, but not answered. */
  readonly stale: readonly string[]
}

/** Compares what the application answers with the rows of the matrix. */
export function coverageOf({ routes }: Pick<TestApp, 'routes'>): Coverage {
  const answered = new Set<string>()
  const middleware = new Set<string>()
  for (const { method, path } of routes) {
    if (method === 'ALL') middleware.add(path)
    else answered.add(`${method} ${path}`)
  }
  const written = new Set<string>([...ROWS.map((row) => row.route), ...Object.keys(LINKS)])
  const behind = new Set(MIDDLEWARE)
  return {
    routes: [...answered].sort() as Route[],
    missing: [...without(answered, written), ...without(middleware, behind)].sort(),
    stale: [...without(written, answered), ...without(behind, middleware)].sort(),
  }
}

function without(these: ReadonlySet<string>, those: ReadonlySet<string>): string[] {
  return [...these].filter((entry) => !those.has(entry))
}
