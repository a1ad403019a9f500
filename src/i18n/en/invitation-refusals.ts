/** English words for what the room `invitations` refuses. */

import type { Params } from '../../kernel/outcome.ts'

export const invitationRefusals = {
  no_institution: 'Choose at least one institution.',
  unknown_institution: 'One of the institutions is not in the directory. Choose again.',
  already_invited: (p: Params) => `Already invited: ${p.count}. Choose only institutions that are not.`,
  meeting_over: 'The meeting is over or cancelled: its invitations can no longer be changed.',
  reply_by_past: 'Choose a reply-by date from today on.',
  reply_by_after_meeting: 'Choose a reply-by date not later than the first day of the meeting.',
  already_sent: 'This letter has been sent. It can be withdrawn, but no longer edited.',
  no_language: 'Choose at least one language.',
  meeting_not_announced: 'The meeting is not announced at present. Announce it first.',
  nothing_to_send: 'Choose at least one letter.',
  no_focal_point: (p: Params) =>
    `No focal point with a mail address: ${p.institutions}. Add one, or leave the letter out.`,
  preview_outdated:
    'A letter or the meeting changed after this preview was made. Check the texts again, then send.',
  nobody_silent: 'Every institution has answered, or was reminded today.',
  nobody_to_remind: 'None of the silent institutions has a focal point with a mail address.',
  nothing_gathered: 'No change waits to be sent.',
  update_waits: 'A change of the meeting waits to be sent. Send it first.',
  no_address: 'No mail address is known for this person.',
  withdrawn_already: 'This invitation is withdrawn already.',
  withdrawn: 'This invitation was withdrawn.',
  not_sent: 'This invitation has not been sent yet.',
  second_head: 'The delegation has a head already. Choose another role, or replace the head.',
  no_seat_left: (p: Params) => `All seats are taken (${p.seats}). Replace a person instead.`,
  named_already: 'This person is named for the meeting already.',
  replaces_self: 'This person holds the place already. Name another one.',
  replaced_already: 'This person is no longer named. Look at the list again.',
  regrets_already: 'Regrets are recorded already.',
  answered_already: 'This is recorded already.',
  no_longer_delegate: 'You are no longer named for this meeting.',
  meeting_cancelled: 'The meeting does not take place.',
  meeting_postponed: 'The meeting has no date at present. You will get a mail as soon as it has.',
  time_moved: 'The time changed while you were answering. Look at the new time, then answer again.',
}
