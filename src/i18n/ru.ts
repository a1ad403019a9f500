/** The Russian catalogue. */

import type { Messages } from './messages.ts'
import { agenda } from './ru/agenda.ts'
import { auth } from './ru/auth.ts'
import { calls } from './ru/calls.ts'
import { commitments } from './ru/commitments.ts'
import { correspondence } from './ru/correspondence.ts'
import { dialogues } from './ru/dialogues.ts'
import { digests } from './ru/digests.ts'
import { documents } from './ru/documents.ts'
import { feeds } from './ru/feeds.ts'
import { filters } from './ru/filters.ts'
import { forms } from './ru/forms.ts'
import { home } from './ru/home.ts'
import { inbound } from './ru/inbound.ts'
import { institutions } from './ru/institutions.ts'
import { invitations } from './ru/invitations.ts'
import { mail } from './ru/mail.ts'
import { meetings } from './ru/meetings.ts'
import { minutes } from './ru/minutes.ts'
import { oversight } from './ru/oversight.ts'
import { overview } from './ru/overview.ts'
import { people } from './ru/people.ts'
import { plans } from './ru/plans.ts'
import { printing } from './ru/printing.ts'
import { recurring } from './ru/recurring.ts'
import { retention } from './ru/retention.ts'
import { roadmaps } from './ru/roadmaps.ts'
import { said } from './ru/said.ts'
import { settings } from './ru/settings.ts'
import { shell } from './ru/shell.ts'
import { status } from './ru/status.ts'
import { steps } from './ru/steps.ts'
import { stock } from './ru/stock.ts'
import { succession } from './ru/succession.ts'
import { supply } from './ru/supply.ts'
import { tables } from './ru/tables.ts'

export const ru = {
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
