/** English texts of the room `meetings`. */

import type { Params } from '../../kernel/outcome.ts'

const states = {
  draft: 'Draft',
  announced: 'Announced',
  confirmed: 'Confirmed',
  postponed: 'Postponed',
  in_session: 'In session',
  held: 'Held',
  minuted: 'Minuted',
  closed: 'Closed',
  cancelled: 'Cancelled',
}
const moves = {
  announcement: 'Announce',
  confirmation: 'Confirm',
  opening: 'Open the meeting',
  holding: 'Mark as held',
  minuting: 'Minutes are done',
  closing: 'Close',
  postponement: 'Postpone',
  cancellation: 'Cancel the meeting',
}
const facts = {
  time: 'days and times',
  title: 'title',
  venue: 'venue',
  link: 'video link',
  format: 'format',
  kind: 'kind',
  languages: 'languages',
  interpretation: 'interpretation',
  attribution: 'attribution',
  list: 'list of participants',
  subject: 'subjects of mails',
  previous: 'previous meeting',
}

export const meetings = {
  recordedNow: 'Recorded now',
  plan: 'Plan a meeting',
  planTitle: 'Plan a meeting',
  editTitle: 'Change the meeting',
  ordinal: (n: number) => `Meeting ${n}`,
  name: 'Title',
  kind: 'Kind',
  kinds: {
    dialogue: 'Multilateral dialogue',
    session: 'Session',
    workshop: 'Workshop',
    technical: 'Technical working group',
    oversight: 'Oversight visit',
  },
  format: 'Format',
  formats: { in_person: 'In person', online: 'Online', hybrid: 'In person and online' },
  state: 'State',
  states,
  moves,
  when: 'When',
  yourTime: (times: string) => `In your time: ${times}`,
  days: 'Days and times',
  daysHint: 'One row a day, at most 14. To take a day out, empty its row.',
  day: (n: number) => `Day ${n}`,
  date: 'Date',
  starts: 'Begins',
  ends: 'Ends',
  oneMoreDay: 'One more row',
  zoneHint: 'The zone of the place, such as Asia/Almaty. Times mean this zone for everybody.',
  venue: 'Venue',
  link: 'Video link',
  linkHint: 'Begins with https://. It stands in the calendar entry of every delegate.',
  languages: 'Languages',
  interpretation: 'Simultaneous interpretation',
  interpretationHint: 'The languages that are interpreted.',
  attribution: 'Attribution',
  previous: 'Previous meeting',
  previousHint: 'Its open agenda items can be carried over.',
  subjects: 'Subjects of mails',
  neutralSubject: 'Only “Meeting of the dialogue” and its code',
  neutralSubjectHint:
    'For topics that must not show in lists of mail or in shared calendars. Holds for mails from now on; the text of a letter still tells all.',
  participantListHint: 'Under the Chatham House Rule participants see numbers only, whatever is chosen here.',
  sections: {
    label: 'On this page',
    facts: 'Facts',
    delegates: 'Institutions and delegates',
    agenda: 'Agenda',
    papers: 'Papers',
    decisions: 'Decisions',
    commitments: 'Commitments',
    mail: 'Mail',
    history: 'History',
  },
  editAgenda: 'Edit the agenda',
  seeAgenda: 'Open the agenda',
  clocks: {
    title: 'Changed clocks',
    lead: 'The clock of a zone was changed by law after these meetings were announced. Their local time stays; calendars elsewhere show them at another time. Nothing is mailed until you decide.',
    none: 'No announced meeting is affected.',
    told: 'As people were told',
    today: 'By the clock of today',
    moves: 'In calendars elsewhere',
    entries: (count: number) => `Calendar entries: ${count}`,
    settle: 'Decide',
    settleFor: (title: string) => `Decide: ${title}`,
    confirm: 'Keep the local time and send updates',
    change: 'Change the time',
    task: (count: number) => `Announced meetings whose clock was changed by law: ${count}`,
    open: 'Look and decide',
    never: (date: string, time: string) =>
      `${date}: the clocks skip ${time}. The meeting would count as that much after the gap: choose another time.`,
    twice: (date: string, time: string) =>
      `${date}: the clocks show ${time} twice. The first one counts: say so, or choose another time.`,
  },
  cautions: {
    holiday: (date: string, name: string) => `${date} is a day off: ${name}.`,
    weekend: (date: string) => `${date} is a weekend.`,
    sameTime: (date: string, ordinal: number) =>
      `On ${date} meeting ${ordinal} of this dialogue takes place at the same time.`,
  },
  gathering: (until: string, count: number) =>
    `Changes are gathered until ${until} and then mailed as one update. Delegates with a calendar entry: ${count}.`,
  ask: {
    announcement: 'Announce the meeting?',
    announcementLead:
      'From now on the date counts as told: letters to institutions can go out, and whoever is named gets a calendar entry.',
    announcementMail: (count: number) =>
      `Everybody named so far gets a calendar entry at once. Delegates: ${count}.`,
    cancellation: 'Cancel the meeting?',
    cancellationLead: 'A cancelled meeting stays cancelled: to meet after all, plan a new one.',
    cancellationMail: (count: number) =>
      `A cancellation is mailed at once to everybody who has a calendar entry. Delegates: ${count}. The entry disappears from their calendars.`,
    postponement: 'Postpone the meeting?',
    postponementLead:
      'The present date no longer holds. Set new days when they are known, then announce the meeting again.',
    postponementMail: (count: number) =>
      `Everybody who has a calendar entry is told by mail within minutes, and the entry leaves their calendars. Delegates: ${count}. Answers to the old date stay in the history.`,
    noMail: 'Nobody has a calendar entry of this meeting yet, so nothing is mailed.',
    keep: 'Leave it as it is',
  },
  history: {
    planned: 'Meeting planned',
    edited: (p: Params) => `Changed: ${listed(facts, p.changed)}`,
    announced: 'Announced',
    confirmed: 'Confirmed',
    postponed: 'Postponed',
    in_session: 'Meeting opened',
    held: 'Held',
    minuted: 'Minutes done',
    closed: 'Closed',
    cancelled: 'Cancelled',
    calendar_mailed: (p: Params) =>
      `Change mailed to delegates: ${p.mails}${p.quiet ? ', without covering note' : ''}`,
    clock_confirmed: 'The local time confirmed after a change of the clock',
    address_changed: 'A delegate’s calendar entry moved to another address',
  },
  refusals: {
    no_day: 'Give at least one day.',
    too_many_days: (p: Params) => `A meeting lasts at most ${p.max} days. Plan several meetings instead.`,
    day_twice: 'This day stands in an earlier row, too. One row a day is enough.',
    end_before_start: 'The day must end after it begins.',
    title_missing: 'Write the title in at least one language.',
    venue_without_title: 'There is a venue in this language: write the title in it, too.',
    no_language: 'Choose at least one language.',
    link_not_https: 'The video link must begin with https://.',
    previous_unknown: 'Choose a meeting of this dialogue.',
    previous_not_before: 'The previous meeting must begin before this one.',
    dialogue_closed: 'The dialogue is closed: no meeting can be planned in it.',
    dialogue_not_active: 'The dialogue is still a draft. Activate it before you announce its meetings.',
    new_date_first: 'The meeting was postponed and its days are past. Set the new days first.',
    not_editable: (p: Params) =>
      `The facts of this meeting can no longer be changed. State: ${states[p.state as keyof typeof states].toLowerCase()}.`,
    cannot_move: (p: Params) => {
      const possible = listed(moves, p.possible)
      const what = `“${moves[p.move as keyof typeof moves]}” is not possible now. State of the meeting: ${states[p.state as keyof typeof states].toLowerCase()}.`
      return possible ? `${what} Possible: ${possible}.` : `${what} It stays so.`
    },
  },
}

function listed(table: Readonly<Record<string, string>>, keys: string | number | undefined): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => table[key] ?? [])
    .join(', ')
}
