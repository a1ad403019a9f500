/** English texts of keeping, copying and erasing personal data. */

export const retention = {
  title: 'Personal data',
  lead: 'Every night the service takes away what is no longer needed. This is what would go if the night were now; nothing has been changed.',
  rule: 'What',
  fieldClass: 'Class',
  keptFor: 'Kept for',
  due: 'Due now',
  kept: (days: string, clock: string) => `${days} days ${clock}`,
  clocks: {
    attempt: 'after the attempt',
    settled: 'after the mail went out',
    meeting_end: 'after the meeting ended',
    dialogue_end: 'after the dialogue was closed',
  },
  rules: {
    answer_comments: 'Comments that participants wrote with their answer',
    relay_replies: 'What mail servers answered',
    convenience_letters: 'Texts of sign-in mails, reminders and digests',
    letter_links: 'Personal links in letters that went out',
    official_letters: 'Addressees and texts of letters',
    contacts: 'Addresses and telephones of former participants',
  },
  expired: 'Sessions, sign-in requests and personal links go a week after they expired.',
  copy: 'Download what is held about this person',
  erase: 'Erase this person',
  eraseTitle: 'Erase a person',
  eraseLead: (phrase: string) =>
    `Name, address, telephone, access, personal links and letters go for good. What was decided, promised and answered stays, under the name “${phrase}”.`,
  eraseHint: 'This cannot be undone. Download a copy first if the person asked for one.',
  eraseSubmit: 'Erase for good',
  mentions: 'The surname also stands in these texts. Read them and change them where needed.',
  noMentions: 'The surname stands in no decision, commitment, agenda or letter data.',
  places: {
    decision: 'Decision',
    commitment: 'Commitment',
    meeting: 'Meeting',
    dialogue: 'Dialogue',
  },
  former: 'Former participant',
  formerOf: (institution: string) => `Former representative (${institution})`,
  refusals: {
    not_yourself: 'Nobody can erase themselves. Another administrator can do it.',
    named_still: 'This person is named for a meeting that is not over. Replace or withdraw them first.',
    administers_alone: 'Nobody else could administer the service. Make somebody else administrator first.',
    organises_alone: 'This person organises a dialogue alone. Give the role to somebody else first.',
  },
}
