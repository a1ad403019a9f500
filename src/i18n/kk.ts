/** The Kazakh catalogue; strings wrapped in `review` wait for a native reader (`npm run review`). */

import { agenda } from './kk/agenda.ts'
import { auth } from './kk/auth.ts'
import { commitments } from './kk/commitments.ts'
import { correspondence } from './kk/correspondence.ts'
import { dialogues } from './kk/dialogues.ts'
import { digests } from './kk/digests.ts'
import { documents } from './kk/documents.ts'
import { feeds } from './kk/feeds.ts'
import { forms } from './kk/forms.ts'
import { home } from './kk/home.ts'
import { inbound } from './kk/inbound.ts'
import { institutions } from './kk/institutions.ts'
import { invitations } from './kk/invitations.ts'
import { mail } from './kk/mail.ts'
import { meetings } from './kk/meetings.ts'
import { minutes } from './kk/minutes.ts'
import { people } from './kk/people.ts'
import { printing } from './kk/printing.ts'
import { retention } from './kk/retention.ts'
import { said } from './kk/said.ts'
import { settings } from './kk/settings.ts'
import { shell } from './kk/shell.ts'
import { supply } from './kk/supply.ts'
import type { Messages } from './messages.ts'

export const kk = {
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
