/** The Kazakh catalogue; strings wrapped in `review` wait for a native reader (`npm run review`). */

import { agenda } from './kk/agenda.ts'
import { auth } from './kk/auth.ts'
import { commitments } from './kk/commitments.ts'
import { dialogues } from './kk/dialogues.ts'
import { digests } from './kk/digests.ts'
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
import { retention } from './kk/retention.ts'
import { said } from './kk/said.ts'
import { settings } from './kk/settings.ts'
import { shell } from './kk/shell.ts'
import type { Messages } from './messages.ts'

export const kk = {
  agenda,
  auth,
  commitments,
  dialogues,
  digests,
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
  retention,
  said,
  settings,
  shell,
} satisfies Messages
