/** The mail that brings an official letter: its words in each language, and that it is attached. */

import { formatLongDate } from '../../src/i18n/dates.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText, type Locale, type Versions } from '../../src/kernel/locale.ts'
import type { Block, LetterBody } from './letter.tsx'

interface OfficialProps {
  /** In the order in which the parts are to be read; at least one. */
  readonly languages: readonly Locale[]
  readonly kind: 'request' | 'thanks'
  readonly number: string
  readonly date: LocalDate
  readonly institution: Versions
  readonly addressee: string
  readonly dialogue: { readonly title: Versions; readonly code: string }
  /** The paragraphs in a language, the signature last. */
  readonly words: (lang: Locale) => readonly string[]
  /** The mailbox that people can write to. */
  readonly mailbox: string
}

/** The mail. */
export function officialBody(props: OfficialProps): LetterBody {
  const first = props.languages[0] ?? props.dialogue.title.authoritative
  const { paper, write } = messagesIn(first).correspondence
  return {
    subject: write.subject(paper.names[props.kind], chooseText(props.dialogue.title, first).text),
    parts: props.languages.map((lang) => ({ lang, blocks: blocksIn(props, lang) })),
  }
}

function blocksIn(props: OfficialProps, lang: Locale): Block[] {
  const t = messagesIn(lang)
  const { facts, secretariat } = t.invitations.letters
  const to = [chooseText(props.institution, lang).text, props.addressee].filter(Boolean).join('\n')
  const rows: [string, string][] = [
    [facts.number, props.number],
    [facts.date, formatLongDate(lang, props.date)],
    [facts.to, to],
  ]
  return [
    { kind: 'facts', rows: rows.filter(([, value]) => value !== '') },
    ...props.words(lang).map((text): Block => ({ kind: 'text', text })),
    { kind: 'quiet', text: t.correspondence.sheet.attached },
    { kind: 'text', text: `${secretariat(props.dialogue.code)}\n${props.mailbox}` },
  ]
}
