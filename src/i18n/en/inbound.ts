/** English texts of the room `inbound`. */

export const inbound = {
  title: 'Answers to decide on',
  lead: 'They came by mail, and nothing proves who wrote them. An answer counts only once somebody has said what it is.',
  none: 'Nothing is waiting.',
  waiting: (number: string) => `Answers to decide on: ${number}`,
  nobody: 'Not invited',
  columns: {
    from: 'Written by',
    invited: 'Invited',
    says: 'What it says',
    meeting: 'Meeting',
    when: 'When',
    decide: 'Decide',
  },
  kinds: {
    answer: 'An answer',
    proposal: 'Proposes another time',
    delegation: 'Wants to send somebody else',
  },
  reasons: {
    unproven: 'The address is right, but the mail is not signed and does not answer a letter of ours',
    other_address: 'Answers a letter of ours from another address',
    shared_address:
      'Several people are invited under this address: accept it for one of them, refuse the rest',
    sent_by: 'Somebody else wrote on this person’s behalf',
    one_day: 'Speaks of one day only',
    suspicious: 'Another address, and no letter of ours is answered: be careful',
    stranger: 'Nobody with this address is invited',
    proposal: 'The meeting stays as it is until you change it',
    delegation: 'Nobody is invited by it: name the other person under the invitation',
  },
  decisions: {
    same_person: 'Same person',
    on_behalf: 'On their behalf',
    deputy: 'A deputy',
    refused: 'Refuse',
    seen: 'Seen',
  },
  decideFor: (address: string) => `Decide on the answer from ${address}`,
  task: 'Mail that came in needs a decision',
  returned: {
    title: 'Mail that came back',
    number: (number: string) => `Mail that came back: ${number}`,
    to: 'To',
    mail: 'Mail',
    why: 'Why',
    words: 'Words of the other server',
    when: 'When',
    classes: {
      hard: 'No such address',
      soft: 'Mailbox full or not reachable',
      policy: 'Refused by rule: look at your mail server, not at the person',
      delayed: 'Late',
      complaint: 'Marked as unwanted',
    },
  },
  letter: {
    subject: (subject: string) => `Forwarded: ${subject}`,
    noSubject: 'without a subject',
    fromName: 'Intersession',
    intro: (who: string, meeting: string) =>
      `This letter came to the mailbox of the dialogue. Written by: ${who}. Meeting: ${meeting}.`,
    answer: (address: string) =>
      `Write to ${address} to answer: an answer to this mail comes to the mailbox of the dialogue. Nothing in the letter was taken for an answer to the invitation.`,
  },
  refusals: {
    not_possible: 'This cannot be decided so. Look at the list again.',
  },
}
