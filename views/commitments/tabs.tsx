/** The tabs above the list of commitments: its kept views, and table or timeline. */

import {
  type CommitmentFilter,
  filterOf,
  OPEN,
  plainPath,
  queryOf,
  timelinePath,
} from '../../src/commitments/filter.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'

/** A kept view with how many it finds. */
export interface Tab {
  readonly name: string
  readonly query: string
  readonly count: number
}

interface TabsProps {
  readonly reader: Reader
  readonly filter: CommitmentFilter
  readonly tabs: readonly Tab[]
  readonly form: 'table' | 'timeline'
}

/** Both rows of tabs; each leads to the same form that is shown now. */
export function CommitmentTabs(props: TabsProps) {
  const { reader, filter, tabs, form } = props
  const { filters: t } = reader.t
  const path = form === 'table' ? plainPath : timelinePath
  const views = tabs.map((tab) => ({ ...tab, filter: filterOf(tab.query) }))
  const here = queryOf(filter)
  return (
    <>
      <nav class="tabs" aria-label={t.tabs.label}>
        <ul>
          <li>
            <a href={path(OPEN)} aria-current={here === '' ? 'page' : undefined}>
              {t.tabs.open}
            </a>
          </li>
          {views.map((view) => (
            <li>
              <a href={path(view.filter)} aria-current={here === queryOf(view.filter) ? 'page' : undefined}>
                {view.name} ({formatNumber(reader.locale, view.count)})
              </a>
            </li>
          ))}
          <li>
            <a href="/filters">{t.tabs.manage}…</a>
          </li>
        </ul>
      </nav>
      <nav class="tabs minor" aria-label={t.forms.label}>
        <ul>
          <li>
            <a href={plainPath(filter)} aria-current={form === 'table' ? 'page' : undefined}>
              {t.forms.table}
            </a>
          </li>
          <li>
            <a href={timelinePath(filter)} aria-current={form === 'timeline' ? 'page' : undefined}>
              {t.forms.timeline}
            </a>
          </li>
        </ul>
      </nav>
    </>
  )
}

/** Is this view kept already, or nothing but the plain list? */
export function isKept(filter: CommitmentFilter, tabs: readonly Tab[]): boolean {
  const query = queryOf(filter)
  return query === '' || tabs.some((tab) => tab.query === query)
}
