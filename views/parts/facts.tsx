/** Facts about a thing: a term and what it is, one under the other. */

import type { Child } from 'hono/jsx'

/** One fact; a null value leaves the line out, so that callers need no conditions. */
interface Fact {
  readonly term: string
  readonly value: Child
}

/** A definition list; nothing when no fact is known. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(({ value }) => value !== null && value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <dl class="facts">
      {known.map(({ term, value }) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
