/** The letters with which somebody signs in or proves who they are, and those about their passkeys. */

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

/** A code for somebody who is signed in already. No link: it would have to be opened in the same browser. */
export function proofBody(props: { t: Messages; lang: Locale; code: string }): LetterBody {
  const { letters } = props.t.auth
  return {
    subject: letters.proof.subject,
    parts: [
      {
        lang: props.lang,
        blocks: [
          { kind: 'text', text: letters.proof.intro },
          { kind: 'facts', rows: [[letters.proof.code, props.code]] },
          { kind: 'quiet', text: letters.proof.notYou },
        ],
      },
    ],
  }
}

/** What happened to a passkey, and what to do if it was somebody else. */
export function passkeyBody(props: {
  t: Messages
  lang: Locale
  event: 'added' | 'removed' | 'reset'
  label: string
  url: string
}): LetterBody {
  const { letters } = props.t.auth
  const { subject, text } = letters.passkey[props.event]
  return {
    subject,
    parts: [
      {
        lang: props.lang,
        blocks: [
          { kind: 'text', text },
          ...(props.label ? [{ kind: 'facts', rows: [[letters.passkey.label, props.label]] } as const] : []),
          { kind: 'action', label: letters.passkey.action, url: props.url },
          { kind: 'quiet', text: letters.passkey.notYou },
        ],
      },
    ],
  }
}
