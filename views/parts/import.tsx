/**
 * The page on which a table is imported: choose a file, see every line, take all over or nothing.
 *
 * For a room that imports something (see `src/supply/import-routes.tsx`):
 * 1. one address, `GET` shows {@link Upload}, `POST` takes both steps; it must stand in `TAKES_FILES` (`src/web/multipart.ts`);
 * 2. its route reads `sentTable({ values, files: c.var.files, largest: c.var.largestFile })` (`src/tables/kept.ts`), finds its columns with `columnsOf`
 *    (`src/tables/columns.ts`) and decides every line with a pure function of the room;
 * 3. without the field {@link TAKE} it shows {@link Trial} and writes nothing; with it, it decides all lines anew from what is
 *    recorded then, and commits them in one batch if none is wrong.
 */

import type { Child } from 'hono/jsx'
import { Actions, type Hidden, PostForm, Submit } from './actions.tsx'
import { type Draft, Frame, wiring } from './field.tsx'
import { Files } from './files.tsx'
import { Notice } from './notice.tsx'
import { type Column, Table } from './table.tsx'

/** The button that takes all over sends it; the first step does not. */
export const TAKE = 'take'

interface UploadProps {
  /** Faults stand at its field `file`. */
  readonly draft: Draft
  /** Where both steps are sent. */
  readonly action: string
  /** Path of the template's XLSX, without ending. */
  readonly template: string
}

/** The first step: a file, and the template that has the right columns. */
export function Upload({ draft, action, template }: UploadProps) {
  const { tables: t } = draft.reader.t
  const field = { draft, name: 'file', label: t.file, hint: t.fileHint }
  return (
    <>
      <Files label={t.template} path={template} formats={['xlsx']} />
      <p class="hint">{t.templateHint}</p>
      <PostForm action={action} label={t.try} files>
        <Frame field={field}>
          <input {...wiring(field).control} type="file" accept=".xlsx,.csv,.txt" />
        </Frame>
        <p class="hint">{t.tryHint}</p>
        <Actions>
          <Submit>{t.try}</Submit>
        </Actions>
      </PostForm>
    </>
  )
}

interface TrialProps<Row extends { readonly line: number }> extends UploadProps {
  /** What `keptTable` gave: it comes back with the second step. */
  readonly kept: string
  readonly rows: readonly Row[]
  /** Behind the number of the line; the last one says what happens with it, or what is wrong. */
  readonly columns: readonly Column<Row>[]
  /** How many lines are wrong: with any, nothing can be taken over. */
  readonly wrong: number
  /** What else the second step sends, such as the version that was read. */
  readonly hidden?: Hidden
  /** Asked before all is taken over, such as a tick for odd figures. */
  readonly children?: Child
}

/** The second step: every line, and the one button if none is wrong. */
export function Trial<Row extends { readonly line: number }>(props: TrialProps<Row>) {
  const { draft, action, kept, rows, columns, wrong, hidden = {}, children } = props
  const { reader } = draft
  const { tables: t } = reader.t
  return (
    <>
      <Notice reader={reader} tone={wrong > 0 ? 'bad' : 'neutral'}>
        <p>{wrong > 0 ? t.wrong(wrong) : `${t.rows(rows.length)}. ${t.allRight}`}</p>
      </Notice>
      <Table
        reader={reader}
        caption={t.rows(rows.length)}
        rows={rows}
        columns={[{ head: t.line, numeric: true, cell: ({ line }) => String(line) }, ...columns]}
      />
      {wrong === 0 && (
        <PostForm action={action} hidden={{ ...hidden, table: kept }} label={t.takeOver} files>
          {children}
          <Actions>
            <Submit name={TAKE} value="all">
              {t.takeOver}
            </Submit>
          </Actions>
        </PostForm>
      )}
      <section aria-labelledby="another">
        <h2 id="another">{t.another}</h2>
        <Upload {...props} />
      </section>
    </>
  )
}
