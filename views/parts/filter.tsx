/** The search line above a list: an ordinary GET form, so that a filter is an address that can be kept. */

import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { localPath } from './ext.tsx'

/** One more thing to choose by, such as a status or an institution. */
export interface FilterChoice {
  readonly name: string
  readonly label: string
  readonly value: string
  /** The first one should stand for “all”. */
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

interface FilterProps {
  readonly reader: Reader
  /** The path of the list, without query. */
  readonly action: string
  /** What is being searched for now. */
  readonly q: string
  readonly choices?: readonly FilterChoice[]
  /** True if anything is left out at present: offers the way back to the whole list. */
  readonly narrowed?: boolean
  /** Where that way leads, if not to the path itself. */
  readonly whole?: string
  /** The id of the table, if all rows of the list are in it: then rows are also filtered as one types. */
  readonly table?: string
  /** More controls in the same line. */
  readonly children?: Child
}

/** Search field `q`, choices, a button. Works without the script; with it, `table` filters while typing. */
export function Filter(props: FilterProps) {
  const { reader, action, q, choices = [], narrowed, whole = action, table, children } = props
  const { filter } = reader.t.shell
  const path = localPath(action) ?? '#'
  return (
    <search class="filter">
      <form method="get" action={path} aria-label={filter.label}>
        <div class="field">
          <label for="q">{filter.search}</label>
          <input
            id="q"
            type="search"
            name="q"
            value={q}
            maxlength={100}
            autocomplete="off"
            aria-controls={table}
            data-filters={table}
            data-shown={table && filter.shown('{shown}', '{all}')}
          />
        </div>
        {choices.map((choice) => (
          <Chooser choice={choice} />
        ))}
        {children}
        <button type="submit" class="button plain">
          {filter.apply}
        </button>
        {narrowed && <a href={localPath(whole) ?? '#'}>{filter.clear}</a>}
        {table && <output class="unseen" for="q" />}
      </form>
    </search>
  )
}

/** One list to choose from. */
export function Chooser({ choice }: { readonly choice: FilterChoice }) {
  const id = `filter-${choice.name}`
  return (
    <div class="field">
      <label for={id}>{choice.label}</label>
      <select id={id} name={choice.name}>
        {choice.options.map(({ value, text }) => (
          <option value={value} selected={value === choice.value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
