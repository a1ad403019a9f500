/** What every document about a meeting has: its title, its author, its name as a file. */

import { findDialogue } from '../dialogues/queries.ts'
import { chooseText } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { AppContext } from '../web/context.ts'
import type { FileName } from './download.ts'
import type { Paper, Sheet } from './sheet.ts'

type Reader = AppContext['var']['reader']

/** A paper of one sheet, by the secretariat of the meeting's dialogue. */
export async function meetingPaper(
  { var: { store, reader } }: AppContext,
  meeting: Meeting,
  { title, sheet }: { readonly title: string; readonly sheet: Sheet },
): Promise<Paper> {
  const dialogue = await findDialogue(store, meeting.dialogueId, 'all')
  const author = dialogue ? reader.t.invitations.letters.secretariat(dialogue.code) : ''
  return {
    title: `${title}. ${chooseText(meeting.title, reader.locale).text}`,
    author,
    madeAt: store.now,
    sheets: [sheet],
  }
}

/** `agenda-2026-12-14`, and `Agenda. <title of the meeting>, 2026-12-14`. */
export function nameFor(
  { locale }: Reader,
  meeting: Meeting,
  { plain, title }: { readonly plain: string; readonly title: string },
): FileName {
  const date = meeting.days[0]?.date ?? ''
  return {
    plain: `${plain}-${date}`,
    words: `${title}. ${chooseText(meeting.title, locale).text}`.slice(0, 100).concat(`, ${date}`),
  }
}
