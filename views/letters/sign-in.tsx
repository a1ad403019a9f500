/** The letter with which somebody signs in. */

import type { Messages } from '../../src/i18n/messages.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { LetterBody } from './letter.tsx'

/** Link first, code second: the code serves when the mail is read on another device. */
export function signInBody(props: { t: Messages; lang: Locale; url: string; code: string }): LetterBody {
  const { letters } = props.t.auth
  return {
    subject: letters.subject,
    parts: [
      {
        lang: props.lang,
        blocks: [
          { kind: 'text', text: letters.intro },
          { kind: 'action', label: letters.action, url: props.url },
          { kind: 'facts', rows: [[letters.code, props.code]] },
          { kind: 'quiet', text: letters.notYou },
        ],
      },
    ],
  }
}
