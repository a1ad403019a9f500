/** English texts of the settings page. */

export const settings = {
  title: 'Settings',
  accounts: 'Who may sign in',
  accountsHint:
    'An account comes into being when somebody gets a role in a dialogue. An organiser may open new dialogues; a member has only the roles given.',
  rank: 'Rank',
  change: 'Change',
  closed: 'closed',
  close: 'Close',
  noHolidays: 'This year has no entries: only weekends are days off.',
  addHoliday: 'Add a day',
  calendar: 'Calendar',
  day: 'Day',
  kind: 'Kind',
  name: 'Name',
  source: 'Source',
  sourceHint: 'The law, decree or order that says so.',
  remove: 'Remove',
  holidays: (year: string) => `Days off in ${year}`,
  ranks: {
    administrator: 'administrator',
    organiser: 'organiser',
    member: 'member',
  },
  makeRank: {
    administrator: 'Make administrator',
    organiser: 'Make organiser',
    member: 'Make member',
  },
  kinds: {
    off: 'day off',
    working: 'working day',
  },
  refusals: {
    day_known: 'The calendar has this day already.',
  },
}
