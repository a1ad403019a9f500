/** English texts of the letters about regional plans. */

export const letters = {
  plan: 'Plan',
  institution: 'Institution',
  period: 'Period',
  dialogue: 'Dialogue',
  due: 'Please by',
  personalLink:
    'This link is yours. Please do not pass it on: whoever has it can write for your institution.',
  request: {
    subject: (p: { template: string; institution: string }) => `Please draft: ${p.template}`,
    intro:
      'Please draft the plan of your institution. It can be done on a phone, part by part; several people of your institution share it.',
    action: 'Open the plan',
  },
  reminder: {
    subject: (p: { template: string; institution: string }) => `Reminder: ${p.template}`,
    intro: 'The plan of your institution was not handed in yet.',
    action: 'Go on with the plan',
  },
  presented: {
    subject: (p: { template: string; institution: string }) => `Handed in: ${p.template} (${p.institution})`,
    intro:
      'A plan that your institution watches over was handed in. Please read it and approve it or send it back.',
    action: 'Read the plan',
    subjectMany: (p: { template: string; count: number }) => `Handed in: ${p.template} (${p.count} plans)`,
    introMany:
      'These plans that your institution watches over were handed in. Please read them and approve them or send them back.',
  },
  approved: {
    subject: (p: { template: string; institution: string }) => `Approved: ${p.template}`,
    intro: 'The plan of your institution was approved.',
    action: 'Open the plan',
  },
  returned: {
    subject: (p: { template: string; institution: string }) => `Returned: ${p.template}`,
    intro: 'The plan of your institution came back with remarks. Please change it and hand it in again.',
    action: 'Change the plan',
  },
  report: {
    subject: (p: { template: string; institution: string }) => `Please report: ${p.template}`,
    intro:
      'Please say how the activities of these months stand. It takes two minutes and can be done on a phone.',
    action: 'Answer',
  },
  report_again: {
    subject: (p: { template: string; institution: string }) => `Reminder to report: ${p.template}`,
    intro:
      'Please say how the activities of these months stand; not all of them were answered yet. It can be done on a phone.',
    over: 'The day by which the activities of these months were to be reported is over, and not all of them were answered yet. Please say how they stand.',
    action: 'Answer',
    why: 'You get this reminder because you answer for the plan of your institution and it was asked about its activities.',
  },
}
