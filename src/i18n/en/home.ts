/** English texts of the start page and of error pages. */

import { plural } from '../plurals.ts'

export const home = {
  title: 'What needs you today',
  newDialogue: 'New dialogue',
  toMail: 'See which and why',
  keepsMail: 'Mail is kept, not sent',
  keepsMailWhy:
    'No mail server is configured. Every letter is written and can be read under Mail, but it reaches nobody.',
  meetings: 'Next meetings',
  noMeetings: 'No meeting is planned.',
  meeting: 'Meeting',
  when: 'When',
  answers: 'Answers',
  nobodyInvited: 'nobody invited yet',
  silent: 'Late and silent',
  noSilent: 'Nobody who is late is silent.',
  late: 'Late, with a report',
  noLate: 'Nothing is late.',
  toVerify: 'Reported done, to be verified',
  noneToVerify: 'Nothing waits for verification.',
  code: 'Code',
  promise: 'Promise',
  lead: 'Lead institution',
  due: 'Due',
  lostMails: 'Official mail that did not arrive',
  failedMails: (count: number) =>
    `${count} ${plural('en', count, { one: 'mail', other: 'mails' })} could not be delivered`,
  answered: (count: number, invited: number) => `${count} of ${invited}`,
  all: (count: number) => `All ${count}`,
  lateBy: (days: number) => `${days} ${plural('en', days, { one: 'day', other: 'days' })} late`,
  calls: 'To phone: reminders have ended',
  whom: 'Whom',
  why: 'Why',
  stopped: 'Who gets no reminders',
  owes: 'Owes',
  reasons: {
    exhausted: 'all reminders sent, no answer',
    unreachable: 'nobody can be reached by mail',
    off: 'stopped them',
    suppressed: 'the address takes no mail',
  },
  firstSteps: 'First steps',
  steps: {
    sectors: {
      text: 'Enter the sectors',
      why: 'that are to be balanced: health, justice, civil society.',
    },
    institutions: {
      text: 'Enter the institutions',
      why: 'with their names and letter languages.',
    },
    people: { text: 'Enter a focal point for each', why: 'so that letters reach somebody.' },
    dialogue: { text: 'Open the dialogue', why: 'and plan its first meeting.' },
  },
  error: {
    title: 'This did not work',
    toStart: 'To the start page',
    ours: 'Something went wrong on our side. What was recorded before is safe.',
    reference: (reference: string) =>
      `If it happens again, tell the administrator this reference: ${reference}`,
  },
  refusals: {},
}
