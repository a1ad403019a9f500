/** What happened to a thing: when, who, what. */

import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'

/** One event. */
export interface HistoryEntry {
  /** The instant in ISO form, for machines. */
  readonly at: string
  /** The same for people, with its zone. */
  readonly when: string
  /** Absent for what the service did by itself. */
  readonly who?: string | undefined
  readonly what: Child
}

interface HistoryProps {
  readonly reader: Reader
  readonly entries: readonly HistoryEntry[]
}

/** The history, in the order given; one sentence if there is none. */
export function History({ reader, entries }: HistoryProps) {
  const { title, empty } = reader.t.shell.history
  return (
    <section class="history">
      <h2>{title}</h2>
      {entries.length === 0 && <p class="none">{empty}</p>}
      {entries.length > 0 && (
        <ol>
          {entries.map(({ at, when, who, what }) => (
            <li>
              <p>
                <time datetime={at}>{when}</time>
                {who && <> · {who}</>}
              </p>
              <p>{what}</p>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
