/** A person's own words, passed on to those who organise the meeting. */

import { messagesIn } from '../../src/i18n/messages.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { LetterBody } from './letter.tsx'

interface ForwardedLetter {
  readonly lang: Locale
  readonly from: { readonly address: string; readonly name: string }
  readonly subject: string
  readonly text: string
  readonly meeting: string
}

/** The letter: who wrote, about which meeting, the words as they came, and how to answer. */
export function forwardedBody({ lang, from, subject, text, meeting }: ForwardedLetter): LetterBody {
  const t = messagesIn(lang).inbound.letter
  const who = [from.name, `<${from.address}>`].filter(Boolean).join(' ')
  const quoted = text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
  return {
    subject: t.subject(subject || t.noSubject),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'text', text: t.intro(who, meeting) },
          { kind: 'text', text: quoted },
          { kind: 'quiet', text: t.answer(from.address) },
        ],
      },
    ],
  }
}
