/** English texts of the letters and calendar entries of the room `invitations`. */

export const invitationLetters = {
  secretariat: (code: string) => `Secretariat of the dialogue ${code}`,
  neutralTitle: (code: string) => `Meeting of the dialogue ${code}`,
  facts: {
    number: 'Letter no.',
    date: 'Date',
    to: 'To',
    meeting: 'Meeting',
    dialogue: 'Dialogue',
    when: 'When',
    where: 'Where',
    link: 'Video link',
    format: 'Format',
    languages: 'Working languages',
    interpretation: 'Interpretation',
    capacity: 'You are invited as',
    seats: 'Seats',
    replyBy: 'Reply by',
    institution: 'You speak for',
    role: 'Your role',
    status: 'Status',
  },
  languageNames: { kk: 'Kazakh', ru: 'Russian', en: 'English' },
  status: { tentative: 'planned, not yet confirmed', confirmed: 'confirmed' },
  invitation: {
    subject: (title: string) => `Invitation: ${title}`,
    heading: 'Invitation',
    intro:
      'We invite your institution to take part in the meeting named below. The invitation is to the institution: who comes is for you to decide.',
    ask: (seats: string) =>
      `Please name your representatives (at most ${seats}) on the page behind this link. There you can also replace a person later, or tell us that your institution cannot take part.`,
    action: 'Name representatives',
    calendar: 'Only the persons you name receive a calendar entry, each in their own language.',
    otherWays:
      'You may also answer by letter, by phone or in reply to this mail: the secretariat records the answer.',
    personal: (name: string) =>
      `This link is for: ${name}. It opens only the invitation of your institution.`,
  },
  reminder: {
    subject: (title: string) => `Reminder, names awaited: ${title}`,
    heading: 'Reminder',
    intro:
      'We have not yet received the names of your representatives for the meeting named below, nor word that your institution cannot take part.',
  },
  withdrawn: {
    subject: (title: string) => `Invitation withdrawn: ${title}`,
    heading: 'Invitation withdrawn',
    intro:
      'The invitation of your institution to the meeting named below is withdrawn. The persons you named are told by separate mails, which take the entry out of their calendars.',
  },
  request: {
    subject: (title: string) => `Invitation: ${title}`,
    intro:
      'You are named to take part in the meeting below. The entry for your calendar is attached to this mail.',
    action: 'Answer and open your page',
    note: 'You can answer in your calendar or on your page. The link is for you alone: whoever opens it answers in your name.',
  },
  update: {
    subject: (title: string) => `Changed: ${title}`,
    confirmed: (title: string) => `Confirmed: ${title}`,
    intro: 'The meeting below has changed. This mail updates the entry in your calendar.',
    heading: 'What changed',
    wasIs: (was: string, is: string) => `before: ${was}\nnow: ${is}`,
    nothing: 'not given',
    now: 'The meeting as it is now',
    askAgain: 'Your earlier answer was to another time. Please answer again.',
  },
  cancel: {
    subject: (title: string) => `Cancelled: ${title}`,
    intro: 'The meeting below does not take place. This mail takes the entry out of your calendar.',
  },
  postponed: {
    subject: (title: string) => `Postponed: ${title}`,
    intro:
      'The meeting below is postponed. This mail takes the entry out of your calendar; as soon as there is a new date you will receive a new one.',
  },
  removed: {
    subject: (title: string) => `No longer named: ${title}`,
    intro:
      'You are no longer named to take part in the meeting below. This mail takes the entry out of your calendar.',
  },
  moved: {
    subject: (title: string) => `Sent to another address: ${title}`,
    intro:
      'Your entry for the meeting below now goes to another address of yours. This mail takes the old entry out of this calendar.',
  },
  entry: {
    agenda: 'Agenda',
    page: 'Meeting page',
    secretariat: 'Secretariat',
    role: 'Role',
  },
}
