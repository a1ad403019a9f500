/** The letter that asks an institution to name another person for what it promised. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import { dueWords } from '../commitments/words.ts'
import type { LetterBody } from './letter.tsx'

interface SuccessionProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly dialogue: string
  readonly institution: string
  readonly commitments: readonly { readonly commitment: Commitment; readonly former: string | null }[]
  readonly url: string
}

/** What the institution promised stays its own; who answers for it is asked. */
export function successorAsked(props: SuccessionProps): LetterBody {
  const { t, lang, commitments } = props
  const { letter } = t.succession
  return {
    subject: letter.subject(commitments.length),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: props.greeting },
          { kind: 'text', text: letter.intro(props.institution, props.dialogue) },
          {
            kind: 'list',
            items: commitments.map(({ commitment, former }) => ({
              text: `${codeOf(commitment)}. ${chooseText(commitment.text, lang).text}`,
              note: [
                t.commitments.letters.dueNote(dueWords({ t, locale: lang }, commitment)),
                ...(former ? [letter.former(former)] : []),
              ].join(' · '),
            })),
          },
          { kind: 'action', label: letter.action, url: props.url },
          { kind: 'quiet', text: letter.until },
          { kind: 'quiet', text: t.commitments.letters.personalLink },
        ],
      },
    ],
  }
}
