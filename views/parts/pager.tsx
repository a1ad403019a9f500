/** Which part of a long list is shown, and the ways to the parts before and after it. */

import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import { localPath } from './ext.tsx'

interface PagerProps {
  readonly reader: Reader
  /** Number of the first and the last row shown, counted from 1. */
  readonly from: number
  readonly to: number
  /** All rows there are, when that is known. */
  readonly total?: number
  /** Addresses with the reader's filter kept; left out at the ends. */
  readonly previous?: string | undefined
  readonly next?: string | undefined
}

/** The pager; nothing for an empty list. */
export function Pager({ reader, from, to, total, previous, next }: PagerProps) {
  const { pager } = reader.t.shell
  if (to < from) return null
  const [first, last] = [formatNumber(reader.locale, from), formatNumber(reader.locale, to)]
  return (
    <nav class="pager" aria-label={pager.label}>
      <p>
        {total === undefined
          ? pager.shown(first, last)
          : pager.shownOf(first, last, formatNumber(reader.locale, total))}
      </p>
      {previous && (
        <a href={localPath(previous) ?? '#'} rel="prev">
          {pager.previous}
        </a>
      )}
      {next && (
        <a href={localPath(next) ?? '#'} rel="next">
          {pager.next}
        </a>
      )}
    </nav>
  )
}
