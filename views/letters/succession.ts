/** Letters about who answers: an institution is asked to name another person, and who was named is told. */

import { type Commitment, codeOf } from '../../src/commitments/commitment.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { chooseText, type Locale } from '../../src/kernel/locale.ts'
import { dueWords } from '../commitments/words.ts'
import type { Block, LetterBody } from './letter.tsx'

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
              text: wordsOf(lang, commitment),
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

/** One commitment for which the recipient was named. */
interface NamedPromise {
  readonly commitment: Commitment
  readonly lead: string
  /** The institution itself, or the secretariat. */
  readonly namedBy: string
  readonly url: string
}

interface NamedProps {
  readonly t: Messages
  readonly lang: Locale
  readonly greeting: string
  readonly dialogue: string
  /** At least one. */
  readonly promises: readonly NamedPromise[]
}

/** One commitment is told in full with a button, several as a list with a link each. */
export function personNamed(props: NamedProps): LetterBody {
  const { t, lang, greeting, promises } = props
  const { named } = t.succession
  const [first] = promises
  const alone = first && promises.length === 1
  return {
    subject: alone ? named.subject(codeOf(first.commitment)) : named.subjectMany(promises.length),
    parts: [
      {
        lang,
        blocks: [
          { kind: 'greeting', text: greeting },
          { kind: 'text', text: alone ? named.intro : named.introMany },
          ...(alone ? oneNamed(props, first) : severalNamed(props)),
          { kind: 'quiet', text: named.wrong },
          { kind: 'quiet', text: t.commitments.letters.personalLink },
        ],
      },
    ],
  }
}

function oneNamed({ t, lang, dialogue }: NamedProps, promise: NamedPromise): Block[] {
  const { letters, fields } = t.commitments
  const { commitment, lead, namedBy, url } = promise
  return [
    {
      kind: 'facts',
      rows: [
        [letters.promise, wordsOf(lang, commitment)],
        [fields.due, dueWords({ t, locale: lang }, commitment)],
        [fields.lead, lead],
        [letters.dialogue, dialogue],
        [t.succession.named.by, namedBy],
      ],
    },
    { kind: 'action', label: letters.report, url },
  ]
}

function severalNamed({ t, lang, dialogue, promises }: NamedProps): Block[] {
  const { letters, fields } = t.commitments
  const items = promises.map(({ commitment, lead, namedBy, url }) => ({
    text: wordsOf(lang, commitment),
    note: [
      letters.dueNote(dueWords({ t, locale: lang }, commitment)),
      `${fields.lead}: ${lead}`,
      `${t.succession.named.by}: ${namedBy}`,
    ].join('\n'),
    url,
  }))
  return [
    { kind: 'facts', rows: [[letters.dialogue, dialogue]] },
    { kind: 'list', items },
  ]
}

function wordsOf(lang: Locale, commitment: Commitment): string {
  return `${codeOf(commitment)}. ${chooseText(commitment.text, lang).text}`
}
