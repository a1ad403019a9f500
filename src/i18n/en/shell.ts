/** English words of the page shell and the shared view parts. */

export const shell = {
  product: 'Intersession',
  navigation: {
    label: 'Main menu',
    menu: 'Menu',
    home: 'Home',
    dialogues: 'Dialogues',
    institutions: 'Institutions',
    people: 'People',
    commitments: 'Commitments',
    mail: 'Mail',
    settings: 'Settings',
  },
  skip: 'Skip to content',
  trail: 'Path to this page',
  account: 'My account',
  signOut: 'Sign out',
  language: 'Language',
  /** Each language under its own name, the same in every catalogue. */
  languages: { kk: 'Қазақша', ru: 'Русский', en: 'English' },
  example: {
    title: 'Example data',
    text: (today: string) =>
      `The people, commitments and letters on these pages are invented. Here it is ${today}.`,
  },
  pager: {
    label: 'Pages',
    shown: (from: string, to: string) => `${from}–${to}`,
    shownOf: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
    previous: 'Previous',
    next: 'Next',
  },
  table: { empty: 'Nothing to show yet' },
  filter: {
    label: 'Search and filter',
    search: 'Search',
    apply: 'Show',
    clear: 'Show all',
    shown: (shown: string, all: string) => `Shown: ${shown} of ${all}`,
  },
  form: {
    faults: 'Check what you entered',
    faultPrefix: 'Error',
    optional: 'optional',
    choose: 'Choose',
    save: 'Save',
    cancel: 'Cancel',
    back: 'Back',
    edit: 'Edit',
  },
  time: {
    zone: 'Time zone',
    allTimes: (place: string, offset: string) => `All times: ${place}, ${offset}`,
    placeTime: 'time of the place of the meeting',
    yourTime: 'your time',
  },
  passage: {
    only: { kk: 'only in Kazakh', ru: 'only in Russian', en: 'only in English' },
    outdated: 'not updated since the original changed',
  },
  notice: { neutral: 'Note', good: 'Done', warn: 'Attention', bad: 'Error' },
  history: { title: 'History', empty: 'No changes recorded yet' },
  footer: 'Intersession keeps a dialogue alive between its meetings.',
}
