/** English texts of supply: imported reports, promised deliveries, kept suppositions, papers of meetings. */

import type { Params } from '../../kernel/outcome.ts'
import { plural } from '../plurals.ts'

const days = (n: number) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`

export const ahead = {
  import: {
    title: 'Import stock reports',
    open: 'Import a table',
    lead: 'One line for each place and month. A line for a month that was reported corrects it.',
    states: { new: 'new report', correction: 'corrects a report', same: 'recorded already' },
    was: (figure: string) => `was ${figure}`,
  },
  promised: {
    step: 'The commitment promises the step',
    stepHint: 'Empty: it promises the whole delivery.',
    notBefore: (code: string, date: string) => `by ${code}: ${date}`,
    warning: (p: {
      code: string
      from: 'forecast' | 'due'
      done: string
      expected: string
      arrives: string
    }) =>
      `The delivery is expected on ${p.expected}; by the ${p.from === 'forecast' ? 'forecast' : 'due date'} of ${p.code} (${p.done}) and the steps after it, it is there on ${p.arrives}. That day is counted.`,
    takenBack: 'A commitment holds this back',
    holds: (p: { code: string; from: 'forecast' | 'due'; done: string; expected: string; arrives: string }) =>
      `The ${p.from === 'forecast' ? 'forecast' : 'due date'} of ${p.code} (${p.done}) holds: once adopted, the delivery of ${p.expected} is still counted from ${p.arrives}.`,
    move: (code: string) => `To move it, open ${code}`,
    propose: (code: string) => `Propose as due date of ${code}`,
    reason: 'By the projection of the supply.',
    title: 'What it means for the supply',
    orderBy: (step: string, date: string, n: number) =>
      `Order-by date of the step “${step}”: ${date} (${n > 0 ? `late by ${days(n)}` : 'in time'}).`,
    noDeadline: 'Without this delivery nothing runs out in the time looked at.',
    done: 'This step is done.',
  },
  scenario: {
    title: 'Scenario',
    list: 'Kept scenarios',
    none: 'No scenario is kept.',
    name: 'Name',
    note: 'Note',
    keep: 'Keep as a scenario',
    keepButton: 'Keep',
    made: 'Kept',
    by: (name: string) => `by ${name}`,
    fresh: 'rests on what is recorded now',
    stale: 'the facts have changed since',
    staleLead:
      'What is recorded has changed since this scenario was kept. Both rows are counted from today’s facts.',
    gone: 'A delivery of this scenario has come or is gone; it is left out.',
    adoptReason: (name: string) => `Scenario “${name}”.`,
    remove: 'Delete this scenario',
    change: 'Change it',
  },
  paper: {
    title: 'Supply at the time of the meeting',
    asOf: (date: string) => `as of ${date}`,
    lead: 'Medicines of this dialogue at risk. The line can become an item; noted, it stands in the papers of the meeting.',
    note: 'Note for the papers',
    noted: (date: string) =>
      `Noted for the papers as of ${date}: a printed agenda and the minutes tell the line without deliveries.`,
    propose: 'Propose as an item',
  },
}

export const aheadRefusals = {
  none_at_risk: 'No medicine of this dialogue is at risk.',
  place_unknown: 'No place that reports this medicine has this name.',
  place_unclear: 'Several places have this name. Write the official name.',
  not_a_month: 'Write a month such as 2025-10.',
  month_old: 'This month is closed: reports are taken for the last two years.',
  below_zero: 'A stock cannot be below zero.',
  line_twice: (p: Params) => `The same place and month stand on line ${p.line}.`,
  import_wrong: 'Some lines are wrong. Nothing was taken over.',
  import_nothing: 'Every line is recorded already. There is nothing to take over.',
  odd_lines: 'Some figures are unusual. Look at them, and say that they are right.',
  next_part: (p: Params) => `${p.recorded} lines are recorded, ${p.left} are left: press once more to go on.`,
}
