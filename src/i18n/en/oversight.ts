/** English texts of the room `oversight`: what whoever coordinates has to see. */

import { plural } from '../plurals.ts'

const commitments = (n: number) => `${n} ${plural('en', n, { one: 'commitment', other: 'commitments' })}`
const days = (n: number) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`

export const oversight = {
  needsYou: 'Needs you',
  nothing: 'Nothing waits for you.',
  toGrant: 'Another due date asked for',
  asks: (code: string, date: string) => `${code} asks for ${date}`,
  reason: 'Reason',
  since: 'Since',
  request: 'Request',
  gaps: (n: number) => `${commitments(n)} without a person`,
  callList: 'Open the call list',
  risks: 'Medicines at risk',
  noRisks: 'No medicine is at risk as far as reports go.',
  lateBy: 'Late by institution',
  institution: 'Institution',
  standing: 'How it stands',
  late: {
    count: (n: number) => `${n} late`,
    silent: (n: number) => `${n} without a report`,
    oldest: (n: number) => `the oldest by ${days(n)}`,
  },
  more: (n: number) => `and ${n} more`,
  expected: 'Reports expected this week',
  nothingExpected: 'No report is due this week.',
  of: (n: number, all: number) => `${n} of ${all}`,
  due: (n: number) => `${commitments(n)} due within seven days`,
  period: (told: { code: string; period: string; due: string; of: string }) =>
    `${told.code}, ${told.period}: ${told.of} reported, due ${told.due}`,
  status: (due: string, of: string) => `Status before the meeting: ${of} institutions answered, due ${due}`,
  stock: (medicine: string, month: string, of: string) =>
    `${medicine}, stock of ${month}: ${of} places reported`,
  missingTitle: 'Still missing',
  complete: 'nothing is missing',
  missing: {
    announcement: 'not announced',
    agenda: 'no agenda',
    publication: 'agenda not published',
    status: 'nobody asked how commitments stand',
    letters: (n: number) => `${n} ${plural('en', n, { one: 'letter', other: 'letters' })} not sent`,
    answers: (n: number) =>
      `${n} ${plural('en', n, { one: 'institution', other: 'institutions' })} not answered`,
    minutes: (date: string) => `minutes of ${date}`,
  },
  refusals: {},
}
