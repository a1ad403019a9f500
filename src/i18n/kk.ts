/** The Kazakh catalogue; strings wrapped in `review` wait for a native reader (`npm run review`). */

import { agenda } from './kk/agenda.ts'
import { auth } from './kk/auth.ts'
import { calls } from './kk/calls.ts'
import { commitments } from './kk/commitments.ts'
import { correspondence } from './kk/correspondence.ts'
import { dialogues } from './kk/dialogues.ts'
import { digests } from './kk/digests.ts'
import { documents } from './kk/documents.ts'
import { feeds } from './kk/feeds.ts'
import { filters } from './kk/filters.ts'
import { forms } from './kk/forms.ts'
import { home } from './kk/home.ts'
import { inbound } from './kk/inbound.ts'
import { institutions } from './kk/institutions.ts'
import { invitations } from './kk/invitations.ts'
import { mail } from './kk/mail.ts'
import { meetings } from './kk/meetings.ts'
import { minutes } from './kk/minutes.ts'
import { oversight } from './kk/oversight.ts'
import { overview } from './kk/overview.ts'
import { people } from './kk/people.ts'
import { plans } from './kk/plans.ts'
import { printing } from './kk/printing.ts'
import { recurring } from './kk/recurring.ts'
import { retention } from './kk/retention.ts'
import { roadmaps } from './kk/roadmaps.ts'
import { said } from './kk/said.ts'
import { settings } from './kk/settings.ts'
import { shell } from './kk/shell.ts'
import { status } from './kk/status.ts'
import { steps } from './kk/steps.ts'
import { stock } from './kk/stock.ts'
import { succession } from './kk/succession.ts'
import { supply } from './kk/supply.ts'
import { tables } from './kk/tables.ts'
import type { Messages } from './messages.ts'

export const kk = {
  agenda,
  auth,
  calls,
  commitments,
  correspondence,
  dialogues,
  digests,
  documents,
  feeds,
  filters,
  forms,
  home,
  inbound,
  institutions,
  invitations,
  mail,
  meetings,
  minutes,
  overview,
  oversight,
  people,
  plans,
  printing,
  recurring,
  retention,
  roadmaps,
  said,
  settings,
  shell,
  status,
  steps,
  stock,
  succession,
  supply,
  tables,
} satisfies Messages
