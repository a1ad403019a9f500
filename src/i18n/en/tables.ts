/** English texts of the room `tables`: files with tables that people send, and their trial before anything is taken over. */

import type { Params } from '../../kernel/outcome.ts'
import { plural } from '../plurals.ts'

export const tables = {
  file: 'File (XLSX or CSV)',
  fileHint: 'The first line names the columns; at most 5,000 lines.',
  template: 'Template to fill in',
  templateHint: 'It has the right columns and what is known already.',
  try: 'Check the file',
  tryHint: 'Nothing is recorded yet: you will see every line first.',
  takeOver: 'Take all over',
  another: 'Choose another file',
  line: 'Line',
  state: 'What happens',
  rows: (n: number) => plural('en', n, { one: `${n} line`, other: `${n} lines` }),
  allRight: 'No line is wrong. Nothing is recorded until you take all over.',
  wrong: (n: number) =>
    plural('en', n, {
      one: `${n} line is wrong. Nothing was taken over. Correct the file and choose it again.`,
      other: `${n} lines are wrong. Nothing was taken over. Correct the file and choose it again.`,
    }),
  refusals: {
    too_large: (p: Params) => `The file is too large: at most ${p.megabytes} MB.`,
    too_many_rows: (p: Params) => `The table is too long: at most ${p.most} lines.`,
    too_wide: (p: Params) => `The table is too wide: at most ${p.most} columns.`,
    empty: 'The file has no lines below its header.',
    not_a_table: 'This is no table that can be read. Save it as XLSX or CSV and choose it again.',
    beyond_header: (p: Params) => `Line ${p.line} has more cells than the header has columns.`,
    cell_too_long: (p: Params) => `A cell on line ${p.line} is too long: at most ${p.most} characters.`,
    quote_open: (p: Params) => `A quotation that begins on line ${p.line} never ends.`,
    merged: (p: Params) => `Line ${p.line} has merged cells. Unmerge them and save the file again.`,
    formula: (p: Params) => `Line ${p.line} has a formula without a result. Replace it with its value.`,
    column_missing: (p: Params) => `The column “${p.column}” is missing.`,
    column_twice: (p: Params) => `The column “${p.column}” is there twice.`,
  },
}
