/** Tables: columns as data, rows written as text in one pass, so that a hundred rows cost next to nothing. */

import { raw } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Reader } from '../reader.ts'
import { type Cell, cellHtml, escapeHtml } from './cell.ts'
import { localPath } from './ext.tsx'

export type { Cell } from './cell.ts'

/** One column: its head, and what stands in it for a row. */
export interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => Cell
  /** Digits under digits, set to the right. */
  readonly numeric?: boolean
  /** Never broken over two lines: codes, dates. */
  readonly tight?: boolean
  /** The cell that names the row; it becomes a row header. */
  readonly names?: boolean
  /** Makes the head a link that sorts; `now` says how the list is sorted by this column already. */
  readonly sort?: { readonly href: string; readonly now?: 'ascending' | 'descending' }
}

interface TableProps<Row> {
  readonly reader: Reader
  /** What the table shows; read out, and seen only with `captionSeen`. */
  readonly caption: string
  readonly captionSeen?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  /** Said instead of a table without rows. */
  readonly empty?: string
  /** On a narrow screen each row becomes a block; `scroll` keeps wide figures side by side instead. */
  readonly narrow?: 'blocks' | 'scroll'
  /** Needed only when a filter refers to the table. */
  readonly id?: string
}

/** A table, or one sentence when there is nothing to put into it. */
export function Table<Row>(props: TableProps<Row>) {
  const { reader, rows, narrow = 'blocks', caption } = props
  if (rows.length === 0) return <p class="none">{props.empty ?? reader.t.shell.table.empty}</p>
  if (narrow === 'blocks') return <Grid {...props} />
  return (
    // A region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    <section class="scroll" aria-label={caption} tabindex={0}>
      <Grid {...props} />
    </section>
  )
}

/** The rows and their head as one piece of HTML, where it is kept for the next reader; there is at least one row. */
export function tableHtml<Row>(props: TableProps<Row>): string {
  return String(<Grid {...props} />)
}

function Grid<Row>({ reader, caption, captionSeen, columns, rows, narrow = 'blocks', id }: TableProps<Row>) {
  return (
    <table class={`rows ${narrow}`} id={id}>
      <caption class={captionSeen ? undefined : 'unseen'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ head, numeric, sort }) => (
            <th scope="col" class={numeric ? 'number' : undefined} aria-sort={sort?.now}>
              {sort ? <a href={localPath(sort.href) ?? '#'}>{head}</a> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{bodyHtml(reader, columns, rows)}</tbody>
    </table>
  )
}

/** All rows as one piece of escaped HTML; the opening tags are the same in every row and made once. */
function bodyHtml<Row>(
  reader: Reader,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): HtmlEscapedString {
  const parts = columns.map(({ head, numeric, tight, names, cell }) => {
    const label = names ? '' : ` data-label="${escapeHtml(head)}"`
    const tag = names ? 'th' : 'td'
    const open = `<${tag}${names ? ' scope="row"' : ''}${numeric ? ' class="number"' : tight ? ' class="tight"' : ''}${label}>`
    return { open, close: `</${tag}>`, cell }
  })
  let html = ''
  for (const row of rows) {
    html += '<tr>'
    for (const { open, close, cell } of parts) html += open + cellHtml(cell(row), reader) + close
    html += '</tr>'
  }
  return raw(html)
}
