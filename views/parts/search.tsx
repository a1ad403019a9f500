/** The filter of a list that is only searched, without anything to choose. */

import type { Reader } from '../reader.ts'
import { Filter } from './filter.tsx'

interface SearchProps {
  readonly reader: Reader
  readonly action: string
  readonly value: string
  /** The id of the table that can be filtered while typing; left out where the list has pages. */
  readonly table?: string
}

/** A {@link Filter} with nothing but the search field. */
export function SearchForm({ reader, action, value, table }: SearchProps) {
  return (
    <Filter reader={reader} action={action} q={value} narrowed={value !== ''} {...(table ? { table } : {})} />
  )
}
