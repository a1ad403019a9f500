/** Which step waits for which: an order that respects it, and circles that have none. Pure. */

import type { Id } from '../kernel/id.ts'

/** What a search for an order needs of a step. */
interface Tied {
  readonly id: Id
  readonly after: readonly Id[]
}

/** Each step after all that it waits for, in one pass; those that wait for themselves are left out. */
export function inOrder<S extends Tied>(steps: readonly S[]): S[] {
  const known = new Set(steps.map(({ id }) => id))
  const left = new Map(steps.map(({ id, after }) => [id, after.filter((one) => known.has(one)).length]))
  const followers = new Map<Id, S[]>()
  for (const step of steps)
    for (const id of step.after) {
      const list = followers.get(id)
      if (list) list.push(step)
      else followers.set(id, [step])
    }
  const ordered = steps.filter(({ id }) => left.get(id) === 0)
  // Grows while it is walked.
  for (const step of ordered)
    for (const next of followers.get(step.id) ?? []) {
      const still = (left.get(next.id) ?? 0) - 1
      left.set(next.id, still)
      if (still === 0) ordered.push(next)
    }
  return ordered
}

/** The steps that wait for one another in a circle, each after the one it waits for; empty when there is none. */
export function circleIn<S extends Tied>(steps: readonly S[]): S[] {
  const ordered = new Set(inOrder(steps).map(({ id }) => id))
  const stuck = new Map(steps.filter(({ id }) => !ordered.has(id)).map((step) => [step.id, step]))
  const walked: S[] = []
  let at = [...stuck.values()][0]
  // Each stuck step waits for a stuck one: going back from one to the next has to come round.
  while (at && !walked.includes(at)) {
    walked.push(at)
    at = at.after.map((id) => stuck.get(id)).find((before) => before !== undefined)
  }
  return at ? walked.slice(walked.indexOf(at)).reverse() : []
}
