/** The Russian catalogue. */

import type { Messages } from './messages.ts'
import { agenda } from './ru/agenda.ts'
import { auth } from './ru/auth.ts'
import { commitments } from './ru/commitments.ts'
import { correspondence } from './ru/correspondence.ts'
import { dialogues } from './ru/dialogues.ts'
import { digests } from './ru/digests.ts'
import { documents } from './ru/documents.ts'
import { feeds } from './ru/feeds.ts'
import { forms } from './ru/forms.ts'
import { home } from './ru/home.ts'
import { inbound } from './ru/inbound.ts'
import { institutions } from './ru/institutions.ts'
import { invitations } from './ru/invitations.ts'
import { mail } from './ru/mail.ts'
import { meetings } from './ru/meetings.ts'
import { minutes } from './ru/minutes.ts'
import { people } from './ru/people.ts'
import { printing } from './ru/printing.ts'
import { retention } from './ru/retention.ts'
import { said } from './ru/said.ts'
import { settings } from './ru/settings.ts'
import { shell } from './ru/shell.ts'
import { supply } from './ru/supply.ts'

export const ru = {
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
} satisfies Messages
