/** English texts of the room `digests`: reminders, digests, mail preferences, whom mail does not reach. */

import { plural } from '../plurals.ts'

const days = (n: number) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`

export const digests = {
  pausedUntil: (date: string) => `Paused until ${date}`,
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
      why: 'You receive this because you answer for the commitment or are a focal point of an institution that owes a report on it. The links are personal: please do not forward this mail.',
    },
    digest: {
      subject: (date: string, waiting: number) =>
        waiting > 0 ? `Digest of ${date}: ${waiting} waiting for you` : `Digest of ${date}`,
      sections: {
        waiting: 'Waiting for you',
        grant: 'To decide',
        meetings: 'Meetings to answer',
        risks: 'Medicines at risk',
        late: 'Late or silent',
        calls: 'To phone: no more reminders go out',
        stopped: 'Reminders that do not arrive',
        failed: 'Mail that was not delivered',
        expected: 'Reports expected this week',
        ahead: 'Next meetings: what is missing',
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
      why: 'One digest for all dialogues, as often as you chose in the mail settings. The links are personal: please do not forward this mail.',
    },
  },
  preferences: {
    title: 'Mail settings',
    intro:
      'Choose which mails you wish to receive. Invitations, changes and cancellations of meetings and requests from the secretariat are official mail: they are always sent, also during a pause.',
    digest: 'Digest',
    digestHint:
      'What waits for you and what changed; never more than one a day, none when there is nothing to tell.',
    digests: {
      weekly: 'Once a week, on the first working day',
      meetings: 'After each meeting, on the next working morning',
      off: 'No digest',
    },
    reminders: 'Reminders about commitments',
    remindersHint: 'Without them the coordinator may phone you instead.',
    reminderChoices: { on: 'Remind me', off: 'No reminders' },
    pause: 'Pause until',
    pauseHint:
      'The day on which digests and reminders begin again, within six months. What you missed comes as one digest. The coordinator sees the pause.',
    language: 'Language of mails and pages',
    save: 'Save',
  },
  unsubscribe: {
    title: { digest: 'Stop the digest', reminders: 'Stop the reminders' },
    text: {
      digest: 'You will receive no more digests. Reminders and official mail keep coming.',
      reminders:
        'You will receive no more reminders about commitments. Official mail keeps coming, and the coordinator may phone you instead.',
    },
    button: 'Stop',
    doneTitle: 'Stopped',
    done: {
      digest: 'No more digests will be sent.',
      reminders: 'No more reminders will be sent.',
    },
    undo: 'Undo: send them again',
    undoneTitle: 'They keep coming',
    undone: {
      digest: 'The digest is sent again as before.',
      reminders: 'Reminders are sent again as before.',
    },
  },
  reach: {
    title: 'Whom mail does not reach',
    lead: 'People of this dialogue who stopped or paused digests or reminders, or whose address takes no mail. Official mail goes to them all the same, unless the address is dead. Please phone instead.',
    none: 'Mail reaches everybody.',
    person: 'Person',
    phone: 'Telephone',
    what: 'What does not arrive',
    digest: (date: string, way: string) => `No digest since ${date}: ${way}`,
    reminders: (date: string, way: string) => `No reminders since ${date}: ${way}`,
    all: (date: string, way: string) => `No mail at all since ${date}: ${way}`,
    ways: {
      page: 'own choice',
      click: 'one click in a mail',
      mail: 'by a mail to us',
      operator: 'by an operator',
      hard: 'the address does not exist',
      soft: 'the mailbox is full',
      complaint: 'reported as unwanted',
    },
  },
  refusals: {
    pause_over: 'Choose a day after today.',
    pause_too_long: 'A pause may last six months at most.',
  },
}
