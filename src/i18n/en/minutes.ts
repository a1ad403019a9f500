/** English texts of the room `minutes`: decisions. */

import type { Params } from '../../kernel/outcome.ts'

const states = {
  proposed: 'Proposed',
  adopted: 'Adopted',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  superseded: 'Superseded',
}

export const minutes = {
  title: 'Decisions',
  states,
  methods: { consensus: 'by consensus', vote: 'by vote', silence: 'by silence procedure' },
  fields: {
    code: 'No.',
    text: 'Decision',
    authoritative: 'Language that binds',
    item: 'Agenda item',
    meeting: 'Meeting',
    method: 'How it was taken',
    votes: 'Votes',
    votes_for: 'For',
    votes_against: 'Against',
    votes_abstained: 'Abstained',
    reservations: 'Reservations',
    state: 'Status',
    adopted: 'Adopted by the meeting',
    recordedAt: 'Recorded',
  },
  votes: (p: { for: string; against: string; abstained: string }) =>
    `for ${p.for}, against ${p.against}, abstained ${p.abstained}`,
  textHint: 'As it was adopted, in every language in which you have it.',
  votesHint: 'only if there was a vote',
  reservationsHint: {
    attributed: 'With the name of whoever asked for it to be noted.',
    institution_only: 'Name institutions only, no persons.',
    chatham_house: 'Under the Chatham House Rule write neither persons nor institutions.',
  },
  whole: 'the meeting as a whole',
  none: 'No decisions were recorded at this meeting.',
  record: 'Record a decision',
  recordTitle: 'New decision',
  editTitle: 'Change the decision',
  follows: 'What follows from it',
  followsNothing: 'No commitment was recorded under this decision.',
  moves: {
    title: 'What can be done',
    adoption: 'Adopt',
    rejection: 'Reject',
    withdrawal: 'Withdraw',
    supersession: 'Mark as superseded',
  },
  events: {
    recorded: 'Recorded',
    edited: 'Changed',
    adopted: 'Adopted',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
    superseded: 'Superseded',
  },
  refusals: {
    names_somebody: (p: Params) => `Under the rule of attribution this may not name: ${p.name}.`,
    authoritative_missing: 'There is no text in the language that binds.',
    item_unknown: 'This item is not on the agenda of the meeting.',
    cannot_move: (p: Params) =>
      `This can no longer be done. Status: ${(states as Readonly<Record<string, string>>)[String(p.state)] ?? p.state}.`,
    not_carried: 'There were not enough votes in favour under the rules of this dialogue.',
    decision_fixed: 'This decision can no longer be changed. Record a new one that replaces it.',
  },
}
