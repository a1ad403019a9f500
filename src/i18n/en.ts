/** The English catalogue: the model that the other two satisfy, so a missing key does not compile. */

import { agenda } from './en/agenda.ts'
import { auth } from './en/auth.ts'
import { commitments } from './en/commitments.ts'
import { correspondence } from './en/correspondence.ts'
import { dialogues } from './en/dialogues.ts'
import { digests } from './en/digests.ts'
import { documents } from './en/documents.ts'
import { feeds } from './en/feeds.ts'
import { forms } from './en/forms.ts'
import { home } from './en/home.ts'
import { inbound } from './en/inbound.ts'
import { institutions } from './en/institutions.ts'
import { invitations } from './en/invitations.ts'
import { mail } from './en/mail.ts'
import { meetings } from './en/meetings.ts'
import { minutes } from './en/minutes.ts'
import { people } from './en/people.ts'
import { printing } from './en/printing.ts'
import { retention } from './en/retention.ts'
import { said } from './en/said.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { supply } from './en/supply.ts'

export const en = {
  agenda,
  auth,
  commitments,
  correspondence,
  dialogues,
  digests,
  documents,
  feeds,
  forms,
  home,
  inbound,
  institutions,
  invitations,
  mail,
  meetings,
  minutes,
  people,
  printing,
  retention,
  said,
  settings,
  shell,
  supply,
}
