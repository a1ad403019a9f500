/** English texts of the room `printing`: what documents and tables say that pages do not. */

import type { Params } from '../../kernel/outcome.ts'

export const printing = {
  asOf: (when: string) => `As of ${when}.`,
  participants: 'List of participants',
  minutes: 'Record of the meeting',
  draft: 'Draft: the minutes are not done yet.',
  internal: 'For the secretariat: not everybody named here agreed to be listed.',
  number: 'No.',
  person: 'Name',
  position: 'Position',
  role: 'Role',
  daysLate: 'Days late',
  moves: 'Times moved',
  refusals: {
    too_many_rows: (p: Params) => `More than ${p.most} rows: narrow the list first.`,
    too_long: (p: Params) =>
      `Too long for one document: at most ${p.rows} rows and ${p.thousands} thousand letters.`,
  },
}
