/** Letters of a status request: what one institution is asked before a meeting, and the reminder of it. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import { formatLongDate } from '../../src/i18n/dates.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { type Chosen, chooseText, type Locale } from '../../src/kernel/locale.ts'
import { dueWords } from '../commitments/words.ts'
import { wordsIn } from '../parts/printed.ts'
import type { LetterBody } from './letter.tsx'

interface StatusLetterProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly dialogue: string
  readonly institution: string
  /** Title and dates; null when the paper serves no meeting. */
  readonly meeting: { readonly title: string; readonly date: string } | null
  readonly dueOn: LocalDate
  /** Covering words; empty for none. */
  readonly words: Chosen
  /** What the institution can report on. */
  readonly commitments: readonly Commitment[]
  readonly url: string
}

/** The request: what it is for, by when, about what, and the one link. */
export function statusAsked(props: StatusLetterProps): LetterBody {
  const { letters } = props.t.status
  const { asked } = letters
  return letterOf(props, asked.subject(props.meeting?.title ?? props.dialogue), asked.intro)
}

/** The same once more, to who has not answered for all. */
export function statusReminded(props: StatusLetterProps): LetterBody {
  const { reminded } = props.t.status.letters
  return letterOf(props, reminded.subject(props.meeting?.title ?? props.dialogue), reminded.intro)
}

function letterOf(props: StatusLetterProps, subject: string, intro: string): LetterBody {
  const { t, lang, greeting, words, meeting, dueOn, institution, url } = props
  const { letters } = t.status
  const reader = { locale: lang, t }
  const items = props.commitments.map((one) => ({
    text: `${codeOf(one)}: ${wordsIn(reader, chooseText(one.text, lang))}`,
    note: t.commitments.letters.dueNote(dueWords(reader, one)),
  }))
  const facts: [string, string][] = [
    [letters.institution, institution],
    ...(meeting ? [[letters.meeting, `${meeting.title}, ${meeting.date}`] as [string, string]] : []),
    [letters.by, formatLongDate(lang, dueOn)],
  ]
  return {
    subject,
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          { kind: 'text', text: intro },
          ...(words.text ? [{ kind: 'text' as const, text: wordsIn(reader, words) }] : []),
          { kind: 'facts', rows: facts },
          { kind: 'action', label: letters.action, url },
          { kind: 'list', items },
          { kind: 'text', text: letters.read },
          { kind: 'quiet', text: t.commitments.letters.personalLink },
        ],
      },
    ],
  }
}
