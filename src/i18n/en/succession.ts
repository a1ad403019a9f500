/** English texts of the room `succession`: commitments whose person left. */

import { plural } from '../plurals.ts'

export const succession = {
  title: 'Commitments without a person',
  lead: 'A promise stays with its institution when people leave. Here nobody is named who answers for it; until then the focal points do.',
  none: 'Every open commitment has a person.',
  commitment: 'Commitment',
  promise: 'Promise',
  due: 'Due',
  leadInstitution: 'Lead institution',
  why: 'Why',
  unnamed: 'nobody was named',
  left: (name: string) => `no longer there: ${name}`,
  erased: 'a former representative',
  points: 'Who can name somebody',
  nobody: 'nobody can be written to: look for a focal point',
  asked: (date: string) => `asked by mail on ${date}`,
  act: 'Act',
  name: 'Name a person',
  person: 'Who answers for it',
  somebodyNew: 'Somebody else (fill in below)',
  newPerson: 'If it is somebody else',
  back: 'What we promised',
  letter: {
    subject: (n: number) =>
      `Please name another person for ${n} ${plural('en', n, { one: 'commitment', other: 'commitments' })}`,
    intro: (institution: string, dialogue: string) =>
      `The person who answered for what ${institution} promised in “${dialogue}” no longer represents it. The promise stays with the institution. Please say who answers for it now.`,
    former: (name: string) => `until now: ${name}`,
    action: 'Name another person',
    until: 'Until somebody is named, reminders go to the focal points.',
  },
  named: {
    subject: (code: string) => `You answer for a commitment: ${code}`,
    subjectMany: (n: number) =>
      `You answer for ${n} ${plural('en', n, { one: 'commitment', other: 'commitments' })}`,
    intro:
      'You were named as the person who answers for the commitment below. You can report by the link as soon as something was done, or say what stands in the way.',
    introMany:
      'You were named as the person who answers for the commitments below. Each line leads to a page on which you can report as soon as something was done, or say what stands in the way.',
    by: 'Named by',
    wrong: 'If this is not for you, please answer this mail. The promise stays with the institution.',
  },
  refusals: { nothing_owed: 'Nothing is owed here any more, so nobody has to be named.' },
}
