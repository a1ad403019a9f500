/** Previews of letters, for those who write them: an index, and one kind in every language, wide and narrow. */

import type { Locale } from '../../src/kernel/locale.ts'
import type { MailKind } from '../../src/mail/mail.ts'
import { PlainPage } from '../layout/shell.tsx'
import { type LetterBody, letterText } from '../letters/letter.tsx'
import { Heading } from '../parts/heading.tsx'
import type { Reader } from '../reader.ts'

interface PreviewProps {
  readonly reader: Reader
  readonly path: string
}

/** All kinds, each with its languages. */
export function LetterIndexPage(props: PreviewProps & { readonly kinds: readonly MailKind[] }) {
  const { reader, kinds } = props
  const { mail, shell } = reader.t
  return (
    <PlainPage {...props} title={mail.letter}>
      <Heading reader={reader} title={mail.title} />
      <ul>
        {kinds.map((kind) => (
          <li>
            <a href={`/dev/letters/${kind}`}>{mail.kinds[kind]}</a>{' '}
            {(['kk', 'ru', 'en'] as const).map((lang) => (
              <>
                {' · '}
                <a href={`/dev/letters/${kind}/${lang}`} lang={lang}>
                  {shell.languages[lang]}
                </a>
              </>
            ))}
          </li>
        ))}
      </ul>
    </PlainPage>
  )
}

interface LettersProps extends PreviewProps {
  readonly kind: MailKind
  readonly letters: readonly {
    readonly lang: Locale
    readonly letter: LetterBody
    readonly calendar: string | null
  }[]
}

/** One kind: in each language as on a desk and as on a telephone, then as text and as calendar entry. */
export function LettersPage(props: LettersProps) {
  const { reader, kind, letters } = props
  const { mail, shell } = reader.t
  return (
    <PlainPage {...props} title={mail.kinds[kind]}>
      <Heading
        reader={reader}
        trail={[{ href: '/dev/letters', text: mail.title }]}
        title={mail.kinds[kind]}
      />
      {letters.map(({ lang, letter, calendar }) => (
        <section aria-labelledby={lang}>
          <h2 id={lang}>{shell.languages[lang]}</h2>
          <p lang={lang}>{letter.subject}</p>
          <div class="frames">
            {['100%', '360'].map((width) => (
              <iframe
                src={`/dev/letters/${kind}/${lang}`}
                title={`${shell.languages[lang]}, ${width}`}
                sandbox=""
                width={width}
                height="640"
              />
            ))}
          </div>
          <details>
            <summary>{mail.asText}</summary>
            <pre lang={lang}>{letterText(letter)}</pre>
          </details>
          {calendar && (
            <details>
              <summary>{mail.calendar}</summary>
              <pre lang={lang}>{calendar}</pre>
            </details>
          )}
        </section>
      ))}
    </PlainPage>
  )
}
