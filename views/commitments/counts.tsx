/** How the commitments of a dialogue stand, in numbers that lead to them. */

import {
  type CommitmentFilter,
  listPath,
  OPEN,
  type Show,
  timelinePath,
} from '../../src/commitments/filter.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Id } from '../../src/kernel/id.ts'
import type { Reader } from '../reader.ts'
import { showWords } from './words.ts'

/** What is counted, in this order. */
export interface CountedShow {
  readonly show: Show
  readonly count: number
}

interface CountsProps {
  readonly reader: Reader
  readonly dialogueId: Id
  readonly counts: readonly CountedShow[]
  readonly mayImport: boolean
}

/** A line of numbers, and other ways to see the same. What there is none of leads nowhere. */
export function CommitmentCounts({ reader, dialogueId, counts, mayImport }: CountsProps) {
  const { filters, overview } = reader.t
  const of: CommitmentFilter = { ...OPEN, dialogueId }
  return (
    <>
      <ul class="counts">
        {counts.map(({ show, count }) => (
          <li>
            {count > 0 ? (
              <a href={listPath({ ...of, show })}>{showWords(reader, show)}</a>
            ) : (
              showWords(reader, show)
            )}
            : <strong>{formatNumber(reader.locale, count)}</strong>
          </li>
        ))}
      </ul>
      <p>
        <a href={listPath({ ...of, grouping: 'lead' })}>{filters.by.lead}</a> ·{' '}
        <a href={listPath({ ...of, grouping: 'objective' })}>{filters.by.objective}</a> ·{' '}
        <a href={timelinePath(of)}>{overview.timeline}</a>
        {mayImport && (
          <>
            {' '}
            · <a href={`/dialogues/${dialogueId}/commitments/import`}>{overview.import.open}</a>
          </>
        )}
      </p>
    </>
  )
}
