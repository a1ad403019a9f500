/** The letter with the way to all that an institution promised. */

import type { Messages } from '../../src/i18n/messages.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { LetterBody } from './letter.tsx'

interface PromisedPageProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly institution: string
  /** Commitments that are open in the dialogues of who sends it. */
  readonly open: number
  readonly url: string
}

/** Says how many are open and leads to the page; the list itself is there, always as it stands. */
export function promisedPage({ t, lang, greeting, institution, open, url }: PromisedPageProps): LetterBody {
  const { promised } = t.overview
  return {
    subject: promised.letter.subject(institution),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          { kind: 'text', text: promised.letter.intro(institution, open) },
          { kind: 'text', text: promised.letter.how },
          { kind: 'action', label: promised.letter.open, url },
          { kind: 'quiet', text: t.commitments.letters.personalLink },
        ],
      },
    ],
  }
}
