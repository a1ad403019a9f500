/** English texts of the room `correspondence`: letterhead, built-in letters, register. */

import type { Params } from '../../kernel/outcome.ts'

export const correspondence = {
  title: 'Letters',
  lead: 'Official letters of the dialogue: what went out under its letterhead, and what came in.',
  outgoing: 'Outgoing',
  incoming: 'Incoming',
  head: {
    title: 'Letterhead and signatories',
    lead: 'Stands on every letter of this dialogue. Each sheet is in one language.',
    names: 'Name of the body',
    namesHint: 'As it is printed; in a sentence the lines are joined.',
    contact: 'Address and contact lines',
    pattern: 'Pattern of outgoing numbers',
    patternHint:
      'Such as 01-12/{n}: {n} counts up within the year. Leave empty if the chancery gives each number.',
    signatory: (n: number) => `Signatory ${n}`,
    first: 'The first signs invitations.',
    name: 'Name',
    position: 'Position',
    missing: 'No letterhead is set yet: letters name the secretariat of the dialogue and nobody signs.',
    set: 'Set the letterhead',
  },
  kinds: {
    invitation: 'Invitation',
    note: 'Note verbale',
    request: 'Covering letter or request',
    thanks: 'Thanks or reply',
    nomination: 'Nomination',
    regrets: 'Regrets',
    other: 'Other',
  },
  forms: { label: 'Form of the letter', letter: 'Letter', note: 'Note verbale (third person, no signature)' },
  paper: {
    // As readers outside see it: subject of the mail, title of the PDF.
    names: { invitation: 'Invitation', note: 'Note verbale', request: 'Letter', thanks: 'Letter' },
    reference: (number: string) => `No. ${number}`,
    note: 'Note verbale',
    author: (code: string) => `Secretariat of the dialogue ${code}`,
    file: (number: string) => `Letter ${number}`.trim(),
  },
  // The gaps are those of src/correspondence/template.ts; a line whose gap is empty is left out.
  builtin: {
    invitation: `Dear colleagues,

The {sender} invites your representatives to take part in the meeting “{meeting}”, held within the dialogue “{dialogue}”.

Date and time: {dates}
Place: {place}
Seats: {seats}
Reply by: {reply_by}

Please inform us of the names and positions of your representatives, by letter or on the page behind the link in the accompanying message. Should your institution be unable to take part, please let us know in the same way.`,
    note: `The {sender} presents its compliments to the {institution} and has the honour to invite its representatives to take part in the meeting “{meeting}”, held within the dialogue “{dialogue}”.

Date and time: {dates}
Place: {place}
Seats: {seats}
Reply by: {reply_by}

The {sender} would be grateful to receive the names and positions of the representatives, by note or on the page behind the link in the accompanying message.

The {sender} avails itself of this opportunity to renew to the {institution} the assurances of its highest consideration.`,
    request: `Dear colleagues,

Within the dialogue “{dialogue}”, the {sender} asks you to inform it of the measures taken.

Reply by: {reply_by}`,
    thanks: `Dear colleagues,

The {sender} thanks you for your letter and for your part in the dialogue “{dialogue}”.`,
  },
  templates: {
    title: 'Texts of letters',
    lead: 'A text of the dialogue’s own replaces the built-in one. Plain text; an empty line begins a paragraph.',
    own: 'Own text',
    builtin: 'Built in',
    edit: (kind: string) => `Text: ${kind}`,
    text: 'Text',
    textHint: 'Leave a language empty to use the built-in text.',
    gaps: 'In these places the letter puts its facts. A line whose fact is missing is left out. Never add an ending to them.',
    preview: 'Preview',
    previewOf: 'Preview with the facts of a meeting of this dialogue',
    previewInvented: 'Preview with invented facts: the dialogue has no meeting yet',
  },
  placeholders: {
    institution: 'name of the institution',
    addressee: 'office addressed',
    sender: 'name of the body that writes',
    dialogue: 'title of the dialogue',
    meeting: 'title of the meeting',
    dates: 'days, hours and time zone',
    place: 'place of the meeting',
    reply_by: 'date by which a reply is expected',
    seats: 'number of seats',
    number: 'outgoing number',
    date: 'date of the letter',
    signatory: 'position and name of the signatory',
  },
  register: {
    number: 'Number',
    date: 'Date',
    received: 'Received',
    kind: 'Kind',
    institution: 'Institution',
    signatory: 'Signed by',
    delivery: 'Mail',
    files: 'Files',
    pdf: 'PDF',
    docx: 'DOCX',
    file: 'File',
    unnumbered: 'no number',
    next: 'Next',
    reply: 'Record the reply',
    replyTo: 'In reply to',
    note: 'Note',
    direction: 'Direction',
    open: 'Open the register of letters',
    all: 'All',
    empty: 'No letters yet.',
    nothing: 'No letter matches.',
    write: 'Write a letter',
    log: 'Record an incoming letter',
    texts: 'Texts of letters',
  },
  deliveries: {
    none: 'no mail',
    waiting: 'waiting',
    sent: 'sent',
    kept: 'kept, not sent',
    failed: 'failed',
    bounced: 'came back',
  },
  log: {
    title: 'Incoming letter',
    theirNumber: 'Their number',
    theirDate: 'Date of their letter',
    receivedOn: 'Received on',
    institution: 'From',
    replyTo: 'In reply to our letter',
    says: 'What it says',
    saysHint:
      'Regrets are recorded as the answer to the invitation. After a nomination you are asked for the names.',
    note: 'Note',
    file: 'File (PDF or scan)',
    source: (number: string, date: string) => `Letter no. ${number} of ${date}`,
    sourceUnnumbered: (date: string) => `Letter of ${date}`,
  },
  write: {
    title: 'Letter to institutions',
    kind: 'Kind',
    text: 'Text',
    textHint:
      'In each language in which it shall go out; each institution gets the texts in its own languages.',
    institutions: 'To',
    institutionsHint: 'One number for each institution.',
    addressee: 'Addressee by office',
    signatory: 'Signed by',
    unsigned: 'Nobody',
    date: 'Date of the letter',
    number: 'First number',
    numberHint: 'Further letters count up from here.',
    replyBy: 'Reply by',
    preview: 'Preview',
    send: 'Send',
    subject: (kind: string, dialogue: string) => `${kind}: ${dialogue}`,
  },
  sheet: {
    title: 'The letter as PDF',
    open: 'Open as PDF',
    attached: 'The letter is attached to this mail as PDF.',
  },
  refusals: {
    pattern_without_counter: 'Write {n} once where the number counts up, such as 01-12/{n}.',
    contact_without_name: 'There are contact lines in this language: write the name of the body in it, too.',
    title_without_name: 'There is a position in this language: write the name, too.',
    unknown_placeholder: (p: Params) =>
      `${p.name} cannot be filled in this kind of letter. Use one of those listed.`,
    stray_brace: 'A brace stands alone. Braces only enclose the name of a fact, such as {institution}.',
    number_taken: (p: Params) => `Number ${p.number} is given already in ${p.year}. Choose another one.`,
    reply_to_other: 'The letter answered must be one of ours to the same institution.',
    received_before_written: 'The letter cannot have been received before it was written.',
    received_in_future: 'The day of receipt lies in the future.',
    no_text: 'Write the text in at least one language.',
    no_institution: 'Choose at least one institution.',
    too_many_institutions: (p: Params) => `Choose at most ${p.max} institutions at once.`,
    no_common_language: (p: Params) => `There is no text in a language of: ${p.institutions}.`,
    no_kazakh: (p: Params) =>
      `Letters to state bodies go in Kazakh first. Write the Kazakh text for: ${p.institutions}.`,
    nobody_to_write_to: (p: Params) => `Nobody is known to write to at: ${p.institutions}.`,
    partly_sent: (p: Params) =>
      `${p.sent} of ${p.all} letters are sent, then something came in between. Those listed below are not: look at them and send them.`,
    next_part: (p: Params) => `${p.sent} of ${p.all} letters are sent. Send the next ones, listed below.`,
    preview_outdated: 'Something changed since the preview. Look at it again before sending.',
  },
}
