/** Work in parts: so much at once that a page, a statement's time limit or an invocation of Workers can bear it. */

/** How much a run did. */
export interface Part {
  readonly count: number
  /** True when it stopped before all was done: the next tick goes on. */
  readonly more: boolean
}

/** Lets others have their turn: on SQLite a query is over when it returns, and only microtasks lie between two. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}
