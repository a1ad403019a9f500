/** The English catalogue: the model that the other two satisfy, so a missing key does not compile. */

import { agenda } from './en/agenda.ts'
import { auth } from './en/auth.ts'
import { calls } from './en/calls.ts'
import { commitments } from './en/commitments.ts'
import { correspondence } from './en/correspondence.ts'
import { dialogues } from './en/dialogues.ts'
import { digests } from './en/digests.ts'
import { documents } from './en/documents.ts'
import { feeds } from './en/feeds.ts'
import { filters } from './en/filters.ts'
import { forms } from './en/forms.ts'
import { home } from './en/home.ts'
import { inbound } from './en/inbound.ts'
import { institutions } from './en/institutions.ts'
import { invitations } from './en/invitations.ts'
import { mail } from './en/mail.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { oversight } from './en/oversight.ts'
import { overview } from './en/overview.ts'
import { people } from './en/people.ts'
import { plans } from './en/plans.ts'
import { printing } from './en/printing.ts'
import { recurring } from './en/recurring.ts'
import { retention } from './en/retention.ts'
import { roadmaps } from './en/roadmaps.ts'
import { said } from './en/said.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { status } from './en/status.ts'
import { steps } from './en/steps.ts'
import { stock } from './en/stock.ts'
import { succession } from './en/succession.ts'
import { supply } from './en/supply.ts'
import { tables } from './en/tables.ts'

export const en = {
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
}
