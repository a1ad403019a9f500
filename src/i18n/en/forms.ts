/** English words for faults that any form or request can have. */

import type { Params } from '../../kernel/outcome.ts'

export const forms = {
  refusals: {
    required: 'Fill this in.',
    too_long: (p: Params) => `Use at most ${p.max} characters.`,
    not_an_address: 'Write a full e-mail address, such as name@example.org.',
    not_a_date: 'Write a date that exists, such as 14.10.2025.',
    not_a_time: 'Write a time of day, such as 09:00.',
    not_a_zone: 'Write a time zone by its name, such as Asia/Almaty.',
    not_a_number: 'Write a number in digits.',
    out_of_range: (p: Params) => `Write a number from ${p.min} to ${p.max}.`,
    not_a_choice: 'Choose one of the options offered.',
    not_a_link: 'Write a full link that begins with https:// or http://.',
    invalid: 'Something here is not right. Check what you entered.',
    changed_meanwhile:
      'Somebody changed this while you were editing. Your text is kept below: compare it with what is recorded now, then save again.',
    sent_otherwise:
      'This form was sent from this page before, with other content, and that was recorded. Check what is recorded now; to send this too, send it again.',
    unavailable:
      'This could not be saved now. Nothing was lost: what you entered stands below. Wait a moment and send it again.',
    unavailable_here: 'This cannot be done at the moment. Nothing was lost. Wait a moment and try again.',
    unknown: 'There is nothing at this address, or it is not open to you.',
    forbidden: 'You do not have the right to do this.',
    too_large: 'This is too large to be accepted.',
    too_often: (p: Params) => `This was tried too often. Please wait ${p.minutes} min and try again.`,
    unreadable_body: 'The form did not arrive whole. Go back and send it again.',
    wrong_origin: 'The form was sent from another site. Open the page here and send it again.',
    wrong_host: (p: Params) => `This service is reached at another address: ${p.address}`,
  },
}
