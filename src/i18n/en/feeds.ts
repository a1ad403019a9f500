/** English texts of the room `feeds`: calendar feeds and files to download. */

export const feeds = {
  title: 'Calendar feed',
  leads: {
    person: 'Your meetings and due dates in your own calendar program, kept up to date by themselves.',
    dialogue:
      'The announced meetings of the dialogue, for everybody who has the address: title, time and place, and nobody’s name.',
  },
  none: 'There is no address yet.',
  how: 'In your calendar program choose “subscribe by address” and paste this address, or press “Subscribe”.',
  either:
    'Keep either the invitations or the feed in one calendar: with both, a meeting stands there twice. The feed asks for no answer.',
  secret:
    'Whoever has the address can read the feed. If it has reached the wrong people, make a new one: the old one stops at once.',
  address: 'Address',
  subscribe: 'Subscribe',
  dueAs: 'Due dates of commitments',
  due: { event: 'As events of a whole day', task: 'As tasks', none: 'Leave them out' },
  open: 'Make an address',
  save: 'Save',
  renew: 'Make a new address',
  end: 'Switch off',
  downloads: { meeting: 'Calendar file of the meeting', secretariat: 'Address card of the secretariat' },
  calendars: {
    own: 'Intersession: meetings and due dates',
    dialogue: (name: string) => `Intersession: ${name}`,
  },
  entries: {
    meeting: 'Meeting',
    page: 'Page',
    due: (code: string) => `Due: ${code}`,
    review: (code: string) => `Review: ${code}`,
    dueOn: 'Due date',
  },
  refusals: {
    unknown: 'There is no calendar feed at this address, or not any more.',
    no_date: 'This meeting has no date yet that could stand in a calendar.',
  },
}
