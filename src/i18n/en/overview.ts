/** English texts of the overviews of commitments: timeline, what an institution promised, tables sent in. */

import type { Params } from '../../kernel/outcome.ts'
import { plural } from '../plurals.ts'

export const overview = {
  timeline: 'Timeline of commitments',
  alt: (codes: string, from: string, to: string) =>
    `Commitments ${codes} on a line of months from ${from} to ${to}. The table below says the same in words.`,
  table: 'The same as a table',
  from: 'Recorded',
  course: 'What happened',
  tooMany: (n: string) => `Only the first ${n} are drawn. Narrow the choice to see the others.`,
  cut: 'Two years back and two years ahead are drawn; the table has what lies beyond.',
  marks: {
    due: 'due',
    review: 'to be looked at again',
    moved: 'former due date',
    report: 'report',
    done: 'reported done',
    verified: 'confirmed',
    returned: 'not confirmed',
    step: 'step expected',
    step_done: 'step done',
  },
  promised: {
    title: 'What your institution promised',
    section: 'What it promised',
    how: (n: number) =>
      `${n} ${plural('en', n, { one: 'commitment awaits', other: 'commitments await' })} your report. Open one by its number to report on it; no account is needed.`,
    howShares: (n: number) =>
      `${n} ${plural('en', n, { one: 'report on a period or a part is', other: 'reports on periods or parts are' })} expected. Open each by its own link below.`,
    nothingOwed: 'No report is expected at the moment.',
    nothingOpen: 'Nothing is open.',
    next: 'Next',
    supports: (lead: string) => `in support of: ${lead}`,
    settled: 'The last ones that ended',
    more: 'There are more; the secretariat can send you the whole list.',
    inList: 'All of it in the list',
    send: (code: string) => `Send the focal points the link to their page (${code})`,
    sendHint:
      'They see all that the institution leads or supports, and can report on it. The link is for them alone.',
    letter: {
      all: 'All that your institution promised, in one place',
      subject: (institution: string) => `What your institution promised: ${institution}`,
      intro: (institution: string, n: number) =>
        `One page shows all commitments that your institution leads or supports, in every dialogue: ${institution}. Open in ours: ${n}.`,
      how: 'There you see due dates, last reports and who is named, and can report on each. The page always shows how things stand.',
      open: 'Open the page',
    },
  },
  columns: {
    code: 'No.',
    text_kk: 'Commitment in Kazakh',
    text_ru: 'Commitment in Russian',
    text_en: 'Commitment in English',
    lead: 'Lead institution',
    supporters: 'Supporting institutions',
    verifier: 'Verifying institution',
    person_mail: 'Mail of the person in charge',
    due: 'Due',
    review: 'Look at it again',
    visibility: 'Open to',
    objective: 'Objective',
  },
  printed: { days: 'days', lastClaim: 'Last report says', verifiedOn: 'Verified on' },
  import: {
    title: 'Import commitments',
    lead: 'A line for each. Due: a day, 2026-Q2, 2026, or nothing and a day on which to look at it again. Several institutions are separated by semicolons.',
    sample: 'Sign the contract for the supply of medicines',
    meeting: 'Made at the meeting',
    meetingHint: 'Leave it empty for what was promised outside a meeting.',
    agreedLabel: 'How they stand',
    states: { new: 'will be recorded', known: 'exists already, left as it is' },
    open: 'Import commitments',
  },
  refusals: {
    nothing_promised: 'This institution leads and supports nothing open here.',
    institution_unknown: (p: Params) => `No institution has this name: ${p.name}.`,
    institution_near: (p: Params) => `No institution has this name: ${p.name}. Meant perhaps: ${p.names}.`,
    name_ambiguous: (p: Params) => `Several institutions have this name: ${p.name}.`,
    person_unknown: 'Nobody with this address speaks for an institution.',
    person_protected:
      'This person is protected and cannot be named by a table: name them on the page of the commitment.',
    due_missing: 'Give a due date, or a day on which to look at it again.',
    due_unknown: 'This is no day, quarter or year.',
    visibility_unknown: 'This is none of the known words.',
    objective_unknown: 'The roadmap has no objective with this number.',
    text_known: (p: Params) => `This text is recorded already: ${p.code}.`,
    text_twice: (p: Params) => `The same text stands on line ${p.line}.`,
    meeting_unknown: 'This meeting is not one of this dialogue.',
    import_wrong: 'Some lines are wrong. Nothing was taken over.',
    import_nothing: 'No line is new. Nothing was taken over.',
    import_too_many: (p: Params) => `At most ${p.most} new commitments at once. Divide the table.`,
    nobody_to_write: 'No focal point of this institution has an address. Name one first.',
  },
}
