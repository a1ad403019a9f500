/** English texts of the room `filters`, and of the choices of the list of commitments. */

import type { Params } from '../../kernel/outcome.ts'
import { plural } from '../plurals.ts'

const days = (n: number) => `${n} ${plural('en', n, { one: 'day', other: 'days' })}`

export const filters = {
  title: 'Your views',
  lead: 'Views of the list of commitments that you keep under a name. Nobody else sees them.',
  none: 'You keep no view yet. Choose something in the list, then keep it there.',
  keep: 'Keep this view',
  remove: (name: string) => `Remove “${name}”`,
  fields: { name: 'Name of the view', default: 'The list opens with this view' },
  tabs: { label: 'Views', open: 'Open', manage: 'Your views' },
  forms: { label: 'Shown as', table: 'Table', timeline: 'Timeline' },
  shows: { soon: 'Due soon', undated: 'Without a due date', recurring: 'Recurring' },
  more: 'More choices',
  part: 'Part of the institution',
  parts: { lead: 'leads', any: 'leads or supports' },
  within: 'Due within',
  days,
  unnamed: 'Nobody named in charge',
  objective: 'Objective',
  order: 'Order',
  orders: { due: 'by due date', slip: 'by how far the date moved', report: 'longest without a report first' },
  grouping: 'Headings',
  groupings: { none: 'none', lead: 'lead institution', dialogue: 'dialogue', objective: 'objective' },
  by: { lead: 'By lead institution', objective: 'By objective' },
  noObjective: 'Without an objective',
  fromMeeting: (title: string) => `Only those of the meeting: ${title}`,
  everyMeeting: 'Show those of all meetings',
  slip: 'Date moved by',
  earlier: (n: number) => `${days(n)} earlier`,
  later: (n: number) => `${days(n)} later`,
  times: (n: number) => `${n} ${plural('en', n, { one: 'move', other: 'moves' })}`,
  refusals: {
    nothing_chosen: 'Nothing is chosen in this view: the list opens like this anyway.',
    kept_already: (p: Params) => `You keep this view already: ${p.name}.`,
    name_taken: 'Another of your views has this name.',
    too_many: (p: Params) => `You can keep ${p.most} views. Remove one first.`,
  },
}
