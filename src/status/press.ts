/** The status paper as documents in a language: for downloads, and to be laid before a meeting. */

import { statusSheet } from '../../views/status/printed.ts'
import { titleOf } from '../../views/status/words.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import { messagesIn } from '../i18n/messages.ts'
import { chooseText, type Locale } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { Paper } from '../printing/sheet.ts'
import type { StatusPaper } from './paper.ts'

/** What a printed paper needs besides its lines. */
export interface PrintedStatus {
  readonly paper: StatusPaper
  readonly dialogue: Pick<Dialogue, 'code' | 'title'>
  readonly meeting: Meeting | null
  readonly by: 'institution' | 'item'
}

/** The paper in one language; made at the instant that it tells of, so that a kept one is always the same. */
export function statusDocument(lang: Locale, { paper, dialogue, meeting, by }: PrintedStatus): Paper {
  const t = messagesIn(lang)
  const reader = { locale: lang, t }
  const about = chooseText((meeting ?? dialogue).title, lang).text
  return {
    title: `${titleOf(reader, paper.request)}. ${about}`,
    author: t.invitations.letters.secretariat(dialogue.code),
    madeAt: paper.asOf,
    sheets: [statusSheet(reader, { paper, meeting, by })],
  }
}
