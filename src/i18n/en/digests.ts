/** English texts of the room `digests`: reminders, the weekly digest, mail preferences. */

import { plural } from '../plurals.ts'

const days = (n: number) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`

export const digests = {
  timing: {
    due: (date: string) => `Due ${date}`,
    review: (date: string) => `Review on ${date}`,
    today: 'today',
    tomorrow: 'tomorrow',
    inDays: (n: number) => `in ${days(n)}`,
    late: (n: number) => `${days(n)} late`,
    line: (when: string, distance: string) => `${when} (${distance})`,
    noReport: 'no report',
    lastReport: (date: string) => `last report ${date}`,
  },
  letters: {
    from: 'Intersession',
    settings: 'Mail settings: stop these mails or change their language',
    reminder: {
      subject: (code: string, timing: string) => `Reminder: ${code}. ${timing}`,
      subjectMany: (n: number) =>
        `Reminder: ${n} ${plural('en', n, { one: 'commitment awaits', other: 'commitments await' })} your report`,
      intro:
        'Please report how this commitment stands: done, in progress or blocked. You do not need an account.',
      introMany:
        'Please report how these commitments stand: done, in progress or blocked. You do not need an account; each link opens the page of one commitment.',
      commitment: 'Commitment',
      lead: 'Lead institution',
      due: 'Due date',
      lastReport: 'Last report',
      dialogue: 'Dialogue',
      action: 'Report progress',
      why: 'You receive this because you answer for the commitment or are a focal point of the lead institution. The links are personal: please do not forward this mail.',
    },
    digest: {
      subject: (date: string, waiting: number) =>
        waiting > 0 ? `Digest of ${date}: ${waiting} waiting for you` : `Digest of ${date}`,
      sections: {
        waiting: 'Waiting for you',
        meetings: 'Meetings to answer',
        late: 'Late or silent',
        calls: 'To phone: no more reminders go out',
        stopped: 'Reminders that do not arrive',
        failed: 'Mail that was not delivered',
        changes: 'What changed',
      },
      more: (n: number) => `and ${n} more`,
      verify: 'Reported done: please verify',
      noVerifier: 'Reported done, no verifying institution is named',
      attend: 'Please say whether you will attend',
      nominate: 'Please name your delegation',
      nominateBy: (date: string) => `Please name your delegation. Reply by ${date}`,
      owner: (name: string) => `Person in charge: ${name}`,
      nobody: 'Nobody can be reached by mail',
      stopped: 'Reminders switched off',
      suppressed: 'The address does not accept mail',
      state: (state: string) => `Now: ${state}`,
      moved: (from: string, to: string) => `Due date changed: ${from} → ${to}`,
      unchanged: (date: string) => `Nothing has changed since ${date}.`,
      why: 'One digest a week for all dialogues. The links are personal: please do not forward this mail.',
    },
  },
  preferences: {
    title: 'Mail settings',
    intro:
      'Choose which mails you wish to receive. Invitations, changes of a meeting and requests from the secretariat are official mail and keep coming.',
    digest: 'Weekly digest',
    digestHint: 'What waits for you and what changed, on the first working day of the week.',
    digests: { weekly: 'Once a week', off: 'No digest' },
    reminders: 'Reminders about commitments',
    remindersHint: 'Without them the coordinator may phone you instead.',
    reminderChoices: { on: 'Remind me', off: 'No reminders' },
    language: 'Language of mails and pages',
    save: 'Save',
  },
  unsubscribe: {
    title: { digest: 'Stop the digest', reminders: 'Stop the reminders' },
    text: {
      digest: 'You will receive no more weekly digests. Reminders and official mail keep coming.',
      reminders:
        'You will receive no more reminders about commitments. Official mail keeps coming, and the coordinator may phone you instead.',
    },
    button: 'Stop',
    doneTitle: 'Stopped',
    done: {
      digest: 'No more digests will be sent. You can start them again in the mail settings.',
      reminders: 'No more reminders will be sent. You can start them again in the mail settings.',
    },
  },
  refusals: {},
}
